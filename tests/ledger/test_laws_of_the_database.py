"""What the database keeps even if the program forgets: nobody writes the book but its engine, and nothing unpaired."""

import psycopg
import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from sanzhi.ledger import actions, sweeps
from sanzhi.ledger.actions import NewAccount
from sanzhi.ledger.models import Digest
from tests.county import DAY, MONDAY
from tests.ledger.book import Book, a_book, a_village, posted

TABLES = ("ledger_account", "ledger_balance", "ledger_posting", "ledger_entry")
WRITES = (
    "INSERT INTO {0} SELECT * FROM {0}",
    "UPDATE {0} SET {1} = {1}",
    "DELETE FROM {0}",
    "TRUNCATE {0} CASCADE",
)
A_COLUMN = {
    "ledger_account": "name",
    "ledger_balance": "posted",
    "ledger_posting": "amount",
    "ledger_entry": "amount",
}
A_POSTING = """
INSERT INTO ledger_posting (key, phase, kind, basis, unit, giver_id, taker_id, amount, at, record_id, lines)
VALUES ('slipped-in', 'p', 'award', '', 'point', %s, %s, 5, %s, 1, 1) RETURNING id
"""
A_CALL_OF_TWO = """
INSERT INTO ledger_posting (key, phase, kind, basis, unit, giver_id, taker_id, amount, at, record_id, lines)
SELECT 'slipped-in-' || n, 'p', 'award', '', 'point', %(giver)s, taker, 5, %(at)s, 1, said
FROM unnest(%(takers)s::bigint[], %(said)s::int[]) WITH ORDINALITY AS line (taker, said, n) RETURNING id
"""
AN_ENTRY = "INSERT INTO ledger_entry (account_id, at, posting_id, amount, after) VALUES (%s, %s, %s, %s, %s)"


@pytest.mark.django_db
@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize("table", TABLES)
def test_the_application_writes_the_book_through_its_engine_only(table: str, write: str):
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(write.format(table, A_COLUMN[table]))


@pytest.mark.django_db
@pytest.mark.parametrize("function", ["ledger_write", "ledger_lock"])
def test_the_inner_parts_of_the_engine_do_nothing_for_the_application(function: str):
    book = a_book()
    calls = {
        "ledger_lock": f"SELECT ledger_lock(ARRAY[{book.shen}]::bigint[])",
        "ledger_write": f"SELECT ledger_write(ARRAY['x'], ARRAY[{book.issuer}]::bigint[], ARRAY[{book.shen}]::bigint[], "
        "ARRAY[5]::bigint[], ARRAY[NULL]::bigint[], ARRAY[''], 'p', 'x', 'point', NULL, now(), 1)",
    }
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(calls[function])


@pytest.mark.django_db
def test_a_year_of_entries_is_read_through_the_whole_only():
    """The wall stands at the whole table; a part read by its own name would be read behind it."""
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT * FROM ledger_entry_2026")


@pytest.mark.parametrize("change", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}", "TRUNCATE {0} CASCADE"])
@pytest.mark.parametrize("table", ["ledger_posting", "ledger_entry", "ledger_digest"])
def test_the_owner_of_the_tables_changes_nothing_that_was_written(
    committed_db, owner_connection: psycopg.Connection, table: str, change: str
):
    book = a_book()
    book.award("deed-1", book.shen, 5)
    sweeps.seal_days(at=MONDAY + DAY)
    column = (A_COLUMN | {"ledger_digest": "hash"})[table]
    with pytest.raises(psycopg.Error, match="never|Cannot"), owner_connection.transaction():
        owner_connection.execute(change.format(table, column))
    assert Digest.objects.count() == 1


def test_a_posting_without_its_two_sides_is_not_committed(committed_db, owner_connection: psycopg.Connection):
    book = a_book()
    with (
        pytest.raises(psycopg.errors.CheckViolation, match="does not come to nought"),
        owner_connection.transaction(),
    ):
        (posting,) = owner_connection.execute(A_POSTING, [book.issuer, book.shen, MONDAY]).fetchone() or (0,)
        owner_connection.execute(AN_ENTRY, [book.shen, MONDAY, posting, 5, 5])


@pytest.mark.parametrize("amount", [4, -5])
def test_an_entry_that_is_no_side_of_its_posting_is_refused(
    committed_db, owner_connection: psycopg.Connection, amount: int
):
    book = a_book()
    with pytest.raises(psycopg.errors.CheckViolation, match="no side"), owner_connection.transaction():
        (posting,) = owner_connection.execute(A_POSTING, [book.issuer, book.shen, MONDAY]).fetchone() or (0,)
        owner_connection.execute(AN_ENTRY, [book.shen, MONDAY, posting, amount, amount])


