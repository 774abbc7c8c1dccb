"""Which halls there are, who sits in them, and which half hours can be booked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate, localtime

from sanzhi.kit import walls
from sanzhi.kit.calendar import WorkingCalendar
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor
from sanzhi.windows import access, rules
from sanzhi.windows.models import Booking, Centre, Counter, Service, Shift

SERVICES = Service.choices
BEFORE_OPENING = timedelta(minutes=60)  # so early a resident may take a number; 本平台约定


@dataclass(frozen=True)
class Slot:
    """半小时: when it begins, how many seats it has and which are taken."""

    starts_at: datetime
    seats: int
    taken: frozenset[int]

    @property
    def free(self) -> int:
        return max(self.seats - len(self.taken), 0)


@dataclass(frozen=True)
class Day:
    """可约的一天: and how many seats are left."""

    day: date
    free: int


def centres(at: datetime) -> list[Centre]:
    """Every hall of an office that is open, the county's first, then by town."""
    rows = Centre.objects.filter(office__in=people.offices_open(at)).select_related("office__area")
    return list(rows.order_by("office__area_id"))


def centre_here(centre: int) -> Centre:
    """The hall with this number; halls are public."""
    found = Centre.objects.select_related("office__area").filter(pk=centre).first()
    if found is None:
        raise _missing()
    return found


def centre_by_poster(code: str) -> Centre:
    """The hall whose door bears this code."""
    found = Centre.objects.select_related("office__area").filter(poster=code.strip().upper()).first()
    if found is None:
        raise _missing()
    return found


def _missing() -> Refusal:
    verdict = access.not_there()
    return Refusal(verdict.code, verdict.sentence)


def centre_of(actor: Actor) -> Centre | None:
    """The hall of the actor's own office, or the first in which it has a counter."""
    rows = Centre.objects.select_related("office__area")
    own = rows.filter(office_id=actor.office_id).first()
    return own or rows.filter(counters__office_id=actor.office_id).order_by("id").first()


def works_at(actor: Actor) -> Centre:
    """The same, or the Refusal for one that is not there."""
    found = centre_of(actor)
    if found is None:
        raise Refusal("no_hall", access.may_keep(actor, Centre(office_id=0)).sentence)
    return found


def sitting(centre: int) -> frozenset[int]:
    """The offices that sit at a counter of this hall."""
    return frozenset(Counter.objects.filter(centre_id=centre).values_list("office_id", flat=True))


def counters_of(centre: int) -> list[Counter]:
    return list(Counter.objects.filter(centre_id=centre).select_related("office"))


def shifts_of(centre: int) -> list[Shift]:
    """Those in force, by weekday."""
    return list(Shift.objects.filter(centre_id=centre, ended_at=None))


def _on(shifts: Iterable[Shift], service: str, day: date, calendar: WorkingCalendar) -> list[Shift]:
    weekday = rules.weekday_of(day, calendar)
    return [one for one in shifts if one.weekday == weekday and one.service == service]


def slots(centre: Centre, service: str, day: date) -> list[Slot]:
    """The half hours of a day, in order; none on a day that is not worked."""
    worked = _on(shifts_of(centre.pk), service, day, people.working_calendar())
    taken = _taken(centre, service, day, day)
    return [
        Slot(at, shift.seats, taken.get(at, frozenset()))
        for shift in worked
        for at in rules.half_hours(day, shift.starts, shift.ends)
    ]


def slot_at(centre: Centre, service: str, starts_at: datetime) -> Slot | None:
    found = (one for one in slots(centre, service, localdate(starts_at)) if one.starts_at == starts_at)
    return next(found, None)


def days_to_book(centre: Centre, service: str, at: datetime) -> list[Day]:
    """From today on, as far as may be booked, the days on which this service has half hours to come."""
    shifts, today, calendar = shifts_of(centre.pk), localdate(at), people.working_calendar()
    ahead = rules.bounds()["book_ahead"].amount
    taken = _taken(centre, service, today, today + timedelta(days=ahead))
    found = []
    for day in (today + timedelta(days=n) for n in range(ahead + 1)):
        halves = [
            (half, shift.seats)
            for shift in _on(shifts, service, day, calendar)
            for half in rules.half_hours(day, shift.starts, shift.ends)
            if half > at
        ]
        if halves:
            left = sum(max(seats - len(taken.get(half, ())), 0) for half, seats in halves)
            found.append(Day(day, left))
    return found


def _taken(centre: Centre, service: str, first: date, last: date) -> dict[datetime, frozenset[int]]:
    """{half hour: the seats taken}. Numbers of seats, counted past the wall."""
    rows = Booking.objects.filter(
        centre=centre, service=service, cancelled_at=None, starts_at__date__range=(first, last)
    )
    with walls.the_house():
        found: dict[datetime, set[int]] = {}
        for half, seat in rows.values_list("starts_at", "seat"):
            found.setdefault(half, set()).add(seat)
    return {half: frozenset(seats) for half, seats in found.items()}


def is_taken_in(centre: Centre, service: str, at: datetime, *, at_the_desk: bool) -> bool:
    """Whether a number of this service is given out now: at a desk wherever a counter does it, else while its shifts last."""
    offered = Counter.objects.filter(centre=centre, services__contains=[service])
    if not offered.exists():
        return False
    if at_the_desk:
        return True
    now = localtime(at)
    spans = [
        (one.starts, one.ends)
        for one in _on(shifts_of(centre.pk), service, now.date(), people.working_calendar())
    ]
    return any(
        datetime.combine(now.date(), starts, now.tzinfo) - BEFORE_OPENING
        <= now
        < datetime.combine(now.date(), ends, now.tzinfo)
        for starts, ends in spans
    )
