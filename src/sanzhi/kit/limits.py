"""时限: how long something may take, before anybody counts it out (see `deadlines`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from typing import Literal

from django.utils.translation import ngettext

Unit = Literal["h", "d", "wd"]
UNITS = ("h", "d", "wd")


@dataclass(frozen=True, slots=True)
class Limit:
    """时限: so many hours (h), calendar days (d) or working days (wd).

    closes: the close of business at which the last day ends; None for 24:00. Hours run day and night.
    """

    amount: int
    unit: Unit
    closes: time | None = None

    def __post_init__(self) -> None:
        if self.amount < 1 or self.unit not in UNITS:
            raise ValueError(f"not a limit: {self.amount}{self.unit}")
        if self.unit == "h" and self.closes is not None:
            raise ValueError("hours run on the clock; they have no close of business")

    @classmethod
    def parse(cls, text: str, closes: time | None = None) -> Limit:
        """Limit.parse("15d"), "5wd", "72h". ValueError otherwise."""
        found = re.fullmatch(r"(\d+)(h|d|wd)", text, re.ASCII)
        if found is None:
            raise ValueError(f"not a limit: {text}")
        return cls(int(found[1]), found[2], closes)  # type: ignore[arg-type]

    def __str__(self) -> str:
        return amount_words(self.amount, self.unit)


def amount_words(number: int, unit: str) -> str:
    """“5个工作日”, in the words of whoever reads."""
    if unit == "h":
        words = ngettext("%(number)d小时", "%(number)d小时", number)
    elif unit == "d":
        words = ngettext("%(number)d日", "%(number)d日", number)
    else:
        words = ngettext("%(number)d个工作日", "%(number)d个工作日", number)
    return words % {"number": number}
