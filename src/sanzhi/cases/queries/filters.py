"""筛选: what a list of cases was asked to show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet

from sanzhi.cases import rules
from sanzhi.cases.models import Case
from sanzhi.kit import clock


@dataclass(frozen=True)
class Filters:
    """筛选: what the person asked the list to show; empty means any."""

    words: str = ""
    state: str = ""
    town: str = ""
    category: str = ""
    card: str = ""
    channel: str = ""
    since: datetime | None = None
    until: datetime | None = None
    village: str = ""
    kind: str = ""
    lead: int = 0
    late: bool = False  # open now, and past its time
    supervised: bool = False  # with a supervision nobody has lifted
    soonest: bool = (
        False  # in the order of what is due, in place of the newest first; only what is open has that
    )


def narrowed(rows: QuerySet[Case], filters: Filters, months: Sequence[date] = ()) -> QuerySet[Case]:
    """What the filters leave of `rows`; of a search only what was reported in these months, when there are any."""
    exact = {
        "state": filters.state,
        "town_code": filters.town,
        "area_id": filters.village,
        "card": filters.card,
        "channel": filters.channel,
        "kind": filters.kind,
        "lead": filters.lead,
    }
    rows = rows.filter(**{field: value for field, value in exact.items() if value})
    if filters.category:
        rows = rows.filter(
            Q(category_id=filters.category) | Q(category__code__startswith=filters.category + ".")
        )
    if filters.late:
        rows = rows.filter(done_at=None, closed_at=None, due_at__lte=clock.now())
    if filters.supervised:
        rows = rows.filter(supervised=True)
    if filters.soonest:
        rows = rows.filter(done_at=None, closed_at=None, due_at__isnull=False)
    if filters.since:
        rows = rows.filter(reported_at__gte=filters.since)
    if filters.until:
        rows = rows.filter(reported_at__lt=filters.until)
    if filters.words.strip():
        query = rules.search_query(filters.words, filters.town, months)
        if not query:
            return rows.none()
        rows = rows.filter(search__words=SearchQuery(query, search_type="raw", config="simple"))
    return rows
