"""平面几何: points and rings of a county, as (longitude, latitude) in WGS-84 degrees. Pure.

A ring is a list of corners without the first repeated at the end. A county is small enough to be treated as flat.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt

Point = tuple[float, float]
Ring = Sequence[Point]
Box = tuple[float, float, float, float]  # west, south, east, north

EARTH = 6_371_000.0  # metres, the mean radius


def box_of(points: Sequence[Point]) -> Box:
    """The smallest box around the points; there is at least one."""
    longitudes, latitudes = [x for x, _ in points], [y for _, y in points]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def in_box(point: Point, box: Box, margin: float = 0.0) -> bool:
    west, south, east, north = box
    return west - margin <= point[0] <= east + margin and south - margin <= point[1] <= north + margin


def inside(point: Point, ring: Ring) -> bool:
    """Whether the point lies in the ring; a corner and an edge count as inside."""
    x, y = point
    within = False
    for (ax, ay), (bx, by) in edges(ring):
        if _on(point, (ax, ay), (bx, by)):
            return True
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            within = not within
    return within


def edges(ring: Ring) -> list[tuple[Point, Point]]:
    return list(zip(ring, [*ring[1:], ring[0]], strict=True))


def area_of(ring: Ring) -> float:
    """In square degrees; negative for a ring that turns clockwise."""
    west, south = ring[0]  # near the origin, so that small rings lose no digits
    return (
        sum((ax - west) * (by - south) - (bx - west) * (ay - south) for (ax, ay), (bx, by) in edges(ring)) / 2
    )


def middle_of(ring: Ring) -> Point:
    """Where a name may stand: the centroid, or the first corner when a bent ring leaves it outside."""
    whole = area_of(ring)
    if not whole:
        return ring[0]
    west, south = ring[0]
    x = y = 0.0
    for (ax, ay), (bx, by) in edges(ring):
        cross = (ax - west) * (by - south) - (bx - west) * (ay - south)
        x += (ax + bx - 2 * west) * cross
        y += (ay + by - 2 * south) * cross
    middle = (west + x / (6 * whole), south + y / (6 * whole))
    return middle if inside(middle, ring) else ring[0]


def first_crossing(ring: Ring) -> tuple[int, int] | None:
    """The first two edges, counted from 1, that meet where they should not; None for a simple ring."""
    sides = edges(ring)
    last = len(sides) - 1
    for i, (a, b) in enumerate(sides):
        for j in range(i + 1, len(sides)):
            c, d = sides[j]
            if j == i + 1:
                folded = _on(d, a, b) or _on(a, c, d)
            elif i == 0 and j == last:
                folded = _on(c, a, b) or _on(b, c, d)
            else:
                folded = _meet(a, b, c, d)
            if folded:
                return i + 1, j + 1
    return None


def metres(a: Point, b: Point) -> float:
    """Along the ground, as the crow flies."""
    west, south, east, north = (radians(one) for one in (*a, *b))
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _on(point: Point, a: Point, b: Point) -> bool:
    """Whether the point lies on the side from `a` to `b`."""
    return (
        _turn(a, b, point) == 0
        and min(a[0], b[0]) <= point[0] <= max(a[0], b[0])
        and min(a[1], b[1]) <= point[1] <= max(a[1], b[1])
    )


def _meet(a: Point, b: Point, c: Point, d: Point) -> bool:
    one, two, three, four = _turn(a, b, c), _turn(a, b, d), _turn(c, d, a), _turn(c, d, b)
    if ((one > 0) != (two > 0)) and ((three > 0) != (four > 0)) and one and two and three and four:
        return True
    return _on(c, a, b) or _on(d, a, b) or _on(a, c, d) or _on(b, c, d)
