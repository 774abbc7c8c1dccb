"""保存期限: how long the words of a matter stay after it has ended, and what stands in their place.

How long is a kind's own (`kinds.spec`); ten years where nothing says otherwise is ours (本平台约定). That it ends is
个人信息保护法 arts 19 and 47; years end with the corresponding day, 民法典 arts 200–202.
"""

from datetime import date, datetime

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no

ERASED_TITLE = "保存期满，内容已清除"
LONGEST = 10  # years that a matter may be kept beyond its time at once; 本平台约定
LEAST_REASON = 4


def last_day(ended_on: date, years: int) -> date:
    """The last day on which the words of a matter that ended on this day stay."""
    try:
        return ended_on.replace(year=ended_on.year + years)
    except ValueError:  # 29 February has no corresponding day: the last of the month
        return ended_on.replace(year=ended_on.year + years, day=28)


def ended_before(today: date, years: int) -> date:
    """The first day on which a matter may have ended that still has to stay `today`: `last_day` read backwards."""
    try:
        return today.replace(year=today.year - years)
    except ValueError:
        return date(today.year - years, 3, 1)


def may_keep_until(until: date, today: date) -> Verdict:
    """Kept longer has an end, and not a distant one: it can be said again."""
    if until <= today:
        return no("keep_in_the_past", _("请选择今天以后的日期。"))
    if until > last_day(today, LONGEST):
        return no("keep_too_long", _("一次最多延长%(years)d年，到时还需要可以再延。") % {"years": LONGEST})
    return YES


def has_its_words(erased_at: datetime | None) -> Verdict:
    """A matter whose words are gone takes no step: nobody could see what it would be about."""
    return no("already_erased", _("这件事保存期满，内容已经清除，不能再办理。")) if erased_at else YES


def may_keep_longer(closed_at: datetime | None, erased_at: datetime | None) -> Verdict:
    """Only of what has ended, and still has its words."""
    if closed_at is None:
        return no("not_ended", _("这件事还没有办结，办结后才开始计算保存期限。"))
    return has_its_words(erased_at)
