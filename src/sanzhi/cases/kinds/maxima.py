"""法定期限: what law (or nothing but custom, and then it says so) says how long a thing may take; and whether a limit stays
within the longest that a law leaves, on any day of a year."""

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
class Statute:
    """期限的出处: `limit` counts from the event `since`; `basis` names law and article. `further`: how far the same article
    lets it be put off with approval, None where it gives no figure.

    `rule`: "most" it may take; "least" it must stand; so long "before" a meeting; "info" for what binds others, or nobody.
    `confidence`: "V" read in the full text, "S" at second hand, "W" weak, "D" ours (domain.md §9.5).
    """

    code: str
    name: str
    since: str
    rule: str
    limit: Limit
    basis: str
    further: Limit | None
    confidence: str


@cache
def statutes() -> dict[str, Statute]:
    """Every row of the table, by its code."""
    text = files("sanzhi.cases").joinpath("data", "statutes.csv").read_text("utf-8")
    return {
        row["code"]: Statute(
            row["code"],
            row["name"],
            row["since"],
            row["rule"],
            Limit.parse(row["limit"]),
            row["basis"],
            Limit.parse(row["further"]) if row["further"] else None,
            row["confidence"],
        )
        for row in csv.DictReader(text.splitlines())
    }


@cache
def maxima() -> dict[str, Statute]:
    """法定上限: only what may take so long and no longer, and was read in the full text of the law itself."""
    return {code: one for code, one in statutes().items() if one.rule == "most" and one.confidence == "V"}


def exceeds(limit: Limit, most: Limit, at: datetime, calendar: WorkingCalendar) -> bool:
    """Whether `limit` may run out later than `most`, started on some day of the year after `at`."""
    if limit.unit == most.unit:
        return limit.amount > most.amount
    starts = [at + timedelta(weeks=week) for week in range(TRIED)]
    return any(
        deadlines.end(limit, start, calendar) > deadlines.end(most, start, calendar) for start in starts
    )


def readable(text: str) -> Limit | None:
    """The limit a text says, None when it says none; no longer than ten years, beyond which nothing is counted."""
    if len(text) > 6:
        return None
    try:
        limit = Limit.parse(text)
    except ValueError:
        return None
    longest = {"h": 24 * 3650, "wh": 7 * 2500, "d": 3650, "wd": 2500}
    return limit if limit.amount <= longest[limit.unit] else None
