"""Where things lie, and what lies where."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from sanzhi.kit import geometry
from sanzhi.kit.geometry import Point
from sanzhi.people.models import Area, Grid, Office, PlaceSheet, Position

from . import boundary, counters
from .days import in_force

FARTHEST = 15_000  # metres to a village's point beyond which it is not guessed from it. 本平台约定


@dataclass(frozen=True)
class Placed:
    """落在哪里: what a position suggests. `sure` when a drawn grid holds it, not only the nearest village point."""

    outside: bool
    village: Area | None = None
    grid: Grid | None = None
    sure: bool = False


@dataclass(frozen=True)
class Near:
    """就近: a counter and how far it is, in metres; None when nobody has said where it stands."""

    office: Office
    metres: float | None
    point: Point | None


def positions(at: datetime) -> QuerySet[Position]:
    """Every position in force on the day of `at`, with what it is of."""
    return Position.objects.filter(in_force(at.date())).select_related("area", "office", "grid__area")


def village_points(at: datetime) -> dict[str, Point]:
    """{village code: point}, for the villages somebody has placed."""
    rows = Position.objects.filter(in_force(at.date()), area__valid_to=None, area__isnull=False)
    return {code: (x, y) for code, x, y in rows.values_list("area_id", "longitude", "latitude")}


def grid_rings(at: datetime, within: str = "") -> list[Position]:
    """Drawn grids of the villages whose codes begin with `within`."""
    rows = positions(at).filter(grid__isnull=False, grid__area__code__startswith=within)
    rows = rows.filter(Q(grid__valid_to=None) | Q(grid__valid_to__gt=at.date()))
    return list(rows.order_by("grid_id"))


def place_at(point: Point, at: datetime) -> Placed:
    """定位: which village and grid a position lies in; the person asked confirms it."""
    if not geometry.inside(point, boundary()):
        return Placed(outside=True)
    for row in grid_rings(at):
        if row.grid and geometry.inside(point, [(x, y) for x, y in row.ring]):
            return Placed(False, row.grid.area, row.grid, sure=True)
    near = [(geometry.metres(point, there), code) for code, there in village_points(at).items()]
    distance, code = min(near, default=(0.0, ""))
    if not code or distance > FARTHEST:
        return Placed(outside=False)
    return Placed(False, Area.objects.select_related("parent").get(code=code))


def nearest_counters(point: Point, at: datetime, most: int = 8) -> list[Near]:
    """就近窗口: the open counters nearest to `point`, as the crow flies; those nobody has placed are left out."""
    there = {
        row.office_id: (row.longitude, row.latitude) for row in positions(at).filter(office__isnull=False)
    }
    placed = [
        Near(office, geometry.metres(point, there[office.id]), there[office.id])
        for office in counters(at)
        if office.id in there
    ]
    return sorted(placed, key=lambda near: (near.metres, near.office.id))[:most]


def place_sheet(sheet_id: int) -> PlaceSheet | None:
    return PlaceSheet.objects.filter(pk=sheet_id).first()


def last_place_sheet() -> int:
    """The sheet published last; 0 before any. A preview is of the map as it stood after that one."""
    row = PlaceSheet.objects.exclude(published_at=None).order_by("-published_at", "-id").first()
    return row.id if row else 0


def place_sheets(most: int = 20) -> list[PlaceSheet]:
    """Published sheets, newest first, without their rows."""
    rows = PlaceSheet.objects.exclude(published_at=None).defer("rows").select_related("by")
    return list(rows.order_by("-published_at", "-id")[:most])


def placed_now(kind: str, codes: Collection[str], at: datetime) -> dict[str, Position]:
    """The positions in force of these villages, offices or grids: {code: position}."""
    names = {"village": "area_id", "office": "office__code", "grid": "grid_id"}
    rows = positions(at).filter(Q(**{f"{names[kind]}__in": list(codes)}))
    of = {
        "village": lambda row: row.area_id,
        "office": lambda row: row.office.code,
        "grid": lambda row: row.grid_id,
    }
    return {of[kind](row): row for row in rows}


def counted_places(at: datetime) -> dict[str, tuple[int, int]]:
    """How many of each kind are placed, of how many: {kind: (placed, all)}."""
    rows = Position.objects.filter(in_force(at.date()))
    return {
        "village": (
            rows.filter(area__valid_to=None, area__isnull=False).count(),
            Area.objects.filter(level=Area.Level.VILLAGE, valid_to=None).count(),
        ),
        "office": (rows.filter(office__isnull=False).count(), len(counters(at))),
        "grid": (rows.filter(grid__isnull=False).count(), Grid.objects.filter(in_force(at.date())).count()),
    }
