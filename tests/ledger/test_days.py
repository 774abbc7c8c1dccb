"""日结: a village's day is shut, hashed onto the day before, and told to the journal."""

import os

import psycopg
import pytest

from sanzhi.journal import queries as journal
from sanzhi.ledger import sweeps
from sanzhi.ledger.models import Digest, Posting
from tests.county import DAY, MONDAY
from tests.ledger.book import a_book, a_village, violations


def three_days(book) -> None:
    for day in range(3):
        book.award(f"deed-{day}", book.shen, 5, at=MONDAY + day * DAY)


@pytest.mark.django_db
def test_every_day_with_entries_but_today_is_sealed_once():
    three_days(a_book())
    assert [sweeps.seal_days(at=MONDAY + 2 * DAY) for _time in range(2)] == [2, 0]
    assert sweeps.seal_days(at=MONDAY + 3 * DAY) == 1
    assert [one.entries for one in Digest.objects.order_by("day")] == [2, 2, 2]
    assert violations() == []


@pytest.mark.django_db
def test_what_comes_for_a_sealed_day_is_entered_on_the_next():
    book = a_book()
    three_days(book)
    sweeps.seal_days(at=MONDAY + 2 * DAY)
    late = book.award("late", book.lu, 5, at=MONDAY)
    assert Posting.objects.get(pk=late.id).at >= (MONDAY + 2 * DAY).replace(hour=0)
    sweeps.seal_days(at=MONDAY + 3 * DAY)
    assert violations() == []


@pytest.mark.django_db
def test_the_journal_tells_of_the_digests_of_a_day():
    three_days(a_book())
    sweeps.seal_days(at=MONDAY + DAY)
    (told,) = journal.entries_about("ledger_day", 20260302)
    assert told.content["digests"] == {a_village(): bytes(Digest.objects.get().hash).hex()}


TAMPERINGS = {
    "an amount": (
        "UPDATE ledger_entry SET amount = 6 WHERE amount = 5",
        {"balance", "line", "sides", "days"},
    ),
    "a balance": ("UPDATE ledger_balance SET posted = posted + 1 WHERE posted > 0", {"zero_sum", "balance"}),
    "a hold": ("UPDATE ledger_balance SET held = 1 WHERE posted > 0", {"held"}),
    "a taker": ("UPDATE ledger_posting SET taker_id = %(lu)s WHERE key = 'deed-1'", {"sides", "told"}),
    "a key": ("UPDATE ledger_posting SET key = 'deed-9' WHERE key = 'deed-1'", {"told"}),
    "a moment": (
        "UPDATE ledger_entry SET at = at + interval '1 hour' WHERE at = %(monday)s",
        {"sides", "days"},
    ),
    "a deletion": (
        "WITH e AS (DELETE FROM ledger_entry WHERE at = %(monday)s) DELETE FROM ledger_posting WHERE key = 'deed-0'",
        {"balance", "line", "days"},
    ),
    "a digest": ("UPDATE ledger_digest SET hash = 'x'::bytea WHERE day = '2026-03-02'", {"days"}),
}


@pytest.fixture
def superuser(committed_db, server):
    with psycopg.connect(server.url(os.environ["SANZHI_DATABASE"]), autocommit=True) as opened:
        opened.execute("SET session_replication_role = replica")
        yield opened


@pytest.mark.parametrize("what", TAMPERINGS)
def test_whoever_administers_the_database_changes_nothing_unseen(superuser, what: str):
    book = a_book()
    three_days(book)
    sweeps.seal_days(at=MONDAY + 3 * DAY)
    assert violations() == []
    sql, found = TAMPERINGS[what]
    superuser.execute(sql, {"lu": book.lu, "monday": MONDAY})
    assert {said.split(":")[0] for said in violations()} >= found
