"""What the board counts: over the cases reported in a span of time, by town, by step of time, by category."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Func, IntegerField, Value

from sanzhi.people.roles import Actor

from .measures import Tally, counts_of, tallies
from .scope import Scope, scoped


@dataclass(frozen=True)
class Cube:
    """立方: one tally for each (step of time, town); totals of any kind are sums of these, so they agree."""

    cells: dict[tuple[int, str], Tally]

    def over(self, *, step: int | None = None, town: str = "") -> Tally:
        """The sum where `step` counts from 0; None and "" mean all."""
        if step is not None and town:
            return self.cells.get((step, town), Tally())
        chosen = (
            tally
            for (cell_step, cell_town), tally in self.cells.items()
            if step in (None, cell_step) and town in ("", cell_town)
        )
        return sum(chosen, Tally())


def cube(actor: Actor, scope: Scope, edges: Sequence[datetime]) -> Cube:
    """Every tally by (step, town) in one query. `edges`: where each step begins, the first at `scope.since`."""
    counts = counts_of(tallies(scope.at))
    rows = scoped(actor, scope).annotate(step=_step(edges)).values("step", "town_code").annotate(**counts)
    return Cube(
        {
            (row["step"], row["town_code"]): Tally({code: row[code] for code in counts})
            for row in rows.order_by()
        }
    )


def volume(actor: Actor, scope: Scope, edges: Sequence[datetime]) -> list[int]:
    """How many were reported in each step."""
    rows = scoped(actor, scope).annotate(step=_step(edges)).values("step").annotate(n=Count("id")).order_by()
    found = {row["step"]: row["n"] for row in rows}
    return [found.get(step, 0) for step in range(len(edges))]


def _step(edges: Sequence[datetime]) -> Func:
    """Which step a case falls in: a binary search over a dozen edges, cheaper than cutting every date."""
    return (
        Func(F("reported_at"), Value(list(edges)), function="width_bucket", output_field=IntegerField()) - 1
    )


def top_categories(actor: Actor, scope: Scope, limit: int = 10) -> list[dict[str, Any]]:
    """[{"category_id", "category__name", "n"}], the most frequent first."""
    rows = scoped(actor, scope).values("category_id", "category__name").annotate(n=Count("id"))
    return list(rows.order_by("-n", "category_id")[:limit])
