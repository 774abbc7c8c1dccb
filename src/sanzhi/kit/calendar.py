"""工作日历: which days the county works, from the State Council's yearly notice."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from .verdict import Refusal

COUNTY = ZoneInfo("Asia/Shanghai")
ONE_DAY = timedelta(days=1)
SATURDAY = 5
Windows = tuple[tuple[time, time], ...]  # of one day, in order, none touching another
ORDINARY_HOURS: Windows = (
    (time(8, 30), time(12)),
    (time(14), time(17, 30)),
)  # 本平台约定, until a county says otherwise


@dataclass(frozen=True)
class WorkingCalendar:
    """工作日历: `days` holds only the exceptions (True: a make-up working day, 调休; False: a holiday).

    Every other day is worked from Monday to Friday. Notices are loaded from `known_from` to `known_until`,
    both included; outside them weekdays are a guess, and `warning_for` says so. `names`: what each day is called.
    """

    days: Mapping[date, bool]
    known_until: date
    known_from: date
    names: Mapping[date, str] = field(default_factory=dict)
    hours: tuple[
        tuple[date, Windows], ...
    ] = ()  # from which day on offices are open when, the earliest first

    def windows_on(self, day: date) -> Windows:
        """When offices are open on a working `day`."""
        return next((windows for since, windows in reversed(self.hours) if since <= day), ORDINARY_HOURS)

    def is_working(self, day: date) -> bool:
        """Whether offices are open on `day`."""
        return self.days.get(day, day.weekday() < SATURDAY)

    def is_make_up(self, day: date) -> bool:
        """Whether `day` is a weekend day that is worked in exchange for a holiday (调休)."""
        return day.weekday() >= SATURDAY and self.is_working(day)

    def name_of(self, day: date) -> str:
        """What the day is: "春节", "周末", _("调休上班") or "工作日"."""
        if self.is_make_up(day):
            return _("调休上班")
        if self.is_working(day):
            return _("工作日")
        return self.names.get(day, _("法定休假日")) if day in self.days else _("周末")

    def add_calendar_days(self, day: date, count: int) -> date:
        """`count` days after `day`, whatever they are."""
        return day + timedelta(days=count)

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; `day` itself is not counted. count ≥ 1."""
        if count < 1:
            raise ValueError("count at least one working day")
        working = (later for later in days_after(day) if self.is_working(later))
        for _skipped in range(count - 1):
            next(working)
        return next(working)

    def working_on_or_after(self, day: date) -> date:
        """`day` if offices are open on it, otherwise the next day they are."""
        return day if self.is_working(day) else self.add_working_days(day, 1)

    def knows(self, day: date) -> bool:
        """Whether the notice for `day` has been loaded."""
        return self.known_from <= day <= self.known_until

    def warning_for(self, day: date) -> str | None:
        """A sentence when the notice for `day` has not been loaded, so that the date may yet move."""
        if self.knows(day):
            return None
        sentence = _("%(year)d年的放假安排尚未录入工作日历，此日期按周一至周五上班推算，安排公布后可能变动。")
        return sentence % {"year": day.year}


def years_after(day: date, years: int) -> date:
    """The same day so many years on; 29 February becomes the 28th, as the database counts it."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def days_after(day: date) -> Iterator[date]:
    """The days after `day`, one by one, without end."""
    while True:
        day += ONE_DAY
        yield day


class NoticeYear(NamedTuple):
    """一年的放假安排: the exceptions of one yearly notice, each (works, name); a few lie in the year before."""

    year: int
    papers: tuple[str, ...]  # addresses of the notices
    days: dict[date, tuple[bool, str]]


def read_state_council_year(notice: str | bytes | Mapping[str, Any]) -> NoticeYear:
    """Read one year in the form of NateScarlet/holiday-cn: {year, papers, days: [{name, date, isOffDay}]}.

    Refusal calendar_unreadable (not that form) or calendar_empty (no day in it, so no notice yet).
    """
    try:
        content = notice if isinstance(notice, Mapping) else json.loads(notice)
        rows = [
            (date.fromisoformat(row["date"]), row["isOffDay"], str(row["name"])) for row in content["days"]
        ]
        year, papers = int(content["year"]), tuple(str(paper) for paper in content.get("papers", ()))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refusal(
            "calendar_unreadable", _("放假安排文件无法识别：%(error)s。") % {"error": error}
        ) from error
    if not all(isinstance(off, bool) for _, off, _ in rows):
        raise Refusal("calendar_unreadable", _("放假安排文件无法识别：isOffDay 只能是 true 或 false。"))
    if not rows:
        raise Refusal("calendar_empty", _("文件中没有 %(year)d 年的放假安排。") % {"year": year})
    return NoticeYear(year, papers, {day: (not off, name) for day, off, name in rows})


def calendar_of(years: Iterable[NoticeYear]) -> WorkingCalendar:
    """One calendar from the notices of consecutive years. ValueError when a year in between is missing."""
    ordered = sorted(years)
    numbers = [notice.year for notice in ordered]
    if not numbers or numbers != list(range(numbers[0], numbers[-1] + 1)):
        raise ValueError(f"years must follow one another without a gap: {numbers}")
    days = {day: what for notice in ordered for day, what in notice.days.items()}
    return WorkingCalendar(
        days={day: works for day, (works, _) in days.items()},
        known_from=date(numbers[0], 1, 1),
        known_until=date(numbers[-1], 12, 31),
        names={day: name for day, (_, name) in days.items()},
    )


@cache
def shipped_years() -> tuple[NoticeYear, ...]:
    """The notices that come with the software, 2018 onwards: the seed of the county's own table."""
    folder = files(__package__) / "data" / "holidays"
    texts = [path.read_text("utf-8") for path in folder.iterdir() if path.name.endswith(".json")]
    return tuple(sorted(map(read_state_council_year, texts)))


@cache
def shipped_calendar() -> WorkingCalendar:
    """The calendar of the shipped notices."""
    return calendar_of(shipped_years())


def with_day(calendar: WorkingCalendar, day: date, works: bool) -> WorkingCalendar:
    """The calendar as it would be with this one day set."""
    return replace(calendar, days={**calendar.days, day: works})


def with_hours(calendar: WorkingCalendar, since: date, windows: Windows) -> WorkingCalendar:
    """The calendar as it would be with these hours from that day on."""
    kept = [one for one in calendar.hours if one[0] != since]
    return replace(calendar, hours=tuple(sorted([*kept, (since, windows)])))


def with_year(calendar: WorkingCalendar, read: NoticeYear) -> WorkingCalendar:
    """The calendar as it would be with this notice in place of what its year had."""
    kept = {day: works for day, works in calendar.days.items() if day.year != read.year}
    days = kept | {day: works for day, (works, _name) in read.days.items()}
    until = max(calendar.known_until, date(read.year, 12, 31))
    return replace(calendar, days=days, known_until=until)
