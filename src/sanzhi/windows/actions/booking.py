"""预约: a seat at a half hour, by oneself on a phone or at a desk for somebody; moved and cancelled in one step."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit import ids, walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people.models import Person
from sanzhi.people.roles import Actor
from sanzhi.windows import access, queries, rules
from sanzhi.windows.models import Booking, Centre, Ticket

from .centres import held


@transaction.atomic
def book(centre: int, service: str, starts_at: datetime, *, by: Actor, at: datetime) -> Booking:
    """预约, by a resident for themself. The same half hour again is the same booking. Raises Refusal."""
    if not by.is_resident or by.person_id is None:
        raise Refusal("role_may_not_book", _("居民自己预约；替别人预约请到窗口。"))
    return _booked(held(centre), service, starts_at, by.person_id, by, at)


@transaction.atomic
def book_for(
    centre: int, service: str, starts_at: datetime, *, name: str, phone: str = "", by: Actor, at: datetime
) -> Booking:
    """替人预约, at a desk, for somebody without a phone of that kind, or with none at all. Raises Refusal."""
    one = held(centre)
    access.may_attend(by, one, queries.sitting(one.pk)).or_refuse()
    if not name.strip():
        raise Refusal("name_missing", _("请填写姓名。"))
    person = people.register_caller(name=name, phone=phone, by=by, at=at)
    return _booked(one, service, starts_at, person.pk, by, at)


@transaction.atomic
def move_booking(code: str, starts_at: datetime, *, by: Actor, at: datetime) -> Booking:
    """改期: the other half hour is booked and this one given up, both or neither. Raises Refusal."""
    old = _own(code, by)
    if old.starts_at == starts_at:
        return old
    _cancelled(old, by, at)
    return _booked(held(old.centre_id), old.service, starts_at, by.person_id or 0, by, at)


@transaction.atomic
def cancel(code: str, *, by: Actor, at: datetime) -> Booking:
    """取消预约, in one step. Raises Refusal."""
    found = _own(code, by)
    _cancelled(found, by, at)
    return found


def _own(code: str, by: Actor) -> Booking:
    """The booking, its hall held. Fetching is checking."""
    rows = Booking.objects.filter(code=queries.tag_typed(code), cancelled_at=None)
    found = rows.first()
    verdict = access.may_have(by, found) if found else access.not_there()
    verdict.or_refuse()
    assert found  # or it was refused
    held(found.centre_id)
    found = rows.select_for_update(of=("self",)).first()
    if found is None:
        raise Refusal("cancelled", _("这个预约已经取消了。"))
    return found


def _cancelled(booking: Booking, by: Actor, at: datetime) -> None:
    if Ticket.objects.filter(booking=booking).exists():
        raise Refusal("came_already", _("您已经取了号，不用再改了。"))
    booking.cancelled_at = at
    booking.save(update_fields=["cancelled_at"])
    _told("window.cancelled", booking, by, at)


def _booked(
    centre: Centre, service: str, starts_at: datetime, person: int, by: Actor, at: datetime
) -> Booking:
    with (
        walls.the_house()
    ):  # seats of others are counted and not shown; the person is held, that nobody has too many
        Person.objects.select_for_update(of=("self",)).get(pk=person)
        mine = Booking.objects.filter(
            person_id=person, cancelled_at=None, starts_at__gt=at, ticket__isnull=True
        )
        known = mine.filter(centre=centre, service=service, starts_at=starts_at).first()
        if known:
            return known
        rules.may_book(starts_at, at, mine.count()).or_refuse()
        slot = queries.slot_at(centre, service, starts_at)
        if slot is None:
            raise Refusal("no_slot", _("这个时间没有安排，请选别的时间。"))
        seat = next((n for n in range(1, slot.seats + 1) if n not in slot.taken), None)
        if seat is None:
            raise Refusal("full", _("这个半小时已经约满，请选别的时间。"))
        booking = Booking.objects.create(
            code=ids.tag_code(), centre=centre, service=service, starts_at=starts_at, seat=seat, of_seats=slot.seats,
            person_id=person, booked_by_id=None if by.is_resident else by.person_id, booked_at=at,
        )  # fmt: skip
    _told("window.booked", booking, by, at)
    return booking


def _told(kind: str, booking: Booking, by: Actor, at: datetime) -> None:
    said = {
        "centre": booking.centre_id,
        "service": booking.service,
        "starts_at": booking.starts_at.isoformat(),
    }
    record(kind, by=by.person_id, at=at, about=("window_booking", booking.pk), content=said)
