"""What happened stays on record: refused to the application for want of right, and to the owner by trigger."""

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from sanzhi.journal import sealing
from sanzhi.people import actions as people
from tests.county import MONDAY, County
from tests.journal.book import write

TABLES = ("journal_entry", "journal_seal", "cases_move", "people_look")
CHANGES = (
    "UPDATE {} SET {} = {}",
    "DELETE FROM {}",
    "TRUNCATE {} CASCADE",
)
A_COLUMN = {"journal_entry": "kind", "journal_seal": "hash", "cases_move": "step", "people_look": "purpose"}


def change(statement: str, table: str) -> str:
    column = A_COLUMN[table]
    return statement.format(table, column, column)


@pytest.mark.parametrize("statement", CHANGES)
@pytest.mark.parametrize("table", TABLES)
def test_the_application_has_no_right_to_change_the_record(db, table: str, statement: str):
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change(statement, table))


def test_the_owner_of_the_tables_is_stopped_by_triggers(committed_db, owner_connection: psycopg.Connection):
    with transaction.atomic():
        county = County()
        case = county.case_in("registered")
        assert county.resident.person_id
        person = county.resident.person_id
        people.look(person, purpose="回访", about=("case", case.id), by=county.dispatcher, at=MONDAY)
        write()
    sealing.seal(full=True)
    for table in TABLES:
        for statement in CHANGES:
            with pytest.raises(psycopg.errors.RaiseException), owner_connection.transaction():
                owner_connection.execute(change(statement, table))


@pytest.mark.parametrize("kept", ["content", "salt"])
def test_the_owner_cannot_erase_one_half_only(committed_db, owner_connection: psycopg.Connection, kept: str):
    write()
    gone = {"content": "salt", "salt": "content"}[kept]
    with pytest.raises(psycopg.errors.RaiseException), owner_connection.transaction():
        owner_connection.execute(f"UPDATE journal_entry SET {gone} = NULL")
