"""社工和个案的规矩, pure: registrations, the allowance of a month, the course of a case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from sanzhi.kit import calendar
from sanzhi.kit.verdict import YES, Verdict, no

YEARS_VALID = 3  # domain.md §8.2
HOURS_NEEDED = 72  # of training since the last registration, to be registered again; 本平台约定
KEPT_YEARS = 5  # the words of a case, after it was closed; 本平台约定
FEW = 10  # below so many a count is told as few; 本平台约定
GROWN = 18
STAGES = ("intake", "assessed", "planned", "intervening", "evaluated", "closed")


@dataclass(frozen=True)
class Held:
    """一次登记: of which level, from when, until (not on) when."""

    level: str
    first: date
    until: date


def next_month(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def level_through(held: Iterable[Held], month: date) -> str:
    """Of the certificate that held through the whole month, the newest; "" for none."""
    through = [one for one in held if one.first <= month and one.until >= next_month(month)]
    return max(through, key=lambda one: one.first).level if through else ""


def registration_stands(
    *, number: str, registered_on: date, today: date, last: date | None, hours: int
) -> Verdict:
    """登记证书: not of a day to come; done again with the training it needs."""
    if len(number.strip()) < 5 or registered_on > today:
        return no("registration_shape", _("请写证书编号；登记日期不能在今天以后。"))
    if last is not None and registered_on <= last:
        return no("registered_before", _("已经有更晚的登记。"))
    if last is not None and hours < HOURS_NEEDED:
        return no(
            "hours_missing",
            _("上次登记以来的继续教育不到 %(least)d 小时，不能再登记。") % {"least": HOURS_NEEDED},
        )
    return YES


def valid_to(registered_on: date) -> date:
    return calendar.years_after(registered_on, YEARS_VALID)


def month_stands(*, month: date, today: date) -> Verdict:
    """补贴的月份: one that is over."""
    if month.day != 1 or next_month(month) > today:
        return no("month_runs", _("这个月还没有过完。"))
    return YES


def may_advance(*, stage: str, to: str, said: str) -> Verdict:
    """个案的下一步: one after the other, each in words; closed from anywhere."""
    if stage == "closed" or (to != "closed" and STAGES.index(to) != STAGES.index(stage) + 1):
        return no("moved_on", _("已经办到别的一步，请看最新情况。"))
    if len(said.strip()) < 4:
        return no("words_missing", _("请写清楚（至少 4 个字）。"))
    return YES
