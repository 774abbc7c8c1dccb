"""回访抽样: pure rules of whom to call, when to try again, and how long a link lives. The numbers are ours (本平台约定)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from sanzhi.kit.calendar import COUNTY, WorkingCalendar
from sanzhi.kit.verdict import YES, Verdict, no

LINK_LIFE = timedelta(days=30)  # as long as a closed matter may be asked for again
RATE_WITHIN = timedelta(
    days=2
)  # who is not called is waited for so long: always shorter than the call-back limit
ON_THE_PHONE = timedelta(minutes=15)  # how long “somebody is calling” holds
MORNING, NOON, AFTERNOON = time(9), time(12), time(14)
CALL, LINK, OUT, NO_CONTACT = "call", "link", "out", "no_contact"
OUT_OF = 10_000


@dataclass(frozen=True)
class SampleRule:
    """抽样规则 as told to `sample`."""

    order: int
    name: str
    when: Mapping[str, Any]
    percent: int
    wait_days: int


@dataclass(frozen=True)
class Asked:
    """抽样所见: what the rules look at in one case."""

    category: str
    emergency: bool
    carded: bool
    returned: bool
    reopened: bool
    urged: bool
    supervised: bool
    has_phone: bool
    may_text: bool  # a gateway is there, and the person takes texts


@dataclass(frozen=True)
class Drawn:
    """抽样结果: how to ask, after how many days, and what every rule said."""

    how: str
    wait_days: int
    trace: list[dict[str, Any]]


FACTS = {
    "emergency": gettext_noop("不是紧急事项"),
    "carded": gettext_noop("没有亮过牌"),
    "returned": gettext_noop("没有退回过"),
    "reopened": gettext_noop("没有重新办理过"),
    "urged": gettext_noop("没有催办过"),
    "supervised": gettext_noop("没有督办过"),
}


def lot_of(seed: str) -> int:
    """The number a seed draws, 0 to 9999: the same one whenever it is drawn again."""
    return int.from_bytes(sha256(seed.encode()).digest()[:8], "big") % OUT_OF


def sample(rules: Sequence[SampleRule], asked: Asked, seed: str) -> Drawn:
    """The first rule that fits decides by the lot; the trace names every rule looked at and why."""
    trace: list[dict[str, Any]] = []
    for rule in rules:
        misses = _misfit(rule.when, asked)
        line = {"rule": rule.order, "name": rule.name, "fits": not misses, "because": misses}
        trace.append(line)
        if misses:
            continue
        lot = lot_of(seed)
        drawn = lot < rule.percent * OUT_OF // 100
        line |= {"percent": rule.percent, "lot": lot, "drawn": drawn}
        return Drawn(_how(asked, drawn), rule.wait_days, trace)
    return Drawn(_how(asked, False), 0, trace)


def _how(asked: Asked, drawn: bool) -> str:
    if not asked.has_phone:
        return NO_CONTACT
    if drawn:
        return CALL
    return LINK if asked.may_text else OUT


def _misfit(when: Mapping[str, Any], asked: Asked) -> str:
    prefix = when.get("category")
    if prefix and asked.category != prefix and not asked.category.startswith(prefix + "."):
        return gettext_noop("不是指定的类别")
    return next((why for fact, why in FACTS.items() if when.get(fact) and not getattr(asked, fact)), "")


def half_day(at: datetime) -> tuple[str, str]:
    """上午 or 下午 of a day: tries in one half-day are one try."""
    here = at.astimezone(COUNTY)
    return here.date().isoformat(), "am" if here.time() < NOON else "pm"


def may_try(earlier: Sequence[datetime], at: datetime) -> Verdict:
    """Three tries are three half-days: ringing again within the hour reaches nobody new."""
    if half_day(at) in {half_day(one) for one in earlier}:
        return no("tried_this_half_day", _("这半天已经打过一次，请换个半天再打。"))
    return YES


def next_try(at: datetime, calendar: WorkingCalendar) -> datetime:
    """The next half-day in which somebody may be at home and the desk is open."""
    here = at.astimezone(COUNTY)
    if here.time() < NOON and calendar.is_working(here.date()):
        return datetime.combine(here.date(), AFTERNOON, COUNTY)
    day = calendar.working_on_or_after(here.date() + timedelta(days=1))
    return datetime.combine(day, MORNING, COUNTY)


def first_try(at: datetime, wait_days: int, calendar: WorkingCalendar) -> datetime:
    """Now, or in the first open half-day after the wait."""
    if not wait_days:
        return at
    day = calendar.working_on_or_after((at.astimezone(COUNTY) + timedelta(days=wait_days)).date())
    return max(at + timedelta(days=wait_days), datetime.combine(day, MORNING, COUNTY))


def may_hold(
    held_by: int | None, held_until: datetime | None, person_id: int | None, at: datetime
) -> Verdict:
    """May this caller take the telephone to this case now?"""
    if held_by and held_by != person_id and held_until and held_until > at:
        return no("being_called", _("同事正在打这个电话，请先回访别的。"))
    return YES


def sampling_problems(rules: Sequence[Mapping[str, Any]]) -> Verdict:
    """Is this a set of rules that leaves no case undecided?"""
    if not rules:
        return no("no_rules", _("至少要有一条规则。"))
    if rules[-1]["when"]:
        return no("no_last_rule", _("最后一条要适用于“其余全部”，否则有的事项没有规则可依。"))
    if any(not rule["when"] for rule in rules[:-1]):
        return no("rule_never_reached", _("“其余全部”后面的规则永远轮不到，请放到它的前面。"))
    if any(len(rule["basis"].strip()) < 4 for rule in rules):
        return no("basis_missing", _("请写明依据；没有依据的，写“本地约定”并注明会议或文件。"))
    return YES
