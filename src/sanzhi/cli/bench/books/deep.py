"""What is asked of our book beside its speed: bytes, overspending, raw COPY of the same rows, and a deep book read."""

import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import psycopg
from django.db import connections

from sanzhi.cli.bench import load
from sanzhi.cli.bench.books import EACH
from sanzhi.cli.report import say
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.ledger import actions, queries
from sanzhi.ledger.actions import NewAccount, Telling
from sanzhi.ledger.rules import Line
from sanzhi.ledger.verify import CHECKS

_POSTINGS = "ledger_posting (id, key, phase, kind, basis, unit, giver_id, taker_id, amount, by_id, at, record_id, lines)"
COPIED = 100_000
TRIES = 5
READS = 200
_SIZE = """
SELECT (SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits WHERE inhparent = 'ledger_entry'::regclass)
     + pg_total_relation_size('ledger_posting') + pg_total_relation_size('journal_entry'),
       (SELECT count(*) FROM ledger_posting)
"""
# Postings of one issuer's account (a tenth of all) and of the others, spread over four years, as they would stand.
_DEEPER = """
INSERT INTO ledger_posting (key, phase, kind, basis, unit, giver_id, taker_id, amount, by_id, at, record_id)
SELECT 'deep-' || n, 'p', 'award', 'standard:3', 'point',
       CASE WHEN n %% 5 = 0 THEN %(hot)s ELSE %(first)s + (n * 7919) %% %(households)s END,
       %(first)s + (n * 104729 + 1) %% %(households)s, 5, 5,
       %(now)s::timestamptz - interval '1 year' + make_interval(secs => n * %(pace)s), 1
FROM generate_series(%(from)s::bigint, %(to)s::bigint) AS n
"""
_ENTRIES = """
INSERT INTO ledger_entry (account_id, at, posting_id, amount, after)
SELECT account, at, id, side.amount, sum(side.amount) OVER (PARTITION BY account ORDER BY at, id)
FROM ledger_posting AS p, LATERAL (VALUES (giver_id, -amount), (taker_id, amount)) AS side (account, amount)
WHERE key LIKE 'deep-%%' AND id > %(done)s
"""


def size(superuser: psycopg.Connection) -> tuple[int, int]:
    """(bytes of postings, entries and journal with their indexes, how many postings)."""
    size, n = _row(superuser, _SIZE)
    return int(size), int(n)


def bytes_of_transfers(superuser: psycopg.Connection, before: tuple[int, int]) -> dict[str, object]:
    after = size(superuser)
    n = after[1] - before[1]
    return {"transfers": n, "bytes_per_transfer": round((after[0] - before[0]) / n)}


