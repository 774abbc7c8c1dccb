"""说法: times as people say them. Pure: told the moment and the present, never fetches either."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils.formats import date_format
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _

from .shapes import must

SOON = timedelta(hours=24)  # 本平台约定: when a clock starts to be shown as pressing


def moment(at: datetime) -> str:
    """“11月23日 周一 17:00” in the county's time zone; the year is named on paper, not on screen."""
    must(is_aware(at), f"a moment needs its time zone, got {at!r}")
    return date_format(localtime(at), _("n月j日 D H:i"))


def deadline(at: datetime) -> str:
    """A moment by which something is due: midnight belongs to the day it ends, as the law counts (24:00)."""
    here = localtime(at)
    if here.time() != time.min:
        return moment(at)
    return date_format(here - timedelta(days=1), _("n月j日 D 24:00"))


def span(length: timedelta) -> str:
    """“2 天 3 小时”: at most two units, rounded down, so that no one is promised time they do not have."""
    minutes = int(abs(length).total_seconds()) // 60
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days and hours:
        return _("%(days)d 天 %(hours)d 小时") % {"days": days, "hours": hours}
    if days:
        return _("%(days)d 天") % {"days": days}
    if hours and minutes:
        return _("%(hours)d 小时 %(minutes)d 分钟") % {"hours": hours, "minutes": minutes}
    if hours:
        return _("%(hours)d 小时") % {"hours": hours}
    return _("%(minutes)d 分钟") % {"minutes": minutes} if minutes else _("不到 1 分钟")


def time_left(due_at: datetime, now: datetime) -> str:
    """“还剩 2 天 3 小时” before `due_at`, “已超期 1 天” from it on: it is the first late moment."""
    if now < due_at:
        return _("还剩 %(span)s") % {"span": span(due_at - now)}
    return _("已超期 %(span)s") % {"span": span(now - due_at)}


def urgency(due_at: datetime, now: datetime) -> str:
    """`late` from the moment on, `soon` within SOON of it, else `ahead`."""
    if now >= due_at:
        return "late"
    return "soon" if due_at - now <= SOON else "ahead"
