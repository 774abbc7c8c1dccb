"""党建引领的规矩, pure: told the facts and the day."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no

SOON = timedelta(days=7)  # so long before it is due a milestone is named; 本平台约定
SERVED_WITHIN = timedelta(days=365)  # so long a day of service covers a member; 本平台约定
# What people bring is never to be few; what is left unsolved may be.
_BROUGHT = re.compile(
    "信访|来访|上访|走访量|越级|进京|赴省|投诉|举报|检举|控告|警情|接警|报警|110|12345|来电|热线|诉求|工单|纠纷发生|起诉|诉讼|收案|立案"
)
_UNSOLVED = re.compile("未化解|未办结|没有解决|积案|超期|逾期|返工")
_FEWER = re.compile(
    "下降|减少|降低|压降|压减|越少|越低|少于|不超过|为零|归零|清零|零上访|零信访|零投诉|零警情|零发生|无信访|无上访|无越级|未发生|没有发生|不发生"
)
_HOW_WELL = re.compile("率|化解|办结|满意|按期|及时|做法|机制|代办|质量")
_HOW_MANY = re.compile("量|数|件次|人次|批次|总")
_CLAUSES = re.compile("[，。；、,;.\\s]+")
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


def words_stand(text: str) -> Verdict:
    """Whether free words may say what is scored (I18): no clause of them rewards that little is brought, or counts it."""
    for clause in _CLAUSES.split(text):
        brought = _BROUGHT.search(clause) and not _UNSOLVED.search(clause)
        counted = _HOW_MANY.search(clause) and not _HOW_WELL.search(clause)
        if brought and (_FEWER.search(clause) and not _HOW_LONG.search(clause) or counted):
            return indicator_stands("信访下降", "down")
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


GATES = ("propose", "discuss", "review")  # in this order
DECIDE = ("assembly", "representatives")  # the bodies a village decides by
PUBLISHED_WITHIN = timedelta(
    days=10
)  # 本平台约定: so long after the resolution it is published, or the town hears


@dataclass(frozen=True)
class Counted:
    """一次会的数: who could vote, who was there, how they voted."""

    entitled: int
    present: int
    in_favour: int
    against: int
    abstained: int


def counted_right(one: Counted) -> Verdict:
    """Whether the figures can be those of one meeting."""
    if 0 < one.present <= one.entitled and one.present == one.in_favour + one.against + one.abstained:
        return YES
    return no("counts_shape", _("到会人数不能多于应到人数，赞成、反对、弃权加起来要等于到会人数。"))


def gate_passes(kind: str, one: Counted) -> Verdict:
    """Whether a meeting agreed. 党员大会: at least half of those with a vote are there and more than half of all of them agree
    (《中国共产党支部工作条例（试行）》); the other two: more than half there, more than half of these agree (本平台约定)."""
    review = kind == "review"
    there = one.present * 2 >= one.entitled if review else one.present * 2 > one.entitled
    if not there:
        return no("quorum_short", _("到会人数不够。"))
    if one.in_favour * 2 <= (one.entitled if review else one.present):
        return no("votes_short", _("赞成的没有过半。"))
    return YES


def next_gate(agreed: Collection[str]) -> str:
    """Which meeting comes next; "" when all three agreed."""
    return next((kind for kind in GATES if kind not in agreed), "")