@pytest.mark.parametrize("to", ["lu", "shen"])
def test_nothing_is_added_to_a_posting_afterwards(
    committed_db, owner_connection: psycopg.Connection, to: str
):
    book = a_book()
    posting = book.award("deed-1", book.shen, 5).id
    with pytest.raises(psycopg.Error, match="no side|duplicate"), owner_connection.transaction():
        owner_connection.execute(AN_ENTRY, [getattr(book, to), MONDAY, posting, 5, 10])


def test_no_balance_is_set_below_its_floor(committed_db, owner_connection: psycopg.Connection):
    book = a_book()
    with pytest.raises(psycopg.errors.CheckViolation), owner_connection.transaction():
        owner_connection.execute("UPDATE ledger_balance SET posted = -1 WHERE account_id = %s", [book.shen])


def slipped_in(owner: psycopg.Connection, book: Book, said: list[int | None]) -> list[int]:
    """Two postings in one call of which the lines say this; their ids."""
    told = {"giver": book.issuer, "takers": [book.shen, book.lu], "at": MONDAY, "said": said}
    return [number for (number,) in owner.execute(A_CALL_OF_TWO, told).fetchall()]


@pytest.mark.parametrize("said", [[None, None], [1, None], [3, None], [2, 2], [1, 1]])
def test_a_call_is_as_long_as_its_first_line_says(
    committed_db, owner_connection: psycopg.Connection, said: list[int | None]
):
    book = a_book()
    with pytest.raises(psycopg.errors.CheckViolation, match="how many"), owner_connection.transaction():
        slipped_in(owner_connection, book, said)


@pytest.mark.parametrize("entered", [[0], [1], [0, 0, 1]])
def test_a_call_of_which_a_side_is_missing_is_not_committed(
    committed_db, owner_connection: psycopg.Connection, entered: list[int]
):
    """Of its first line alone, of its second alone, and of both but for one side."""
    book = a_book()
    with pytest.raises(psycopg.errors.CheckViolation, match="not entered"), owner_connection.transaction():
        ids = slipped_in(owner_connection, book, [2, None])
        sides = [(book.issuer, ids[0], -5), (book.shen, ids[0], 5), (book.issuer, ids[1], -5)]
        sides = sides if len(entered) == 3 else [one for one in sides if one[1] == ids[entered[0]]]
        values = ", ".join(["(%s, %s, %s, %s, 0)"] * len(sides))
        told = [value for account, number, amount in sides for value in (account, MONDAY, number, amount)]
        owner_connection.execute(
            f"INSERT INTO ledger_entry (account_id, at, posting_id, amount, after) VALUES {values}", told
        )


def test_a_call_without_any_entry_is_not_committed(committed_db, owner_connection: psycopg.Connection):
    book = a_book()
    with (
        pytest.raises(psycopg.errors.CheckViolation, match="does not come to nought"),
        owner_connection.transaction(),
    ):
        slipped_in(owner_connection, book, [2, None])


def test_both_accounts_of_a_posting_are_there_and_count_its_unit(
    committed_db, owner_connection: psycopg.Connection
):
    book = a_book()
    (yuan,) = actions.open_accounts([NewAccount("fund", "互助金", a_village(), unit="fen")], at=MONDAY)
    for taker in (yuan, 10**9):
        with pytest.raises(psycopg.Error, match="other_unit"), owner_connection.transaction():
            owner_connection.execute(A_POSTING, [book.issuer, taker, MONDAY])


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM ledger_account",
        "UPDATE ledger_account SET unit = 'fen'",
        "TRUNCATE ledger_account CASCADE",
    ],
)
def test_an_account_stays_and_keeps_its_unit(committed_db, owner_connection: psycopg.Connection, change: str):
    a_book()
    with pytest.raises(psycopg.Error, match="Cannot|never"), owner_connection.transaction():
        owner_connection.execute(change)


@pytest.mark.django_db
@pytest.mark.parametrize("there", [False, True])
def test_a_key_that_stands_twice_in_one_call_moves_nothing(there: bool):
    book = a_book()
    if there:
        book.award("deed-1", book.shen, 5)
    twice = (
        f"SELECT ledger_post(ARRAY['deed-1', 'deed-1'], ARRAY[{book.issuer}, {book.issuer}]::bigint[], "
        f"ARRAY[{book.shen}, {book.lu}]::bigint[], ARRAY[5, 5]::bigint[], 'p', 'award', '', 'point', NULL, now(), "
        "'claim', 1, '', '', '{}')"
    )
    with (
        pytest.raises(DatabaseError, match="key_reused"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(twice)
    assert (posted(book.shen), posted(book.lu)) == (5 if there else 0, 0)
