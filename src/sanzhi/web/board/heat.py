"""热力图: where the filings of a span lie densely, in hexagons, with the same in a table that needs no eyes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import atan2, ceil, cos, pi, radians
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanzhi.cases import queries
from sanzhi.cases.queries import Cell, HeatCell
from sanzhi.cases.rules import FEWEST_IN_A_CELL
from sanzhi.kit.geometry import Point, box_of, metres
from sanzhi.kit.hexes import Cell as HexCell
from sanzhi.kit.hexes import Hexes, cell_of, number_of
from sanzhi.people import queries as people
from sanzhi.people.queries import positions
from sanzhi.people.roles import Actor
from sanzhi.web.ui.maps import Drawing, Map, framed

from .asked import Asked

COUNTY_RADIUS, TOWN_RADIUS = 1000, 300  # metres from the middle of a cell to its corner. 本平台约定
CLASSES = 5
NEAR = 500  # metres
# Counter-clockwise from the east.
WAYS = (
    gettext_lazy("东"),
    gettext_lazy("东北"),
    gettext_lazy("北"),
    gettext_lazy("西北"),
    gettext_lazy("西"),
    gettext_lazy("西南"),
    gettext_lazy("南"),
    gettext_lazy("东南"),
)
NAMES = 3  # villages that a cell is called by
MARKED_MORE = 1.2  # and at least FEWEST_IN_A_CELL cases apart. 本平台约定


@dataclass(frozen=True)
class Band:
    """一级: a shade and the counts it stands for."""

    shade: int
    low: int
    high: int

    @property
    def words(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}–{self.high}"


@dataclass(frozen=True)
class Row:
    """表里的一格."""

    name: str
    where: str
    count: int
    trend: str
    href: str
    shade: int


def bands(counts: Sequence[int]) -> list[Band]:
    """Up to five classes from the fewest to the most, each as many times the one before; none that is empty by range."""
    if not counts:
        return []
    low, most = FEWEST_IN_A_CELL, max(counts)
    ratio = most / low
    tops = [*(ceil(low * ratio ** (step / CLASSES)) for step in range(1, CLASSES)), most]
    found: list[Band] = []
    for top in tops:
        if top >= low:
            found.append(Band(len(found), low, top))
            low = top + 1
    return found


def shade_of(count: int, known: Sequence[Band]) -> int:
    return next(band.shade for band in known if count <= band.high)


def hexes(radius: int) -> Hexes:
    """Counted from the middle of the county, so that a cell is the same for whoever looks."""
    west, south, east, north = box_of(people.boundary())
    return Hexes(radius, ((west + east) / 2, (south + north) / 2))


def cell_asked(text: str, asked: Asked) -> Cell | None:
    """The cell that an address names, `radius.number`; None for anything else."""
    radius, _dot, number = text.partition(".")
    if radius not in (str(COUNTY_RADIUS), str(TOWN_RADIUS)) or not (number.isdecimal() and len(number) < 12):
        return None
    grid = hexes(int(radius))
    here = [code for code, at in positions.village_points(asked.at).items() if _lies(grid, at, int(number))]
    return Cell(grid, int(number), tuple(sorted(here)))


def _lies(grid: Hexes, at: Point, number: int) -> bool:
    return number_of(grid.cell(at)) == number


def page(actor: Actor, asked: Asked, towns: Sequence[Any], town: Any, category: str) -> dict[str, Any]:
    """All that the page shows. `town` is the one looked at, None for the county; `category` narrows when it is given."""
    grid = hexes(TOWN_RADIUS if town else COUNTY_RADIUS)
    points = positions.village_points(asked.at)
    scope = replace(asked.scope, town=town.code[:9] if town else "", branch=category)
    found = queries.heat(actor, scope, asked.period.just_before().since, grid, points)
    names, more = _names(towns), _narrower(town, category)
    known = bands([cell.count for cell in found.shown.values()])
    rows = {
        number: Row(
            _called(cell, names),
            _where(grid.centre(cell_of(number)), cell, towns),
            cell.count,
            _trend(cell),
            asked.cases("filed", cell=f"{grid.radius}.{number}", **more),
            shade_of(cell.count, known),
        )
        for number, cell in sorted(found.shown.items(), key=lambda one: (-one[1].count, one[0]))
    }
    return {
        "map": _drawn(grid, rows, points, towns, town),
        "rows": list(rows.values()),
        "bands": known,
        "heat": found,
        "fewest": FEWEST_IN_A_CELL,
        "radius": grid.radius,
    }


def _narrower(town: Any, category: str) -> dict[str, Any]:
    given = {"town": town.code[:9] if town else "", "branch": category}
    return {name: value for name, value in given.items() if value}


def _names(towns: Sequence[Any]) -> Mapping[str, str]:
    return {village.code: f"{town.name}{village.name}" for town in towns for village in town.villages}


def _called(cell: HeatCell, names: Mapping[str, str]) -> str:
    """By its villages, that with the most cases first; how many of each is not said."""
    order = sorted(cell.villages, key=lambda code: (-cell.villages[code], code))
    called = [names.get(code, _("现在没有的村（社区）")) for code in order if cell.villages[code]]
    words = "、".join(dict.fromkeys(called[:NAMES]))
    return _("%(names)s等") % {"names": words} if len(called) > NAMES else words


def _where(at: Point, cell: HeatCell, towns: Sequence[Any]) -> str:
    """From the middle of its town, so that two cells of one village can be told apart without looking."""
    most = max(cell.villages, key=lambda code: (cell.villages[code], code))
    town = next((one for one in towns if most.startswith(one.code[:9])), None)
    if town is None or town.longitude is None:
        return ""
    far = metres((town.longitude, town.latitude), at)
    if far < NEAR:
        return _("镇中心附近")
    east = (at[0] - town.longitude) * cos(radians(at[1]))
    way = round(atan2(at[1] - town.latitude, east) / (pi / 4)) % 8
    return _("镇中心以%(way)s约 %(km)s 公里") % {"way": WAYS[way], "km": f"{far / 1000:.1f}"}


def _trend(cell: HeatCell) -> str:
    """More or fewer than in as many days before, in words: the number then may be too small to be told."""
    more, apart = cell.count > MARKED_MORE * cell.before, abs(cell.count - cell.before) >= FEWEST_IN_A_CELL
    fewer = cell.before > MARKED_MORE * cell.count
    return _("更多") if more and apart else _("更少") if fewer and apart else _("差不多")


def _drawn(
    grid: Hexes, rows: Mapping[int, Row], points: Mapping[str, Point], towns: Sequence[Any], town: Any
) -> Map:
    cells = {number: cell_of(number) for number in rows}
    drawing = _ground(grid, cells.values(), points, town)
    for number, row in rows.items():
        said = _("%(name)s：%(n)d 件") % {"name": row.name, "n": row.count}
        ring, at = grid.corners(cells[number]), grid.centre(cells[number])
        drawing.shape(
            ring, at, str(row.count), said=said, href=row.href, tone=f"heat-{row.shade}", inside=True
        )
    for one in [] if town else towns:
        if one.longitude is not None:
            drawing.dot((one.longitude, one.latitude), one.name, r=4, tone="none")
    for village in town.villages if town else []:
        if at_village := points.get(village.code):
            drawing.dot(at_village, village.name, r=4, tone="none")
    return drawing.finished()


def _ground(grid: Hexes, cells: Iterable[HexCell], points: Mapping[str, Point], town: Any) -> Drawing:
    """The whole county, or as much as holds the town's villages and cells."""
    title = _("热力图：%(place)s") % {"place": town.name if town else people.county().name}
    corners = [corner for cell in cells for corner in grid.corners(cell)]
    corners += [at for code, at in points.items() if town and code.startswith(town.code[:9])]
    box = framed(corners) if town and corners else box_of(people.boundary())
    return Drawing(title, box, people.boundary())


def categories() -> list[tuple[str, list[tuple[str, str]]]]:
    """The tree as groups: each top one whole, then its parts."""
    groups = []
    for top in queries.categories_tree():
        whole = (top.code, _("%(name)s（全部）") % {"name": top.name})
        groups.append((top.name, [whole, *((sub.code, sub.label) for sub in top.subs)]))
    return groups
