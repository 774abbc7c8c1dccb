"""A message has its effect once: whoever is killed, whatever fails (R8)."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from sanzhi.journal import actions, delivery, queries, rules, verify
from sanzhi.journal.models import Entry, Outbox
from sanzhi.kit import clock
from tests.county import MONDAY
from tests.journal import worker
from tests.journal.book import a_process, kill_after, write

MANY = 60
KILLS = (5, 17, 23)  # after how many effects: within the first batch, near its end, in the second


def effects() -> Counter[int]:
    """How often each message had its effect."""
    return Counter(Entry.objects.filter(kind="test.effect").values_list("about_id", flat=True))


def messages() -> set[int]:
    return set(Outbox.objects.values_list("id", flat=True))


@pytest.mark.faults
def test_a_worker_killed_in_the_middle_of_a_batch_loses_and_doubles_nothing(committed_db):
    write(MANY, topic="test")
    for lines in KILLS:
        assert len(kill_after(lines, ["deliver"])) == lines
    while (
        queries.waiting()
    ):  # the server needs a moment to notice that a worker is dead and free its messages
        delivery.deliver({"test": [worker.effect]}, at=clock.now())
    assert effects() == dict.fromkeys(messages(), 1)


@pytest.mark.faults
def test_mutant_that_marks_in_a_transaction_of_its_own_doubles(committed_db):
    write(MANY, topic="test")
    kill_after(5, ["done_apart"])
    worker.done_apart()
    assert max(effects().values()) == 2


@pytest.mark.faults
def test_mutant_that_marks_first_loses(committed_db):
    write(MANY, topic="test")
    kill_after(5, ["first_done"])
    worker.first_done()
    assert messages() - set(effects())


def test_two_workers_share_the_messages_without_meeting(committed_db):
    write(MANY, topic="test")
    workers = [a_process("deliver"), a_process("deliver")]
    said = [one.communicate()[0].split() for one in workers]
    assert all(said)
    assert sum(map(len, said)) == MANY
    assert effects() == dict.fromkeys(messages(), 1)


def fail(messages: Sequence[delivery.Message]) -> None:
    worker.effect(messages)
    raise ValueError(f"短信通道不通\0 {messages[0].id} \ud800")


def test_a_failing_message_is_put_off_and_at_last_parked_while_the_others_pass(db):
    write(3, topic="test")
    (bad,) = write(topic="bad")
    at = clock.now()
    handlers = {"test": [worker.effect], "bad": [fail]}
    assert delivery.deliver(handlers, at=at) == 4
    assert queries.waiting() == 1
    for tries in range(1, rules.MOST_TRIES):
        at += rules.wait_before(tries)
        assert delivery.deliver(handlers, at=at - timedelta(seconds=1)) == 0
        assert delivery.deliver(handlers, at=at) == 1
    (parked,) = queries.parked()
    assert (parked.topic, parked.tries, queries.waiting()) == ("bad", rules.MOST_TRIES, 0)
    assert "短信通道不通" in parked.last_error
    assert Outbox.objects.get(entry_id=bad).id not in effects()


def break_a_foreign_key(_messages: Sequence[delivery.Message]) -> None:
    """A fault the database finds at the commit, unless it is asked earlier."""
    Outbox.objects.create(entry_id=-1, topic="never")


BROKEN = {"test": [worker.effect], "bad": [break_a_foreign_key]}


def test_what_would_fail_only_at_the_commit_fails_its_own_message_alone(committed_db):
    write(topic="bad")
    write(2, topic="test")
    assert delivery.deliver(BROKEN, at=clock.now()) == 3
    assert list(effects().values()) == [1, 1]
    assert queries.waiting() == 1


def test_mutant_that_asks_no_constraint_loses_the_whole_batch_each_time(committed_db, monkeypatch):
    monkeypatch.setattr(connection, "check_constraints", lambda: None)
    write(topic="bad")
    write(2, topic="test")
    with pytest.raises(IntegrityError):
        delivery.deliver(BROKEN, at=clock.now())
    assert effects() == {}


def test_what_happened_at_another_time_is_due_at_its_own_time(db):
    """So that a replayed year is delivered within that year."""
    write(topic="test")
    assert delivery.deliver({"test": [worker.effect]}, at=MONDAY - timedelta(seconds=1)) == 0
    assert delivery.deliver({"test": [worker.effect]}, at=MONDAY) == 1


def test_verify_tells_of_parked_messages_and_finds_those_whose_entry_is_gone(superuser):
    write(2, topic="bad")
    Outbox.objects.update(tries=rules.MOST_TRIES, parked_at=clock.now())
    assert "2 messages are parked" in verify.check_outbox().warnings[0]
    assert verify.check_outbox().violations == []
    superuser.execute("DELETE FROM journal_entry WHERE id IN (SELECT max(entry_id) FROM journal_outbox)")
    assert [found.check for found in verify.check_outbox().violations] == ["outbox"]


def test_a_parked_message_can_be_tried_again_by_hand(db):
    write(topic="bad")
    row = Outbox.objects.get()
    Outbox.objects.update(tries=rules.MOST_TRIES, parked_at=clock.now())
    assert delivery.deliver({"bad": [worker.effect]}, at=clock.now()) == 0
    assert delivery.retry(row.id, at=clock.now())
    assert delivery.deliver({"bad": [worker.effect]}, at=clock.now()) == 1
    assert effects() == {row.id: 1}
    assert not delivery.retry(row.id, at=clock.now())


def test_a_message_of_what_was_rolled_back_does_not_exist(db):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write(topic="test")
        _ = 1 / 0
    assert messages() == set()


def test_an_entry_without_a_topic_tells_nobody(db):
    write()
    assert messages() == set()


def test_a_record_outside_a_transaction_is_refused(committed_db):
    with pytest.raises(RuntimeError, match="transaction"):
        actions.record("test.noted", by=None, at=clock.now(), about=("test", 1), content={})


def test_what_came_first_is_handed_over_first_in_runs_of_one_topic(db):
    for topic in ("a", "a", "b", "a"):
        write(topic=topic)
    runs: list[list[int]] = []
    ids = list(Outbox.objects.order_by("id").values_list("id", flat=True))

    def note(messages: Sequence[delivery.Message]) -> None:
        runs.append([message.id for message in messages])

    assert delivery.deliver({"a": [note], "b": [note]}, at=clock.now()) == 4
    assert runs == [ids[:2], ids[2:3], ids[3:]]
