"""Two hands on one pair of cases: no circle of merges, no second joining, no second supervision."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connection, transaction

from sanzhi.cases import actions as cases
from sanzhi.cases import sweeps
from sanzhi.cases.actions import family
from sanzhi.cases.models import Case, Join, Merge, Supervision
from sanzhi.kit.verdict import Refusal
from tests.cases.test_family import violations
from tests.county import DAY, MONDAY, County, a_resident

LATER = MONDAY + DAY
ROUNDS = 8


def race(*moves: Callable[[], object]) -> Counter[str]:
    """Every move at the same moment: "won", a refusal's code, or the name of an error nobody should see."""
    gate = Barrier(len(moves))

    def once(move: Callable[[], object]) -> str:
        gate.wait()
        try:
            move()
        except Refusal as refused:
            return refused.code
        except Exception as error:  # noqa: BLE001 - the test is about which errors there are
            return type(error).__name__
        finally:
            connection.close()
        return "won"

    with ThreadPoolExecutor(len(moves)) as hands:
        return Counter(hands.map(once, moves))


@pytest.fixture
def county(committed_db) -> County:
    with transaction.atomic():
        return County()


def merging(county: County, one: Case, into: Case) -> Callable[[], object]:
    return lambda: cases.merge(one.id, into=into.id, reason="说的是同一盏灯", by=county.dispatcher, at=LATER)


def crossing(county: County) -> tuple[Case, Case]:
    with transaction.atomic():
        return county.filed(), county.filed()


def test_two_merges_that_cross_end_in_one_merge_and_no_circle(county: County):
    for _round in range(ROUNDS):
        one, two = crossing(county)
        ends = race(merging(county, one, two), merging(county, two, one))
        assert ends["won"] == 1, ends
        assert set(ends) <= {"won", "main_is_merged", "step_not_open"}, ends
        assert Merge.objects.filter(case__in=[one, two], ended_at=None).count() == 1


def test_mutant_that_locks_one_case_only_lets_a_circle_through_or_shows_an_error(county: County, monkeypatch):
    """Shows that the race is real: without both locks the two see each other standing."""

    def one_lock(case_id: int, other_id: int, version: int | None) -> tuple[Case, Case]:
        gate.wait(timeout=5)
        return Case.objects.get(pk=case_id), Case.objects.get(pk=other_id)

    monkeypatch.setattr(family, "hold_two", one_lock)
    one, two = crossing(county)
    gate = Barrier(2)
    ends = race(merging(county, one, two), merging(county, two, one))
    circle = Merge.objects.filter(case__in=[one, two], ended_at=None).count() == 2
    assert circle or set(ends) - {"won", "main_is_merged", "step_not_open"}, ends


def test_sixteen_taps_join_once(county: County):
    with transaction.atomic():
        case, other = county.filed(), a_resident("路过人")
    ends = race(
        *[lambda: cases.join(case.id, person_id=other.person_id, by=other, at=LATER) for _tap in range(16)]
    )
    assert (ends, Join.objects.count()) == ({"won": 16}, 1)


def test_two_sweeps_at_once_raise_one_supervision(county: County):
    with transaction.atomic():
        case = county.filed()
        sweeps.raise_cards(at=MONDAY + 10 * DAY)
    ends = race(*[lambda: sweeps.watch(at=MONDAY + 10 * DAY) for _worker in range(4)])
    assert ends == {"won": 4}
    assert Supervision.objects.filter(case=case).count() == 1


def test_a_main_case_taken_back_while_the_clock_comes_by_takes_along_only_who_it_still_had(county: County):
    """Whoever is first: the merged case ends once with it, or stays merged, or stands alone; never in between."""
    for _round in range(ROUNDS):
        case, main = crossing(county)
        with transaction.atomic():
            merging(county, case, main)()
            said = {"channel": "court", "reason": "双方已经起诉到法院"}
            cases.transfer(main.id, **said, by=county.dispatcher, at=LATER)
        ends = race(
            partial(cases.take_back, main.id, reason="其实归平台办", by=county.dispatcher, at=LATER),
            partial(cases.unmerge, case.id, reason="不是同一件", by=county.dispatcher, at=LATER),
            *[lambda: sweeps.close_merged(at=LATER)] * 2,
        )
        assert set(ends) <= {"won", "not_merged", "step_not_open"}, ends
        case.refresh_from_db()
        rows = Merge.objects.filter(case=case)
        assert rows.count() == 1
        how = {"merged": "", "transferred": "closed", "registered": "undone"}[case.state]
        assert rows.get().ended_as == how
        assert violations() == []
