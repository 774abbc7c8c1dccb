"""What the database keeps even if the program forgets: nobody writes the book but its engine, and nothing unpaired."""

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from sanzhi.ledger import sweeps
from sanzhi.ledger.models import Digest
from tests.county import DAY, MONDAY
from tests.ledger.book import a_book

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
INSERT INTO ledger_posting (key, phase, kind, basis, unit, giver_id, taker_id, amount, at, record_id)
VALUES ('slipped-in', 'p', 'award', '', 'point', %s, %s, 5, %s, 1) RETURNING id
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
