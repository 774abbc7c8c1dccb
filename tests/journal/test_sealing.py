"""Every committed entry gets its number, once, whatever the order in which transactions end."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction

from sanzhi.journal import sealing
from sanzhi.journal.models import Entry, Seal
from tests.journal.book import complaints, write


def unsealed() -> int:
    return Entry.objects.filter(seal=None).count()


def numbers() -> list[int]:
    return list(Seal.objects.order_by("seq").values_list("seq", flat=True))


def a_late_commit() -> None:
    """One transaction writes first and commits last; the sealer passes in between."""
    written, may_commit = Event(), Event()

    def slow() -> None:
        try:
            with transaction.atomic():
                write()
                written.set()
                may_commit.wait(5)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as hands:
        late = hands.submit(slow)
        assert written.wait(5)
        write()
        sealing.seal()
        may_commit.set()
        late.result()
    sealing.seal()


def test_an_entry_that_commits_late_is_sealed_behind_those_that_overtook_it(committed_db):
    a_late_commit()
    assert unsealed() == 0
    assert complaints() == set()


def test_mutant_that_looks_only_above_the_last_one_skips_it(committed_db, monkeypatch):
    monkeypatch.setattr(sealing, "WINDOW", 0)
    a_late_commit()
    assert unsealed() == 1


def test_an_entry_later_than_the_window_is_sealed_before_the_next_checkpoint(committed_db, monkeypatch):
    monkeypatch.setattr(sealing, "WINDOW", 0)
    a_late_commit()
    sealing.seal(full=True)
    assert unsealed() == 0
    assert complaints() == set()


def test_writers_and_two_sealers_at_once_leave_no_gap_and_no_twin(committed_db):
    writing = Event()
    writing.set()

    def writer(seed: int) -> None:
        chance = random.Random(seed)
        for _ in range(25):
            with transaction.atomic():
                write(chance.randint(1, 4))
                time.sleep(chance.random() / 100)
        connection.close()

    def sealer(_: int) -> int:
        sealed = 0
        while writing.is_set():
            sealed += sealing.seal()
        connection.close()
        return sealed

    with ThreadPoolExecutor(8) as hands:
        sealers = [hands.submit(sealer, n) for n in range(2)]
        list(hands.map(writer, range(6)))
        writing.clear()
        sealed = sum(one.result() for one in sealers)
    sealed += sealing.seal()
    assert unsealed() == 0
    assert numbers() == list(range(1, sealed + 1))
    assert complaints() == set()


def test_a_backlog_longer_than_a_batch_is_sealed_in_one_call(committed_db, monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 7)
    before = unsealed()
    write(30)
    assert sealing.seal() == before + 30
    assert sealing.seal() == 0


@pytest.mark.parametrize("full", [False, True])
def test_sealing_nothing_is_nothing(committed_db, full: bool):
    sealing.seal(full=full)
    assert sealing.seal(full=full) == 0
