"""Everything written to the book: by the functions of the database, in one statement each, with its journal entry.

One call, one transaction of the caller's, is safe against any number at once. Two calls in one transaction lock
accounts one call after the other and may meet another such pair: PostgreSQL then ends one of them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import Error, connection

from sanzhi.journal.actions import committed, record

from . import rules
from .models import Phase
from .rules import Line

_POST = "SELECT posting, replayed FROM ledger_post(%s::text[], %s::bigint[], %s::bigint[], %s::bigint[], %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
_POST_ONE = "SELECT posting, replayed FROM ledger_post_one(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
_CONCLUDE = (
    "SELECT posting, replayed FROM ledger_conclude(%s::text[], %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
_OPEN = "SELECT ledger_open(%s::text[], %s::text[], %s::text[], %s::text[], %s::bigint[], %s::bigint[], %s::bigint[], %s, %s)"


@dataclass(frozen=True, slots=True)
class Posted:
    """已记: the posting of a line; `replayed` if it was there before this call."""

    id: int
    replayed: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """记账事由: what these lines are for. `kind` names it, `basis` the version of the rules it stands on, `about`
    the thing it belongs to in the journal, `unit` what is counted."""

    kind: str
    about: tuple[str, int]
    unit: str = "point"
    basis: str = ""


@dataclass(frozen=True, slots=True)
class NewAccount:
    """新账户: see `models.Account` and `models.Balance`. `floor` None: may fall without end, as an issuer's does."""

    code: str
    name: str
    area: str
    unit: str = "point"
    household: int | None = None
    person: int | None = None
    floor: int | None = 0


def post(lines: Sequence[Line], telling: Telling, *, by: int | None, at: datetime) -> list[Posted]:
    """过账: move every line, or none. What was posted before under the same keys is given back as it was.

    Entered at `at`, or as soon after it as its accounts know of. Raises Refusal.
    """
    return _begin(str(Phase.POST), lines, telling, by, at)


def hold(lines: Sequence[Line], telling: Telling, *, by: int | None, at: datetime) -> list[Posted]:
    """预占: set every line aside at its giver, or none; `settle` or `void` concludes it. Raises Refusal."""
    return _begin(str(Phase.HOLD), lines, telling, by, at)


def settle(
    holds: Mapping[str, int], kind: str, *, about: tuple[str, int], by: int | None, at: datetime
) -> list[Posted]:
    """结清: move what these holds set aside. `holds`: {key of the new posting: the hold}. Raises Refusal."""
    return _conclude(str(Phase.SETTLE), holds, kind, about, by, at)


def void(
    holds: Mapping[str, int], kind: str, *, about: tuple[str, int], by: int | None, at: datetime
) -> list[Posted]:
    """撤销: let go of what these holds set aside. `holds`: {key of the new posting: the hold}. Raises Refusal."""
    return _conclude(str(Phase.VOID), holds, kind, about, by, at)


def reverse(
    postings: Mapping[str, int], kind: str, *, about: tuple[str, int], by: int | None, at: datetime
) -> list[Posted]:
    """冲正: move back what these moved, each once. `postings`: {key of the new posting: the old}. Raises Refusal.

    Refused as "short" where the taker has spent it.
    """
    return _conclude(str(Phase.REVERSE), postings, kind, about, by, at)


def open_accounts(accounts: Sequence[NewAccount], *, parts: int = 0, at: datetime) -> list[int]:
    """开户: their ids, in order. One that is there already stays as it is. With `parts`: each kept in so many parts,
    for an account without a floor that everybody draws on at once. Not journaled: an empty account says nothing."""
    columns = (
        [[getattr(account, field) for account in accounts]
         for field in ("unit", "code", "name", "area", "household", "person", "floor")]
    )  # fmt: skip
    with _refusing(), connection.cursor() as cursor:
        cursor.execute(_OPEN, [*columns, parts, at])
        return [row[0] for row in cursor.fetchall()]


def close_account(account: int, *, by: int | None, at: datetime) -> None:
    """销户: an empty account is closed for good. Raises Refusal."""
    with _refusing(), connection.cursor() as cursor:
        cursor.execute("SELECT ledger_close(%s, %s)", [account, at])
    record("ledger.closed", by=by, at=at, about=("account", account), content={})


def _begin(phase: str, lines: Sequence[Line], telling: Telling, by: int | None, at: datetime) -> list[Posted]:
    rules.lines_stand(lines).or_refuse()
    said = {
        "phase": phase,
        "unit": telling.unit,
        "basis": telling.basis,
        **rules.told(lines),
    }
    values = [phase, telling.kind, telling.basis, telling.unit, by, at, *telling.about, *committed(said)]
    if len(lines) == 1:
        line = lines[0]
        return _asked(_POST_ONE, [line.key, line.giver, line.taker, line.amount, *values])
    columns = (_numbers(getattr(line, field) for line in lines) for field in ("giver", "taker", "amount"))
    return _asked(_POST, [[line.key for line in lines], *columns, *values])


def _numbers(numbers: Iterable[int]) -> str:
    """An array as PostgreSQL spells it: the driver, asked to, would take each of thousands for a value of its own."""
    return "{" + ",".join(map(str, numbers)) + "}"


def _conclude(
    phase: str, old: Mapping[str, int], kind: str, about: tuple[str, int], by: int | None, at: datetime
) -> list[Posted]:
    said = {"phase": phase, "postings": dict(old)}
    values = [list(old), list(old.values()), phase, kind, by, at, *about, *committed(said)]
    return _asked(_CONCLUDE, values)


def _asked(sql: str, values: Sequence[Any]) -> list[Posted]:
    with _refusing(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [Posted(*row) for row in cursor.fetchall()]


@contextmanager
def _refusing() -> Iterator[None]:
    """What the engine or a constraint of its tables refuses, as a Refusal; anything else as it comes."""
    try:
        yield
    except Error as error:
        spoken = getattr(error.__cause__, "diag", None)
        if spoken is None:
            raise
        name = (
            spoken.message_primary
            if spoken.sqlstate == "SZ001"
            else rules.CONSTRAINTS.get(spoken.constraint_name)
        )
        if name is None:
            raise
        rules.refused(name).or_refuse()
