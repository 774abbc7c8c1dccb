"""信访代办的查询: for the agent and their office, for the principal, and the figures by tier, each with what it is of."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor
from sanzhi.petitions import access
from sanzhi.petitions.models import Agency, Contact

WITH = ("principal", "agent", "office", "petition__case")
PAGE_SIZE = 30
HOW = Contact.How.choices


def agencies_of(actor: Actor, before: int = 0) -> list[Agency]:
    """The principal's own; at a desk those of its office; the newest first, a page and one more."""
    rows = _known(actor)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.select_related(*WITH).order_by("-id")[: PAGE_SIZE + 1])


def _known(actor: Actor) -> QuerySet[Agency]:
    if actor.is_resident:
        return Agency.objects.filter(principal_id=actor.person_id)
    access.may_act_for(actor).or_refuse()
    return Agency.objects.filter(office_id=actor.office_id)


def agency_of(actor: Actor, agency: int) -> Agency:
    found = _known(actor).select_related(*WITH).filter(pk=agency).first()
    if found is None:
        verdict = access.not_there()
        raise Refusal(verdict.code, verdict.sentence)
    return found


def contacts_of(one: Agency) -> list[Contact]:
    return list(Contact.objects.filter(agency=one).select_related("by").order_by("id"))


@dataclass(frozen=True)
class TierFigures:
    """一级代办的数: opened in the year; solved on the spot, submitted as petitions; of those rated, how many at four or five."""

    tier: str
    name: str
    opened: int
    solved: int
    submitted: int
    rated: int
    satisfied: int


def agency_figures(actor: Actor, year: int) -> list[TierFigures]:
    """By tier. For whoever registers petitions, and leaders; counts only."""
    may = actor.may("petition.register") or actor.may("petition.agent") or actor.may("board.view")
    if not may:
        raise Refusal("role_may_not", access.may_act_for(actor).sentence)
    asked = {
        "opened": Count("id", distinct=True),
        "solved": Count("id", filter=Q(contacts__solved=True, petition=None), distinct=True),
        "submitted": Count("id", filter=Q(petition__isnull=False), distinct=True),
        "rated": Count("id", filter=Q(satisfied__isnull=False), distinct=True),
        "satisfied_": Count("id", filter=Q(satisfied__gte=4), distinct=True),
    }
    with walls.the_house():
        rows = Agency.objects.filter(opened_at__year=year).values("tier").annotate(**asked)
        found = {row["tier"]: row for row in rows}
    return [
        TierFigures(code, str(name), *(found.get(code, {}).get(key, 0) for key in asked))
        for code, name in Agency.Tier.choices
    ]


def agency_concerns(agency: int) -> Agency:
    """Whom a record of an agency is told to. For the messages only."""
    return Agency.objects.get(pk=agency)
