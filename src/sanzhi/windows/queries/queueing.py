"""What waits, whose turn it is, what the hall shows, and the figures of a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Avg, Count, F, Max, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.cases import queries as cases
from sanzhi.cases.models import Case
from sanzhi.disputes import queries as disputes
from sanzhi.kit import ids, walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor
from sanzhi.petitions import queries as petitions
from sanzhi.windows import access, rules
from sanzhi.windows.models import Booking, Centre, Counter, Ground, Service, Ticket, Turn

from .centres import counters_of, sitting

GROUNDS = Ground.choices
MOST_SHOWN = 200


def tag_typed(code: str) -> str:
    """A booking's or a number's code as printed, from whatever was typed."""
    try:
        return ids.normalise_tag(code)
    except Refusal as refused:
        raise Refusal(refused.code, _("预约码是 8 位字母和数字，请逐位核对。")) from refused


def waiting_for(counter: Counter, at: datetime) -> list[Ticket]:
    """Who waits for what this counter does: passed on to it, or to nobody in particular."""
    rows = Ticket.objects.filter(centre_id=counter.centre_id, day=localdate(at), state="waiting")
    return list(rows.filter(Q(counter=counter) | Q(counter=None, service__in=counter.services)))


def ticket_at(actor: Actor, ticket: int) -> Ticket:
    """Fetching is checking: a number of a hall in which the actor serves."""
    rows = Ticket.objects.select_related("centre", "counter", "case", "booking", "person").filter(pk=ticket)
    with walls.the_house():  # who stands at a counter is known by name to whoever serves there
        found = rows.first()
    known = found is not None and bool(access.may_attend(actor, found.centre, sitting(found.centre_id)))
    if found is None or not known:
        verdict = access.not_there()
        raise Refusal(verdict.code, verdict.sentence)
    return found


def may_know(actor: Actor, case: Case) -> bool:
    """Whether this member of staff may know of a case: by the rule of whichever room it belongs to."""
    for visible in (cases.visible_to(actor), disputes.visible_to(actor), petitions.visible_to(actor)):
        if visible.filter(pk=case.pk).exists():
            return True
    return False


@dataclass(frozen=True)
class Mine:
    """我的预约和号."""

    bookings: Sequence[Booking]
    tickets: Sequence[Ticket]


def mine(actor: Actor, at: datetime) -> Mine:
    """One's own bookings still to come, and today's numbers."""
    bookings = Booking.objects.filter(
        person_id=actor.person_id,
        cancelled_at=None,
        starts_at__date__gte=localdate(at),
        ticket__isnull=True,
    )
    tickets = Ticket.objects.filter(person_id=actor.person_id, day=localdate(at)).order_by("-id")
    return Mine(
        list(bookings.select_related("centre__office").order_by("starts_at")),
        list(tickets.select_related("centre__office", "counter")),
    )


def booking_by_code(actor: Actor, code: str) -> Booking:
    """One's own booking under its code, or the same Refusal as for none."""
    rows = Booking.objects.select_related("centre__office").filter(person_id=actor.person_id)
    found = rows.filter(code=tag_typed(code), cancelled_at=None).first()
    if found is None:
        verdict = access.not_there()
        raise Refusal(verdict.code, verdict.sentence)
    return found


def bookings_at(actor: Actor, centre: Centre, day: date) -> list[Booking]:
    """Of a day, in order, with who comes: for whoever serves there."""
    access.may_attend(actor, centre, sitting(centre.pk)).or_refuse()
    rows = Booking.objects.filter(centre=centre, starts_at__date=day, cancelled_at=None)
    with walls.the_house():
        return list(
            rows.select_related("person", "ticket").order_by("starts_at", "service", "seat")[:MOST_SHOWN]
        )


@dataclass(frozen=True)
class Shown:
    """我的号: the number, and how many are before it. Nothing of anybody else."""

    ticket: Ticket
    before: int


def ticket_shown(code: str, at: datetime) -> Shown:
    """What the code of a number opens. Its own rule: the code; and there is no name on it."""
    with walls.the_house():
        rows = Ticket.objects.select_related("centre__office", "counter")
        one = rows.filter(code=tag_typed(code)).first()
        if one is None:
            verdict = access.not_there()
            raise Refusal(verdict.code, verdict.sentence)
        others = Ticket.objects.filter(centre_id=one.centre_id, day=one.day, state="waiting")
        line = list(others.filter(service=one.service))
    before = sum(rules.place(other, at) < rules.place(one, at) for other in line if other.pk != one.pk)
    return Shown(one, before)


@dataclass(frozen=True)
class Hall:
    """大厅屏: who is called where, and how many wait for what."""

    centre: Centre
    called: Sequence[Ticket]
    waiting: Sequence[tuple[str, int]]
    counters: Sequence[Counter]


