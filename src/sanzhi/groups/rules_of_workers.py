"""社工和个案的规矩, pure: registrations, the allowance of a month, the course of a case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from sanzhi.kit import calendar
from sanzhi.kit.verdict import YES, Refusal, Verdict, no

from .rules import fits

YEARS_VALID = 3  # domain.md §8.2
RENEWED_AHEAD = timedelta(
    days=90
)  # registered again so shortly before the end, the next years begin at that end; 本平台约定
HOURS_NEEDED = 72  # of training since the last registration, to be registered again; 本平台约定
KEPT_YEARS = 5  # the words of a case, after it was closed; 本平台约定
FEW = 10  # below so many a count is told as few; 本平台约定
MOST_SIGNED = 200  # rows under one signature: as many as can be read on a page; 本平台约定
GROWN = 18
LEVELS = ("assistant", "worker", "senior")  # the higher after the lower
STAGES = ("intake", "assessed", "planned", "intervening", "evaluated", "closed")


@dataclass(frozen=True)
class Held:
    """一次登记: of which level, from when, until (not on) when."""

    level: str
    first: date
    until: date


def next_month(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _days_of(month: date) -> list[date]:
    return [month + timedelta(days=n) for n in range((next_month(month) - month).days)]


def first_not_worked(last_on: date) -> date:
    """The first month that was not worked to its end, where `last_on` was the last day."""
    month = last_on.replace(day=1)
    return next_month(month) if last_on == next_month(month) - timedelta(days=1) else month


def level_through(held: Iterable[Held], month: date) -> str:
    """补贴按哪一级: the lowest that held on a day of the month, and on each day the highest; "" where on some day none did. So a
    certificate that is done again before its end loses no month."""
    held = list(held)
    ranks = [
        max((LEVELS.index(one.level) for one in held if one.first <= day < one.until), default=-1)
        for day in _days_of(month)
    ]
    return LEVELS[min(ranks)] if min(ranks) >= 0 else ""


@dataclass(frozen=True)
class Spell:
    """在岗的一段: from when, and on which last day; None while it lasts."""

    first: date
    last: date | None


def employed_through(spells: Iterable[Spell], month: date) -> bool:
    """整月在岗: on every day of the month, in one place or in one after the other."""
    spells = list(spells)
    return all(
        any(one.first <= day and (one.last is None or day <= one.last) for one in spells)
        for day in _days_of(month)
    )


def spell_begins(*, starts_on: date, today: date, spells: Iterable[Spell]) -> Verdict:
    """上班: not of a day to come, after every earlier spell ended, and in one place at a time."""
    spells = list(spells)
    if starts_on > today:
        return no("starts_later", _("上班的日期不能在今天以后。"))
    if any(one.last is None for one in spells):
        return no("employed_already", _("还登记在别的单位，请先由那里登记离职。"))
    if any(one.last and starts_on <= one.last for one in spells):
        return no("spell_overlaps", _("这一天已经登记过在岗，请写上次离职以后的日期。"))
    return YES


def spell_ends(*, starts_on: date, last_on: date, today: date) -> Verdict:
    """离职: on a day that was worked."""
    if not starts_on <= last_on <= today:
        return no("last_day_shape", _("最后一天要在上班以后，不能在今天以后。"))
    return YES


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


def valid_to(registered_on: date, before: date | None = None) -> date:
    """三年, from its day; done again shortly before the one `before` runs out, from that end, so that no day of it is lost."""
    begins = before if before and registered_on < before <= registered_on + RENEWED_AHEAD else registered_on
    return calendar.years_after(begins, YEARS_VALID)


def month_stands(*, month: date, today: date) -> Verdict:
    """补贴的月份: one that is over."""
    if month.day != 1 or next_month(month) > today:
        return no("month_runs", _("这个月还没有过完。"))
    return YES


def guarded_until(born: date | None, today: date) -> date:
    """到哪天由监护人: the eighteenth birthday of a child. Raises Refusal for whoever is grown, or not born yet."""
    if born is None or born > today:
        raise Refusal("born_missing", _("未满十八周岁的，要写出生日期。"))
    grown = calendar.years_after(born, GROWN)
    if grown <= today:
        raise Refusal("grown", _("已经满十八周岁，由本人同意，不写监护人。"))
    return grown


def may_advance(*, stage: str, to: str, said: str) -> Verdict:
    """个案的下一步: one after the other, each in words; closed from anywhere."""
    if stage == "closed" or (to != "closed" and STAGES.index(to) != STAGES.index(stage) + 1):
        return no("moved_on", _("已经办到别的一步，请看最新情况。"))
    if len(said.strip()) < 4:
        return no("words_missing", _("请写清楚（至少 4 个字）。"))
    return fits(said)
