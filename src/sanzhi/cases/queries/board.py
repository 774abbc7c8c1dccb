"""What the board counts. Each figure keeps its numerator and denominator, and opens the cases under it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Avg, Count, Q, QuerySet
from django.db.models.functions import TruncMonth

from sanzhi.cases import rules
from sanzhi.cases.models import Case
from sanzhi.kit.calendar import COUNTY
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor

from .lists import visible_to


@dataclass(frozen=True)
class Figure:
    """指标: a rate with what it was made of. `small` when the denominator is too small to compare."""

    name: str
    numerator: int
    denominator: int
    formula: str

    @property
    def percent(self) -> float | None:
        return round(100 * self.numerator / self.denominator, 2) if self.denominator else None

    @property
    def small(self) -> bool:
        return self.denominator < rules.SMALL_NUMBER


_COUNTS: dict[str, Any] = {
    "filed": Count("id"),
    "ended": Count("id", filter=Q(closed_at__isnull=False)),
    "declined": Count("id", filter=Q(state="not_accepted")),
    "concluded": Count("id", filter=Q(done_at__isnull=False)),
    "on_time": Count("id", filter=Q(done_at__isnull=False, done_late=False)),
    "yellow": Count("id", filter=Q(card="yellow")),
    "red": Count("id", filter=Q(card="red")),
    "asked": Count("id", filter=Q(state="closed")),
    "answered": Count("id", filter=Q(satisfied__isnull=False)),
    "said_solved": Count("id", filter=Q(solved=True)),
    "said_satisfied": Count("id", filter=Q(satisfied__gte=4)),
    "returned": Count("id", filter=Q(returns__gt=0)),
    "reopened": Count("id", filter=Q(reopens__gt=0)),
    "grade": Avg("satisfied"),
}


def _period(actor: Actor, since: datetime, until: datetime) -> QuerySet[Case]:
    return visible_to(actor).filter(reported_at__gte=since, reported_at__lt=until)


def _overdue(at: datetime) -> Count:
    return Count("id", filter=Q(done_at__isnull=True, closed_at__isnull=True, due_at__lte=at))


def _figures(counts: dict[str, Any]) -> dict[str, Figure]:
    due = counts["concluded"] + counts["overdue"]
    return {
        "on_time": Figure("按期办结率", counts["on_time"], due, "限内办结 ÷（已办结 + 已超期未办结）"),
        "satisfied": Figure(
            "满意率", counts["said_satisfied"], counts["answered"], "回答“满意”“非常满意” ÷ 已回访到"
        ),
        "solved": Figure("解决率", counts["said_solved"], counts["answered"], "回答“已解决” ÷ 已回访到"),
        "response": Figure("回访到率", counts["answered"], counts["asked"], "已回访到 ÷ 已办结"),
        "returned": Figure("退回率", counts["returned"], counts["filed"], "退回过的 ÷ 受理登记"),
    }


def board_figures(actor: Actor, *, since: datetime, until: datetime, at: datetime) -> dict[str, Any]:
    """{"counts": {...}, "figures": {name: Figure}} over what this actor may see, in one query."""
    counts = _period(actor, since, until).aggregate(**_COUNTS, overdue=_overdue(at))
    return {"counts": counts, "figures": _figures(counts)}


def town_figures(actor: Actor, *, since: datetime, until: datetime, at: datetime) -> list[dict[str, Any]]:
    """One row per town: {"town": Area, "counts", "figures"}, in code order; towns without a case are there too."""
    rows = _period(actor, since, until).values("town_code").annotate(**_COUNTS, overdue=_overdue(at))
    by_town = {row["town_code"]: row for row in rows}
    nothing = {name: 0 for name in (*_COUNTS, "overdue")} | {"grade": None}
    return [
        {"town": town, "counts": counts, "figures": _figures(counts)}
        for town in people.towns()
        if town.code.startswith(actor.reach)
        for counts in [by_town.get(town.code[:9], nothing)]
    ]


def monthly(actor: Actor, *, since: datetime, until: datetime, at: datetime) -> list[dict[str, Any]]:
    """One row per month: {"month": datetime, "counts", "figures"}, oldest first."""
    rows = (
        _period(actor, since, until)
        .annotate(month=TruncMonth("reported_at", tzinfo=COUNTY))
        .values("month")
        .annotate(**_COUNTS, overdue=_overdue(at))
        .order_by("month")
    )
    return [{"month": row["month"], "counts": row, "figures": _figures(row)} for row in rows]
