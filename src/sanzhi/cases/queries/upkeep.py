"""What administrators may know of cases: how many there are, and where. Read by the house: they may see none."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from sanzhi.cases.models import Assignment, Case, RoutingRule
from sanzhi.cases.models.case import OPEN
from sanzhi.journal import queries as journal
from sanzhi.kit import walls


def open_cases_of(office_id: int) -> QuerySet[Case]:
    """Open cases in which an office has a hand: it holds, leads, received or helps."""
    part = Assignment.objects.filter(case=OuterRef("pk"), office_id=office_id, ended_at=None)
    hand = Q(holder_id=office_id) | Q(lead_id=office_id) | Q(receiver_id=office_id) | Exists(part)
    return Case.objects.filter(OPEN, hand)


def count_open_cases(office_id: int) -> int:
    """How many; only the number leaves the wall."""
    with walls.the_house():
        return open_cases_of(office_id).count()


def rules_that_name(office_id: int) -> bool:
    """Whether a routing rule in force sends cases to this very office."""
    newest = RoutingRule.objects.order_by("-version").values("version")[:1]
    return RoutingRule.objects.filter(version__in=newest, office_id=office_id).exists()


def counts_of_all() -> dict[str, int]:
    """How many cases there are, open and ended; numbers only."""
    with walls.the_house():
        return Case.objects.aggregate(
            all=Count("id"),
            open=Count("id", filter=OPEN),
            late=Count("id", filter=Q(card="red")),
        )


@dataclass(frozen=True)
class ExportMade:
    """一次导出: who took a list, from which office, how long and what for; not what was asked."""

    at: datetime
    by_id: int | None
    office_id: int
    rows: int
    reason: str


def exports_made(limit: int = 50) -> list[ExportMade]:
    """The newest exports, for whoever looks after the data."""
    with walls.the_house():
        entries = journal.newest_of("case.exported", limit)
    said = [(entry, entry.content or {}) for entry in entries]
    return [
        ExportMade(entry.at, entry.by_id, entry.about_id, words.get("rows", 0), words.get("reason", ""))
        for entry, words in said
    ]
