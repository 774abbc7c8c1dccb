"""The map's names: each stands free on a desk and, at a phone's larger letters, on a phone; the rest is the table's."""

from itertools import combinations

import pytest

from sanzhi.web.ui.maps import LETTER, NARROW_LETTER, Drawing, length_of

BOX = (120.0, 30.0, 121.0, 30.8)
SQUARE = [(120.0, 30.0), (121.0, 30.0), (121.0, 30.8), (120.0, 30.8)]


@pytest.fixture
def crowded():
    drawing = Drawing("图", BOX, SQUARE)
    for n in range(24):
        at = 120.3 + 0.02 * (n % 6), 30.3 + 0.02 * (n // 6)
        drawing.dot(at, f"第{n}村", count=n, r=9 + n % 5)
    for town, at in (("东镇", (120.8, 30.6)), ("西镇", (120.15, 30.65))):
        drawing.dot(at, town, count=7, r=30)
    drawing.shape(SQUARE, (120.34, 30.34), "盖住的网格")
    drawing.shape(SQUARE, (120.6, 30.1), "空地网格")
    return drawing.finished()


@pytest.mark.parametrize(("size", "letter"), [("wide", LETTER), ("narrow", NARROW_LETTER)])
def test_no_name_lies_on_another(crowded, size, letter):
    named = [(dot, getattr(dot, size)) for dot in crowded.dots if getattr(dot, size)]
    blocks = [
        (x - length_of(f"{dot.name} {dot.count}") * letter / 2, y - letter, x + length_of(f"{dot.name} {dot.count}") * letter / 2, y)
        for dot, (x, y) in named
    ]  # fmt: skip
    assert len(blocks) > 4
    for a, b in combinations(blocks, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_a_name_below_its_dot_is_kept_on_a_phone_too(crowded):
    assert all(dot.wide and dot.narrow for dot in crowded.dots if dot.name in ("东镇", "西镇"))


def test_a_grid_is_named_only_where_its_name_covers_nothing(crowded):
    assert [(shape.wide, shape.narrow) for shape in crowded.shapes] == [(False, False), (True, True)]
