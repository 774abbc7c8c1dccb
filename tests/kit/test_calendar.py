import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.kit.calendar import calendar_of, read_state_council_year, shipped_calendar, shipped_years
from sanzhi.kit.verdict import Refusal

OURS = shipped_calendar()


@pytest.mark.parametrize(
    ("day", "works", "name"),
    [
        (date(2025, 3, 3), True, "工作日"),
        (date(2025, 3, 8), False, "周末"),
        (date(2025, 1, 26), True, "调休上班"),
        (date(2025, 1, 29), False, "春节"),
        (date(2025, 10, 4), False, "国庆节、中秋节"),
        (date(2025, 10, 11), True, "调休上班"),
        (date(2018, 12, 29), True, "调休上班"),
        (date(2018, 12, 31), False, "元旦"),
        (date(2026, 2, 23), False, "春节"),
        (date(2020, 2, 3), True, "工作日"),
    ],
)
def test_a_day_is_worked_or_not_as_the_state_council_said(day, works, name):
    assert OURS.is_working(day) is works
    assert OURS.name_of(day) == name


def test_the_shipped_notices_run_from_2018_to_2026_and_name_their_source():
    assert [notice.year for notice in shipped_years()] == list(range(2018, 2027))
    assert all("www.gov.cn" in paper for notice in shipped_years() for paper in notice.papers)
    assert (OURS.known_from, OURS.known_until) == (date(2018, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("year", "working_days"),
    [(2018, 250), (2019, 250), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)],
)
def test_a_year_has_as_many_working_days_as_counting_the_notice_by_hand_gives(year, working_days):
    first = date(year, 1, 1)
    days = (first + timedelta(count) for count in range((date(year + 1, 1, 1) - first).days))
    assert sum(map(OURS.is_working, days)) == working_days


def test_a_day_past_the_last_notice_carries_a_warning_that_names_the_year():
    assert OURS.warning_for(date(2026, 12, 31)) is None
    assert "2027年" in OURS.warning_for(date(2027, 1, 1))
    assert "2017年" in OURS.warning_for(date(2017, 12, 31))


@given(st.dates(date(2018, 1, 1), date(2026, 6, 1)), st.integers(1, 60))
def test_adding_working_days_passes_exactly_that_many(day, count):
    last = OURS.add_working_days(day, count)
    passed = [day + timedelta(step) for step in range(1, (last - day).days + 1)]
    assert sum(map(OURS.is_working, passed)) == count
    assert OURS.is_working(last)


def test_counting_no_working_days_is_a_fault_of_the_program():
    with pytest.raises(ValueError, match="at least one"):
        OURS.add_working_days(date(2025, 3, 3), 0)


def test_a_day_off_moves_to_the_next_working_day_and_a_working_day_stays():
    assert OURS.working_on_or_after(date(2025, 10, 1)) == date(2025, 10, 9)
    assert OURS.working_on_or_after(date(2025, 10, 11)) == date(2025, 10, 11)
    assert OURS.add_calendar_days(date(2024, 2, 28), 2) == date(2024, 3, 1)


def test_a_later_year_is_read_by_the_same_form_and_ends_the_warning():
    notice = {"year": 2027, "papers": [], "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": True}]}
    longer = calendar_of([*shipped_years(), read_state_council_year(json.dumps(notice))])
    assert longer.warning_for(date(2027, 1, 1)) is None
    assert not longer.is_working(date(2027, 1, 1))


@pytest.mark.parametrize(
    ("notice", "code"),
    [
        (b"not json", "calendar_unreadable"),
        ("[]", "calendar_unreadable"),
        ("{}", "calendar_unreadable"),
        (
            {"year": 2027, "days": [{"name": "元旦", "date": "2027-13-01", "isOffDay": True}]},
            "calendar_unreadable",
        ),
        (
            {"year": 2027, "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": "no"}]},
            "calendar_unreadable",
        ),
        ({"year": 2027, "days": [{"name": "元旦", "date": "2027-01-01"}]}, "calendar_unreadable"),
        ({"year": 2027, "days": []}, "calendar_empty"),
    ],
)
def test_a_file_that_is_no_notice_is_refused_with_a_sentence(notice, code):
    with pytest.raises(Refusal) as refusal:
        read_state_council_year(notice)
    assert refusal.value.code == code


def test_a_calendar_with_a_year_missing_in_between_cannot_be_made():
    with pytest.raises(ValueError, match="without a gap"):
        calendar_of([shipped_years()[0], shipped_years()[2]])
