"""连线: a program with everything the database holds, system columns and journal too, that tries to say who voted what."""

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import product
from typing import Any

from django.db import connection
from psycopg import sql

from sanzhi.deliberation import urns

Row = dict[str, Any]
Rows = list[Row]
NAMES = """
SELECT n.nspname, c.relname, c.relkind = 'r' FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND has_table_privilege(c.oid, 'SELECT') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
"""
WITH_ITS_PLACE = sql.SQL("SELECT ctid::text AS ctid_, xmin::text AS xmin_, * FROM {} AS t")
AS_IT_IS = sql.SQL("SELECT * FROM {} AS t")
CHOICES = ("for", "against", "abstain")


def dumped() -> dict[str, Rows]:
    """Every table that can be read, each row with where it lies and by which transaction it came."""
    found: dict[str, Rows] = {}
    with connection.cursor() as cursor:
        cursor.execute(NAMES)
        for schema, name, lies_somewhere in cursor.fetchall():
            cursor.execute(
                (WITH_ITS_PLACE if lies_somewhere else AS_IT_IS).format(sql.Identifier(schema, name))
            )
            heads = [one.name for one in cursor.description]
            found[name] = [dict(zip(heads, row, strict=True)) for row in cursor.fetchall()]
    return found


def best(dump: Mapping[str, Rows], item: int, truth: Mapping[int, str]) -> float:
    """The best share of voters for whom any way of linking says what they voted. `truth`: {elector: choice}."""
    return max(_shares(dump, item, truth))


def _shares(dump: Mapping[str, Rows], item: int, truth: Mapping[int, str]) -> Iterator[float]:
    orders = list(_ballots(dump, item))
    for voters, ballots in product(_voters(dump, item), orders):
        if len(voters) == len(ballots):
            for turned in (ballots, ballots[::-1]):
                yield _right(dict(zip(voters, turned, strict=True)), truth)
    yield _right(_said_together(dump, item), truth)
    yield _right(guessed_forms(dump), truth)


def _right(guess: Mapping[int, str], truth: Mapping[int, str]) -> float:
    return sum(guess.get(elector) == choice for elector, choice in truth.items()) / len(truth)


def _voters(dump: Mapping[str, Rows], item: int) -> Iterator[list[int]]:
    """Who has voted, in every order in which anything tells of it."""
    polled = [row for row in dump["deliberation_polled"] if row["item_id"] == item]
    marked = {row["elector_id"] for row in polled}
    yield from _sorted(polled, "elector_id")
    yield from _sorted([row for row in dump["deliberation_elector"] if row["id"] in marked], "id")
    told = [
        {**row, "elector": int(found[1])}
        for row in dump["journal_entry"]
        if row["kind"] == "council.polled"
        and (found := re.search(r'"?elector"?: (\d+)', str(row["content"])))
    ]
    yield from _sorted([row for row in told if row["elector"] in marked], "elector")


def _ballots(dump: Mapping[str, Rows], item: int) -> Iterator[list[str]]:
    """The choices, in the order in which they lie, and in every order of any table that speaks of ballots."""
    known = _known(dump, item)
    yield list(known.values())
    for rows in dump.values():
        about = [row for row in rows if _hashes(row, known)]
        if about and "ballots" not in about[0]:
            with_choice = [{**row, "choice_": known[next(iter(_hashes(row, known)))]} for row in about]
            yield from _sorted(with_choice, "choice_")


def _known(dump: Mapping[str, Rows], item: int) -> dict[str, str]:
    box = next(row for row in dump["deliberation_urn"] if row["item_id"] == item)
    return dict(urns.opened(bytes(box["ballots"])))


def _hashes(row: Row, known: Mapping[str, str]) -> set[str]:
    said = " ".join(one.hex() if isinstance(one, bytes | memoryview) else str(one) for one in row.values())
    return {found for found in re.findall(r"[0-9a-f]{32}", said) if found in known}


def _sorted(rows: Rows, give: str) -> Iterator[list]:
    for column in rows[0] if rows else ():
        try:
            yield [row[give] for row in sorted(rows, key=lambda row: _place(column, row[column]))]
        except TypeError:
            continue


def _place(column: str, value: object) -> object:
    if column == "ctid_":
        return tuple(int(part) for part in str(value).strip("()").split(","))
    return int(str(value)) if column == "xmin_" else value


def _said_together(dump: Mapping[str, Rows], item: int) -> dict[int, str]:
    """A row that speaks of one ballot and of one elector, or a ballot's row of the same transaction as a mark."""
    known, guess = _known(dump, item), {}
    by_move = {
        row["xmin_"]: row["elector_id"] for row in dump["deliberation_polled"] if row["item_id"] == item
    }
    for rows in dump.values():
        for row in rows:
            hashes = _hashes(row, known)
            if len(hashes) == 1 and "ballots" not in row:
                found = re.search(r'"?elector"?: (\d+)', str(row))
                elector = int(found[1]) if found else by_move.get(row.get("xmin_"))
                if elector:
                    guess[elector] = known[next(iter(hashes))]
    return guess


def guessed_forms(dump: Mapping[str, Rows]) -> dict[int, str]:
    """What was sent is kept as a hash beside who sent it: every form that could be guessed is tried."""
    person = {row["id"]: row["person_id"] for row in dump["people_account"]}
    elector = {row["person_id"]: row["id"] for row in dump["deliberation_elector"]}
    forms = {sha256(f"choice={choice}".encode()).digest(): choice for choice in CHOICES}
    guess = {}
    for row in dump["journal_idempotencykey"]:
        choice, found = forms.get(bytes(row["body_hash"])), re.match(r"web:(\d+):", str(row["scope"]))
        if choice and found and person.get(int(found[1])) in elector:
            guess[elector[person[int(found[1])]]] = choice
    return guess
