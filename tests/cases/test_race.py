"""One move, thirty-two hands: one wins, the others are told, nothing is written twice."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest
from django.db import connection, transaction

from sanzhi.cases import actions as cases
from sanzhi.cases.actions import core
from sanzhi.cases.models import Assignment, Case, Move
from sanzhi.kit.verdict import Refusal
from tests.county import HOUR, MONDAY, County

HANDS = 32


def race(move: Callable[[], object]) -> Counter[str]:
    """How each of the thirty-two ended: "won", a refusal's code, or the name of an error nobody should see."""
    gate = Barrier(HANDS)

    def once(_hand: int) -> str:
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

    with ThreadPoolExecutor(HANDS) as hands:
        return Counter(hands.map(once, range(HANDS)))


@pytest.fixture
def race_for_a_case(committed_db) -> tuple[County, Case]:
    with transaction.atomic():
        county = County()
        return county, county.case_in("registered")


def assigning(county: County, case: Case) -> Callable[[], object]:
    return lambda: cases.assign(
        case.id, lead=county.roads.id, by=county.dispatcher, at=MONDAY + HOUR, version=case.version
    )


def test_one_hand_wins_and_thirty_one_are_told(race_for_a_case):
    county, case = race_for_a_case
    ends = race(assigning(county, case))
    assert ends == {"won": 1, "moved_meanwhile": HANDS - 1}
    assert Move.objects.filter(case=case, step="assign").count() == 1
    assert Assignment.objects.filter(case=case, ended_at=None).count() == 1


def test_mutant_without_the_lock_somebody_meets_an_error_page(race_for_a_case, monkeypatch):
    """Shows that the race is real: reading the case without locking it lets several hands through the guard."""
    county, case = race_for_a_case

    def unlocked(case_id: int, version: int | None) -> Case:
        case = Case.objects.get(pk=case_id)
        sleep(0.1)  # long enough that others read the same
        return case

    monkeypatch.setattr(core, "hold", unlocked)
    monkeypatch.setattr("sanzhi.cases.actions.dispatch.hold", unlocked)
    ends = race(assigning(county, case))
    assert set(ends) - {"won", "moved_meanwhile", "step_not_open"}, ends
