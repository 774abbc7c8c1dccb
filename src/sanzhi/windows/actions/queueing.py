"""取号和叫号: one number after the other, each called by one counter, and tied to what was filed there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.cases import queries as cases
from sanzhi.journal.actions import record
from sanzhi.kit import ids, walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people.roles import Actor
from sanzhi.windows import access, queries, rules
from sanzhi.windows.models import Booking, Centre, Counter, Ground, Ticket, Turn

from .centres import held


@dataclass(frozen=True)
class Arrival:
    """来的人: for which service, on which stated ground; with the code of a booking; at a desk a name, or none."""

    service: str
    ground: str = ""
    booking: str = ""
    name: str = ""
    phone: str = ""


@transaction.atomic
def take_ticket(centre: int, come: Arrival, *, by: Actor, at: datetime) -> Ticket:
    """取号: at the door by the desk, or by a resident with the poster's code. One who waits there already has that number. Raises
    Refusal."""
    one = held(centre)
    if not by.is_resident:
        access.may_attend(by, one, queries.sitting(one.pk)).or_refuse()
    if come.ground not in Ground.values:
        raise Refusal("choice_unknown", _("请选择优先的理由，没有就不选。"))
    with walls.the_house():  # the numbers of others are counted and not shown
        booking = _booking(one, come, by, at) if come.booking.strip() else None
        service = booking.service if booking else come.service
        person = booking.person_id if booking else _person(come, by, at)
        day = localdate(at)
        today = Ticket.objects.filter(centre=one, day=day, service=service)
        known = today.filter(person_id=person, ended_at=None).first() if person else None
        if known:
            return known
        if not queries.is_taken_in(one, service, at, at_the_desk=not by.is_resident):
            raise Refusal("not_open", _("这项服务今天现在不取号，请看开放时间。"))
        serial = (today.aggregate(last=Max("serial"))["last"] or 0) + 1
        ticket = Ticket.objects.create(
            centre=one, day=day, service=service, serial=serial, number=f"{rules.LETTERS[service]}{serial:03d}",
            code=ids.tag_code(), ground=come.ground, person_id=person, booking=booking, taken_at=at,
            turn_at=booking.starts_at if booking else at,
        )  # fmt: skip
    _told("window.came", ticket, by, at, booked=booking is not None)
    return ticket


def _booking(centre: Centre, come: Arrival, by: Actor, at: datetime) -> Booking:
    """Today's booking of this code, not used yet."""
    found = Booking.objects.filter(
        code=queries.tag_typed(come.booking), centre=centre, cancelled_at=None
    ).first()
    own = found is not None and (not by.is_resident or found.person_id == by.person_id)
    if found is None or not own or localdate(found.starts_at) != localdate(at):
        raise Refusal("no_booking", _("今天在这个大厅没有这个预约码。"))
    if Ticket.objects.filter(booking=found).exists():
        raise Refusal("came_already", _("这个预约已经取过号。"))
    return found


def _person(come: Arrival, by: Actor, at: datetime) -> int | None:
    """A resident themself; at a desk whoever gives a name. Nobody has to, to be served."""
    if by.is_resident:
        return by.person_id
    if not come.name.strip():
        return None
    return people.register_caller(name=come.name, phone=come.phone, by=by, at=at).pk


@transaction.atomic
def call_next(counter: int, *, by: Actor, at: datetime) -> Ticket:
    """叫下一个: whoever's turn it is of what this counter does. The hall is held: no number is called by two. Raises Refusal."""
    one, centre = _counter(counter, by)
    if not one.open:
        raise Refusal("counter_shut", _("先开窗，再叫号。"))
    if Ticket.objects.filter(counter=one, state="called").exists():
        raise Refusal("somebody_there", _("窗口前还有人，先点“办好”“过号”或者“转窗口”。"))
    ticket = rules.next_turn(queries.waiting_for(one, at), at)
    if ticket is None:
        raise Refusal("nobody_waits", _("现在没有人在等这个窗口。"))
    ticket.state, ticket.counter = "called", one
    ticket.called_at, ticket.last_called_at = ticket.called_at or at, at
    ticket.save(update_fields=["state", "counter", "called_at", "last_called_at"])
    _turn(ticket, "call", one, by, at)
    _told("window.called", ticket, by, at, counter=one.number, place=centre.pk)
    return ticket


