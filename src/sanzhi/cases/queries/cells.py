"""热力图的格: which hexagon a case counts for, said to PostgreSQL as `kit.hexes` says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, F, Func, Q, QuerySet, When
from django.db.models import Case as Choice

from sanzhi.cases.models import Case
from sanzhi.kit.hexes import Hexes, number_of

# A case counts where it lies only where that says nothing of who reported it; else at its village's point.
PLACED = Q(latitude__isnull=False, longitude__isnull=False, secrecy=Case.Secrecy.OPEN)


@dataclass(frozen=True)
class Cell:
    """一格: by its number, with the villages whose own point lies in it."""

    hexes: Hexes
    number: int
    villages: tuple[str, ...] = ()


def numbered(rows: QuerySet[Case], hexes: Hexes) -> QuerySet[Case]:
    """With `cell`: the number of the hexagon in which a placed case lies, NULL for any other."""
    return rows.annotate(
        cell=Choice(When(PLACED, then=Hexagon(hexes)), default=None, output_field=BigIntegerField())
    )


def within(rows: QuerySet[Case], cell: Cell) -> QuerySet[Case]:
    """The cases that count for a cell."""
    here = Q(cell=cell.number) | Q(cell__isnull=True, area_id__in=cell.villages)
    return numbered(rows, cell.hexes).filter(here)


class Hexagon(Func):
    """`number_of(hexes.cell(point))` of a case's point; a test holds the two together."""

    output_field = BigIntegerField()

    def __init__(self, hexes: Hexes, *points: Any) -> None:
        super().__init__(*(points or (F("longitude"), F("latitude"))))
        self.hexes = hexes

    def as_sql(self, compiler: Any, connection: Any, **_extra: Any) -> tuple[str, list[Any]]:
        """All constants are numbers of our own, written out, so that one plan knows them."""
        hexes, nought = self.hexes, number_of((0, 0))
        columns = [compiler.compile(one) for one in self.get_source_expressions()]
        (x, _none), (y, _nothing) = columns
        u = f"(({x} - ({hexes.middle[0]!r})) * {hexes.east / hexes.wide!r})"
        v = f"(({y} - ({hexes.middle[1]!r})) * {hexes.north / hexes.high!r})"
        wide, high = f"{hexes.wide!r}", f"{hexes.high!r}"
        even = _square(f"({u} - round({u}))", wide) + " + " + _square(f"({v} - round({v}))", high)
        odd = _square(f"({u} - floor({u}) - 0.5)", wide) + " + " + _square(f"({v} - floor({v}) - 0.5)", high)
        step, more = number_of((1, 0)) - nought, number_of((1, 1)) - nought
        return (
            f"CASE WHEN {even} <= {odd} "
            f"THEN {nought} + (2 * round({u}))::bigint * {step} + (2 * round({v}))::bigint "
            f"ELSE {nought} + (2 * floor({u}))::bigint * {step} + (2 * floor({v}))::bigint + {more} END"
        ), []


def _square(length: str, scale: str) -> str:
    return f"{length} * {length} * {scale} * {scale}"
