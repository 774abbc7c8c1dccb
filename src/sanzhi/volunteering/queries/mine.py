"""我的志愿服务: one's number, what is to come, every hour, and whose guardian one is."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Sum

from sanzhi.groups.models import Group
from sanzhi.kit import walls
from sanzhi.people.roles import Actor
from sanzhi.volunteering import access, rules
from sanzhi.volunteering.models import SignUp, Volunteer

from .activities import PAGE_SIZE, ShiftRow, all_to_come, missing


def volunteer_of(actor: Actor) -> Volunteer | None:
    return Volunteer.objects.filter(person=actor.person_id).first() if actor.person_id else None


@dataclass(frozen=True)
class Mine:
    """我的: confirmed minutes, times, stars and the hours of the next one; what is to come."""

    volunteer: Volunteer | None
    minutes: int
    times: int
    stars: int
    next_star: int | None
    coming: list[SignUp]


def mine(actor: Actor, at: datetime) -> Mine:
    one = volunteer_of(actor)
    if one is None:
        return Mine(None, 0, 0, 0, None, [])
    rows = SignUp.objects.filter(person=actor.person_id)
    total = rows.filter(state="confirmed").aggregate(minutes=Sum("minutes"), times=Count("id"))
    minutes = total["minutes"] or 0
    coming = rows.filter(state__in=("signed", "waiting", "came"), shift__ends_at__gt=at, shift__state="open")
    coming = coming.select_related("shift__activity__group").order_by("shift__starts_at")
    return Mine(one, minutes, total["times"], rules.stars(minutes), rules.next_star(minutes), list(coming))


@dataclass(frozen=True)
class Book:
    """一条服务记录, with whether a correction waits and what was said to the last one."""

    one: SignUp
    waits: bool
    answer: str
    may_ask: bool


def book(actor: Actor, at: datetime, before: int = 0) -> list[Book]:
    """服务记录: what one went to, the newest first, a page and one more."""
    rows = SignUp.objects.filter(person=actor.person_id, state__in=("went", "missed", "confirmed"))
    if before:
        rows = rows.filter(pk__lt=before)
    rows = rows.select_related("shift__activity__group", "claim").prefetch_related("corrections")
    return [_book(one, at) for one in rows.order_by("-id")[: PAGE_SIZE + 1]]


def _book(one: SignUp, at: datetime) -> Book:
    asked = sorted(one.corrections.all(), key=lambda row: row.pk)
    waits = any(row.answered_at is None for row in asked)
    answer = next((row.answer for row in reversed(asked) if row.answered_at), "")
    within = one.confirmed_at is not None and at <= one.confirmed_at + rules.CORRECTED_WITHIN
    return Book(one, waits, answer, within and not waits)


def signup_of(actor: Actor, signup: int) -> SignUp:
    """One's own. Raises Refusal."""
    one = SignUp.objects.select_related("shift__activity__group").filter(pk=signup).first()
    if one is None or not access.may_have(actor, one):
        raise missing()
    return one


def movable(actor: Actor, one: SignUp, at: datetime) -> list[ShiftRow]:
    """Where a sign-up can be changed to."""
    rows = all_to_come(one.shift.activity_id, at, actor.person_id)
    return [row for row in rows if row.one.pk != one.shift_id and row.mine is None]


def wards(actor: Actor) -> list[Volunteer]:
    """Whose guardian one is, named past the wall: the guardian is the one who is asked."""
    with walls.the_house():
        rows = Volunteer.objects.filter(guardian=actor.person_id, left_at=None).select_related("person")
        return list(rows.order_by("id"))


def groups_served(actor: Actor) -> list[Group]:
    """The organisations that confirmed hours of one's own: each can certify them."""
    served = SignUp.objects.filter(person=actor.person_id, state="confirmed").values("group")
    return list(Group.objects.filter(pk__in=served).order_by("name"))
