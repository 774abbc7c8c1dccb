"""The working-day calendar: loaded a year at a time, corrected a day at a time."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from sanzhi.journal import actions as journal
from sanzhi.kit import calendar
from sanzhi.kit.verdict import Refusal
from sanzhi.people import access
from sanzhi.people.models import CalendarDay, CalendarYear, WorkingHours
from sanzhi.people.roles import Actor


@transaction.atomic
def load_calendar_year(read: calendar.NoticeYear, *, by: Actor, at: datetime) -> int:
    """载入年度放假安排: replace one year by the State Council's notice. Returns the year.

    A notice may name days of a neighbouring year; the later notice wins for such a day.
    """
    access.may_keep_calendar(by).or_refuse()
    row, _new = CalendarYear.objects.update_or_create(
        year=read.year, defaults={"notice": " ".join(read.papers)[:300], "loaded_at": at}
    )
    CalendarDay.objects.filter(Q(year=row) | Q(date__in=list(read.days))).delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(date=day, year=row, works=works, name=name) for day, (works, name) in read.days.items()
    )
    journal.record(
        "calendar.loaded",
        by=by.person_id,
        at=at,
        about=("calendar", read.year),
        content={"days": len(read.days)},
    )
    return read.year


@transaction.atomic
def set_calendar_day(day: date, *, works: bool, name: str, by: Actor, at: datetime) -> None:
    """改一天: e.g. a rest day announced late. The year must have been loaded first."""
    access.may_keep_calendar(by).or_refuse()
    changed = CalendarYear.objects.filter(year=day.year).update(loaded_at=at)
    if not changed:
        raise Refusal("year_not_loaded", _("请先载入这一年的放假安排，再改单日。"))
    if not name.strip():
        raise Refusal("day_unnamed", _("请写明这一天的名称和依据。"))
    CalendarDay.objects.update_or_create(
        date=day, defaults={"year_id": day.year, "works": works, "name": name.strip()}
    )
    journal.record(
        "calendar.day_set",
        by=by.person_id,
        at=at,
        about=("calendar", day.year),
        content={"day": day.isoformat(), "works": works, "name": name.strip()},
    )


@transaction.atomic
def set_working_hours(
    windows: calendar.Windows, *, since: date, basis: str, by: Actor, at: datetime
) -> WorkingHours:
    """改上班时间: from a day to come on; limits in working hours are counted by them. What has been is not changed."""
    access.may_keep_calendar(by).or_refuse()
    if since <= at.astimezone(calendar.COUNTY).date():
        raise Refusal("hours_in_the_past", _("上班时间只能从明天或以后改起，已经数过的时间不变。"))
    if len(basis.strip()) < 4:
        raise Refusal("basis_missing", _("请写明依据，如通知的名称和文号。"))
    if WorkingHours.objects.filter(since=since).exists():
        raise Refusal("hours_set_already", _("这一天起的上班时间已经定过，请换一天。"))
    told = [[f"{frm:%H:%M}", f"{to:%H:%M}"] for frm, to in windows]
    hours = WorkingHours.objects.create(since=since, windows=told, basis=basis.strip(), set_at=at)
    CalendarYear.objects.update(loaded_at=at)  # what cached copies are keyed by
    journal.record(
        "calendar.hours_set",
        by=by.person_id,
        at=at,
        about=("calendar", since.year),
        content={"since": since.isoformat(), "windows": told, "basis": basis.strip()},
    )
    return hours
