"""What a board reads by the day is exactly what the cases say, however old the counts are."""

from datetime import timedelta

import pytest
from django.db import connection

from sanzhi.cases import actions, queries, sweeps, verify
from sanzhi.cases.models import Case, Counted, DayCategory, DayTown
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


YEAR_LATER = MONDAY + 300 * DAY


def year() -> Scope:
    return Scope(MIDNIGHT.replace(month=1, day=1), MIDNIGHT.replace(month=12, day=1), YEAR_LATER)


def of_the_year(county: County, days: Days, where: Scope | None = None) -> tuple:
    actor, where = county.supervisor, where or year()
    return queries.top_categories(actor, where, days=days), queries.cards_by_office(actor, where, days)


def cases_of_some_months(county: County) -> Case:
    """Two in March, one each in April, June and July, of which each is late; gives the last."""
    filed = [county.filed(at=MONDAY + days * DAY) for days in (0, 9, 35, 98, 127)]
    sweeps.raise_cards(at=YEAR_LATER)
    actions.count_days(at=YEAR_LATER)
    return filed[-1]


def test_a_year_is_read_from_the_sums_of_its_months_and_says_the_same(county: County) -> None:
    cases_of_some_months(county)
    stored = Days(frozenset())
    assert of_the_year(county, stored) == of_the_year(county, FROM_SCRATCH)
    part = Scope(
        MIDNIGHT + 5 * DAY, MIDNIGHT + 110 * DAY, YEAR_LATER
    )  # in the middle of March to that of June
    assert of_the_year(county, stored, part) == of_the_year(county, FROM_SCRATCH, part)
    DayCategory.objects.filter(month=True).update(filed=7)
    assert of_the_year(county, stored) != of_the_year(county, FROM_SCRATCH)


def test_a_day_that_moved_leaves_the_sum_of_its_month_unread_until_it_is_counted_again(
    county: County,
) -> None:
    moved = cases_of_some_months(county)
    actions.assign(moved.id, lead=county.roads.id, by=county.dispatcher, at=YEAR_LATER)
    days = queries.days_to_count(county.supervisor, year())
    assert (MONDAY + 127 * DAY).date() in days.fresh  # and more, where another transaction is under way
    for _counted_again in range(2):
        assert of_the_year(county, days) == of_the_year(county, FROM_SCRATCH)
        actions.count_days(at=YEAR_LATER)
        days = Days(frozenset())


def test_verify_finds_a_month_that_is_not_the_sum_of_its_days(county: County) -> None:
    cases_of_some_months(county)
    assert verify.CHECKS["days"]().violations == []
    DayCategory.objects.filter(month=True, day=MIDNIGHT.date().replace(day=1)).update(filed=7)
    assert len(verify.CHECKS["days"]().violations) == 1


_ASKED_BY_WALLS = """
SELECT a.attname FROM pg_policy AS p JOIN pg_depend AS d ON d.classid = 'pg_policy'::regclass AND d.objid = p.oid
JOIN pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
WHERE p.polrelid = 'cases_case'::regclass AND d.refobjid = p.polrelid AND p.polcmd IN ('*', 'r') AND a.attnum > 0
"""
_IN_THE_INDEX = "SELECT attname FROM pg_attribute WHERE attrelid = 'case_late_now'::regclass"


def test_the_index_of_what_is_late_holds_every_column_that_a_wall_asks_for(db) -> None:
    """Else each of twenty thousand late cases is fetched whole to be counted, as when rooms' kinds got walls of their own."""
    with connection.cursor() as cursor:
        cursor.execute(_ASKED_BY_WALLS)
        asked = {name for (name,) in cursor.fetchall()}
        cursor.execute(_IN_THE_INDEX)
        held = {name for (name,) in cursor.fetchall()}
    assert {"secrecy", "kind", "town_code"} <= asked <= held
