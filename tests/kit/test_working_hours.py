"""工作小时: limits that run only while offices are open, and how that is told."""

from datetime import date, datetime, time

import pytest

from sanzhi.kit.calendar import COUNTY, shipped_calendar, with_hours
from sanzhi.kit.deadlines import Limit, due
from sanzhi.kit.verdict import Refusal
from sanzhi.kit.working_hours import read_windows

EIGHT = Limit.parse("8wh")


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=COUNTY)


@pytest.mark.parametrize(
    ("start", "ends"),
    [
        (at(3, 2, 9), at(3, 3, 10)),  # Monday: 3 + 3.5 hours, then an hour and a half of Tuesday
        (at(3, 2, 6), at(3, 3, 9, 30)),  # before they open: a whole day of seven hours, and one more
        (at(3, 2, 12, 30), at(3, 3, 15)),  # at noon: nothing runs until two; then 3.5, 3.5 and one more
        (at(3, 6, 17, 30), at(3, 10, 9, 30)),  # as they close on Friday: all of Monday, an hour of Tuesday
        (at(2, 14, 9), at(2, 24, 10)),  # a Saturday worked for the Spring Festival, then the whole of it
    ],
)  # fmt: skip
def test_eight_hours_of_office_time_end_when_the_offices_were_open_so_long(start: datetime, ends: datetime):
    assert due(EIGHT, start, shipped_calendar()).due_at == ends


def test_other_hours_hold_from_their_day_on():
    summer = with_hours(shipped_calendar(), date(2026, 3, 3), ((time(8), time(12)), (time(15), time(18))))
    assert due(EIGHT, at(3, 2, 9), summer).due_at == at(3, 3, 9, 30)


def test_the_count_is_told_line_by_line():
    told = due(EIGHT, at(3, 6, 16), shipped_calendar(), ((at(3, 9, 9), at(3, 9, 10)),))
    assert told.due_at == at(3, 10, 9)  # 1.5, then 6 of Monday around the pause, then half an hour
    lines = [step.text for step in told.steps]
    assert "只在上班时间计时（08:30—12:00、14:00—17:30；本平台约定）" in lines[0]
    assert any("暂停，不计" in line for line in lines)
    assert any("周末，不计" in line for line in lines)
    assert lines[-1].startswith("期限8个工作小时，至")


@pytest.mark.parametrize(
    "text", ["08:30-12:00 14:00-17:30", "8:30—12:00、14:00—17:30", "08:30至12:00，14:00至17:30"]
)
def test_windows_are_read_as_people_write_them(text: str):
    assert read_windows(text) == ((time(8, 30), time(12)), (time(14), time(17, 30)))


@pytest.mark.parametrize(
    "text", ["", "上午", "12:00-08:00", "08:00-12:00 11:00-13:00", "08:00-12:00 x", "25:00-26:00", "08:00-08:30",
             "08:00-12:00 12:00-13:00", "1:00-2:00 3:00-4:00 5:00-6:00 7:00-8:00 9:00-10:00"]
)  # fmt: skip
def test_what_is_no_window_is_refused(text: str):
    with pytest.raises(Refusal):
        read_windows(text)


@pytest.mark.parametrize("bad", ["8hw", "wh", "0wh", "8WH", "８wh"])
def test_only_a_number_and_a_unit_is_a_limit(bad: str):
    with pytest.raises(ValueError, match="not a limit"):
        Limit.parse(bad)
