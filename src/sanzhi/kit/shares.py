"""比率: parts of wholes, with how each is counted; for the figures of rooms whose matters are confidential."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

FEWEST = 10  # 本平台约定 (I25): of what is fewer no share is shown, nor what it is made of


@dataclass(frozen=True)
class Measured:
    """指标: the conditions of a part and of the whole it lies in; `formula` says both in words."""

    code: str
    name: Any  # lazy words
    formula: Any
    part: Q
    whole: Q


@dataclass(frozen=True)
class Share:
    """比率: so many of so many."""

    code: str
    name: Any
    formula: Any
    part: int
    whole: int

    @property
    def small(self) -> bool:
        return self.whole < FEWEST

    @property
    def percent(self) -> float | None:
        return None if self.small else round(100 * self.part / self.whole, 1)


@dataclass(frozen=True)
class Takes:
    """用时: how many days something took on average, and of how many."""

    name: Any
    days: float | None
    of: int

    @property
    def small(self) -> bool:
        return self.of < FEWEST


def shares_of(rows: QuerySet[Any], measured: Sequence[Measured]) -> list[Share]:
    """All of them in one question."""
    asked: dict[str, Count] = {}
    for one in measured:
        asked |= {
            f"{one.code}_part": Count("pk", filter=one.whole & one.part),
            f"{one.code}_whole": Count("pk", filter=one.whole),
        }
    told = rows.aggregate(**asked)
    return [
        Share(one.code, one.name, one.formula, told[f"{one.code}_part"], told[f"{one.code}_whole"])
        for one in measured
    ]


def behind(rows: QuerySet[Any], measured: Sequence[Measured], code: str, part: str) -> QuerySet[Any]:
    """What a figure counts: its part, or else its whole. KeyError for a figure unknown."""
    one = {known.code: known for known in measured}[code]
    return rows.filter(one.whole & one.part if part == "part" else one.whole)