def hall(centre: Centre, at: datetime) -> Hall:
    """For a screen that everybody sees: numbers and counters, past the wall and without a name."""
    today = Ticket.objects.filter(centre=centre, day=localdate(at))
    with walls.the_house():
        called = list(
            today.filter(state="called")
            .select_related("counter")
            .only("number", "last_called_at", "counter__number", "counter__name")
            .order_by("-last_called_at")
        )
    return Hall(centre, called, waiting_now(centre, at), [one for one in counters_of(centre.pk) if one.open])


def waiting_now(centre: Centre, at: datetime) -> list[tuple[str, int]]:
    """How many wait for what, in the order of the services: [(label, how many)]."""
    with walls.the_house():
        rows = Ticket.objects.filter(centre=centre, day=localdate(at), state="waiting")
        counted = dict(rows.values_list("service").annotate(n=Count("id")).order_by())
    return [(str(Service(code).label), counted[code]) for code in Service.values if code in counted]


@dataclass(frozen=True)
class Desk:
    """我的窗口: the hall, the counters this office sits at with who stands there, and who waits, in the order of their turn."""

    centre: Centre
    counters: Sequence[tuple[Counter, Ticket | None]]
    others: Sequence[Counter]
    waiting: Sequence[Ticket]
    ended: Sequence[Ticket]


def desk(actor: Actor, centre: Centre, at: datetime) -> Desk:
    access.may_attend(actor, centre, sitting(centre.pk)).or_refuse()
    rows = Ticket.objects.filter(centre=centre, day=localdate(at)).select_related("counter", "person", "case")
    with walls.the_house():  # who comes to a hall is known by name to whoever serves there
        today = list(rows.order_by("id"))
    called = {one.counter_id: one for one in today if one.state == "called"}
    all_counters = counters_of(centre.pk)
    waiting = [one for one in today if one.state == "waiting"]
    ended = sorted((one for one in today if one.ended_at), key=lambda one: -one.pk)
    return Desk(
        centre,
        [(one, called.get(one.pk)) for one in all_counters if one.office_id == actor.office_id],
        all_counters,
        sorted(waiting, key=lambda one: rules.place(one, at))[:MOST_SHOWN],
        ended[:10],
    )


@dataclass(frozen=True)
class Figures:
    """一天的数: how many came, were served, were called and gone, were not called; minutes waited, on average and at most."""

    service: str
    came: int
    booked: int
    served: int
    gone: int
    swept: int
    waited: int | None
    longest: int | None


def day_figures(actor: Actor, centre: Centre, day: date) -> list[Figures]:
    """Counts by service, for whoever serves there. An average of those who were called."""
    access.may_attend(actor, centre, sitting(centre.pk)).or_refuse()
    wait = F("called_at") - F("taken_at")
    with walls.the_house():
        rows = (
            Ticket.objects.filter(centre=centre, day=day)
            .values("service")
            .annotate(
                came=Count("id"), booked=Count("booking"), served=Count("id", filter=Q(state="served")),
                gone=Count("id", filter=Q(state="gone")), swept=Count("id", filter=Q(state="swept")),
                waited=Avg(wait), longest=Max(wait),
            )
            .order_by("service")
        )  # fmt: skip
        found = {row.pop("service"): row for row in rows}
    return [
        Figures(
            str(Service(code).label),
            **{
                **found[code],
                "waited": _minutes(found[code]["waited"]),
                "longest": _minutes(found[code]["longest"]),
            },
        )
        for code in Service.values
        if code in found
    ]


def _minutes(span: timedelta | None) -> int | None:
    return None if span is None else round(span.total_seconds() / 60)


def ticket_of_case(case: Case) -> Turn | None:
    """At which counter, and when, a case was filed: the call of the number it is tied to. For whoever may read the case."""
    if case.channel != Case.Channel.COUNTER:
        return None
    rows = Turn.objects.filter(ticket__case=case, step="call").select_related(
        "counter__centre__office", "ticket"
    )
    return rows.order_by("id").first()


@dataclass(frozen=True)
class Now:
    """现在怎样: of a hall, what it does, how many counters are open, how many wait; for somebody choosing where to go."""

    centre: Centre
    services: Sequence[str]
    open: int
    waiting: int


def halls_now(at: datetime) -> dict[int, Now]:
    """By the office whose hall it is. Counts, past the wall."""
    with walls.the_house():
        rows = Ticket.objects.filter(day=localdate(at), state="waiting").values_list("centre")
        waiting = dict(rows.annotate(n=Count("id")).order_by())
    found = {}
    for centre in Centre.objects.prefetch_related("counters"):
        counters = list(centre.counters.all())
        does = {code for one in counters for code in one.services}
        labels = [str(Service(code).label) for code in Service.values if code in does]
        found[centre.office_id] = Now(
            centre, labels, sum(one.open for one in counters), waiting.get(centre.pk, 0)
        )
    return found
