"""The table is the specification: each row was reasoned from the State Council's notices by hand, not by this code."""

import csv
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.kit import deadlines
from sanzhi.kit.calendar import COUNTY, WorkingCalendar, shipped_calendar
from sanzhi.kit.deadlines import Limit, due

OURS = shipped_calendar()
TABLE = list(csv.DictReader((Path(__file__).parent / "deadline_table.csv").read_text("utf-8").splitlines()))


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=COUNTY)


def limit_of(text):
    amount, _, closes = text.partition("@")
    return Limit.parse(amount, closes=time.fromisoformat(closes) if closes else None)


def pauses_of(text):
    pairs = [pair.partition("/") for pair in text.split(";") if pair]
    return [(moment(frm), moment(to) if to else None) for frm, _, to in pairs]


def answer(row, calendar=OURS):
    deadline = due(limit_of(row["limit"]), moment(row["start"]), calendar, pauses_of(row["pauses"]))
    return "stopped" if deadline.due_at is None else f"{deadline.due_at:%Y-%m-%d %H:%M}"


def wrong_rows(calendar=OURS):
    return [row["why"] for row in TABLE if answer(row, calendar) != row["due"]]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['start']}+{row['limit']} {row['why']}")
def test_the_deadline_is_the_one_reasoned_by_hand(row):
    assert answer(row) == row["due"]


def test_the_table_is_long_enough_and_has_no_row_twice():
    assert len({(row["start"], row["limit"], row["pauses"]) for row in TABLE}) == len(TABLE) >= 150


class TestMutants:
    """Each protection taken away must make the table fail."""

    def test_a_calendar_that_ignores_make_up_days_fails_the_table(self):
        holidays = {day: works for day, works in OURS.days.items() if not works}
        assert len(wrong_rows(replace(OURS, days=holidays))) >= 40

    def test_a_calendar_that_ignores_holidays_fails_the_table(self):
        make_up = {day: works for day, works in OURS.days.items() if works}
        assert len(wrong_rows(replace(OURS, days=make_up))) >= 40

    def test_a_count_that_never_moves_off_a_day_off_fails_the_table(self):
        everyday = WorkingCalendar({}, OURS.known_until, OURS.known_from)
        object.__setattr__(everyday, "is_working", lambda day: True)
        rows = [row for row in TABLE if row["limit"].endswith("d") and not row["limit"].endswith("wd")]
        assert sum(answer(row, everyday) != row["due"] for row in rows) >= 30

    def test_a_count_that_includes_the_first_day_fails_the_table(self, monkeypatch):
        honest = deadlines.days_after
        monkeypatch.setattr(deadlines, "days_after", lambda day: honest(day - timedelta(days=1)))
        assert len(wrong_rows()) >= 80

    def test_a_count_that_overlooks_pauses_fails_the_table(self, monkeypatch):
        monkeypatch.setattr(deadlines, "_merged", lambda pauses: ())
        assert len(wrong_rows()) >= 20


moments = st.datetimes(datetime(2024, 1, 1), datetime(2026, 10, 1)).map(
    lambda at: at.replace(second=0, microsecond=0, tzinfo=COUNTY)
)


@st.composite
def matters(draw):
    """A start, and up to four pauses within the following month, in any order, overlapping or not."""
    start = draw(moments)
    minutes = st.integers(-3_000, 40_000)
    spans = draw(st.lists(st.tuples(minutes, st.one_of(st.none(), st.integers(0, 15_000))), max_size=4))
    pauses = []
    for after, length in spans:
        frm = start + timedelta(minutes=after)
        pauses.append((frm, None if length is None else frm + timedelta(minutes=length)))
    return start, pauses


def stopped_at(at, pauses):
    """Whether the clock stands still in the minute that ends at `at`; None when it will never run again."""
    covering = [to for frm, to in pauses if frm < at and (to is None or to >= at)]
    return None if None in covering else bool(covering)


def days_by_walking(amount, unit, start, pauses):
    """The slow answer: walk from midnight to midnight."""
    day, left = start.date(), amount
    while True:
        day += timedelta(days=1)
        midnight = datetime.combine(day + timedelta(days=1), time.min, COUNTY)
        stopped = stopped_at(midnight, pauses)
        if stopped is None:
            return None
        if stopped:
            continue
        if left and (unit == "d" or OURS.is_working(day)):
            left -= 1
        if not left and OURS.is_working(day):
            return midnight


def hours_by_walking(amount, start, pauses):
    """The slow answer: walk from minute to minute."""
    at, left = start, amount * 60
    while left:
        at += timedelta(minutes=1)
        stopped = stopped_at(at, pauses)
        if stopped is None:
            return None
        left -= not stopped
    return at


