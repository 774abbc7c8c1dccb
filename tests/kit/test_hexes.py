"""Every point lies in one hexagon, and in that whose centre is nearest."""

from math import dist

from hypothesis import given
from hypothesis import strategies as some

from sanzhi.kit.geometry import inside, metres
from sanzhi.kit.hexes import Hexes, cell_of, number_of

MIDDLE = (120.5, 30.65)
points = some.tuples(some.floats(120.2, 120.8), some.floats(30.4, 30.9))
radii = some.sampled_from([300, 1000])


@given(points, radii)
def test_a_point_lies_in_its_cell_and_no_neighbour_is_nearer(point, radius):
    hexes = Hexes(radius, MIDDLE)
    i, j = cell = hexes.cell(point)
    assert (i - j) % 2 == 0
    own = dist(point, hexes.centre(cell))
    assert metres(point, hexes.centre(cell)) <= radius * 1.01
    grown = [
        (x + (x - hexes.centre(cell)[0]) * 1e-6, y + (y - hexes.centre(cell)[1]) * 1e-6)
        for x, y in hexes.corners(cell)
    ]
    assert inside(point, grown), own


@given(some.integers(-9000, 9000), some.integers(-9000, 9000))
def test_a_cell_and_its_number_lead_to_each_other(i, j):
    assert cell_of(number_of((i, j))) == (i, j)


def test_neighbours_share_two_corners_and_the_middle_of_a_cell_is_in_it():
    hexes = Hexes(300, MIDDLE)
    here = [(round(x, 9), round(y, 9)) for x, y in hexes.corners((0, 0))]
    for beside in ((2, 0), (1, 1), (-1, 1), (-2, 0), (-1, -1), (1, -1)):
        there = {(round(x, 9), round(y, 9)) for x, y in hexes.corners(beside)}
        assert len(there & set(here)) == 2
        assert hexes.cell(hexes.centre(beside)) == beside
