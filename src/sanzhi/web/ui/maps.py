"""地图: our own points and rings drawn as one SVG. No tiles, nobody's server, no script; a sketch, not a survey.

A page makes a `Drawing` over a box of the county, puts shapes and dots on it and includes "ui/map.html". It keeps a
table of the same beside it, for whoever cannot see a map and for names that found no room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import cos, radians

from sanzhi.kit.geometry import Box, Point, Ring, box_of

WIDTH, MARGIN = 1000.0, 30.0
# Letters in the picture's own units; on a phone they are drawn larger, because the picture is smaller (map.css).
LETTER, NARROW_LETTER = 26.0, 42.0
SHAPE = 0.72  # height to width of a map that has been zoomed into
LEAST = 0.012  # degrees across at least, about a kilometre
FARTHEST = 4  # half pictures that one may pan away


@dataclass(frozen=True)
class Plane:
    """平面: longitude and latitude laid flat about the middle of a box; a county is small enough for that."""

    box: Box
    foot: float = 0.0  # room under the picture, for names
    squeeze: float = field(init=False)
    scale: float = field(init=False)
    height: float = field(init=False)

    def __post_init__(self) -> None:
        west, south, east, north = self.box
        squeeze = cos(radians((north + south) / 2))
        scale = (WIDTH - 2 * MARGIN) / ((east - west) * squeeze)
        object.__setattr__(self, "squeeze", squeeze)
        object.__setattr__(self, "scale", scale)
        object.__setattr__(self, "height", round((north - south) * scale + 2 * MARGIN + self.foot, 1))

    def place(self, longitude: float, latitude: float) -> Point:
        x = MARGIN + (longitude - self.box[0]) * self.squeeze * self.scale
        return round(x, 1), round(MARGIN + (self.box[3] - latitude) * self.scale, 1)

    def path(self, ring: Ring) -> str:
        corners = " L".join(f"{x} {y}" for x, y in (self.place(*point) for point in ring))
        return f"M{corners} Z"


class Labels:
    """名字的位置: each name is laid where it covers neither a dot nor another name, or as little as can be."""

    def __init__(self, width: float, height: float, discs: Sequence[tuple[float, float, float]]) -> None:
        self.picture = (0.0, 0.0, width, height)
        self.taken: list[Box] = [(x - r, y - r, x + r, y + r) for x, y, r in discs]

    def put(self, disc: tuple[float, float, float], wide: float, high: float) -> tuple[float, float, float]:
        """(middle, top, how much is covered) of a block `wide` by `high` beside its disc."""
        x, y, r = disc
        side, gap = r + 8 + wide / 2, r + 6
        spots = [
            (x + dx * side * (0.8 if dx and dy else 1), y + top)
            for dx, dy, top in (
                (0, 1, gap), (0, -1, -gap - high), (1, 0, -high / 2), (-1, 0, -high / 2),
                (1, 1, gap * 0.6), (-1, 1, gap * 0.6), (1, -1, -gap * 0.6 - high), (-1, -1, -gap * 0.6 - high),
            )
        ]  # fmt: skip
        covered = []
        for n, spot in enumerate(spots):
            covered.append((self._covered(_block(*spot, wide, high)), n))
            if not covered[n][0]:
                break  # the first that lies free is taken
        least, n = min(covered)
        return *spots[n], least

    def centred(self, at: Point, wide: float, high: float) -> bool:
        """Whether a name stands on `at` without covering anything; it is taken then."""
        free = not self._covered(_block(at[0], at[1] - high / 2, wide, high))
        if free:
            self.take(at[0], at[1] - high / 2, wide, high)
        return free

    def take(self, middle: float, top: float, wide: float, high: float) -> None:
        self.taken.append(_block(middle, top, wide, high))

    def _covered(self, block: Box) -> float:
        inside = _common(block, self.picture)
        beyond = (block[2] - block[0]) * (block[3] - block[1]) - inside
        return beyond + sum(_common(block, other) for other in self.taken)


def _block(middle: float, top: float, wide: float, high: float) -> Box:
    return middle - wide / 2, top, middle + wide / 2, top + high


def _common(a: Box, b: Box) -> float:
    across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    return across * down if across > 0 and down > 0 else 0.0


@dataclass(frozen=True)
class Shape:
    """面: a grid or a cell as drawn, with where its name stands, if it has room on a desk and on a phone.

    `said` is what a screen reader reads out; `room` how wide its name may be, in the picture's units.
    """

    path: str
    name: str
    href: str
    tone: str
    at: Point
    said: str = ""
    room: float = WIDTH
    wide: bool = False
    narrow: bool = False


@dataclass(frozen=True)
class Dot:
    """点: a circle with its name beside it, placed once for a desk and once for a phone; none where there is no room."""

    x: float
    y: float
    r: float
    name: str
    count: str
    said: str
    href: str
    tone: str
    wide: Point | None = None
    narrow: Point | None = None


@dataclass(frozen=True)
class Map:
    """地图: everything "ui/map.html" needs."""

    title: str
    plane: Plane
    outline: str
    shapes: list[Shape]
    dots: list[Dot]

    @property
    def width(self) -> float:
        return WIDTH


class Drawing:
    """画一张图: over `box`, with the county's outline behind everything."""

    def __init__(self, title: str, box: Box, outline: Ring) -> None:
        self.title, self.plane, self.outline = title, Plane(box), outline
        self.shapes: list[Shape] = []
        self.dots: list[Dot] = []

    def shape(
        self, ring: Ring, at: Point, name: str = "", *, said: str = "", href: str = "", tone: str = "plain", inside: bool = False
    ) -> None:  # fmt: skip
        """inside: its name only where the shape is wide enough for it."""
        across = [self.plane.place(*corner)[0] for corner in ring]
        room = max(across) - min(across) if inside else WIDTH
        place = self.plane.place(*at)
        self.shapes.append(Shape(self.plane.path(ring), name, href, tone, place, said or name, room))

    def dot(
        self, at: Point, name: str = "", *, count: int | None = None, said: str = "", r: float = 9, href: str = "", tone: str = "plain"
    ) -> None:  # fmt: skip
        """`said` is what a screen reader reads out; the name when it is left out."""
        x, y = self.plane.place(*at)
        if 0 <= x <= WIDTH and 0 <= y <= self.plane.height:
            number = "" if count is None else str(count)
            self.dots.append(Dot(x, y, r, name, number, said or name, href, tone))

    def finished(self) -> Map:
        """The largest dots get their names first, grids last; a name that would cover something is left to the table."""
        order = sorted(self.dots, key=lambda dot: -dot.r)
        discs = [(dot.x, dot.y, dot.r) for dot in order]
        wide, narrow = (Labels(WIDTH, self.plane.height, discs) for _ in range(2))
        dots = [
            replace(dot, wide=_named(dot, wide, LETTER), narrow=_named(dot, narrow, NARROW_LETTER))
            for dot in order
        ]
        shapes = [
            replace(one, wide=_fits(one, wide, LETTER), narrow=_fits(one, narrow, NARROW_LETTER))
            for one in self.shapes
        ]
        return Map(self.title, self.plane, self.plane.path(self.outline), shapes, dots)


