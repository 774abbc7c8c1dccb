"""What the book says: balances now and then, statements, what is set aside. Whoever asks has been asked who they are.

Behind the second wall one sees the accounts of one's own household, one's own, or those of the area one works for.
A whole account is the sum of its parts.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

_BY_CODE = "SELECT code, id FROM ledger_account WHERE unit = %(unit)s AND code = ANY (%(codes)s)"
_THESE = "SELECT id FROM ledger_account WHERE id = %(account)s OR whole_id = %(account)s"
_NOW = """
SELECT coalesce(a.whole_id, a.id), sum(b.posted)::bigint, sum(b.held)::bigint
FROM ledger_account AS a JOIN ledger_balance AS b ON b.account_id = a.id
WHERE a.id = ANY (%(accounts)s) OR a.whole_id = ANY (%(accounts)s) GROUP BY 1
"""
_THEN = f"""
SELECT coalesce(sum(last.after), 0)::bigint FROM ({_THESE}) AS one CROSS JOIN LATERAL (
    SELECT after FROM ledger_entry AS e WHERE e.account_id = one.id AND e.at <= %(at)s
    ORDER BY at DESC, posting_id DESC LIMIT 1
) AS last
"""  # noqa: S608 - both parts are constants
_LYING = """
SELECT a.area_id, sum(b.posted) FROM ledger_account AS a JOIN ledger_balance AS b ON b.account_id = a.id
WHERE a.unit = %(unit)s AND a.household_id IS NOT NULL AND a.area_id >= %(reach)s AND a.area_id < %(reach)s || '~'
GROUP BY 1
"""
_ALL_THEN = """
SELECT coalesce(a.whole_id, a.id), sum(coalesce(last.after, 0))::bigint
FROM ledger_account AS a LEFT JOIN LATERAL (
    SELECT after FROM ledger_entry AS e WHERE e.account_id = a.id AND e.at <= %(at)s
    ORDER BY at DESC, posting_id DESC LIMIT 1
) AS last ON true
WHERE a.id = ANY (%(accounts)s) OR a.whole_id = ANY (%(accounts)s) GROUP BY 1
"""
_LINES = f"""
SELECT p.id, line.at, p.kind, p.basis, p.key, p.phase, line.amount, line.after - line.amount, line.after, p.by_id,
       CASE p.giver_id WHEN one.id THEN p.taker_id ELSE p.giver_id END
