"""党建引领的规矩, pure: told the facts and the day."""

import re
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no

SOON = timedelta(days=7)  # so long before it is due a milestone is named; 本平台约定
SERVED_WITHIN = timedelta(days=365)  # so long a day of service covers a member; 本平台约定
# What people bring is never to be few; what is left unsolved may be.
_BROUGHT = re.compile("信访|来访|上访|走访量|投诉|举报|检举|警情|报警|诉求|工单|起诉|诉讼|收案|立案")
_UNSOLVED = re.compile("未化解|未办结|没有解决|积案|超期|逾期|返工")
_FEWER = re.compile("下降|减少|降低|压降|零上访|零信访|零投诉|零警情|无信访|无上访")
_HOW_LONG = re.compile("时长|天数|用时|多久")


def indicator_stands(indicator: str, direction: str) -> Verdict:
    """Whether a figure may be what a project is judged by: never that fewer people ask, complain, call or sue (I18)."""
    brought = _BROUGHT.search(indicator) and not _UNSOLVED.search(indicator)
    if brought and (_FEWER.search(indicator) or direction == "down" and not _HOW_LONG.search(indicator)):
        return no(
            "rewards_silence",
            _("不能把来信来访、投诉、报警、起诉变少当作指标（本平台约定）；请改用化解率、按期办结率、满意率，或者没有化解的件数。"),
        )  # fmt: skip
    return YES


def span_stands(begins: date, ends: date) -> Verdict:
    if ends > begins:
        return YES
    return no("span_shape", _("结束的日期要在开始以后。"))


def due_stands(due: date, begins: date, ends: date) -> Verdict:
    """A milestone lies within its project."""
    if begins <= due <= ends:
        return YES
    return no("due_outside", _("节点的日期要在工程开始和结束之间。"))


def standing(due: date, reported: bool, accepted: bool, today: date) -> str:
    """Where a milestone stands: done, waiting (reported, not accepted), late, soon or ahead."""
    if accepted:
        return "done"
    if reported:
        return "waiting"
    if due < today:
        return "late"
    return "soon" if due - today <= SOON else "ahead"


def reached(value: Decimal, target: Decimal, direction: str) -> bool:
    """Whether a figure has come to its target."""
    return value >= target if direction == "up" else value <= target


def in_force(begins: date, until: date | None, withdrawn: date | None, today: date) -> str:
    """Whether a document holds on a day: coming, holds, ended or withdrawn."""
    if withdrawn is not None and today >= withdrawn:
        return "withdrawn"
    if today < begins:
        return "coming"
    return "ended" if until is not None and today > until else "holds"