@given(matters(), st.integers(1, 60), st.sampled_from(["d", "wd"]))
def test_days_are_due_when_walking_day_by_day_says_so(matter, amount, unit):
    start, pauses = matter
    assert due(Limit(amount, unit), start, OURS, pauses).due_at == days_by_walking(
        amount, unit, start, pauses
    )


@given(matters(), st.integers(1, 72))
def test_hours_are_due_when_walking_minute_by_minute_says_so(matter, amount):
    start, pauses = matter
    assert due(Limit(amount, "h"), start, OURS, pauses).due_at == hours_by_walking(amount, start, pauses)


def test_the_page_that_explains_a_deadline_tells_every_day_on_the_way():
    deadline = due(
        Limit(5, "wd"),
        moment("2025-09-26 10:00"),
        OURS,
        pauses_of("2025-09-29 10:00/2025-09-30 09:00"),
    )
    assert [(step.kind, step.text) for step in deadline.steps] == [
        ("start", "2025年9月26日（周五）为起始日，当日不计（《民法典》第二百零一条）。"),
        ("not_counted", "2025年9月27日（周六）为周末，不计。"),
        ("counted", "2025年9月28日（周日）为调休上班，计入，累计1个工作日。"),
        ("paused", "2025年9月29日（周一）暂停计时，不计。"),
        ("counted", "2025年9月30日（周二）计入，累计2个工作日。"),
        ("not_counted", "2025年10月1日（周三）至2025年10月8日（周三）为国庆节、中秋节，不计。"),
        ("counted", "2025年10月9日（周四）至2025年10月10日（周五）计入，累计4个工作日。"),
        ("counted", "2025年10月11日（周六）为调休上班，计入，累计5个工作日。"),
        ("due", "期限5个工作日，至2025年10月11日（周六）24:00届满。"),
    ]


def test_a_last_day_on_a_holiday_says_where_it_moved_and_by_which_article():
    deadline = due(Limit(15, "d"), moment("2025-09-20 10:00"), OURS)
    assert deadline.steps[-2].text == (
        "最后一日2025年10月5日（周日）为国庆节、中秋节，顺延至2025年10月9日（周四）（《民法典》第二百零三条）。"
    )


def test_paused_hours_say_how_long_they_pushed_the_end():
    deadline = due(
        Limit(24, "h"), moment("2025-03-03 09:00"), OURS, pauses_of("2025-03-03 10:00/2025-03-03 11:30")
    )
    assert "顺延1小时30分" in deadline.steps[1].text
    assert deadline.steps[-1].text == "期限24小时，至2025年3月4日（周二）10:30届满。"


def test_a_date_past_the_loaded_calendar_carries_a_warning_and_a_known_one_does_not():
    assert "2027年" in due(Limit(5, "wd"), moment("2026-12-30 10:00"), OURS).warning
    assert due(Limit(5, "wd"), moment("2025-03-03 10:00"), OURS).warning is None


def test_the_last_moment_is_in_time_and_midnight_is_late():
    deadline = due(Limit(1, "d"), moment("2025-03-03 10:00"), OURS)
    assert not deadline.is_past(moment("2025-03-04 23:59"))
    assert deadline.is_past(moment("2025-03-05 00:00"))


def test_nothing_is_late_while_the_clock_is_stopped():
    deadline = due(Limit(1, "d"), moment("2025-03-03 10:00"), OURS, pauses_of("2025-03-04 10:00/"))
    assert not deadline.is_past(moment("2030-01-01 00:00"))
    assert "没有到期时间" in deadline.steps[-1].text


def test_a_start_in_another_zone_counts_from_the_county_s_date():
    utc = datetime.fromisoformat("2025-03-03T17:00:00+00:00")  # already 4 March in the county
    assert due(Limit(1, "d"), utc, OURS).due_at.date() == date(2025, 3, 6)


@pytest.mark.parametrize("text", ["", "5", "wd", "0d", "-1d", "5m", "5 d", "٥d"])
def test_what_is_no_limit_cannot_be_written(text):
    with pytest.raises(ValueError, match="not a limit"):
        Limit.parse(text)


def test_hours_have_no_close_of_business():
    with pytest.raises(ValueError, match="close of business"):
        Limit(2, "h", closes=time(17, 30))


def test_a_limit_reads_as_it_is_said():
    assert [str(Limit.parse(text)) for text in ("2h", "15d", "5wd")] == ["2小时", "15日", "5个工作日"]


@pytest.mark.parametrize(
    ("start", "pauses"),
    [
        (datetime(2025, 3, 3), []),
        (moment("2025-03-03 09:00"), [(datetime(2025, 3, 4), None)]),
        (moment("2025-03-03 09:00"), [(moment("2025-03-05 09:00"), moment("2025-03-04 09:00"))]),
    ],
)
def test_times_without_a_zone_and_pauses_that_end_before_they_begin_are_faults(start, pauses):
    with pytest.raises(ValueError, match="must carry its time zone"):
        due(Limit(1, "d"), start, OURS, pauses)
