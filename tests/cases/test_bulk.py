"""Many cases at once: each for itself, none twice, and two people over the same cases do not harm each other."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from sanzhi.cases import actions as cases
from sanzhi.cases import queries
from sanzhi.cases.actions import bulk
from sanzhi.cases.models import Case, Move
from sanzhi.kit.verdict import Refusal
from tests.county import HOUR, MONDAY, County

AT = MONDAY + HOUR


def chosen(*filed: Case) -> list[cases.Chosen]:
    return [cases.Chosen(case.public_code, case.version) for case in filed]


def assigning(county: County, picked: list[cases.Chosen], key: str) -> queries.BulkEnd:
    said = {"lead": county.roads.id, "note": ""}
    entry = cases.move_many("assign", picked, said, key=key, by=county.dispatcher, at=AT)
    end = queries.bulk_end(county.dispatcher, entry)
    assert end is not None
    return end


def codes(end: queries.BulkEnd) -> list[str]:
    return [code for _case, code, _sentence in end.lines]


@pytest.mark.django_db
def test_a_refused_case_leaves_the_others_done():
    county = County()
    one, moved, other = county.filed(), county.filed(), county.filed()
    picked = chosen(one, moved, other)
    cases.urge(moved.id, by=county.resident, at=MONDAY)  # somebody moved it after the list was drawn
    end = assigning(county, picked, "key-of-a-bulk-test-1")
    assert codes(end) == ["done", "moved_meanwhile", "done"]
    assert "刚刚有人办理过" in end.lines[1][2]
    assert (end.done, end.unseen) == (2, 0)
    assert Case.objects.get(pk=moved.pk).state == "registered"


@pytest.mark.django_db
def test_the_same_sending_twice_moves_nothing_twice():
    county = County()
    picked = chosen(county.filed(), county.filed())
    first = assigning(county, picked, "key-of-a-bulk-test-2")
    again = assigning(county, picked, "key-of-a-bulk-test-2")
    assert codes(first) == codes(again) == ["done", "done"]
    assert Move.objects.filter(step="assign").count() == 2


@pytest.mark.django_db
def test_a_case_out_of_sight_is_not_moved_and_only_counted():
    county = County()
    case = county.filed()
    entry = cases.move_many(
        "sign_for", chosen(case), {}, key="key-of-a-bulk-test-3", by=county.handler, at=AT
    )
    end = queries.bulk_end(county.handler, entry)
    assert end is not None and (end.unseen, end.lines) == (1, [])
    assert queries.bulk_end(county.dispatcher, entry) is None, "another's outcome is not shown"


@pytest.mark.django_db
def test_at_most_a_hundred_at_a_time_and_only_steps_meant_for_it():
    county = County()
    many = [cases.Chosen(f"code-{n}", 1) for n in range(101)]
    with pytest.raises(Refusal, match="100"):
        cases.move_many("urge", many, {}, key="key-of-a-bulk-test-4", by=county.dispatcher, at=AT)
    with pytest.raises(Refusal):
        cases.move_many("transfer", many[:1], {}, key="key-of-a-bulk-test-5", by=county.dispatcher, at=AT)


def race_of_two(county: County, picked: list[cases.Chosen]) -> list[object]:
    """Two dispatchers press at the same moment, one with the list the other way round."""
    gate = Barrier(2)

    def press(hand: int) -> object:
        gate.wait()
        try:
            order = picked if hand else picked[::-1]
            return codes(assigning(county, order, f"key-of-a-race-{hand:06d}"))
        except Exception as error:  # noqa: BLE001 - the test is about which errors there are
            return type(error).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as hands:
        return list(hands.map(press, range(2)))


@pytest.fixture
def race_for_many(committed_db) -> tuple[County, list[cases.Chosen]]:
    with transaction.atomic():
        county = County()
        return county, chosen(*(county.filed() for _ in range(12)))


def test_two_bulks_over_the_same_cases_move_each_case_once(race_for_many):
    county, picked = race_for_many
    ends = race_of_two(county, picked)
    assert sorted(ends, key=str) == [["done"] * 12, ["moved_meanwhile"] * 12]
    assert Move.objects.filter(step="assign").count() == 12


def test_mutant_without_one_order_two_bulks_wait_in_a_circle(race_for_many, monkeypatch):
    """Shows why cases are taken in one order: each in its own, the two end in a deadlock sooner or later."""
    county, picked = race_for_many
    monkeypatch.setattr(bulk, "sorted", lambda rows, key=None: list(rows), raising=False)
    monkeypatch.setattr(queries.bulk, "sorted", lambda rows, key=None: list(rows), raising=False)
    take = bulk._take_one

    def slowly(*args, **kwargs):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.02)")
        return take(*args, **kwargs)

    monkeypatch.setattr(bulk, "_take_one", slowly)
    assert "OperationalError" in race_of_two(county, picked)
