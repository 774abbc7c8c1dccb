"""热力: where the cases of a scope lie densely, by hexagon; counted in the database, in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import Count, Q

from sanzhi.cases import rules
from sanzhi.kit.geometry import Point
from sanzhi.kit.hexes import Hexes, number_of
from sanzhi.kit.planning import planned_anew
from sanzhi.people.roles import Actor

from .cells import numbered
from .scope import Scope, scoped


@dataclass
class HeatCell:
    """一格的数: cases now and in the span before, and how many now by village, to name it by."""

    count: int = 0
    before: int = 0
    villages: dict[str, int] = field(default_factory=dict)


@dataclass
class Heat:
    """热力: cells by number. `by_village` of the cases are counted at their village's point; `nowhere` have no place."""

    cells: dict[int, HeatCell] = field(default_factory=dict)
    by_village: int = 0
    nowhere: int = 0

    @property
    def shown(self) -> dict[int, HeatCell]:
        """Those with enough cases that none is anybody's home."""
        return {number: cell for number, cell in self.cells.items() if cell.count >= rules.FEWEST_IN_A_CELL}

    @property
    def hidden(self) -> int:
        """How many cases lie in cells too thin to be shown."""
        return sum(cell.count for cell in self.cells.values() if cell.count < rules.FEWEST_IN_A_CELL)

    @property
    def all(self) -> int:
        return sum(cell.count for cell in self.cells.values()) + self.nowhere


@planned_anew()
def heat(actor: Actor, scope: Scope, before: datetime, hexes: Hexes, points: Mapping[str, Point]) -> Heat:
    """The cases of the scope by cell, beside those reported from `before` until it begins.

    points: {village code: where it lies}, for cases that do not say where, or may not be shown where.
    """
    rows = numbered(scoped(actor, replace(scope, since=before)), hexes).order_by()
    earlier = Q(reported_at__lt=scope.since)
    counted = rows.values("cell", "area_id").annotate(
        now=Count("id", filter=~earlier), then=Count("id", filter=earlier)
    )
    cells: defaultdict[int, HeatCell] = defaultdict(HeatCell)
    found = Heat(cells)
    for number, village, now, then in counted.values_list("cell", "area_id", "now", "then"):
        if number is None and village not in points:
            found.nowhere += now
            continue
        if number is None:
            number = number_of(hexes.cell(points[village]))
            found.by_village += now
        cell = cells[number]
        cell.count, cell.before = cell.count + now, cell.before + then
        cell.villages[village] = cell.villages.get(village, 0) + now
    return found
