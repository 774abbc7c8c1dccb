"""Words leave the journal by one door, and it opens only to an entry that says who takes what and why."""

import psycopg
import pytest
from django.db import connection, transaction

from sanzhi.journal import actions, queries
from tests.county import MONDAY
from tests.journal.book import complaints, write


def words_left() -> list[bool]:
    return [line.content is not None for line in queries.all_of("test.noted")]


def open_the_door(entry_id: int) -> int:
    """As the application could, were it to go past `erase`. Returns how many entries lost their words."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT journal_erase(%s)", [entry_id])
        return cursor.fetchone()[0]


def test_only_what_an_erasure_names_is_erased(db):
    named, _other = write(2)
    assert actions.erase([named], why="本人要求删除", by=1, at=MONDAY) == 1
    assert words_left() == [False, True]
    assert complaints() == set()


def test_the_door_stays_shut_to_an_entry_that_is_no_erasure(db):
    (victim,) = write()
    (pretender,) = write(content={"entries": [victim], "why": "冒充"})
    assert open_the_door(pretender) == 0
    assert words_left() == [True, True]


def test_the_record_of_an_erasure_cannot_be_erased(db):
    actions.erase(write(), why="本人要求删除", by=1, at=MONDAY)
    (erasure,) = queries.all_of("journal.erased")
    assert actions.erase([erasure.id], why="不留痕迹", by=1, at=MONDAY) == 0
    assert all(line.content for line in queries.all_of("journal.erased"))


def test_an_erasure_that_is_undone_leaves_the_words(committed_db):
    ids = write()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.erase(ids, why="本人要求删除", by=1, at=MONDAY)
        _ = 1 / 0
    assert words_left() == [True]


def test_a_temporary_table_cannot_pose_as_the_journal(owner_connection: psycopg.Connection):
    """Else whoever may make one could name, in a journal of their own, what to erase in the real one."""
    found = owner_connection.execute(
        "SELECT proconfig FROM pg_proc WHERE proname = 'journal_erase'"
    ).fetchone()
    assert found == (["search_path=pg_catalog, public, pg_temp"],)
