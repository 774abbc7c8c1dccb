"""Which cases a figure is about, before it says what of them it counts."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from sanzhi.cases.models import Case
from sanzhi.people.roles import Actor

from .cells import Cell, within
from .lists import visible_to


@dataclass(frozen=True)
class Scope:
    """统计范围: cases reported from `since` until before `until`, as they stand `at`; narrowed where given."""

    since: datetime
    until: datetime
    at: datetime
    town: str = ""
    village: str = ""
    category: str = ""
    office: int | None = None
    branch: str = ""  # a category with all below it
    cell: Cell | None = None


def scoped(actor: Actor, scope: Scope) -> QuerySet[Case]:
    """What is counted, for everybody alike: confidential matters are in no figure."""
    rows = visible_to(actor).exclude(secrecy=Case.Secrecy.CLOSED)
    rows = rows.filter(reported_at__gte=scope.since, reported_at__lt=scope.until)
    if scope.town:
        rows = rows.filter(town_code=scope.town)
    if scope.village:
        rows = rows.filter(area_id=scope.village)
    if scope.category:
        rows = rows.filter(category_id=scope.category)
    if scope.branch:
        below = Q(category__code__startswith=scope.branch + ".")
        rows = rows.filter(Q(category_id=scope.branch) | below)
    return within(rows, scope.cell) if scope.cell else rows
