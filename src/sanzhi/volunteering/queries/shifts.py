"""班次 at the desk: who signed up, came and went; what waits to be confirmed or answered."""

from dataclasses import dataclass
from datetime import datetime

from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor
from sanzhi.volunteering import access, rules
from sanzhi.volunteering.models import Correction, Shift, SignUp
from sanzhi.volunteering.rules import Span

from .activities import PAGE_SIZE, activity_run, missing


@dataclass(frozen=True)
class ShiftPage:
    """一个班次: each who signed up, with the minutes that coming and going give; who waits, in the order in which they do."""

    one: Shift
    there: list[tuple[SignUp, int]]
    waiting: list[SignUp]


def shift_page(actor: Actor, shift: int) -> ShiftPage:
    """Fetching is checking."""
    one = Shift.objects.select_related("activity__group").filter(pk=shift).first()
    if one is None:
        raise missing()
    activity_run(actor, one.activity_id)
    rows = list(
        SignUp.objects.filter(shift=one).exclude(state="off").select_related("volunteer", "person").order_by("id")
    )  # fmt: skip
    there = [(row, _minutes(one, row)) for row in rows if row.state != SignUp.State.WAITING]
    return ShiftPage(one, there, [row for row in rows if row.state == SignUp.State.WAITING])


def _minutes(shift: Shift, row: SignUp) -> int:
    if row.came_at is None or row.went_at is None:
        return 0
    return rules.counted(Span(shift.starts_at, shift.ends_at), row.came_at, row.went_at)


def signup_run(actor: Actor, signup: int) -> tuple[SignUp, int]:
    """One that the actor may confirm, with the minutes it gives. Raises Refusal."""
    rows = SignUp.objects.select_related("group", "shift__activity", "volunteer", "person")
    one = rows.filter(pk=signup).first()
    if one is None:
        raise missing()
    access.may_confirm(actor, one).or_refuse()
    return one, _minutes(one.shift, one)


def waiting(actor: Actor, past: int = 0) -> list[Shift]:
    """待核定: shifts of one's own office that are over, with somebody of whom is still to be said whether they came, when they
    went, or how long it counts; the longest waiting first."""
    if not actor.office_id:
        return []
    rows = Shift.objects.filter(
        activity__group__office_id=actor.office_id, signups__state__in=("went", "came", "signed"), state="closed", pk__gt=past
    )  # fmt: skip
    return list(rows.select_related("activity").distinct().order_by("id")[: PAGE_SIZE + 1])


def corrections_run(actor: Actor, past: int = 0) -> list[Correction]:
    """待答复的更正 of one's own office."""
    if not actor.office_id:
        return []
    rows = Correction.objects.filter(
        signup__group__office_id=actor.office_id, answered_at=None, pk__gt=past
    ).select_related("signup__shift__activity", "person")
    return list(rows.order_by("id")[: PAGE_SIZE + 1])


def correction_run(actor: Actor, correction: int) -> Correction:
    """One that the actor may answer. Raises Refusal."""
    rows = Correction.objects.select_related("signup__group", "signup__shift__activity", "person")
    one = rows.filter(pk=correction).first()
    if one is None:
        raise missing()
    access.may_confirm(actor, one.signup).or_refuse()
    return one


def at_the_door(door: str, person: int | None) -> tuple[Shift, SignUp | None]:
    """What the code of a shift opens, with one's own sign-up. Raises Refusal."""
    shift = Shift.objects.select_related("activity__group").filter(door=door.strip().upper()).first()
    if shift is None:
        raise Refusal(missing().code, missing().sentence)
    mine = SignUp.objects.filter(shift=shift, person=person).exclude(state="off").first() if person else None
    return shift, mine


def shifts_due(at: datetime) -> list[int]:
    """到点要收尾的."""
    rows = Shift.objects.filter(state="open", ends_at__lte=at - rules.AFTER)
    return list(rows.order_by("id").values_list("id", flat=True))