@transaction.atomic
def call_again(ticket: int, *, by: Actor, at: datetime) -> Ticket:
    """再叫一次. Raises Refusal."""
    found, counter = _called(ticket, by)
    found.last_called_at = at
    found.save(update_fields=["last_called_at"])
    _turn(found, "again", counter, by, at)
    return found


@transaction.atomic
def gone(ticket: int, *, by: Actor, at: datetime) -> Ticket:
    """过号: called and nobody came. Whoever comes later takes a new number. Raises Refusal."""
    return _ended(ticket, "gone", "gone", by, at)


@transaction.atomic
def served(ticket: int, *, by: Actor, at: datetime) -> Ticket:
    """办好. Raises Refusal."""
    return _ended(ticket, "served", "served", by, at)


@transaction.atomic
def pass_on(ticket: int, *, to: int, by: Actor, at: datetime) -> Ticket:
    """转到别的窗口, with the same number, ahead of those who wait there. Raises Refusal."""
    found, counter = _called(ticket, by)
    target = Counter.objects.filter(pk=to, centre_id=found.centre_id).exclude(pk=counter.pk).first()
    if target is None:
        raise Refusal("choice_unknown", _("请选择转到哪个窗口。"))
    _turn(found, "pass", counter, by, at)
    found.state, found.counter, found.round = "waiting", target, found.round + 1
    found.save(update_fields=["state", "counter", "round"])
    _told("window.passed", found, by, at, counter=target.number)
    return found


@transaction.atomic
def tie(ticket: int, code: str, *, by: Actor, at: datetime) -> Ticket:
    """关联办理的事: the case that was filed at the counter, under its public code; the desk may see it. Raises Refusal."""
    found = queries.ticket_at(by, ticket)
    if found.called_at is None:
        raise Refusal("not_called", _("还没有叫到这个号。"))
    with walls.the_house():
        case = cases.tracked(code).case
        known = queries.may_know(by, case)
    if not known:
        raise Refusal("not_visible", _("没有找到这个事项。"))
    found = Ticket.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if found.case_id not in (None, case.pk):
        raise Refusal("tied_already", _("这个号已经关联了别的事项。"))
    if found.case_id is None:
        found.case = case
        found.save(update_fields=["case"])
        _told("window.tied", found, by, at)
    return found


def _counter(counter: int, by: Actor) -> tuple[Counter, Centre]:
    found = Counter.objects.filter(pk=counter).first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这个窗口。"))
    access.may_serve(by, found).or_refuse()
    centre = held(found.centre_id)
    found.refresh_from_db()
    return found, centre


def _called(ticket: int, by: Actor) -> tuple[Ticket, Counter]:
    """The number that stands at one of this office's counters, its hall held."""
    found = queries.ticket_at(by, ticket)
    held(found.centre_id)
    found = Ticket.objects.select_for_update(of=("self",)).select_related("counter").get(pk=found.pk)
    if found.state != "called" or found.counter is None:
        raise Refusal("not_called", _("这个号现在不在窗口前，请看最新情况。"))
    access.may_serve(by, found.counter).or_refuse()
    return found, found.counter


def _ended(ticket: int, state: str, step: str, by: Actor, at: datetime) -> Ticket:
    found, counter = _called(ticket, by)
    found.state, found.ended_at = state, at
    found.save(update_fields=["state", "ended_at"])
    _turn(found, step, counter, by, at)
    _told("window.ended", found, by, at, state=state, counter=counter.number)
    return found


def _turn(ticket: Ticket, step: str, counter: Counter, by: Actor, at: datetime) -> None:
    Turn.objects.create(
        ticket=ticket, round=ticket.round, step=step, counter=counter, by_id=by.person_id, at=at
    )


def _told(kind: str, ticket: Ticket, by: Actor, at: datetime, **content: Any) -> None:
    said = {"centre": ticket.centre_id, "service": ticket.service, "number": ticket.number, **content}
    record(kind, by=by.person_id, at=at, about=("window_ticket", ticket.pk), content=said)
