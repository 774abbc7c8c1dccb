"""What a petition has to be. Pure: told the facts, never fetching any."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no

LEAST_WORDS, MOST_WORDS = 10, 5000
# Which bodies receive an accusation first, the more competent first. 本平台约定: the law says "a body with the power to
# deal with it" (《信访工作条例》第三十条) and leaves which one to other laws.
COMPETENT = ("discipline", "petition_bureau")


@dataclass(frozen=True)
class Desk:
    """收件单位: an office that may receive accusations, with its kind."""

    id: int
    kind: str


def receiver_of(desks: Sequence[Desk], kept_out: Collection[int]) -> int | None:
    """The office an accusation goes to first: the most competent that is neither the accused's nor under it; None where
    every one is, and it has to go above the county (《信访工作条例》第三十条、第四十六条)."""
    lawful = [desk for desk in desks if desk.id not in kept_out and desk.kind in COMPETENT]
    first = min(lawful, key=lambda desk: (COMPETENT.index(desk.kind), desk.id), default=None)
    return first.id if first else None


def words_stand(words: str, *, least: int = LEAST_WORDS, most: int = MOST_WORDS) -> Verdict:
    """Whether what is said says something and is not too long to be kept."""
    if len(words.strip()) < least:
        return no("words_missing", _("请写清楚事实，至少 %(n)d 个字。") % {"n": least})
    if len(words) > most:
        return no("words_too_long", _("最多 %(n)d 个字，请写主要的。") % {"n": most})
    return YES


MOST_PAPERS = 120  # pictures with one petition; 本平台约定

# --- 申诉求决、建议意见 -------------------------------------------------------------------------------

MOST_SPEAK = 5  # 《信访工作条例》第二十条
MOST_CLAIMS = 10  # 本平台约定
MOST_MORE = 30  # days, 《信访工作条例》第三十四条
OPINIONS = ("support", "explain", "reject")


@dataclass(frozen=True)
class Answer:
    """对一项请求的意见: one of OPINIONS, and what is said of it."""

    opinion: str
    words: str


def claims_stand(claims: Sequence[str]) -> Verdict:
    """Whether something is asked for, and each thing can be answered by itself."""
    if not claims:
        return no("claims_missing", _("请写明您要求什么，一项一行。"))
    if len(claims) > MOST_CLAIMS:
        return no("too_many_claims", _("一件信访最多写 %(n)d 项请求，请分开提出。") % {"n": MOST_CLAIMS})
    if any(len(one) > 300 for one in claims):
        return no("claim_too_long", _("每一项请求最多 300 个字，详细情况请写在事实里。"))
    return YES


def group_stands(people: int, named: int, speaking: int) -> Verdict:
    """Many who come together choose at most five to speak for them."""
    if people < named:
        return no("people_too_few", _("人数不能少于写下姓名的人数。"))
    if speaking > MOST_SPEAK:
        return no("too_many_speak", _("多人走访的，代表不超过 5 人（《信访工作条例》第二十条）。"))
    if people > 1 and not speaking:
        return no("nobody_speaks", _("多人提出共同的信访事项，请写明代表是谁。"))
    return YES


def answers_stand(claims: int, answers: Sequence[Answer]) -> Verdict:
    """Each claim has its opinion and its ground (《信访工作条例》第三十二条)."""
    if len(answers) != claims:
        return no("claim_unanswered", _("每一项请求都要有处理意见。"))
    for one in answers:
        if one.opinion not in OPINIONS:
            return no("opinion_missing", _("请选择支持、解释说明或者不予支持。"))
        if len(one.words.strip()) < 5:
            return no("answer_missing", _("每一项意见都要写明理由，至少 5 个字。"))
    return YES


def in_time(until: datetime | None, at: datetime, told: str) -> Verdict:
    """Whether the next round may still be asked for. `told`: the last day, as it is said."""
    if until is None or at < until:
        return YES
    return no(
        "too_late",
        _(
            "申请的期限到 %(day)s 为止，已经过了。有新的事实和理由的，可以另行提出信访事项；也可以到信访局窗口咨询别的途径。"
        )
        % {"day": told},
    )


def objection_in_time(until: datetime | None, at: datetime) -> Verdict:
    if until is None or at < until:
        return YES
    return no(
        "objection_too_late",
        _("提出异议的五个工作日已经过了（《信访工作条例》第二十三条），请受理或者告知不予受理的理由。"),
    )


def still_open(closed_at: datetime | None, erased_at: datetime | None) -> Verdict:
    """Something may be shown while somebody can still look at it."""
    if closed_at is None and erased_at is None:
        return YES
    return no("ended", _("这一件已经结束，不能再放材料。有新的事实的，可以另行提出。"))


def papers_stand(new: int, there: int) -> Verdict:
    if not new:
        return no("papers_missing", _("请选择要放的照片或者文书。"))
    if new + there > MOST_PAPERS:
        return no("too_many_papers", _("一件信访最多放 %(n)d 页材料，请挑主要的。") % {"n": MOST_PAPERS})
    return YES
