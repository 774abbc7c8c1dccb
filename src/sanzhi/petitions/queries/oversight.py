"""接访、积案、三项建议的查询."""

from datetime import datetime

from django.db.models import Q

from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor
from sanzhi.petitions import access
from sanzhi.petitions.models import Advice, Backlog, BacklogReview, Booking, Reception

PAGE_SIZE = 30
GROUNDS, KINDS = Backlog.Ground.choices, Advice.Kind.choices


def receptions_to_come(at: datetime) -> list[Reception]:
    """Published for everybody, the soonest first."""
    rows = Reception.objects.filter(ends_at__gt=at).select_related("office")
    return list(rows.order_by("starts_at", "id")[:PAGE_SIZE])


def bookings_of(actor: Actor) -> dict[int, Booking]:
    """One's own seats, by the reception."""
    rows = Booking.objects.filter(person_id=actor.person_id).exclude(seat=None)
    return {row.reception_id: row for row in rows}


def receptions_here(actor: Actor, before: int = 0) -> list[Reception]:
    """Of the bureau, the newest first, each with its bookings."""
    access.may_oversee(actor).or_refuse()
    rows = Reception.objects.filter(office_id=actor.office_id).prefetch_related(
        "bookings__person", "bookings__petition__case"
    )
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[: PAGE_SIZE + 1])


def backlogs(actor: Actor, *, solved: bool, before: int = 0) -> list[Backlog]:
    """积案: those not solved, or those that are; for the bureau."""
    access.may_oversee(actor).or_refuse()
    rows = Backlog.objects.filter(office_id=actor.office_id, solved_at__isnull=not solved)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.select_related("petition__case", "petition__organ").order_by("-id")[: PAGE_SIZE + 1])


def backlog_of(actor: Actor, backlog: int) -> tuple[Backlog, list[BacklogReview]]:
    """One with its reviews."""
    access.may_oversee(actor).or_refuse()
    rows = Backlog.objects.select_related("petition__case", "petition__organ", "opened_by")
    found = rows.filter(pk=backlog, office_id=actor.office_id).first()
    if found is None:
        verdict = access.not_there()
        raise Refusal(verdict.code, verdict.sentence)
    return found, list(BacklogReview.objects.filter(backlog=found).select_related("by"))


def advice_at(actor: Actor, before: int = 0) -> list[Advice]:
    """What this bureau has given, or this organ was given; the newest first."""
    may_answer = actor.may("petition.handle") or actor.may("petition.approve")
    ours = Q(office_id=actor.office_id) if actor.may("petition.keep") else Q(pk__in=[])
    rows = Advice.objects.filter(ours | Q(to_id=actor.office_id) if may_answer else ours)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.select_related("to", "office").order_by("-id")[: PAGE_SIZE + 1])
