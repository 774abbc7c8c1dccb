"""检查轮次: planned by the village, taken by whoever walks it, ended by them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor
from sanzhi.waste import access
from sanzhi.waste.models import WasteRound

FURTHEST = timedelta(days=366)


@dataclass(frozen=True)
class NewRound:
    """一轮: `grid` is a code, or empty for the whole village."""

    area: str
    day: date
    route: str
    vehicle: str = ""
    grid: str = ""


@transaction.atomic
def plan_round(new: NewRound, *, by: Actor, at: datetime) -> WasteRound:
    """排一轮. Raises Refusal."""
    access.may_manage(by, new.area).or_refuse()
    if not 2 <= len(new.route.strip()) <= 60:
        raise Refusal("route_shape", _("请用 2 到 60 个字写明走哪条线。"))
    if not localdate(at) <= new.day <= localdate(at) + FURTHEST:
        raise Refusal("day_shape", _("日期请选今天到一年以内。"))
    if new.grid and new.grid not in {grid.code for grid in people.grids_of(new.area, new.day)}:
        raise Refusal("no_grid", _("没有网格“%(grid)s”。") % {"grid": new.grid[:20]})
    planned = WasteRound.objects.create(
        area_id=new.area, grid_id=new.grid or None, day=new.day, route=new.route.strip(),
        vehicle=new.vehicle.strip()[:20], planned_by_id=by.person_id, planned_at=at,
    )  # fmt: skip
    _told("waste.planned", planned, by, at, tell=True)
    return planned


@transaction.atomic
def start_round(round_id: int, *, by: Actor, at: datetime) -> WasteRound:
    """接下、出发: the first who does has it. Raises Refusal."""
    found = _held(round_id)
    access.may_inspect(by, found.area_id).or_refuse()
    if found.inspector_id == by.person_id:
        return found
    if found.inspector_id or found.dropped_at:
        raise Refusal("taken", _("这一轮已经有人接下，或者取消了。"))
    found.inspector_id, found.started_at = by.person_id, at
    found.save(update_fields=["inspector", "started_at"])
    _told("waste.started", found, by, at)
    return found


@transaction.atomic
def finish_round(round_id: int, *, by: Actor, at: datetime) -> WasteRound:
    """走完. What a phone still holds may be sent afterwards all the same. Raises Refusal."""
    found = _held(round_id)
    if found.inspector_id is None or found.inspector_id != by.person_id:
        raise Refusal("not_yours", _("由接下这一轮的人来结束。"))
    if found.finished_at is None:
        found.finished_at = at
        found.save(update_fields=["finished_at"])
        _told("waste.finished", found, by, at)
    return found


@transaction.atomic
def drop_round(round_id: int, *, by: Actor, at: datetime) -> WasteRound:
    """取消一轮 that nobody has started. Raises Refusal."""
    found = _held(round_id)
    access.may_manage(by, found.area_id).or_refuse()
    if found.started_at:
        raise Refusal("started", _("已经出发了，不能取消。"))
    if found.dropped_at is None:
        found.dropped_at = at
        found.save(update_fields=["dropped_at"])
        _told("waste.dropped", found, by, at)
    return found


def _held(round_id: int) -> WasteRound:
    return WasteRound.objects.select_for_update(of=("self",)).get(pk=round_id)


def _told(kind: str, found: WasteRound, by: Actor, at: datetime, *, tell: bool = False) -> None:
    said = {"area": found.area_id, "day": found.day.isoformat()}
    topic = kind if tell else None
    record(kind, by=by.person_id, at=at, about=("waste_round", found.id), content=said, topic=topic)
