"""Random histories of one clock against a walker so slow and plain that one can see it is right.

Each history is a limit, a start, and a handful of events in order of time: the clock is paused or runs on, an extension is
granted, the calendar is corrected. After every event the due time is asked of both. The ordinary run takes a thousand
histories; `bin/test --full tests/kit/test_clock_histories.py` takes twenty thousand.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random

import pytest

from sanzhi.kit import deadlines, working_hours
from sanzhi.kit.calendar import COUNTY, WorkingCalendar, shipped_calendar, with_hours
from sanzhi.kit.deadlines import Limit, due

HISTORIES, ALL = 1_000, 20_000
SHIPPED = shipped_calendar()
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
HOURS = (  # 夏令, through the day, and a morning only
    ((time(8), time(11, 30)), (time(14, 30), time(18))),
    ((time(9), time(17)),),
    ((time(8), time(9)), (time(9, 30), time(10)), (time(11), time(11, 20)), (time(11, 40), time(12))),
)
EPOCH, LAST = datetime(2024, 1, 1, tzinfo=COUNTY), 900  # days in which a history may start


@dataclass
class History:
    """一段计时: everything that happened to one clock so far."""

    limit: Limit
    start: datetime
    calendar: WorkingCalendar = SHIPPED
    pauses: list[tuple[datetime, datetime | None]] = field(default_factory=list)
    extensions: list[int] = field(default_factory=list)

    def answer(self) -> datetime | None:
        return due(self.limit, self.start, self.calendar, self.pauses, self.extensions).due_at


def walked(one: History) -> datetime | None:
    """The slow answer: minute by minute for hours, midnight by midnight for days."""
    left = one.limit.amount + sum(one.extensions)
    if one.limit.unit in ("h", "wh"):
        at, left = one.start, left * 60
        while left:
            at += MINUTE
            stands = standing(at, one)
            if stands is None:
                return None
            left -= not stands and (one.limit.unit == "h" or offices_open(at - MINUTE, one.calendar))
        return at
    day = one.start.date()
    while True:
        day += DAY
        midnight = datetime.combine(day + DAY, time(), COUNTY)
        stands = standing(midnight, one)
        if stands is None:
            return None
        works = one.calendar.is_working(day)
        if not stands and left and (works or one.limit.unit == "d"):
            left -= 1
        if not stands and not left and works:
            return midnight


def offices_open(at: datetime, calendar: WorkingCalendar) -> bool:
    """Whether they are in the minute that begins at `at`."""
    windows = calendar.windows_on(at.date())
    return calendar.is_working(at.date()) and any(frm <= at.time() < to for frm, to in windows)


def standing(at: datetime, one: History) -> bool | None:
    """Whether the clock stands in the minute that ends at `at`; None when nothing says that it runs again."""
    covering = [to for frm, to in one.pauses if frm < at and (to is None or at <= to)]
    return None if None in covering else bool(covering)


def lived(draw: Random):
    """One history, shown after its start and after each of its events."""
    unit = draw.choice(("h", "wh", "d", "wd"))
    limit = Limit(draw.randint(1, 48 if unit in ("h", "wh") else 30), unit)
    at = EPOCH + draw.randint(0, LAST * 1440) * MINUTE
    one = History(limit, at)
    yield one
    for _event in range(draw.randint(1, 8)):
        at += draw.choice((1, 30, 600, 4000, 12_000)) * draw.randint(0, 3) * MINUTE
        what = draw.choice(("pause", "pause", "extend", "calendar", "hours"))
        if what == "pause":
            pause_or_run_on(one, at)
        elif what == "extend":
            one.extensions.append(draw.randint(1, 10))
        elif what == "calendar":
            correct(one, draw)
        else:
            since = (one.start + draw.randint(0, 60) * DAY).date()
            one.calendar = with_hours(one.calendar, since, draw.choice(HOURS))
        yield one


def pause_or_run_on(one: History, at: datetime) -> None:
    if one.pauses and one.pauses[-1][1] is None:
        one.pauses[-1] = (one.pauses[-1][0], at)
    else:
        one.pauses.append((at, None))


def correct(one: History, draw: Random) -> None:
    """A day that worked is off, or the other way round: a typhoon, a notice that came late."""
    day = (one.start + draw.randint(0, 60) * DAY).date()
    one.calendar = replace(one.calendar, days={**one.calendar.days, day: not one.calendar.is_working(day)})


def differences(histories: int, seed: int = 20_261_125) -> list[str]:
    """Where the two disagree: (which history, after how many events, the two answers)."""
    found = []
    for number in range(histories):
        for events, one in enumerate(lived(Random(f"{seed}:{number}"))):
            if one.answer() != walked(one):
                found.append(f"history {number} after {events} events: {one}: {one.answer()} / {walked(one)}")
    return found


@pytest.mark.slow
def test_the_clock_agrees_with_the_walker_after_every_event_of_every_history(request):
    assert differences(ALL if request.config.option.full else HISTORIES) == []


def test_histories_hold_what_they_are_to_hold():
    """Else the comparison above would be about nothing."""
    ends = [list(lived(Random(f"20261125:{number}")))[-1] for number in range(300)]
    assert sum(bool(one.extensions) for one in ends) > 60
    assert sum(len(one.pauses) > 1 for one in ends) > 60
    assert sum(one.calendar is not SHIPPED for one in ends) > 60
    assert {one.limit.unit for one in ends} == {"h", "wh", "d", "wd"}
    assert sum(bool(one.calendar.hours) for one in ends) > 50


class TestMutants:
    """Each protection taken away must be seen within the ordinary number of histories."""

    def test_extensions_overlooked(self, monkeypatch):
        monkeypatch.setattr(Limit, "longer", lambda self, by: self)
        assert differences(60)

    def test_hours_counted_day_and_night(self, monkeypatch):
        monkeypatch.setattr(working_hours, "count", deadlines._count_hours)
        assert differences(60)

    def test_new_hours_overlooked(self, monkeypatch):
        count = working_hours.count

        def unheard(limit, start, calendar, pauses):
            return count(limit, start, replace(calendar, hours=()), pauses)

        monkeypatch.setattr(working_hours, "count", unheard)
        assert differences(60)

    def test_pauses_overlooked(self, monkeypatch):
        monkeypatch.setattr(deadlines, "_merged", lambda pauses: ())
        assert differences(60)

    def test_the_last_day_not_moved_off_a_day_off(self, monkeypatch):
        count = deadlines._count_days

        def bare(limit, start, calendar, pauses):
            everyday = replace(calendar, days={date.fromordinal(n): True for n in range(738_000, 741_000)})
            return count(limit, start, everyday if limit.unit == "d" else calendar, pauses)

        monkeypatch.setattr(deadlines, "_count_days", bare)
        assert differences(60)
