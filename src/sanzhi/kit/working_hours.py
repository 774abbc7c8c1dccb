"""工作小时: limits that run only while offices are open: on working days, within the county's windows of the day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import chain, groupby

from django.utils.translation import gettext as _

from . import spoken
from .calendar import COUNTY, Windows, WorkingCalendar, days_after
from .counted import Deadline, Explained, Pause, stopped_line, warning_lines
from .limits import Limit
from .verdict import Refusal

MOST_WINDOWS = 4
LEAST = timedelta(hours=1)  # a working day that is never open would let no limit end
_WINDOW = re.compile(r"(\d{1,2}:\d{2})\s*[-—–~至]\s*(\d{1,2}:\d{2})", re.ASCII)
Met = tuple[date, timedelta]  # a day, and how much of it counted


def read_windows(text: str) -> Windows:
    """“08:30-12:00 14:00-17:30” as windows. Refusal when that is not what stands there, or they overlap."""
    found = _WINDOW.findall(text)
    left_over = _WINDOW.sub("", text).strip(" \t\r\n,，、;；")
    try:
        windows = tuple(
            (time.fromisoformat(frm.zfill(5)), time.fromisoformat(to.zfill(5))) for frm, to in found
        )
    except ValueError:
        windows = ()
    edges = [edge for window in windows for edge in window]
    if left_over or not windows or len(windows) > MOST_WINDOWS or edges != sorted(set(edges)):
        raise Refusal("hours_unreadable", _("请按“08:30-12:00 14:00-17:30”这样写，先后不重叠，最多 4 段。"))
    if sum((_length(window) for window in windows), timedelta()) < LEAST:
        raise Refusal("hours_too_short", _("一天的上班时间至少 1 小时。"))
    return windows


def in_words(windows: Windows) -> str:
    return "、".join(f"{frm:%H:%M}—{to:%H:%M}" for frm, to in windows)


def _length(window: tuple[time, time]) -> timedelta:
    frm, to = window
    return datetime.combine(date.min, to) - datetime.combine(date.min, frm)


def count(limit: Limit, start: datetime, calendar: WorkingCalendar, pauses: tuple[Pause, ...]) -> Deadline:
    """The moment at which so many open hours have run since `start`, without those in a pause."""
    left, met = timedelta(hours=limit.amount), list[Met]()
    for day in chain([start.date()], days_after(start.date())):
        gone = timedelta()
        for frm, to in _open_on(day, calendar):
            for since, until in _running(max(frm, start), to, pauses):
                if until - since >= left:
                    met.append((day, gone + left))
                    return Deadline(
                        since + left, partial(_told, limit, start, calendar, pauses, met, since + left)
                    )
                left, gone = left - (until - since), gone + (until - since)
            if pauses and pauses[-1][1] is None and pauses[-1][0] < to:
                return Deadline(
                    None, partial(_told, limit, start, calendar, pauses, [*met, (day, gone)], None)
                )
        met.append((day, gone))
    raise AssertionError("days do not end")


def _open_on(day: date, calendar: WorkingCalendar) -> list[tuple[datetime, datetime]]:
    if not calendar.is_working(day):
        return []
    windows = calendar.windows_on(day)
    return [(datetime.combine(day, frm, COUNTY), datetime.combine(day, to, COUNTY)) for frm, to in windows]


def _running(frm: datetime, to: datetime, pauses: Sequence[Pause]) -> Iterator[tuple[datetime, datetime]]:
    """What is left of a span without the pauses, which are in order and do not touch."""
    for paused, again in pauses:
        if again is not None and again <= frm:
            continue
        if paused >= to:
            break
        if paused > frm:
            yield frm, paused
        if again is None or again >= to:
            return
        frm = again
    if frm < to:
        yield frm, to


def _told(
    limit: Limit,
    start: datetime,
    calendar: WorkingCalendar,
    pauses: Sequence[Pause],
    met: Sequence[Met],
    end: datetime | None,
) -> Iterator[Explained]:
    windows = in_words(calendar.windows_on(met[-1][0]))
    text = _("%(from)s起算，只在上班时间计时（%(windows)s；本平台约定）。")
    yield Explained(text % {"from": spoken.moment(start), "windows": windows}, start.date(), "start")
    for frm, to in pauses:
        if to is not None and (end is None or frm < end) and to > start:
            text = _("%(from)s至%(to)s暂停，不计。") % {"from": spoken.moment(frm), "to": spoken.moment(to)}
            yield Explained(text, frm.astimezone(COUNTY).date(), "paused")
    yield from _days_told(met, calendar)
    if end is None:
        yield stopped_line(pauses[-1][0])
        return
    text = _("期限%(limit)s，至%(end)s届满。") % {"limit": limit, "end": spoken.moment(end)}
    yield Explained(text, end.date(), "due")
    yield from warning_lines(start.date(), end.date(), calendar)


def _days_told(met: Sequence[Met], calendar: WorkingCalendar) -> Iterator[Explained]:
    """One line for each unbroken run of days that counted, or did not and are called alike."""
    total = timedelta()

    def alike(one: Met) -> tuple[bool, str]:
        return bool(one[1]), "" if one[1] else calendar.name_of(one[0])

    for (counts, name), run in groupby(met, key=alike):
        rows = list(run)
        days = [day for day, _gone in rows]
        total += sum((gone for _day, gone in rows), timedelta())
        if counts:
            text = _("%(days)s计入，累计%(total)s。") % {
                "days": spoken.span(days),
                "total": spoken.length(total),
            }
            yield Explained(text, days[-1], "counted")
        else:
            text = _("%(days)s为%(name)s，不计。") % {"days": spoken.span(days), "name": name}
            yield Explained(text, days[-1], "not_counted")
