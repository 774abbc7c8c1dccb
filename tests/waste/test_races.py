"""Phones that send at the same moment, with real threads and real commits; and the two keys taken out once, to see that these tests notice."""

import psycopg
import pytest

from sanzhi.cli.bench import phones, waste
from sanzhi.waste import actions
from sanzhi.waste.models import Conflict, Inspection
from sanzhi.waste.verify import CHECKS
from tests.ledger.test_races import all_at_once
from tests.waste.conftest import MONDAY, Sorted

PHONES, DAYS = 3, 2


@pytest.fixture
def often(monkeypatch):
    """The bench's load in its short form: few bins, every second batch sent twice at the same moment."""
    monkeypatch.setattr(phones, "BINS", 20)
    monkeypatch.setattr(phones, "TWICE", 0.5)


def sent(owner: psycopg.Connection) -> tuple[int, int]:
    """(lost, doubled)."""
    told = phones.walk(range(PHONES), DAYS, 20260302)
    return waste.wrong(owner, PHONES * DAYS * phones.BINS, told)


def test_batches_sent_twice_at_the_same_moment_lose_and_double_nothing(
    committed_db, owner_connection: psycopg.Connection, often
):
    waste.furnish(PHONES)
    assert sent(owner_connection) == (0, 0)
    assert Inspection.objects.count() == PHONES * DAYS * phones.BINS
    assert [one.sentence for one in CHECKS["waste"]().violations] == []


def test_without_the_two_keys_they_would_be_doubled(
    committed_db, owner_connection: psycopg.Connection, often
):
    """The mutant: nothing left that takes a scan once."""
    waste.furnish(PHONES)
    for statement in waste.MUTANT:
        owner_connection.execute(statement)
    owner_connection.commit()
    lost, doubled = sent(owner_connection)
    assert lost == 0
    assert doubled > 0


def test_of_two_inspectors_at_the_same_moment_one_stands_and_the_other_is_kept(committed_db):
    village = Sorted()
    hands = [(village.inspector, "A"), (village.colleague, "C")] * 2
    scans = [village.scan(grade) for _by, grade in hands]
    acts = [
        lambda scan=scan, by=by: actions.take_scans([scan], by=by, at=MONDAY)
        for scan, (by, _grade) in zip(scans, hands, strict=True)
    ]
    assert all_at_once(acts) == {"done": 4}
    assert Inspection.objects.count() == 1
    first = Inspection.objects.get()
    assert set(Conflict.objects.values_list("grade", flat=True)) == {"A", "C"} - {first.grade}