def _fits(shape: Shape, labels: Labels, letter: float) -> bool:
    long = length_of(shape.name) * letter
    return (
        bool(long) and max(long, letter * 1.5) <= shape.room and labels.centred(shape.at, long, letter * 1.2)
    )


def _named(dot: Dot, labels: Labels, letter: float) -> Point | None:
    """The middle and baseline of its name, if that covers nothing."""
    long, high = length_of(f"{dot.name} {dot.count}".strip()) * letter, letter * 1.2
    if not long:
        return None
    middle, top, covered = labels.put((dot.x, dot.y, dot.r), long, high)
    if covered:
        return None
    labels.take(middle, top, long, high)
    return round(middle, 1), round(top + letter, 1)


def length_of(text: str) -> float:
    """In letters as wide as a Chinese one."""
    return sum(1.0 if ord(letter) > 0x2E80 else 0.6 for letter in text)


def framed(points: Sequence[Point], east: int = 0, north: int = 0) -> Box:
    """A box around the points with air about them, in the shape of a zoomed map, panned by half pictures."""
    west, south, far, top = box_of(points)
    squeeze = cos(radians((south + top) / 2))
    across = max(LEAST, (far - west) * 1.25, (top - south) * 1.25 / SHAPE / squeeze)
    down = across * squeeze * SHAPE
    x = (west + far) / 2 + panned(east) * across / 2
    y = (south + top) / 2 + panned(north) * down / 2
    return x - across / 2, y - down / 2, x + across / 2, y + down / 2


def panned(steps: int) -> int:
    return max(-FARTHEST, min(FARTHEST, steps))
