"""示意图: the county's outline and a circle for each town, as numbers for one SVG. Not a survey map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt

from sanzhi.cases.queries import Figure
from sanzhi.people import queries as people

WIDTH, MARGIN = 1000.0, 30.0
LABEL_WIDTH, LABEL_HEIGHT = 170.0, 58.0  # of a name over its figures, as board.css sets them
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


class _Plane:
    """Longitude and latitude laid flat about the county's own middle; a county is small enough for that."""

    def __init__(self, ring: Sequence[tuple[float, float]]) -> None:
        self.west, self.north = min(x for x, _ in ring), max(y for _, y in ring)
        south = min(y for _, y in ring)
        self.squeeze = cos(radians((self.north + south) / 2))
        self.scale = (WIDTH - 2 * MARGIN) / ((max(x for x, _ in ring) - self.west) * self.squeeze)
        self.height = (self.north - south) * self.scale + 2 * MARGIN + LABEL_HEIGHT

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        x = MARGIN + (longitude - self.west) * self.squeeze * self.scale
        return round(x, 1), round(MARGIN + (self.north - latitude) * self.scale, 1)


def draw(towns: Iterable[Town], most: int) -> Sketch:
    """`most`: the volume of the largest circle, so that sketches side by side share one scale."""
    ring = people.boundary()
    plane = _Plane(ring)
    points = " L".join(f"{x} {y}" for x, y in (plane.place(*point) for point in ring))
    spots: list[Spot] = []
    for town in sorted(towns, key=lambda town: -town.volume):
        if town.latitude is not None and town.longitude is not None:
            spots.append(_spot(town, plane.place(town.longitude, town.latitude), most, spots))
    return Sketch(WIDTH, round(plane.height, 1), f"M{points} Z", spots)


def _spot(town: Town, at: tuple[float, float], most: int, others: Sequence[Spot]) -> Spot:
    x, y = at
    r = round(SMALLEST + (LARGEST - SMALLEST) * sqrt(town.volume / most), 1) if most else SMALLEST
    below, above = round(y + r + 28, 1), round(y - r - 38, 1)
    label_y = above if _taken(x, below, others) and not _taken(x, above, others) else below
    return Spot(town.name, x, y, r, label_y, shade(town.figure), town.volume, town.figure, town.href)


def _taken(x: float, label_y: float, others: Sequence[Spot]) -> bool:
    """Whether a label here would lie on another's label or circle."""
    return any(
        abs(other.x - x) < LABEL_WIDTH
        and (
            abs(other.label_y - label_y) < LABEL_HEIGHT or abs(other.y - label_y) < other.r + LABEL_HEIGHT / 2
        )
        for other in others
    )


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
