"""示意图: the county's outline and a circle for each town, as numbers for one SVG. Not a survey map."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from sanzhi.cases.queries import Figure
from sanzhi.kit.geometry import box_of
from sanzhi.people import queries as people
from sanzhi.web.ui.maps import NARROW_LETTER, WIDTH, Labels, Plane, length_of

LABEL_WIDTH, LABEL_HEIGHT = 170.0, 62.0  # of a name over its figures, as board.css sets them
BASELINE = 32.0  # of the name, from the top of its block
SMALLEST, LARGEST = 9.0, 46.0  # radii; area grows with the number of cases
# Shades by rate, the deepest the best; under the first bound also hatched. 本平台约定.
BOUNDS = (80, 90, 95, 98)


@dataclass(frozen=True)
class Town:
    """镇的数: what a circle stands for."""

    name: str
    latitude: float | None
    longitude: float | None
    volume: int
    figure: Figure
    href: str


@dataclass(frozen=True)
class Spot:
    """一个圆: where, how large, how deep; `shade` is 0 to 4, or "few" or "none"."""

    name: str
    x: float
    y: float
    r: float
    label_x: float
    label_y: float
    shade: str
    volume: int
    figure: Figure
    href: str


@dataclass(frozen=True)
class Sketch:
    """示意图: everything its template needs."""

    width: float
    height: float
    outline: str
    spots: list[Spot]


def draw(towns: Iterable[Town], most: int) -> Sketch:
    """`most`: the volume of the largest circle, so that sketches side by side share one scale."""
    ring = people.boundary()
    plane = Plane(box_of(ring), foot=LABEL_HEIGHT)
    placed = [
        (town, plane.place(town.longitude, town.latitude), _radius(town, most))
        for town in sorted(towns, key=lambda town: -town.volume)
        if town.latitude is not None and town.longitude is not None
    ]
    labels = Labels(WIDTH, plane.height, [(x, y, r) for _town, (x, y), r in placed])
    spots = [_spot(town, at, r, labels) for town, at, r in placed]
    return Sketch(WIDTH, plane.height, plane.path(ring), spots)


def _radius(town: Town, most: int) -> float:
    return round(SMALLEST + (LARGEST - SMALLEST) * sqrt(town.volume / most), 1) if most else SMALLEST


def _spot(town: Town, at: tuple[float, float], r: float, labels: Labels) -> Spot:
    """Every town keeps its name: where nothing is free, it covers the least."""
    x, y = at
    wide = max(LABEL_WIDTH, length_of(town.name) * NARROW_LETTER)
    middle, top, _covered = labels.put((x, y, r), wide, LABEL_HEIGHT)
    labels.take(middle, top, wide, LABEL_HEIGHT)
    label = round(middle, 1), round(top + BASELINE, 1)
    return Spot(town.name, x, y, r, *label, shade(town.figure), town.volume, town.figure, town.href)


def shade(figure: Figure) -> str:
    """ "none" without cases, "few" under ten of them, else how many bounds the rate has passed."""
    if figure.percent is None:
        return "none"
    if figure.small:
        return "few"
    return str(sum(figure.percent >= bound for bound in BOUNDS))


def legend() -> list[tuple[str, str]]:
    """(shade, words) from the deepest down."""
    edges = ["0", *map(str, BOUNDS), "100"]
    bands = [(str(i), f"{edges[i]}–{edges[i + 1]}%") for i in range(len(BOUNDS) + 1)]
    return list(reversed(bands))
