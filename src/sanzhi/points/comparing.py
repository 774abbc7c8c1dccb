"""两个版本对照: what a new version adds, drops and changes, item by item. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

COMPARED = (
    "title", "field", "direction", "least", "most", "unit", "per_day", "per_month", "per_year",
    "cooldown_days", "evidence", "source", "holder", "duty", "alternative",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """差别: `old` and `new` are items, one of them None where it was added or dropped; `fields` what changed."""

    code: str
    old: Any
    new: Any
    fields: tuple[str, ...] = ()


def differences(old: Sequence[Any], new: Sequence[Any]) -> list[Difference]:
    """In the order of the new version, then what it dropped. What stayed is not in it."""
    before = {item.code: item for item in old}
    found = []
    for item in new:
        known = before.pop(item.code, None)
        if known is None:
            found.append(Difference(item.code, None, item))
            continue
        changed = tuple(name for name in COMPARED if getattr(known, name) != getattr(item, name))
        if changed:
            found.append(Difference(item.code, known, item, changed))
    return found + [Difference(code, item, None) for code, item in before.items()]
