"""虚构的位置: the shipped list of villages has no coordinates, so a demonstration invents them and says so.

Each village lies on a spiral about its town's centre, inside the county and nearer to this centre than to any other.
"""

from collections.abc import Iterator
from datetime import datetime
from math import cos, pi, radians, sin, sqrt

from sanzhi.kit.geometry import Point, inside, metres
from sanzhi.people import actions, queries
from sanzhi.people.place_files import Place
from sanzhi.people.queries import positions
from sanzhi.people.roles import INSTALLER

SOURCE = "演示用的虚构位置，不是真实位置"
HOURS = "周一至周五 8:30–11:30，13:30–17:00（演示）"
TURN = pi * (3 - sqrt(5))  # the golden angle: no two villages fall on one another
STEP = 620.0  # metres: how the spiral opens
DEGREE = 111_195.0  # metres of one degree of latitude


def invent(*, at: datetime) -> None:
    """Put every village, counter and grid of the county somewhere, once."""
    if positions.last_place_sheet():
        return
    points = _villages()
    _put("village", [Place(n, code, "", "", at_) for n, (code, at_) in enumerate(points.items(), 1)], at)
    _put("office", list(_offices(points, at)), at)
    _put("grid", list(_grids(points)), at)


def _put(kind: str, places: list[Place], at: datetime) -> None:
    sheet = actions.draft_places(places, kind=kind, source=SOURCE, by=INSTALLER, at=at)
    actions.publish_places(sheet.id, seen=positions.last_place_sheet(), by=INSTALLER, at=at)


def _villages() -> dict[str, Point]:
    towns = [town for town in queries.towns_with_villages() if town.longitude is not None]
    centres = {town.code: (town.longitude, town.latitude) for town in towns}
    points = {}
    for town in towns:
        spots = _spiral(centres[town.code], list(centres.values()))
        points.update({village.code: next(spots) for village in town.villages})
    return points


def _spiral(centre: Point, centres: list[Point]) -> Iterator[Point]:
    outline, squeeze = queries.boundary(), cos(radians(centre[1]))
    for n in range(1, 4000):
        r, angle = STEP * sqrt(n) / DEGREE, n * TURN
        point = (round(centre[0] + r * cos(angle) / squeeze, 6), round(centre[1] + r * sin(angle), 6))
        if inside(point, outline) and min(centres, key=lambda other: metres(point, other)) == centre:
            yield point


def _offices(points: dict[str, Point], at: datetime) -> Iterator[Place]:
    county = queries.county()
    centres = {town.code: (town.longitude, town.latitude) for town in queries.towns() if town.longitude}
    centres[county.code] = next(iter(centres.values()))
    for n, office in enumerate(queries.counters(at), 1):
        point = points.get(office.area_id) or centres.get(office.area_id)
        if point:
            yield Place(n, office.code, "", "", point, hours=HOURS)


def _grids(points: dict[str, Point]) -> Iterator[Place]:
    """Three wedges about the point of each town's first village."""
    first = [town.villages[0].code for town in queries.towns_with_villages()]
    for village in first:
        if village in points:
            for number in range(3):
                ring = _wedge(points[village], number)
                yield Place(number + 1, f"{village}B{number + 1:03}", "", village, _middle(ring), ring)


def _wedge(centre: Point, number: int) -> list[Point]:
    squeeze = cos(radians(centre[1]))
    angles = [(number + part / 3) * 2 * pi / 3 for part in range(4)]
    arc = [(centre[0] + 0.0035 * cos(a) / squeeze, centre[1] + 0.0035 * sin(a)) for a in angles]
    return [centre, *((round(x, 6), round(y, 6)) for x, y in arc)]


def _middle(ring: list[Point]) -> Point:
    from_corners = [sum(axis) / len(ring) for axis in zip(*ring, strict=True)]
    return round(from_corners[0], 6), round(from_corners[1], 6)
