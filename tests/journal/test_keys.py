"""A key has one effect and one answer, however often and from how many sides it is sent (R4)."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from sanzhi.journal import actions, queries, verify
from sanzhi.journal.models import Entry, IdempotencyKey
from sanzhi.journal.rules import KEYS_KEPT
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from tests.journal import worker
from tests.journal.book import kill_after, write

HANDS = 16


def press(body: str = "body") -> str:
    """Send the form: the effect if it has not been had, the answer in any case."""
    with transaction.atomic(), actions.once("test", "the-key", body) as earlier:
        if not earlier.replayed:
            (entry_id,) = write()
            earlier.store({"to": f"/entries/{entry_id}/"})
        assert earlier.answer
        return earlier.answer["to"]


def effects() -> int:
    return Entry.objects.filter(kind="test.noted").count()


def test_the_same_key_with_the_same_body_is_answered_as_before(db):
    assert press() == press()
    assert effects() == 1


def test_the_same_key_with_another_body_is_refused(db):
    press()
    with pytest.raises(actions.KeyReused, match="已经用于另一份内容") as refused:
        press("other body")
    assert refused.value.code == "key_reused"
    assert effects() == 1


@pytest.mark.parametrize("key", ["", "a" * 65, "有中文", "two words", "line\n", "nul\0"])
def test_a_key_that_is_none_is_refused_in_words(db, key: str):
    with pytest.raises(Refusal, match="编号不合规范"), actions.once("test", key, "body"):
        pass


def test_a_key_and_its_answer_cost_two_statements(db):
    with CaptureQueriesContext(connection) as asked, actions.once("test", "the-key", "body") as earlier:
        earlier.store({"to": "/"})
    assert len(asked) == 2


def test_the_same_key_elsewhere_is_another_key(db):
    press()
    with transaction.atomic(), actions.once("elsewhere", "the-key", "other body") as earlier:
        assert not earlier.replayed


def test_sixteen_at_once_have_one_effect_and_hear_the_same_answer(committed_db):
    gate = Barrier(HANDS)

    def send(_hand: int) -> str:
        gate.wait()
        try:
            return press()
        finally:
            connection.close()

    with ThreadPoolExecutor(HANDS) as hands:
        answers = Counter(hands.map(send, range(HANDS)))
    assert list(answers.values()) == [HANDS]
    assert effects() == 1


def test_when_the_first_fails_the_second_waiting_behind_it_takes_effect(committed_db):
    taken, second_waits = Event(), Event()

    def first() -> None:
        try:
            with transaction.atomic(), actions.once("test", "the-key", "body"):
                write()
                taken.set()
                second_waits.wait(5)
                raise ValueError("the first sender's effect fails")
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as hands:
        failing = hands.submit(first)
        assert taken.wait(5)
        hands_off = _when_somebody_waits(second_waits)
        press()
        hands_off.result()
        with pytest.raises(ValueError, match="first sender"):
            failing.result()
    assert effects() == 1


def _when_somebody_waits(event: Event):
    """Set `event` once a session of this database stands before a lock."""

    def watch() -> None:
        try:
            with connection.cursor() as cursor:
                waiting = 0
                while not waiting:
                    cursor.execute(
                        "SELECT count(*) FROM pg_stat_activity "
                        "WHERE datname = current_database() AND wait_event_type = 'Lock'"
                    )
                    (waiting,) = cursor.fetchone()
            event.set()
        finally:
            connection.close()

    pool = ThreadPoolExecutor(1)
    watching = pool.submit(watch)
    pool.shutdown(wait=False)
    return watching


@pytest.mark.faults
def test_a_process_killed_in_the_middle_leaves_no_key_behind(committed_db):
    assert kill_after(1, ["key"]) == ["working"]
    assert verify.check_keys().violations == []
    worker.key()
    assert Entry.objects.filter(kind="test.effect").count() == 1
    assert queries.stored_answer("test", "the-key") == {"to": "/done/"}


@pytest.mark.faults
def test_mutant_whose_key_is_committed_first_leaves_a_stuck_key_and_verify_finds_it(committed_db):
    assert kill_after(1, ["key_apart"]) == ["working"]
    assert [found.subject for found in verify.check_keys().violations] == ["test the-key"]
    assert not Entry.objects.filter(kind="test.effect").exists()


def test_keys_are_forgotten_only_when_nobody_will_send_them_again(db):
    press()
    assert actions.forget_old_keys(at=clock.now() + KEYS_KEPT / 2) == 0
    assert actions.forget_old_keys(at=clock.now() + 2 * KEYS_KEPT) == 1
    assert not IdempotencyKey.objects.exists()


def test_a_key_outside_a_transaction_is_refused(committed_db):
    with pytest.raises(RuntimeError, match="transaction"), actions.once("test", "the-key", "body"):
        pass
