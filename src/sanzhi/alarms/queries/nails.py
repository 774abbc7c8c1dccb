"""研判: what waits, what was made of it and how often it was wrong; nails with all that was done about them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from sanzhi.alarms import access, rules
from sanzhi.alarms.models import (
    Alarm,
    AlarmParty,
    Cause,
    Clue,
    Colour,
    JointCall,
    Nail,
    NailRule,
    PlanStep,
    Proposal,
    Review,
)
from sanzhi.kit import walls
from sanzhi.people.roles import Actor

from .feed import PAGE_SIZE, one_of, within

CAUSES, COLOURS = Cause.choices, Colour.choices


@dataclass(frozen=True)
class Wrong:
    """误报: of what the system proposed and a person looked at, how much was none. None of none is no share."""

    rejected: int
    decided: int

    @property
    def percent(self) -> float | None:
        return round(100 * self.rejected / self.decided, 1) if self.decided else None


def proposals_in(actor: Actor, decision: str = "", before: int = 0) -> list[Proposal]:
    """疑似钉子警情 of one's place, newest first, a page and one more."""
    if not access.may_view(actor):
        return []
    rows = Proposal.objects.filter(within(actor.reach), decision=decision)
    if before:
        rows = rows.filter(id__lt=before)
    return list(rows.select_related("area", "nail").order_by("-id")[: PAGE_SIZE + 1])


def proposal(actor: Actor, number: int) -> Proposal:
    """Raises Refusal not_visible for what is not there and for what one may not see alike."""
    rows = Proposal.objects.filter(within(actor.reach)) if access.may_view(actor) else Proposal.objects.none()
    return one_of(rows.select_related("area", "rule", "nail", "decided_by"), pk=number)


def alarms_of(one: Proposal) -> list[Alarm]:
    """What a proposal rests on."""
    return list(Alarm.objects.filter(pk__in=one.alarms).order_by("-reported_at")[:100])


def wrong_share(actor: Actor, first: date, last: date) -> Wrong:
    """误报率 of what was decided between two days (both in it); early signs are no proposals of a nail."""
    if not access.may_view(actor):
        return Wrong(0, 0)
    rows = Proposal.objects.filter(within(actor.reach), decided_at__date__range=(first, last))
    told = rows.exclude(sort="early").aggregate(
        all=Count("id"), rejected=Count("id", filter=Q(decision="rejected"))
    )
    return Wrong(told["rejected"], told["all"])


def _nails(actor: Actor) -> QuerySet[Nail]:
    return Nail.objects.filter(within(actor.reach)) if access.may_view(actor) else Nail.objects.none()


def nails_in(actor: Actor, removed: bool = False, before: int = 0) -> list[Nail]:
    """钉子警情 of one's place, newest first, a page and one more."""
    rows = _nails(actor).filter(removed_at__isnull=not removed)
    if before:
        rows = rows.filter(id__lt=before)
    return list(rows.select_related("area", "lead_office").order_by("-id")[: PAGE_SIZE + 1])


def nail(actor: Actor, number: int) -> Nail:
    """Raises Refusal not_visible for what is not there and for what one may not see alike."""
    return one_of(
        _nails(actor).select_related("area", "lead_office", "confirmed_by", "removed_by"), pk=number
    )


def steps_of(one: Nail) -> list[PlanStep]:
    """联合方案, in the order of its days."""
    return list(PlanStep.objects.filter(nail=one).select_related("office").order_by("due_on", "id"))


def step(actor: Actor, number: int) -> PlanStep:
    """Raises Refusal not_visible for what is not there and for what one may not see alike."""
    return one_of(PlanStep.objects.filter(nail__in=_nails(actor)).select_related("office", "nail"), pk=number)


def reviews_of(one: Nail) -> list[Review]:
    """研判记录, the newest first."""
    return list(Review.objects.filter(nail=one).select_related("by").order_by("-id"))


def alarms_of_nail(one: Nail) -> list[Alarm]:
    """The last hundred alarms of its place or its parties, and its cause."""
    return list(_alarms(one).order_by("-reported_at")[:100])


def _alarms(one: Nail) -> QuerySet[Alarm]:
    if one.sort == "place":
        return Alarm.objects.filter(place_key=one.place_key, cause=one.cause).exclude(cause="")
    with walls.the_house():  # which incidents, and nothing of who
        theirs = list(AlarmParty.objects.filter(key=one.party_key).values_list("alarm", flat=True))
    return Alarm.objects.filter(pk__in=theirs, cause=one.cause)


def last_alarm_of(one: Nail, at: datetime) -> datetime:
    """When the last alarm of it came, as far as is known then."""
    with walls.the_house():  # a town's nail may have been called in next door
        rows = _alarms(one).filter(reported_at__lte=at).order_by("-reported_at")
        last = rows.values_list("reported_at", flat=True).first()
    return max(last or one.last_alarm_at, one.last_alarm_at)


def wanting(one: Nail, at: datetime) -> list[str]:
    """What still stands against pulling it out, in sentences."""
    return rules.out(one.performed_on, one.satisfied, last_alarm_of(one, at), one.quiet_days, at)


def rules_of() -> list[NailRule]:
    """认定规则, the newest first, drafts with them."""
    return list(NailRule.objects.order_by("-id")[:50])


def joint_calls(actor: Actor, before: int = 0) -> list[JointCall]:
    """联动 of one's place, newest first, a page and one more."""
    if not access.may_view(actor):
        return []
    rows = JointCall.objects.filter(within(actor.reach))
    if before:
        rows = rows.filter(id__lt=before)
    return list(rows.select_related("area", "alarm", "lead", "case").order_by("-id")[: PAGE_SIZE + 1])


def joint_call(actor: Actor, number: int) -> JointCall:
    """Raises Refusal not_visible for what is not there and for what one may not see alike."""
    rows = (
        JointCall.objects.filter(within(actor.reach)) if access.may_view(actor) else JointCall.objects.none()
    )
    found: JointCall = one_of(rows.select_related("alarm", "area", "lead", "case"), pk=number)
    return found


def clues_in(actor: Actor, state: str = "new", before: int = 0) -> list[Clue]:
    """线索 of one's place, newest first, a page and one more; for whoever decides about them."""
    if not (access.may_view(actor) and actor.may("alarm.judge")):
        return []
    rows = Clue.objects.filter(within(actor.reach), state=state)
    if before:
        rows = rows.filter(id__lt=before)
    return list(rows.select_related("area", "case").order_by("-id")[: PAGE_SIZE + 1])


def clue(actor: Actor, number: int) -> Clue:
    """Raises Refusal not_visible for what is not there and for what one may not see alike."""
    may = access.may_view(actor) and actor.may("alarm.judge")
    rows = Clue.objects.filter(within(actor.reach)) if may else Clue.objects.none()
    return one_of(rows.select_related("area"), pk=number)


def clues_kept_of(person: int | None) -> list[dict[str, Any]]:
    """Every clue somebody reported, for their own copy (个人信息保护法 art. 45). One query."""
    return list(
        Clue.objects.filter(person=person or 0)
        .order_by("-id")
        .values("at", "place", "text", "state", "reason")
    )


def clues_of_mine(actor: Actor) -> list[Clue]:
    """我报的线索, newest first."""
    return list(
        Clue.objects.filter(person=actor.person_id or 0).select_related("area").order_by("-id")[:PAGE_SIZE]
    )
