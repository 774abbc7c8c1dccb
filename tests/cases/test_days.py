"""What a board reads by the day is exactly what the cases say, however old the counts are."""

from datetime import timedelta

import pytest

from sanzhi.cases import actions, queries, sweeps, verify
from sanzhi.cases.models import Case, Counted, DayTown
from sanzhi.cases.queries import Days, Scope, daily
from sanzhi.people.roles import ROLES, Actor
from tests.county import DAY, HOUR, MONDAY, ROADS, County, call_back

MIDNIGHT = MONDAY.replace(hour=0)
LATER = MONDAY + 40 * DAY


@pytest.fixture
def county(committed_db) -> County:
    """Really committed: a move is later than a count by the transaction that wrote it."""
    return County()


def scope(at=LATER) -> Scope:
    return Scope(MIDNIGHT - DAY, MIDNIGHT + 20 * DAY, at)


def edges() -> list:
    return [MIDNIGHT - DAY + timedelta(days=7 * week) for week in range(3)]


def board(county: County, days: Days | None = None, at=LATER) -> tuple:
    actor, where = county.supervisor, scope(at)
    return (
        queries.cube(actor, where, edges(), days).cells,
        queries.volume(actor, where, edges(), days),
        queries.top_categories(actor, where, days=days),
        queries.cards_by_office(actor, where, days),
    )


def a_busy_month(county: County) -> None:
    for state in ROADS:
        county.case_in(state)
    sweeps.raise_cards(at=MONDAY + 30 * DAY)


FROM_SCRATCH = Days(frozenset(), stored=False)


def test_counted_by_the_day_or_from_scratch_the_board_says_the_same(county: County) -> None:
    a_busy_month(county)
    assert actions.count_days(at=LATER) == 1
    stored = Days(frozenset())
    for at in (MONDAY + HOUR, MONDAY + 5 * DAY, LATER):
        assert board(county, stored, at) == board(county, FROM_SCRATCH, at)


def test_a_day_that_moved_since_is_counted_again_at_once(county: County) -> None:
    case = county.case_in("follow_up")
    actions.count_days(at=LATER)
    call_back(county, case, MONDAY + DAY)
    days = queries.days_to_count(county.supervisor, scope())
    assert days.fresh == {MONDAY.date()}
    assert board(county, days) == board(county, FROM_SCRATCH)


def test_without_the_rule_of_fresh_days_the_board_would_be_wrong(county: County) -> None:
    """The mutant: stored counts believed though the day has moved."""
    case = county.case_in("follow_up")
    actions.count_days(at=LATER)
    call_back(county, case, MONDAY + DAY)
    assert board(county, Days(frozenset())) != board(county, FROM_SCRATCH)


def test_counts_of_another_shape_are_not_believed(county: County) -> None:
    county.case_in("closed")
    actions.count_days(at=LATER)
    Counted.objects.update(shape="an older version's")
    assert not queries.days_to_count(county.supervisor, scope()).stored
    assert actions.count_days(at=LATER) == 1


def test_verify_finds_a_count_that_is_not_that_of_its_cases(county: County) -> None:
    county.case_in("closed")
    actions.count_days(at=LATER)
    # As when no other transaction is under way; another test's may hold the horizon back, and then nothing is believed.
    Counted.objects.update(horizon=2**62)
    assert verify.CHECKS["days"]().violations == []
    DayTown.objects.update(counts=[7] * len(DayTown.objects.get().counts))
    assert [found.check for found in verify.CHECKS["days"]().violations] == ["days"]


def test_a_village_is_counted_from_its_cases(county: County) -> None:
    county.case_in("closed")
    actions.count_days(at=LATER)
    clerk = Actor(1, "文书", ROLES["village_clerk"], 1, "村", county.village.code)
    assert not queries.days_to_count(clerk, scope()).stored


def moved_on_many_days(county: County) -> None:
    """More days than a page counts by itself have moved: a call-back on each of three, where two are the most."""
    waiting = [county.case_in("follow_up") for _ in range(3)]
    for days, case in enumerate(waiting):
        Case.objects.filter(pk=case.pk).update(reported_at=MONDAY + days * DAY)
    actions.count_days(at=LATER)
    for case in waiting:
        call_back(county, case, MONDAY + 4 * DAY)


def test_when_too_many_days_moved_the_newest_are_counted_and_the_page_says_of_when_the_others_are(
    county: County, monkeypatch
) -> None:
    monkeypatch.setattr(daily, "MOST_SINGLE_DAYS", 2)
    monkeypatch.setattr(daily, "NEWEST_DAYS", 1)
    moved_on_many_days(county)
    soon = scope(LATER + timedelta(minutes=1))
    days = queries.days_to_count(county.supervisor, soon)
    assert (days.fresh, days.as_of, days.stored) == ({(MONDAY + 2 * DAY).date()}, LATER, True)
    filed, done = (
        queries.cube(county.supervisor, soon, edges(), days).over()[code] for code in ("filed", "answered")
    )
    assert (filed, done) == (3, 1), "nobody is lost; two answers are those of the last count"
    actions.count_days(at=LATER + timedelta(minutes=1))
    Counted.objects.update(horizon=2**62)  # as when no other test's transaction is under way
    days = queries.days_to_count(county.supervisor, soon)
    assert days.as_of is None
    assert queries.cube(county.supervisor, soon, edges(), days).over()["answered"] == 3


def test_a_worker_that_stopped_counting_is_not_waited_for(county: County, monkeypatch) -> None:
    monkeypatch.setattr(daily, "MOST_SINGLE_DAYS", 2)
    moved_on_many_days(county)
    late = scope(LATER + timedelta(minutes=11))
    assert queries.days_to_count(county.supervisor, late) == FROM_SCRATCH