FROM ({_THESE}) AS one CROSS JOIN LATERAL (
    SELECT at, posting_id, amount, after FROM ledger_entry AS e
    WHERE e.account_id = one.id AND e.at <= %(until)s AND (e.at, e.posting_id) < (%(until)s, %(last)s)
    ORDER BY at DESC, posting_id DESC LIMIT %(limit)s
) AS line
JOIN ledger_posting AS p ON p.id = line.posting_id
ORDER BY line.at DESC, p.id DESC LIMIT %(limit)s
"""  # noqa: S608
_NAMES = """
SELECT id, coalesce(whole_id, id), CASE WHEN whole_id IS NULL THEN code ELSE regexp_replace(code, '#[0-9]+$', '') END, name
FROM ledger_account WHERE id = ANY (%(accounts)s)
"""
_MOVED = """
SELECT p.id, p.key, p.phase, p.unit, p.giver_id, p.taker_id, p.amount, r.id
FROM ledger_posting AS p LEFT JOIN ledger_posting AS r ON r.refers_id = p.id AND r.phase = 'r'
WHERE p.id = ANY (%(postings)s)
"""
_HELD = """
SELECT p.id, p.key, p.kind, p.basis, p.giver_id, p.taker_id, p.amount, p.at FROM ledger_posting AS p
WHERE p.phase = 'h' AND {side} = %s AND NOT EXISTS (SELECT FROM ledger_posting AS c WHERE c.refers_id = p.id)
ORDER BY p.id
"""
LAST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Stand:
    """余额: what an account has, of it what is set aside, and what is left to spend."""

    posted: int = 0
    held: int = 0

    @property
    def free(self) -> int:
        return self.posted - self.held


class Contra(NamedTuple):
    """对方账户: the account on the other side of a line; without a name where it is not in sight."""

    id: int
    code: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class StatementLine:
    """对账单行: one entry, the balances before and after it, and the account on the other side."""

    posting: int
    at: datetime
    kind: str
    basis: str
    key: str
    phase: str
    amount: int
    before: int
    after: int
    by_id: int | None
    contra: Contra


@dataclass(frozen=True, slots=True)
class Moved:
    """已过的一笔: for a room that proves its own figures from the book. `reversed_by`: the posting that moved it back."""

    posting: int
    key: str
    phase: str
    unit: str
    giver: int
    taker: int
    amount: int
    reversed_by: int | None


@dataclass(frozen=True, slots=True)
class Held:
    """在途: a hold that nobody has concluded yet."""

    posting: int
    key: str
    kind: str
    basis: str
    giver: int
    taker: int
    amount: int
    at: datetime


def accounts(unit: str, codes: Sequence[str]) -> dict[str, int]:
    """{code: id} of those that are there. One query."""
    with _rows(_BY_CODE, {"unit": unit, "codes": list(codes)}) as rows:
        return dict(rows)


def balances(accounts: Sequence[int]) -> dict[int, Stand]:
    """What these accounts have now; an account that is not in sight is not among them. One query."""
    with _rows(_NOW, {"accounts": list(accounts)}) as rows:
        return {number: Stand(posted, held) for number, posted, held in rows}


def balance(account: int) -> Stand:
    return balances([account]).get(account, Stand())


def balance_at(account: int, at: datetime) -> int:
    """What had been posted up to `at`, as entered; one look into the index for each part. Nothing held counts."""
    with _rows(_THEN, {"account": account, "at": at}) as rows:
        return next(rows)[0]


def balances_at(accounts: Sequence[int], at: datetime) -> dict[int, int]:
    """`balance_at` of many accounts. One query."""
    with _rows(_ALL_THEN, {"accounts": list(accounts), "at": at}) as rows:
        return dict(rows)


def lying_with_households(unit: str, reach: str) -> dict[str, int]:
    """{area: what all accounts of its households have together}, of the areas whose codes begin with `reach`. One query."""
    with _rows(_LYING, {"unit": unit, "reach": reach}) as rows:
        return {area: int(posted) for area, posted in rows}


def moved(postings: Sequence[int]) -> dict[int, Moved]:
    """What these postings moved, and which posting reversed each. One query."""
    with _rows(_MOVED, {"postings": list(postings)}) as rows:
        return {row[0]: Moved(*row) for row in rows}


def statement(account: int, *, until: datetime, last: int = LAST, limit: int = 20) -> list[StatementLine]:
    """对账单: entries up to `until`, newest first; the next page is asked with the last line's `at` and `posting`.

    Two queries.
    """
    asked = {"account": account, "until": until, "last": last, "limit": limit}
    with _rows(_LINES, asked) as rows:
        lines = [(row[:-1], row[-1]) for row in rows]
    with _rows(_NAMES, {"accounts": [other for _told, other in lines]}) as rows:
        names = {number: Contra(*told) for number, *told in rows}
    return [StatementLine(*(*told, names.get(other, Contra(other)))) for told, other in lines]


def posting(key: str) -> int:
    """The posting under a key. Raises LookupError where there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM ledger_posting WHERE key = %s", [key])
        row = cursor.fetchone()
    if row is None:
        raise LookupError(key)
    return row[0]


def held_for(taker: int) -> list[Held]:
    """What is set aside for an account and not yet posted to it."""
    return _held("p.taker_id", taker)


def held_from(giver: int) -> list[Held]:
    """What is set aside in an account."""
    return _held("p.giver_id", giver)


def _held(side: str, account: int) -> list[Held]:
    with connection.cursor() as cursor:
        cursor.execute(_HELD.format(side=side), [account])
        return [Held(*row) for row in cursor.fetchall()]


@contextmanager
def _rows(sql: str, values: Mapping[str, Any]) -> Iterator[Iterator[tuple]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        yield iter(cursor.fetchall())
