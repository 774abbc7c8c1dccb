"""试算: last year's deeds under another version. Nothing is written; what the panel would have said is not guessed:
a range keeps what was given, brought within it. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from . import rules


@dataclass(frozen=True, slots=True)
class Deed:
    """一件: what counted, for whom, when, and what it gave."""

    code: str
    holder: str
    household: int
    happened_on: date
    quantity: int
    points: int
    direction: str


@dataclass
class Row:
    """一项试算: points before and after."""

    code: str
    deeds: int = 0
    before: int = 0
    after: int = 0


@dataclass
class Outcome:
    """试算结果: by item, and by household: how many would have more, less, the same."""

    rows: dict[str, Row] = field(default_factory=dict)
    more: int = 0
    less: int = 0
    same: int = 0

    @property
    def before(self) -> int:
        return sum(row.before for row in self.rows.values())

    @property
    def after(self) -> int:
        return sum(row.after for row in self.rows.values())


def tried(deeds: Iterable[Deed], items: Mapping[str, Any]) -> Outcome:
    """Every deed under `items` {code: item}, the caps used up in the order of the days."""
    outcome, used = Outcome(), defaultdict[tuple[str, str], dict[str, int]](dict)
    change: dict[int, int] = defaultdict(int)
    for deed in sorted(deeds, key=lambda one: one.happened_on):
        sign = 1 if deed.direction == "+" else -1
        after = _after(deed, items.get(deed.code), used[deed.holder, deed.code])
        row = outcome.rows.setdefault(deed.code, Row(deed.code))
        row.deeds += 1
        row.before += sign * deed.points
        row.after += sign * after
        change[deed.household] += sign * (after - deed.points)
    for moved in change.values():
        outcome.more += moved > 0
        outcome.less += moved < 0
        outcome.same += moved == 0
    return outcome


def _after(deed: Deed, item: Any, used: dict[str, int]) -> int:
    if item is None or item.direction != deed.direction:
        return 0
    each = min(max(deed.points // deed.quantity, item.least), item.most)
    caps = rules.caps_of(item.per_day, item.per_month, item.per_year, deed.happened_on)
    given = rules.within(each * deed.quantity, caps, used)
    for cap in caps:
        used[cap.span] = used.get(cap.span, 0) + given
    return given
