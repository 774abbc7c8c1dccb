"""The working-day calendar as loaded, and what people have changed in it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from sanzhi.journal import queries as journal
from sanzhi.kit import calendar
from sanzhi.people.models import CalendarDay, CalendarYear, WorkingHours


@lru_cache(maxsize=1)
def _calendar_loaded(stamp: datetime | None) -> calendar.WorkingCalendar:
    years = list(CalendarYear.objects.order_by("year").values_list("year", flat=True))
    rows = list(CalendarDay.objects.values_list("date", "works", "name"))
    return calendar.WorkingCalendar(
        days={day: works for day, works, _name in rows},
        names={day: name for day, _works, name in rows},
        hours=tuple((one.since, _windows(one)) for one in WorkingHours.objects.order_by("since")),
        known_from=date(years[0] if years else 9999, 1, 1),
        known_until=date(years[-1] if years else 9998, 12, 31),
    )


def _windows(hours: WorkingHours) -> calendar.Windows:
    return tuple((time.fromisoformat(frm), time.fromisoformat(to)) for frm, to in hours.windows)


def working_hours() -> list[tuple[WorkingHours, calendar.Windows]]:
    """Every version of the hours offices are open, the latest first."""
    return [(one, _windows(one)) for one in WorkingHours.objects.order_by("-since")]


@dataclass(frozen=True)
class CalendarChanges:
    """日历的改动: the days and whole years that somebody has changed since installation."""

    days: frozenset[date]
    years: frozenset[int]
    hours: frozenset[date]  # from which days on

    def touch(self, first: date, last: date) -> bool:
        """Whether a date counted from `first` to `last` may have come out otherwise before a change."""
        spanned = any(first <= day <= last for day in self.days)
        spanned |= any(day <= last for day in self.hours)
        return spanned or any(year in self.years for year in range(first.year, last.year + 1))


def calendar_changes() -> CalendarChanges:
    """What people changed, from the journal; what the installer loaded is not a change."""
    changes = [entry for kind in ("calendar.day_set", "calendar.loaded") for entry in journal.all_of(kind)]
    by_people = [entry for entry in changes if entry.by_id is not None]
    days = {
        date.fromisoformat(entry.content["day"])
        for entry in by_people
        if entry.content and "day" in entry.content
    }
    years = {entry.about_id for entry in by_people if entry.kind == "calendar.loaded"}
    hours = {
        date.fromisoformat(entry.content["since"])
        for entry in journal.all_of("calendar.hours_set")
        if entry.content
    }
    return CalendarChanges(frozenset(days), frozenset(years), frozenset(hours))


def calendar_history(limit: int = 50) -> list[journal.EntryLine]:
    """What was loaded and changed, by whom and when, the newest first."""
    kinds = ("calendar.day_set", "calendar.loaded", "calendar.hours_set")
    found = [entry for kind in kinds for entry in journal.newest_of(kind, limit)]
    return sorted(found, key=lambda entry: entry.id, reverse=True)[:limit]


def calendar_stamp() -> datetime | None:
    """When the calendar last changed; what a cached copy is keyed by."""
    return CalendarYear.objects.order_by("-loaded_at").values_list("loaded_at", flat=True).first()


def working_calendar(stamp: datetime | None = None) -> calendar.WorkingCalendar:
    """The county's calendar. Every process sees an edit at once, because the copy is keyed by the last change."""
    return _calendar_loaded(stamp or calendar_stamp())


def calendar_years() -> list[CalendarYear]:
    return list(CalendarYear.objects.order_by("-year"))


def calendar_days(year: int) -> list[CalendarDay]:
    """The days of a year that differ from their weekday."""
    return list(CalendarDay.objects.filter(date__year=year))
