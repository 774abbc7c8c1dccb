"""期限: when something is due, and how that date was counted.

The law: Civil Code arts 201–203. The day of the event is not counted; a period of hours runs from the
moment itself; when the last day is a statutory day off it moves to the next working day; the last day
ends at 24:00, or at close of business where there are business hours.

Three conventions of our own (本平台约定):
- `due_at` is the first moment that is too late. A period that ends on 5 May at 24:00 is due at
  6 May 00:00, Asia/Shanghai; what arrives at `due_at` is late.
- An extension makes the limit longer by so many of its own unit; the longer limit is counted from the same start, as if
  it had been that long from the first day. So the day a shorter limit moved to off a day off plays no part.
- Working hours (wh) run only while offices are open, on working days and within the county's windows (本平台约定).
- While a clock is paused, hours do not run. A day (or working day) counts if the clock is running at the
  moment that day ends. So pausing and resuming within one day gains nothing, and nothing falls due in a pause.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import groupby

from django.utils.translation import gettext as _

from . import spoken, working_hours
from .calendar import COUNTY, ONE_DAY, WorkingCalendar, days_after
from .counted import Deadline, Explained, Pause, stopped_line, warning_lines
from .limits import Limit

__all__ = ["Deadline", "Explained", "Limit", "Pause", "due", "end"]


def due(
    limit: Limit,
    start: datetime,
    calendar: WorkingCalendar,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[int] = (),
) -> Deadline:
    """When `limit` counted from the event at `start` runs out. ValueError for times without a zone.

    extensions: how many more of the limit's own unit were granted, each time; whatever the moment they were.
    """
    if start.tzinfo is None:
        raise ValueError("a start must carry its time zone")
    count = {"h": _count_hours, "wh": working_hours.count}.get(limit.unit, _count_days)
    start = start.astimezone(COUNTY)
    counted = count(limit.longer(sum(extensions)), start, calendar, _merged(pauses))
    if not extensions:
        return counted
    return Deadline(counted.due_at, partial(_with_grants, counted, limit, start.date(), extensions))


def end(
    limit: Limit,
    start: datetime,
    calendar: WorkingCalendar,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[int] = (),
) -> datetime:
    """`due` of a clock that is not stopped: the first late moment. ValueError when the last pause is still open."""
    found = due(limit, start, calendar, pauses, extensions).due_at
    if found is None:
        raise ValueError("a stopped clock has no end")
    return found


def _with_grants(counted: Deadline, limit: Limit, on: date, extensions: Sequence[int]) -> Iterator[Explained]:
    """The lines of a count with what was granted behind the first."""
    yield counted.steps[0]
    for number, more in enumerate(extensions, start=1):
        named = {"more": spoken.amount(more, limit.unit), "whole": limit.longer(sum(extensions[:number]))}
        text = _("经批准延期%(more)s，期限共%(whole)s，仍从起算时连续计算。") % named
        yield Explained(text, on, "extended")
    yield from counted.steps[1:]


def _merged(pauses: Sequence[Pause]) -> tuple[Pause, ...]:
    """The pauses in order of time, those that touch made one."""
    merged: list[Pause] = []
    for frm, to in sorted(pauses, key=lambda pause: pause[0]):
        if frm.tzinfo is None or (to is not None and to < frm):
            raise ValueError("a pause must carry its time zone and end after it began")
        last_to = merged[-1][1] if merged else frm - ONE_DAY
        if last_to is None:
            break
        if frm <= last_to:
            merged[-1] = (merged[-1][0], None if to is None else max(last_to, to))
        else:
            merged.append((frm, to))
    return tuple(merged)


def _count_hours(
    limit: Limit, start: datetime, calendar: WorkingCalendar, pauses: tuple[Pause, ...]
) -> Deadline:
    """Elapsed time on the clock (art. 201 ¶2); a pause pushes the end back by as long as it lasted."""
    del calendar  # hours run on days off too
    end = start.astimezone(UTC) + timedelta(hours=limit.amount)
    lost: list[tuple[datetime, datetime, timedelta]] = []
    for frm, to in pauses:
        if frm >= end:
            break
        if to is None:
            return Deadline(None, partial(_hours_told, limit, start, lost, stopped=frm))
        gone = max(to - max(frm, start), timedelta())
        end += gone
        if gone:
            lost.append((frm, to, gone))
    return Deadline(end.astimezone(COUNTY), partial(_hours_told, limit, start, lost, end=end))


def _hours_told(
    limit: Limit,
    start: datetime,
    lost: Sequence[tuple[datetime, datetime, timedelta]],
    end: datetime | None = None,
    stopped: datetime | None = None,
) -> Iterator[Explained]:
    text = _("%(from)s起算，昼夜连续计时（《民法典》第二百零一条）。") % {"from": spoken.moment(start)}
    yield Explained(text, start.date(), "start")
    for frm, to, gone in lost:
        sentence = _("%(from)s至%(to)s暂停，顺延%(lost)s。")
        text = sentence % {"from": spoken.moment(frm), "to": spoken.moment(to), "lost": spoken.length(gone)}
        yield Explained(text, frm.astimezone(COUNTY).date(), "paused")
    if stopped is not None:
        yield stopped_line(stopped)
    if end is not None:
        text = _("期限%(limit)s，至%(end)s届满。") % {"limit": limit, "end": spoken.moment(end)}
        yield Explained(text, end.astimezone(COUNTY).date(), "due")


def _count_days(
    limit: Limit, start: datetime, calendar: WorkingCalendar, pauses: tuple[Pause, ...]
) -> Deadline:
    """Days after the day of the event (art. 201 ¶1), the last one moved off a day off (art. 203)."""
    met: list[tuple[date, str]] = []
    left = limit.amount
    for day in days_after(start.date()):
        end = _end_of(day, limit)
        pause = next((pause for pause in pauses if _covers(pause, end)), None) if pauses else None
        if pause is not None and pause[1] is None:
            return Deadline(None, partial(_days_told, limit, start, calendar, met, stopped=pause[0]))
        if pause is not None:
            met.append((day, "paused"))
        elif left and (limit.unit == "d" or calendar.is_working(day)):
            met.append((day, "counted"))
            left -= 1
        else:
            met.append((day, "not_counted" if left else "moved"))
        if not left and pause is None and calendar.is_working(day):
            break
    return Deadline(end, partial(_days_told, limit, start, calendar, met))


def _days_told(
    limit: Limit,
    start: datetime,
    calendar: WorkingCalendar,
    met: Sequence[tuple[date, str]],
    stopped: datetime | None = None,
) -> Iterator[Explained]:
    text = _("%(day)s为起始日，当日不计（《民法典》第二百零一条）。") % {"day": spoken.day(start.date())}
    yield Explained(text, start.date(), "start")
    yield from _told(met, limit, calendar)
    if stopped is not None:
        yield stopped_line(stopped)
        return
    yield from _last_words(met, limit, calendar)
    yield from warning_lines(start.date(), met[-1][0], calendar)


def _covers(pause: Pause, end: datetime) -> bool:
    """Whether the clock is stopped at the moment a day ends."""
    frm, to = pause
    return frm < end and (to is None or to >= end)


def _end_of(day: date, limit: Limit) -> datetime:
    if limit.closes is not None:
        return datetime.combine(day, limit.closes, COUNTY)
    return datetime.combine(day + ONE_DAY, time.min, COUNTY)


def _told(met: Sequence[tuple[date, str]], limit: Limit, calendar: WorkingCalendar) -> Iterator[Explained]:
    """One line for each unbroken run of days treated alike and called alike."""
    total = 0

    def alike(one: tuple[date, str]) -> tuple[str, str]:
        day, kind = one
        by_name = kind == "not_counted" or (kind == "counted" and limit.unit == "wd")
        return kind, calendar.name_of(day) if by_name else ""

    for (kind, name), run in groupby(met, key=alike):
        days = [day for day, _ in run]
        if kind == "paused":
            yield Explained(_("%(days)s暂停计时，不计。") % {"days": spoken.span(days)}, days[-1], "paused")
        elif kind == "not_counted":
            text = _("%(days)s为%(name)s，不计。") % {"days": spoken.span(days), "name": name}
            yield Explained(text, days[-1], "not_counted")
        elif kind == "counted":
            total += len(days)
            made_up = calendar.is_make_up(days[0]) and name
            sentence = (
                _("%(days)s为%(name)s，计入，累计%(total)s。")
                if made_up
                else _("%(days)s计入，累计%(total)s。")
            )
            so_far = spoken.amount(total, limit.unit)
            text = sentence % {"days": spoken.span(days), "name": name, "total": so_far}
            yield Explained(text, days[-1], "counted")


def _last_words(
    met: Sequence[tuple[date, str]], limit: Limit, calendar: WorkingCalendar
) -> Iterator[Explained]:
    """Where the count was full, where it moved to, and the end."""
    last = met[-1][0]
    full = next(day for day, kind in reversed(met) if kind == "counted")
    if full != last:
        sentence = _("最后一日%(day)s为%(name)s，顺延至%(to)s（《民法典》第二百零三条）。")
        text = sentence % {"day": spoken.day(full), "name": calendar.name_of(full), "to": spoken.day(last)}
        yield Explained(text, last, "moved")
    if limit.closes:
        sentence = _("期限%(limit)s，至%(day)s%(hour)s下班时届满。")
    else:
        sentence = _("期限%(limit)s，至%(day)s%(hour)s届满。")
    hour = f"{limit.closes:%H:%M}" if limit.closes else "24:00"
    yield Explained(sentence % {"limit": limit, "day": spoken.day(last), "hour": hour}, last, "due")
