"""亲缘: pure rules of cases that belong together, and of supervision. Told the facts, they say what follows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, first_no, no

from .flow import has_own_codes, of_county, own
from .flow.family import STANDING
from .flow.matter import UNDECIDED

MOST_PARTS = 10  # 本平台约定
CLOSE_MERGED_AFTER = timedelta(days=7)  # 本平台约定: time to rate for oneself after the main case has ended
LEVELS = ("urge", "press", "circular")


@dataclass(frozen=True)
class Kin:
    """亲缘情况: what a case is to other cases already."""

    merged_here: bool = False  # others are merged into it
    is_part: bool = False  # split off from another
    has_parts: bool = False


def may_merge(case: Any, main: Any, kin: Kin) -> Verdict:
    """Only into a case that stands on its own; one deep, so that no chain and no circle can form."""
    if case.id == main.id:
        return no("merge_itself", _("不能并入自己。"))
    if main.state == "merged":
        return no("main_is_merged", _("那件事自己已经并入别的事项，请并入它的主事项。"))
    if not stands(main.state):
        return no("main_has_ended", _("那件事已经办结，不能再并入；可以关联。"))
    if case.kind != main.kind:
        return no("other_kind", _("两件事不是同一种事项，不能并案。"))
    if of_county(case.kind) and case.kind_version != main.kind_version:  # they may end in different states
        return no("other_version", _("两件事登记时，种类不是同一版，不能并案；可以关联。"))
    return first_no(
        _unless(kin.merged_here, "has_merged", _("已经有别的事项并入这一件，请先撤销，或反过来并入。")),
        _unless(kin.is_part or kin.has_parts, "is_split", _("拆分过的事项和拆出来的各件不能并案。")),
    )


def stands(state: str) -> bool:
    """Whether a case may take in another: it is open, and in its own right."""
    return not own(state).startswith("end") if has_own_codes(state) else state in STANDING


def may_split(kin: Kin, parts: int, wanted: int) -> Verdict:
    return first_no(
        _unless(kin.is_part, "part_of_part", _("拆出来的一件不能再拆，请回到原事项拆分。")),
        _unless(wanted < 1, "no_parts", _("请至少写一件。")),
        _unless(
            parts + wanted > MOST_PARTS,
            "too_many_parts",
            _("一件事最多拆成 %(most)d 件，已经有 %(parts)d 件。") % {"most": MOST_PARTS, "parts": parts},
        ),
    )


def parts_are_done(open_parts: Sequence[str]) -> Verdict:
    """`open_parts`: the public codes of the parts still being handled."""
    named = _("、").join(open_parts)
    sentence = _("拆分出去的还没有办完：%(parts)s。各件核验通过后，原事项才能报告办结。") % {"parts": named}
    return _unless(bool(open_parts), "parts_open", sentence)


def may_rate_merged(main_state: str) -> Verdict:
    if main_state in ("follow_up", "closed"):
        return YES
    return no("main_not_done", _("合并办理的事还没有办好，办好后会请您评价。"))


def may_join(state: str, *, own: bool, shown: bool) -> Verdict:
    if own:
        return no("join_own", _("这是您自己反映的事，不用再加入。"))
    if not shown:
        return no("not_visible", _("没有找到这个事项。"))
    if state not in STANDING:
        return no("join_ended", _("这件事已经办结，请您重新反映。"))
    return YES


@dataclass(frozen=True)
class SupervisionFacts:
    """督办事实: what the rules look at; `card` 0 none, 1 yellow, 2 red; `dissatisfied` 0 no, 1 不满意, 2 非常不满意."""

    card: int
    urges: int
    joins: int
    returns: int
    reopens: int
    dissatisfied: int
    repeats: int
    same_place: int
    instructed: int


def facts_of(case: Any, joins: int, *, repeats: tuple[int, int], instructed: int) -> SupervisionFacts:
    """`repeats`: how often by the same person, and by how many others at the same place."""
    return SupervisionFacts(
        card={"": 0, "yellow": 1, "red": 2}[case.card],
        urges=case.urges,
        joins=joins,
        returns=case.returns,
        reopens=case.reopens,
        dissatisfied=max(0, 3 - case.satisfied) if case.satisfied else 0,
        repeats=repeats[0],
        same_place=repeats[1],
        instructed=instructed,
    )


def supervision_trace(rules: Iterable[Any], facts: SupervisionFacts) -> list[dict[str, Any]]:
    """Every rule, whether it fits, and the number it looked at: [{"code", "name", "measure", "found", "at_least", "fits"}]."""
    found: Mapping[str, int] = vars(facts)
    return [
        {
            "code": rule.code,
            "name": rule.name,
            "measure": rule.get_measure_display(),
            "found": found[rule.measure],
            "at_least": rule.at_least,
            "active": rule.active,
            "fits": rule.active and found[rule.measure] >= rule.at_least,
        }
        for rule in rules
    ]


def next_level(level: str) -> str:
    """The firmer level; "" above the last."""
    return {"urge": "press", "press": "circular"}.get(level, "")


def may_escalate(level: str) -> Verdict:
    return YES if next_level(level) else no("last_level", _("已经是最高一级（通报）。"))


def may_reply(office_id: int, actor_office: int | None, state: str) -> Verdict:
    return first_no(
        _unless(office_id != actor_office, "not_addressed", _("这次督办不是发给您的单位的。")),
        _unless(state != "raised", "replied_already", _("已经答复过，等督查员看。")),
    )


def _unless(stands: bool, code: str, sentence: str) -> Verdict:
    return no(code, sentence) if stands else YES


def answerable(case: Any) -> int:
    """Which office answers for a case: who holds it, and after that who led its handling, else who received it."""
    holds = case.holder_id if case.state in UNDECIDED or has_own_codes(case.state) else None
    return holds or case.lead_id or case.receiver_id


def hands(case: Any) -> list[int]:
    """Every office that has had to do with a case, the one that answers for it first."""
    every = (answerable(case), case.holder_id, case.lead_id, case.receiver_id)
    return list(dict.fromkeys(office for office in every if office))
