"""法定上限: the longest that a law leaves for a thing, and whether a limit stays within it on any day of a year."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files

from sanzhi.kit import deadlines
from sanzhi.kit.calendar import WorkingCalendar
from sanzhi.kit.deadlines import Limit

TRIED = 53  # starts tried, a week apart, when the two count in different units


@dataclass(frozen=True)
class Maximum:
    """法定上限: `limit` counts from the event `since`; `basis` names law and article."""

    code: str
    name: str
    since: str
    limit: Limit
    basis: str


@cache
def maxima() -> dict[str, Maximum]:
    """Only what was read in the full text of the law itself."""
    text = files("sanzhi.cases").joinpath("data", "maxima.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {
        row["code"]: Maximum(row["code"], row["name"], row["since"], Limit.parse(row["limit"]), row["basis"])
        for row in rows
    }


def exceeds(limit: Limit, most: Limit, at: datetime, calendar: WorkingCalendar) -> bool:
    """Whether `limit` may run out later than `most`, started on some day of the year after `at`."""
    if limit.unit == most.unit:
        return limit.amount > most.amount
    starts = [at + timedelta(weeks=week) for week in range(TRIED)]
    return any(
        deadlines.end(limit, start, calendar) > deadlines.end(most, start, calendar) for start in starts
    )
