"""回访率: how many were called, reached, answered; by whom and in which week; nobody left out of the denominator."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncWeek

from sanzhi.cases.models import CallBack, FollowUp
from sanzhi.kit.calendar import COUNTY
from sanzhi.people.roles import Actor

from .lists import visible_to

COUNTS = {
    "matters": Count("case", distinct=True),
    "calls": Count("id"),
    "through": Count("id", filter=Q(reached=True)),
    "answers": Count("id", filter=Q(reached=True, declined=False)),
    "refusals": Count("id", filter=Q(declined=True)),
    "missed": Count("id", filter=Q(reached=False)),
}


@dataclass(frozen=True)
class Response:
    """回访情况 of a span: the calls by week and by caller, and what became of every matter that was to be asked about."""

    whole: dict[str, int]
    by_week: list[dict[str, Any]]
    by_caller: list[dict[str, Any]]
    ways: list["Way"]


@dataclass(frozen=True)
class Way:
    """一种问法: of the matters asked about this way, how many answered, how they ended, and how many still wait."""

    how: str
    label: str
    cases: int
    answered: int
    declined: int
    unreached: int
    silent: int
    waiting: int


ANSWERED = ("call_back", "rate", "reopen", "reopen_unassigned")


def response(actor: Actor, *, since: datetime, until: datetime) -> Response:
    """What the actor may see of the calls and follow-ups of the span, from `since` until before `until`."""
    calls = CallBack.objects.filter(at__gte=since, at__lt=until, means=CallBack.Means.PHONE)
    calls = calls.filter(case__in=visible_to(actor))
    by_week = calls.annotate(week=TruncWeek("at", tzinfo=COUNTY)).values("week").annotate(**COUNTS)
    by_caller = calls.values("by_id", "by__name").annotate(**COUNTS)
    return Response(
        whole=calls.aggregate(**COUNTS),
        by_week=list(by_week.order_by("-week")),
        by_caller=list(by_caller.order_by("by__name", "by_id")),
        ways=_ways(FollowUp.objects.filter(at__gte=since, at__lt=until, case__in=visible_to(actor))),
    )


def _ways(rows: QuerySet[FollowUp]) -> list[Way]:
    late = Q(case__call_backs__means="link") & Q(settled_as="close_unasked")
    counted = rows.values("how").annotate(
        cases=Count("id", distinct=True),
        answered=Count("id", filter=Q(settled_as__in=ANSWERED) | late, distinct=True),
        declined=Count("id", filter=Q(settled_as="decline_answer"), distinct=True),
        unreached=Count("id", filter=Q(settled_as="close_unreached"), distinct=True),
        silent=Count("id", filter=Q(settled_as="close_unasked") & ~late, distinct=True),
        waiting=Count("id", filter=Q(settled_at=None), distinct=True),
    )
    found = {row["how"]: row for row in counted}
    none = {"cases": 0, "answered": 0, "declined": 0, "unreached": 0, "silent": 0, "waiting": 0}
    return [
        Way(label=str(label), **(none | found.get(how, {}) | {"how": how}))
        for how, label in FollowUp.How.choices
    ]