def overspends(hands: int) -> dict[str, object]:
    """Eight clients spend ten, five times each, out of a hundred: how many more than ten succeeded; and what verify finds."""
    issuer, household, shop = _ids("issuer:0", "h:0", "h:1")
    has = queries.balance(household).posted
    top_up = 100 - has % 100
    actions.post(
        [Line("top-up", issuer, household, top_up)], Telling("award", ("claim", 1)), by=5, at=clock.now()
    )
    can = (has + top_up) // 10

    def spend(hand: int) -> int:
        done = 0
        try:
            for n in range(can // hands + TRIES):
                try:
                    line = Line(f"spend-{hand}-{n}", household, shop, 10)
                    actions.post([line], Telling("redeem", ("voucher", 1)), by=5, at=clock.now())
                    done += 1
                except Refusal:
                    continue
        finally:
            connections.close_all()
        return done

    with ThreadPoolExecutor(hands) as pool:
        done = sum(pool.map(spend, range(hands)))
    found = sum(len(check().violations) for check in CHECKS.values())
    return {"overspends": done - can, "violations": found}


def _ids(*codes: str) -> list[int]:
    found = queries.accounts("point", codes)
    return [found[code] for code in codes]


def copied(superuser: psycopg.Connection, batch_per_s: object) -> dict[str, object]:
    """The rows of as many transfers into the same tables by COPY: every index, key, trigger and check stands."""
    now, (issuer,) = clock.now(), _ids("issuer:0")
    first = _row(superuser, "SELECT max(id) + 1 FROM ledger_posting")[0]
    lowest, count = _row(superuser, "SELECT min(id), count(*) FROM ledger_account WHERE code LIKE 'h:%'")
    takers = [(first + n, lowest + (n * 104729) % count) for n in range(COPIED)]
    postings = [
        (number, f"copy-{number}", "p", "award", "standard:3", "point", issuer, taker, EACH, 5, now, 1)
        + (COPIED if number == first else None,)
        for number, taker in takers
    ]
    entries = [
        side
        for number, taker in takers
        for side in ((issuer, now, number, -EACH, -EACH), (taker, now, number, EACH, EACH))
    ]
    started = time.perf_counter()
    with superuser.transaction(), superuser.cursor() as cursor:
        for table, rows in (
            (_POSTINGS, postings),
            ("ledger_entry (account_id, at, posting_id, amount, after)", entries),
        ):
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
    rate = COPIED / (time.perf_counter() - started)
    _row(
        superuser,
        "SELECT setval(pg_get_serial_sequence('ledger_posting', 'id'), max(id)) FROM ledger_posting",
    )
    return {"copy_per_s": round(rate), "batch_vs_copy": round(float(str(batch_per_s)) / rate, 2)}


def _row(superuser: psycopg.Connection, query: str) -> tuple:
    row = superuser.execute(query).fetchone()
    assert row
    return row


def reads(superuser: psycopg.Connection, entries: int) -> dict[str, object]:
    """Balance now, balance at a past date and the last twenty lines of an account with a tenth of all entries."""
    (account,) = actions.open_accounts(
        [
            NewAccount(
                "deep", "深账", _row(superuser, "SELECT min(area_id) FROM ledger_account")[0], floor=None
            )
        ],
        at=clock.now(),
    )
    small = _deepened(superuser, account, 0, entries // 20, entries)
    large = _deepened(superuser, account, entries // 20, entries // 2, entries)
    p95 = max(load.percentile(times, 0.95) for times in large.values())
    grown = max(statistics.median(times) / statistics.median(small[name]) for name, times in large.items())
    each = {f"read_ms_{name}": round(statistics.median(times), 2) for name, times in large.items()}
    return {"entries": entries, "read_p95_ms": round(p95, 2), "growth_10x": round(grown, 2), **each}


def _deepened(
    superuser: psycopg.Connection, account: int, done: int, to: int, entries: int
) -> dict[str, list[float]]:
    say(f"writing {2 * (to - done):,} entries …")
    row = superuser.execute("SELECT min(id), count(*) FROM ledger_account WHERE code LIKE 'h:%'").fetchone()
    last = superuser.execute("SELECT max(id) FROM ledger_posting").fetchone()
    assert row and last
    told = {
        "hot": account,
        "first": row[0],
        "households": row[1],
        "now": clock.now(),
        "from": done + 1,
        "to": to,
    }
    told |= {"pace": 300 * 86400 / (entries / 2), "done": last[0]}
    superuser.execute("SET session_replication_role = replica")
    superuser.execute(_DEEPER, told)
    superuser.execute(_ENTRIES, told)
    superuser.execute("SET session_replication_role = origin")
    superuser.execute("VACUUM ANALYZE ledger_entry, ledger_posting")
    return {name: _asked(ask) for name, ask in _questions(account).items()}


def _questions(account: int) -> dict[str, Callable[[], object]]:
    now = clock.now()
    past = now - timedelta(days=340)
    return {
        "balance": lambda: queries.balance(account),
        "balance_at": lambda: queries.balance_at(account, past),
        "statement": lambda: queries.statement(account, until=now),
    }


def _asked(ask: Callable[[], object]) -> list[float]:
    times = []
    for turn in range(READS + 20):
        started = time.perf_counter()
        ask()
        if turn >= 20:
            times.append((time.perf_counter() - started) * 1000)
    return times
