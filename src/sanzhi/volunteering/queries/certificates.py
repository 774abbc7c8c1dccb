"""证明: what hours it speaks of, who has which, and what everybody may read of one whose code they hold."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum

from sanzhi.kit import ids, masking, walls
from sanzhi.people.roles import Actor
from sanzhi.volunteering import access
from sanzhi.volunteering.models import Certificate, SignUp

from .activities import PAGE_SIZE, missing

MOST_TITLES = 5


@dataclass(frozen=True)
class Total:
    """合计: confirmed minutes, how many times, and what was done."""

    minutes: int
    times: int
    content: str


def hours_between(volunteer: int, group: int, first: date, last: date) -> Total:
    """What an organisation confirmed to a volunteer of the shifts from a day to a day."""
    rows = SignUp.objects.filter(
        volunteer=volunteer, group=group, state="confirmed", shift__starts_at__date__range=(first, last)
    )
    total = rows.aggregate(minutes=Sum("minutes"), times=Count("id"))
    titles = list(rows.order_by().values_list("shift__activity__title", flat=True).distinct()[: MOST_TITLES + 1])  # fmt: skip
    more = "等" if len(titles) > MOST_TITLES else ""
    return Total(total["minutes"] or 0, total["times"], "、".join(sorted(titles)[:MOST_TITLES]) + more)


def certificates_of(actor: Actor, before: int = 0) -> list[Certificate]:
    """One's own, the newest first."""
    rows = Certificate.objects.filter(person=actor.person_id)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.select_related("group").order_by("-id")[: PAGE_SIZE + 1])


def certificate_of(actor: Actor, certificate: int) -> Certificate:
    """One's own, or one of an organisation that the actor runs. Raises Refusal."""
    rows = Certificate.objects.select_related("group", "volunteer", "person")
    one = rows.filter(pk=certificate).first()
    if one is None or not (access.may_have(actor, one) or access.may_wind_up(actor, one.group)):
        raise missing()
    return one


def certificates_run(actor: Actor, before: int = 0) -> list[Certificate]:
    """证明 of the organisations run from one's own office, the newest first."""
    if not actor.office_id:
        return []
    rows = Certificate.objects.filter(group__office_id=actor.office_id)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.select_related("group", "volunteer", "person").order_by("-id")[: PAGE_SIZE + 1])


@dataclass(frozen=True)
class Genuine:
    """真伪: as little as tells a true certificate from a false one; the name with all but its first character hidden."""

    number: str
    name: str
    group: str
    minutes: int
    first_day: date
    last_day: date
    issued_on: date
    holds: bool
    reason: str


def genuine(code: str) -> Genuine:
    """What everybody reads who holds the code. Raises Refusal, of a code that was mistyped too."""
    typed = ids.normalise_code(code)
    with walls.the_house():
        one = Certificate.objects.select_related("group", "person").filter(code=typed).first()
    if one is None or one.issued_at is None or one.number is None:
        raise missing()
    return Genuine(
        one.number, masking.mask_name(one.person.name), one.group.name, one.minutes, one.first_day, one.last_day,
        one.issued_at.date(), one.state == Certificate.State.ISSUED, one.reason,
    )  # fmt: skip
