"""核验账本: every balance again from its entries, every posting from its sides, every day from its digest."""

import json
from datetime import timedelta
from itertools import groupby
from typing import Any, NamedTuple

from django.db import connection

from sanzhi.journal.verify import Check, Finding, Violation, in_one_view, stream

from . import days
from .models import Balance, Digest, Posting
from .rules import Line, told
from .sweeps import ENTRIES, LONG_AGO, midnight

SHOWN = 20  # of one kind of violation

# What must never be found, as what is found if it is: {name: (sentence, SELECT of what it is about)}.
NEVER = {
    "zero_sum": (
        "its unit does not sum to nought over all accounts",
        "SELECT a.unit FROM ledger_balance AS b JOIN ledger_account AS a ON a.id = b.account_id "
        "GROUP BY a.unit HAVING sum(b.posted) <> 0",
    ),
    "balance": (
        "what it has is not the sum of its entries, nor what the last of them says",
        "SELECT b.account_id FROM ledger_balance AS b LEFT JOIN ("
        "SELECT account_id, sum(amount) AS total, (array_agg(after ORDER BY at DESC, posting_id DESC))[1] AS last "
        "FROM ledger_entry GROUP BY account_id) AS e USING (account_id) "
        "WHERE (b.posted, b.posted) IS DISTINCT FROM (coalesce(e.total, 0), coalesce(e.last, 0))",
    ),
    "line": (
        "an entry does not follow from the one before it",
        "SELECT account_id FROM (SELECT account_id, amount, after, lag(after, 1, 0::bigint) OVER "
        "(PARTITION BY account_id ORDER BY at, posting_id) AS before FROM ledger_entry) AS e "
        "WHERE after <> before + amount",
    ),
    "held": (
        "what it has set aside is not the sum of its open holds",
        "SELECT b.account_id FROM ledger_balance AS b LEFT JOIN ("
        "SELECT p.giver_id, sum(p.amount) AS total FROM ledger_posting AS p WHERE p.phase = 'h' "
        "AND NOT EXISTS (SELECT FROM ledger_posting AS c WHERE c.refers_id = p.id) GROUP BY p.giver_id"
        ") AS h ON h.giver_id = b.account_id WHERE b.held <> coalesce(h.total, 0)",
    ),
    "sides": (
        "its entries are not its two sides",
        "SELECT p.id FROM ledger_posting AS p LEFT JOIN ("
        "SELECT posting_id, at, max(account_id) FILTER (WHERE amount > 0) AS taker, "
        "max(account_id) FILTER (WHERE amount < 0) AS giver, max(amount) AS most, count(*) AS n, sum(amount) AS total FROM ledger_entry GROUP BY posting_id, at"
        ") AS e ON e.posting_id = p.id WHERE CASE WHEN p.phase IN ('p', 's', 'r') "
        "THEN (e.at, e.taker, e.giver, e.most, e.n, e.total) IS DISTINCT FROM "
        "(p.at, p.taker_id, p.giver_id, p.amount, 2, 0) ELSE e.n IS NOT NULL END",
    ),
    "concluded": (
        "it concludes what it may not, or not as it stood",
        "SELECT p.id FROM ledger_posting AS p JOIN ledger_posting AS o ON o.id = p.refers_id WHERE NOT CASE p.phase "
        "WHEN 'r' THEN o.phase IN ('p', 's') AND (p.giver_id, p.taker_id) = (o.taker_id, o.giver_id) "
        "ELSE o.phase = 'h' AND (p.giver_id, p.taker_id) = (o.giver_id, o.taker_id) END "
        "OR (p.amount, p.unit) <> (o.amount, o.unit) OR p.at < o.at",
    ),
    "closed": (
        "an entry stands in its account after it was closed",
        "SELECT a.id FROM ledger_account AS a JOIN ledger_balance AS b ON b.account_id = a.id "
        "WHERE b.closed <> (a.closed_at IS NOT NULL)",
    ),
}  # fmt: skip
_TOLD = """
SELECT p.record_id, p.key, coalesce(g.whole_id, g.id), coalesce(t.whole_id, t.id), p.amount, p.refers_id,
       e.kind = p.kind, e.content
FROM ledger_posting AS p LEFT JOIN journal_entry AS e ON e.id = p.record_id
JOIN ledger_account AS g ON g.id = p.giver_id JOIN ledger_account AS t ON t.id = p.taker_id
ORDER BY p.record_id, p.id
"""


class _Told(NamedTuple):
    record: int
    key: str
    giver: int
    taker: int
    amount: int
    refers: int | None
    known: bool | None
    content: str | None


def check_book() -> Finding:
    """Balances, lines, holds and sides, in the database's own words."""
    violations: list[Violation] = []
    with connection.cursor() as cursor:
        for name, (sentence, sql) in NEVER.items():
            cursor.execute(sql)
            violations += [Violation(name, str(about), sentence) for (about,) in cursor.fetchmany(SHOWN)]
    return Finding(Balance.objects.count(), violations, [])


def check_told() -> Finding:
    """Every posting against the journal entry that tells of it. Erased words prove nothing and disprove nothing."""
    violations = []
    for number, rows in groupby(stream(_TOLD), key=lambda row: row[0]):
        lines = [_Told(*row) for row in rows]
        if not all(line.known for line in lines):
            violations.append(
                Violation("told", f"entry {number}", "the journal does not tell of its postings")
            )
        elif lines[0].content is not None and not _as_told(json.loads(lines[0].content), lines):
            violations.append(Violation("told", f"entry {number}", "its postings are not what it tells of"))
    return Finding(Posting.objects.count(), violations[:SHOWN], [])


def _as_told(said: dict[str, Any], lines: list[_Told]) -> bool:
    if "postings" in said:
        return said["postings"] == {line.key: line.refers for line in lines}
    now = told([Line(line.key, line.giver, line.taker, line.amount) for line in lines])
    return all(said[name] == value for name, value in now.items())


def check_days() -> Finding:
    """Every day that was sealed, from its entries; and that every entry before the last of them lies in one."""
    sealed = {(one.area_id, one.day): one for one in Digest.objects.order_by("day", "area_id")}
    if not sealed:
        return Finding(0, [], [])
    before: dict[str, bytes] = {}
    violations, met = [], set()
    until = midnight(max(day for _area, day in sealed) + timedelta(days=1))
    for (area, day), rows in groupby(stream(ENTRIES, [LONG_AGO, until]), key=lambda row: row[:2]):
        found, n = days.digest(area, day.isoformat(), before.get(area, days.FIRST), (row[2:] for row in rows))
        stored = sealed.get((area, day))
        if stored is None or (bytes(stored.hash), stored.entries) != (found, n):
            violations.append(Violation("days", f"{area} {day}", "its digest is not that of its entries"))
        before[area] = bytes(stored.hash) if stored else found
        met.add((area, day))
    gone = [
        Violation("days", f"{area} {day}", "the entries of a sealed day are gone")
        for area, day in set(sealed) - met
    ]
    return Finding(len(sealed), (violations + gone)[:SHOWN], [])


CHECKS: dict[str, Check] = {
    "book": in_one_view(check_book),
    "book_told": in_one_view(check_told),
    "book_days": in_one_view(check_days),
}
