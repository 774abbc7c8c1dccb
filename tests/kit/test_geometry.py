"""Points and rings on the ground."""

from math import cos, pi, sin

from hypothesis import given
from hypothesis import strategies as st

from sanzhi.kit import gcj02, geometry

SQUARE = [(120.5, 30.6), (120.6, 30.6), (120.6, 30.7), (120.5, 30.7)]
longitudes, latitudes = st.floats(120.2, 120.8), st.floats(30.4, 30.8)


@given(longitudes, latitudes)
def test_a_square_holds_exactly_what_lies_between_its_sides(x, y):
    assert geometry.inside((x, y), SQUARE) == (120.5 <= x <= 120.6 and 30.6 <= y <= 30.7)


@given(longitudes, latitudes, st.integers(0, 3))
def test_where_a_ring_begins_and_which_way_it_turns_changes_nothing(x, y, turn):
    turned = SQUARE[turn:] + SQUARE[:turn]
    assert geometry.inside((x, y), turned) == geometry.inside((x, y), SQUARE[::-1])


@given(st.integers(3, 40), st.floats(0.001, 0.05))
def test_a_round_ring_does_not_cross_itself_and_holds_its_middle(corners, r):
    ring = [
        (120.5 + r * cos(2 * pi * n / corners), 30.6 + r * sin(2 * pi * n / corners)) for n in range(corners)
    ]
    assert geometry.first_crossing(ring) is None
    assert geometry.inside(geometry.middle_of(ring), ring)


def test_a_bow_tie_crosses_itself_and_a_spike_folds_on_itself():
    assert geometry.first_crossing([SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]]) == (1, 3)
    assert geometry.first_crossing([(0, 0), (2, 0), (1, 0), (1, 1)])


def test_a_degree_of_latitude_is_about_111_kilometres():
    assert abs(geometry.metres((120.5, 30.0), (120.5, 31.0)) - 111_195) < 50


@given(longitudes, latitudes)
def test_gcj02_is_taken_back_to_within_ten_centimetres(x, y):
    back = gcj02.to_wgs84(gcj02.from_wgs84((x, y)))
    assert geometry.metres(back, (x, y)) < 0.1
    assert 100 < geometry.metres(gcj02.from_wgs84((x, y)), (x, y)) < 1000
