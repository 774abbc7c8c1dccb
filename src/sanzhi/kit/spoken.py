"""说法: days, moments and lengths as a paper that explains a deadline says them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .calendar import COUNTY, ONE_DAY

WEEKDAYS = (
    gettext_lazy("周一"),
    gettext_lazy("周二"),
    gettext_lazy("周三"),
    gettext_lazy("周四"),
    gettext_lazy("周五"),
    gettext_lazy("周六"),
    gettext_lazy("周日"),
)


def day(day: date) -> str:
    named = {"year": day.year, "month": day.month, "day": day.day, "weekday": WEEKDAYS[day.weekday()]}
    return _("%(year)d年%(month)d月%(day)d日（%(weekday)s）") % named


def span(days: Sequence[date]) -> str:
    return (
        day(days[0])
        if len(days) == 1
        else _("%(from)s至%(to)s") % {"from": day(days[0]), "to": day(days[-1])}
    )


def moment(at: datetime) -> str:
    local = at.astimezone(COUNTY)
    return _("%(day)s%(hour)s") % {"day": day(local.date()), "hour": f"{local:%H:%M}"}


def length(span: timedelta) -> str:
    hours, minutes = divmod(round(span.total_seconds() / 60), 60)
    if not minutes:
        return amount(hours, "h")
    return _("%(hours)d小时%(minutes)d分") % {"hours": hours, "minutes": minutes}


def amount(number: int, unit: str) -> str:
    """“5个工作日”, in the words of whoever reads."""
    if unit == "h":
        words = ngettext("%(number)d小时", "%(number)d小时", number)
    elif unit == "wh":
        words = ngettext("%(number)d个工作小时", "%(number)d个工作小时", number)
    elif unit == "d":
        words = ngettext("%(number)d日", "%(number)d日", number)
    else:
        words = ngettext("%(number)d个工作日", "%(number)d个工作日", number)
    return words % {"number": number}


def last_moment(due_at: datetime) -> str:
    """The first late moment said as the last good one: midnight is 24:00 of the day before."""
    local = due_at.astimezone(COUNTY)
    if (local.hour, local.minute) == (0, 0):
        return _("%(day)s%(hour)s") % {"day": day(local.date() - ONE_DAY), "hour": "24:00"}
    return moment(due_at)
