"""Positions: read, looked at, then in force from a day; what stood before keeps its last day."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.journal import actions as journal
from sanzhi.kit.verdict import Refusal
from sanzhi.people import access
from sanzhi.people.models import Area, Grid, Office, PlaceSheet, Position
from sanzhi.people.place_files import FileRefused, Place
from sanzhi.people.queries import positions
from sanzhi.people.queries.days import in_force
from sanzhi.people.roles import Actor

from .offices import open_grid


@transaction.atomic
def draft_places(places: Sequence[Place], *, kind: str, source: str, by: Actor, at: datetime) -> PlaceSheet:
    """收下位置表: kept for its preview; nothing is placed yet. Raises FileRefused when it names what there is not."""
    access.may_keep_offices(by).or_refuse()
    if len(source.strip()) < 2:
        raise Refusal("source_missing", _("请写明位置从哪里来。"))
    names, problems = _known(places, kind), []
    for place in places:
        if _asked_for(place, kind) not in names:
            problems.append(_("第 %(line)d 个：%(why)s") % {"line": place.line, "why": _unknown(place)})
    if problems:
        raise FileRefused(problems)
    rows = [asdict(place) | {"title": names[_asked_for(place, kind)]} for place in places]
    return PlaceSheet.objects.create(
        kind=kind, source=source.strip()[:200], rows=rows, by_id=by.person_id, at=at
    )


@transaction.atomic
def publish_places(sheet_id: int, *, seen: int, by: Actor, at: datetime) -> int:
    """启用位置: from today. `seen` is the sheet that was the last one when the preview was drawn. Returns how many.

    Raises Refusal when another sheet came between: the preview was then of another map.
    """
    access.may_keep_offices(by).or_refuse()
    Area.objects.select_for_update().get(level=Area.Level.COUNTY)  # one publication after the other
    sheet = PlaceSheet.objects.filter(pk=sheet_id).first()
    if sheet is None:
        raise Refusal("not_visible", _("没有这份位置表。"))
    if sheet.published_at:
        raise Refusal("already_published", _("这份位置表已经启用。"))
    if positions.last_place_sheet() != seen:
        raise Refusal("map_moved", _("别人刚启用了另一份位置表，请重新看一遍预览。"))
    _put(sheet, by=by, at=at)
    PlaceSheet.objects.filter(pk=sheet.id).update(published_at=at)
    journal.record(
        "places.published",
        by=by.person_id,
        at=at,
        about=("place_sheet", sheet.id),
        content={
            "kind": sheet.kind,
            "source": sheet.source,
            "places": [[row["code"] or row["name"], *map(str, row["point"])] for row in sheet.rows],
        },
    )
    return len(sheet.rows)


def _known(places: Sequence[Place], kind: str) -> dict[str, str]:
    """What may be placed: {code as asked for: name}."""
    asked = [_asked_for(place, kind) for place in places]
    if kind == "office":
        return dict(Office.objects.filter(code__in=asked, valid_to=None).values_list("code", "name"))
    rows = Area.objects.filter(code__in=asked, valid_to=None, level=Area.Level.VILLAGE)
    return dict(rows.values_list("code", "name"))


def _asked_for(place: Place, kind: str) -> str:
    """The code that has to be known: the village's own, the office's, or a grid's village."""
    return (place.village or place.code[:12]) if kind == "grid" else place.code


def _unknown(place: Place) -> str:
    return _("没有代码是 %(code)s 的地方。") % {"code": place.code or place.village}


def _put(sheet: PlaceSheet, *, by: Actor, at: datetime) -> None:
    rows = [_row(sheet, row, by=by, at=at) for row in sheet.rows]
    day = at.date()
    for field in ("area_id", "office_id", "grid_id"):
        moved = [value for row in rows if (value := getattr(row, field)) is not None]
        Position.objects.filter(valid_to=None, **{f"{field}__in": moved}).update(valid_to=day)
    Position.objects.bulk_create(rows)


def _row(sheet: PlaceSheet, row: dict, *, by: Actor, at: datetime) -> Position:
    longitude, latitude = row["point"]
    put = Position(
        longitude=longitude, latitude=latitude, ring=row["ring"], sheet=sheet, valid_from=at.date()
    )
    if sheet.kind == "village":
        put.area_id = row["code"]
    elif sheet.kind == "office":
        put.office_id = _told_of(row)
    else:
        put.grid_id = _grid(row, by=by, at=at)
    return put


def _told_of(row: dict) -> int:
    """The office, with the hours and the number that came along."""
    office = Office.objects.get(code=row["code"])
    told = {name: row[name] for name in ("hours", "phone") if row[name]}
    if told:
        Office.objects.filter(pk=office.pk).update(**told)
    return office.pk


def _grid(row: dict, *, by: Actor, at: datetime) -> str:
    """The grid of this code or this name; opened when there is none yet."""
    village = row["village"] or row["code"][:12]
    known = Grid.objects.filter(in_force(at.date()), area_id=village)
    code = row["code"] if len(row["code"]) != 15 else f"{village}B{row['code'][12:]}"
    grid = known.filter(code=code).first() if code else known.filter(name=row["name"]).first()
    if grid:
        return grid.code
    if not code:
        last = Grid.objects.filter(area_id=village, kind="B").order_by("-code").first()
        code = f"{village}B{int(last.code[13:]) + 1 if last else 1:03}"
    name = row["name"] or _("第%(n)d网格") % {"n": int(code[13:])}
    return open_grid(code=code, name=name, area_code=village, by=by, at=at).code
