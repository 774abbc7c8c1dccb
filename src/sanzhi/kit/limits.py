"""时限: how long something may take, before anybody counts it out (see `deadlines`)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import time
from typing import Literal

from . import spoken

Unit = Literal["h", "wh", "d", "wd"]
UNITS = ("h", "wh", "d", "wd")
SPAN = r"^\d+(h|wh|d|wd)$"  # how one is kept


@dataclass(frozen=True, slots=True)
class Limit:
    """时限: so many hours (h), working hours (wh), calendar days (d) or working days (wd).

    closes: the close of business at which the last day ends; None for 24:00. Hours run day and night.
    """

    amount: int
    unit: Unit
    closes: time | None = None

    def __post_init__(self) -> None:
        if self.amount < 1 or self.unit not in UNITS:
            raise ValueError(f"not a limit: {self.amount}{self.unit}")
        if self.unit in ("h", "wh") and self.closes is not None:
            raise ValueError("hours run on the clock; they have no close of business")

    @classmethod
    def parse(cls, text: str, closes: time | None = None) -> Limit:
        """Limit.parse("15d"), "5wd", "72h". ValueError otherwise."""
        found = re.fullmatch(r"(\d+)(h|wh|d|wd)", text, re.ASCII)
        if found is None:
            raise ValueError(f"not a limit: {text}")
        return cls(int(found[1]), found[2], closes)  # type: ignore[arg-type]

    def longer(self, by: int) -> Limit:
        """The limit with so many more of its own unit."""
        return replace(self, amount=self.amount + by) if by else self

    def __str__(self) -> str:
        return spoken.amount(self.amount, self.unit)
