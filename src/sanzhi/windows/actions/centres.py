"""开办窗口: a centre opens its hall, its counters, and the half hours in which each service has seats."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit import ids
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.models import Office
from sanzhi.people.roles import Actor
from sanzhi.windows import access, rules
from sanzhi.windows.models import Centre, Counter, Service, Shift, Ticket


@transaction.atomic
def open_centre(*, place: str, by: Actor, at: datetime) -> Centre:
    """开办本中心的窗口大厅; where it is. A second time changes where it is. Raises Refusal."""
    office = Office.objects.filter(pk=by.office_id).first()
    access.may_open(by, office.kind if office else "").or_refuse()
    if not 2 <= len(place.strip()) <= 100:  # one line of an address
        raise Refusal("place_shape", _("请用 2 到 100 个字写明大厅在哪里。"))
    centre, new = Centre.objects.get_or_create(
        office=office,
        defaults={
            "place": place.strip(),
            "poster": ids.tag_code(),
            "opened_by_id": by.person_id,
            "opened_at": at,
        },
    )
    if not new and centre.place != place.strip():
        centre.place = place.strip()
        centre.save(update_fields=["place"])
    _told("window.opened", centre, by, at, place=centre.place)
    return centre


@transaction.atomic
def put_counter(
    centre: int, *, number: int, name: str, services: Sequence[str], office: int | None = None, by: Actor, at: datetime
) -> Counter:  # fmt: skip
    """设窗口: its number, its name, what it does and which office sits there; the same number again changes it. Raises Refusal."""
    one = held(centre)
    access.may_keep(by, one).or_refuse()
    if not 1 <= number <= 99 or not 2 <= len(name.strip()) <= 30:
        raise Refusal("counter_shape", _("窗口号是 1 到 99，名称 2 到 30 个字。"))
    if not services or not set(services) <= set(Service.values):
        raise Refusal("services_missing", _("请选这个窗口办什么，至少一项。"))
    sits = office or one.office_id
    if not people.offices_open(at).filter(pk=sits).exists():
        raise Refusal("choice_unknown", _("请选择由哪个单位坐这个窗口。"))
    counter, _new = Counter.objects.update_or_create(
        centre=one,
        number=number,
        defaults={"name": name.strip(), "services": sorted(set(services)), "office_id": sits},
    )
    _told("window.counter", one, by, at, number=number, services=counter.services, office=sits)
    return counter


@transaction.atomic
def set_open(counter: int, *, to: bool, by: Actor, at: datetime) -> Counter:
    """开窗、关窗, by who sits there or by the centre. Not while somebody stands at it. Raises Refusal."""
    found = Counter.objects.select_related("centre").filter(pk=counter).first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这个窗口。"))
    centre = held(found.centre_id)
    if not access.may_serve(by, found):
        access.may_keep(by, centre).or_refuse()
    if not to and Ticket.objects.filter(counter=found, state=Ticket.State.CALLED).exists():
        raise Refusal("somebody_there", _("窗口前还有人，办好或者过号以后再关。"))
    if found.open != to:
        found.open = to
        found.save(update_fields=["open"])
        _told("window.counter_open", centre, by, at, number=found.number, open=to)
    return found


@dataclass(frozen=True)
class NewShift:
    """班次: weekday 0 is Monday; `seats` in every half hour."""

    service: str
    weekday: int
    starts: time
    ends: time
    seats: int


@transaction.atomic
def put_shift(centre: int, new: NewShift, *, by: Actor, at: datetime) -> Shift:
    """排班. It does not touch another of the same service on that weekday. Raises Refusal."""
    one = held(centre)
    access.may_keep(by, one).or_refuse()
    if new.service not in Service.values:
        raise Refusal("choice_unknown", _("请选择是哪一项服务。"))
    rules.shift_stands(new.weekday, new.starts, new.ends, new.seats).or_refuse()
    same = Shift.objects.filter(centre=one, service=new.service, weekday=new.weekday, ended_at=None)
    if rules.overlaps(new.starts, new.ends, same.values_list("starts", "ends")):
        raise Refusal("overlaps", _("这段时间已经有同一项服务的班次，请先结束原来的。"))
    shift = Shift.objects.create(
        centre=one, service=new.service, weekday=new.weekday, starts=new.starts, ends=new.ends, seats=new.seats,
        entered_by_id=by.person_id, entered_at=at,
    )  # fmt: skip
    _told("window.shift", one, by, at, service=new.service, weekday=new.weekday, seats=new.seats)
    return shift


@transaction.atomic
def end_shift(shift: int, *, by: Actor, at: datetime) -> Shift:
    """结束班次. What is booked in it stays booked; nothing more is. Raises Refusal."""
    found = Shift.objects.filter(pk=shift).first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这个班次。"))
    centre = held(found.centre_id)
    access.may_keep(by, centre).or_refuse()
    found.refresh_from_db()
    if found.ended_at is None:
        found.ended_at = at
        found.save(update_fields=["ended_at"])
        _told("window.shift_ended", centre, by, at, service=found.service, weekday=found.weekday)
    return found


def held(centre: int) -> Centre:
    """The centre, locked: what happens in one hall happens one after the other, so that no seat and no number goes twice."""
    found = Centre.objects.select_for_update(of=("self",)).filter(pk=centre).first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这个大厅。"))
    return found


def _told(kind: str, centre: Centre, by: Actor, at: datetime, **content: object) -> None:
    record(kind, by=by.person_id, at=at, about=("window_centre", centre.pk), content=content)
