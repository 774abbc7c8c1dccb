"""What the board counts: over the cases reported in a span of time, by town, by step of time, by category."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Func, IntegerField, QuerySet, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.timezone import localtime

from sanzhi.cases.models import Case, Category, DayCategory, DayTown
from sanzhi.kit.calendar import COUNTY
from sanzhi.kit.planning import planned_anew
from sanzhi.people.roles import Actor

from .daily import CODES, Days, days_to_count, stored_rows, stored_sums
from .measures import MOMENT, Tally, counts_of, tallies
from .scope import Scope, scoped


@dataclass(frozen=True)
class Cube:
    """立方: one tally for each (step of time, town); totals of any kind are sums of these, so they agree."""

    cells: dict[tuple[int, str], Tally]
    _sums: dict[tuple[int | None, str], Tally] = field(default_factory=dict, compare=False)

    def over(self, *, step: int | None = None, town: str = "") -> Tally:
        """The sum where `step` counts from 0; None and "" mean all. A page asks for the same many times."""
        if step is not None and town:
            return self.cells.get((step, town), Tally())
        if (step, town) not in self._sums:
            self._sums[step, town] = self._sum(step, town)
        return self._sums[step, town]

    def _sum(self, step: int | None, town: str) -> Tally:
        chosen = (
            tally
            for (cell_step, cell_town), tally in self.cells.items()
            if step in (None, cell_step) and town in ("", cell_town)
        )
        return sum(chosen, Tally())


@planned_anew()
def cube(actor: Actor, scope: Scope, edges: Sequence[datetime], days: Days | None = None) -> Cube:
    """Every tally by (step, town) in one query. `edges`: where each step begins, the first at `scope.since`."""
    days = days or days_to_count(actor, scope)
    known = tallies(scope.at)
    cases = scoped(actor, scope).annotate(step=_step("reported_at", edges)).order_by()
    fresh = _counted(cases.filter(days.to_count()), counts_of(known))
    if days.stored:
        now = counts_of(MOMENT)  # no column beyond what the index of the late ones holds
        late = _counted(
            cases.filter(known["overdue"]).exclude(days.to_count()),
            {code: now.get(code, _nought()) for code in known},
        )
        rows = fresh.union(late, _stored(actor, scope, edges, days, known), all=True)
    else:
        rows = fresh
    cells: dict[tuple[int, str], Tally] = {}
    for step, town, *counts in rows:
        cells[step, town] = cells.get((step, town), Tally()) + Tally(dict(zip(known, counts, strict=True)))
    return Cube(cells)


def _counted(cases: QuerySet[Case], counts: Mapping[str, Any]) -> QuerySet[Case, tuple[Any, ...]]:
    named = {f"n_{code}": count for code, count in counts.items()}
    return cases.values("step", "town_code").annotate(**named).values_list("step", "town_code", *named)


def _stored(
    actor: Actor, scope: Scope, edges: Sequence[datetime], days: Days, known: Iterable[str]
) -> QuerySet[DayTown, tuple[Any, ...]]:
    """What stands counted, in the columns of `_counted`; "due" without what is overdue now."""
    rows = (
        DayTown.objects.filter(stored_rows(actor, scope, days)).annotate(step=_step("day", edges)).order_by()
    )
    places = {code: CODES.index("done" if code == "due" else code) for code in known if code != "overdue"}
    sums = {
        f"n_{code}": Coalesce(Sum(F(f"counts__{places[code]}")), 0) if code in places else _nought()
        for code in known
    }
    return rows.values("step", "town_code").annotate(**sums).values_list("step", "town_code", *sums)


def _nought() -> Value:
    return Value(0, output_field=IntegerField())


@planned_anew()
def volume(actor: Actor, scope: Scope, edges: Sequence[datetime], days: Days | None = None) -> list[int]:
    """How many were reported in each step."""
    days = days or days_to_count(actor, scope)
    cases = scoped(actor, scope).filter(days.to_count()).annotate(step=_step("reported_at", edges)).order_by()
    stored = (
        DayTown.objects.filter(stored_rows(actor, scope, days)).annotate(step=_step("day", edges)).order_by()
    )
    place = CODES.index("filed")
    rows = (
        cases.values("step")
        .annotate(n=Count("id"))
        .values_list("step", "n")
        .union(
            stored.values("step").annotate(n=Sum(F(f"counts__{place}"))).values_list("step", "n"), all=True
        )
    )
    found: Counter[int] = Counter()
    for step, n in rows:
        found[step] += n
    return [found[step] for step in range(len(edges))]


def _step(field: str, edges: Sequence[datetime]) -> Any:
    """Which step a case, or a counted day, falls in: a binary search over a dozen edges."""
    bounds = list(edges) if field == "reported_at" else [localtime(edge, COUNTY).date() for edge in edges]
    return Func(F(field), Value(bounds), function="width_bucket", output_field=IntegerField()) - 1


@planned_anew()
def top_categories(
    actor: Actor, scope: Scope, limit: int = 10, days: Days | None = None
) -> list[dict[str, Any]]:
    """[{"category_id", "category__name", "n"}], the most frequent first. Two queries: names only of those shown."""
    days = days or days_to_count(actor, scope)
    column = "category_id"
    fresh = scoped(actor, scope).filter(days.to_count()).order_by().values(column).annotate(n=Count("id"))
    counted = DayCategory.objects.filter(stored_sums(actor, scope, days)).order_by()
    stored = counted.values(column).annotate(n=Sum("filed"))
    found: Counter[str] = Counter()
    for code, n in fresh.values_list(column, "n").union(stored.values_list(column, "n"), all=True):
        found[code] += n
    most = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:limit]
    names = dict(Category.objects.filter(code__in=[code for code, _n in most]).values_list("code", "name"))
    return [{"category_id": code, "category__name": names[code], "n": n} for code, n in most]
