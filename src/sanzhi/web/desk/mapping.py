"""看地图: which part of the county a page of the desk looks at, and the ways from there to another part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _

from sanzhi.kit.geometry import Box, Point, box_of
from sanzhi.people import queries as people
from sanzhi.people.queries import positions
from sanzhi.web.ui.maps import Drawing, framed, panned

MOVED = ("at", "e", "n")  # what the address says of the map itself


@dataclass(frozen=True)
class Look:
    """看的地方: an area, its towns or villages with their points, and the box drawn."""

    area: Any
    towns: Sequence[Any]
    points: Mapping[str, Point]
    rings: Sequence[Any]
    box: Box
    asked: Mapping[str, str] = field(default_factory=dict)
    east: int = 0
    north: int = 0

    @property
    def level(self) -> str:
        return self.area.level

    @property
    def villages(self) -> list[Any]:
        """Those shown: the town's, or the one looked at."""
        return [village for town in self.towns for village in town.villages if _in(self.area, village.code)]

    def href(self, code: str = "", east: int = 0, north: int = 0) -> str:
        """The same page over another part."""
        moved = {"at": code, "e": east, "n": north}
        return "?" + urlencode({**self.asked, **{name: value for name, value in moved.items() if value}})

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """From the county down to here: (name, address)."""
        if self.level == "county":
            return [(self.area.name, "")]
        above = [(_("全市"), self.href())]
        if self.level == "village":
            above.append((self.area.parent.name, self.href(self.area.parent_id)))
        return [*above, (self.area.name, "")]

    @property
    def ways(self) -> list[tuple[str, str]]:
        """Half a picture on, in each direction; the county is seen whole and needs none."""
        if self.level == "county":
            return []
        steps = ((_("向北"), 0, 1), (_("向南"), 0, -1), (_("向西"), -1, 0), (_("向东"), 1, 0))
        return [
            (name, self.href(self.area.code, panned(self.east + east), panned(self.north + north)))
            for name, east, north in steps
        ]

    def drawing(self, title: str) -> Drawing:
        """The ground and the grids; the page adds what it is about."""
        drawing = Drawing(title, self.box, people.boundary())
        for row in self.rings:
            drawing.shape([(x, y) for x, y in row.ring], (row.longitude, row.latitude), row.grid.name)
        return drawing


def look(request: HttpRequest, at: datetime, start: str = "") -> Look:
    """Where the address points; `start` when it points nowhere, and the whole county when that is empty too."""
    asked = request.GET.get("at", "")
    county = people.county()
    area = _area(asked) or _area(start) or county
    points = positions.village_points(at)
    rings = [] if area.level == "county" else positions.grid_rings(at, area.reach)
    towns = list(people.towns_with_villages())
    east, north = (_step(request.GET.get(name, "")) for name in ("e", "n"))
    rest = {name: value for name, value in request.GET.items() if name not in MOVED and value}
    box = _box(area, towns, points, rings, east, north)
    return Look(area, towns, points, rings, box, rest, east, north)


def _area(code: str) -> Any:
    return people.area(code) if code.isdecimal() and len(code) == 12 else None


def _step(text: str) -> int:
    number = text.removeprefix("-")
    return panned(int(text)) if number.isdecimal() and len(number) < 3 and number.isascii() else 0


def _in(area: Any, code: str) -> bool:
    return code.startswith(area.reach)


def _box(area: Any, towns: Sequence[Any], points: Mapping[str, Point], rings: Sequence[Any], east: int, north: int) -> Box:  # fmt: skip
    if area.level == "county":
        return box_of(people.boundary())
    corners = [(x, y) for row in rings for x, y in row.ring]
    shown = [point for code, point in points.items() if _in(area, code)] + corners
    if not shown:  # nothing placed here yet: the town's centre, else the whole county
        centre = next((town for town in towns if _in(town, area.code) and town.longitude is not None), None)
        if centre is None:
            return box_of(people.boundary())
        around = 0.04
        shown = [
            (centre.longitude - around, centre.latitude - around),
            (centre.longitude + around, centre.latitude + around),
        ]
    return framed(shown, east, north)
