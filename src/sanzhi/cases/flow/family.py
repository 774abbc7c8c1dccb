"""一家子: the states and steps by which cases belong together: 并案, 关联, 拆分, and 督办 over any of them.

Added to version 2 of the kind "matter". What joins cases never decides about a person's matter by itself: a
dispatcher merges, a supervisor supervises; the clock only raises what the county's own rules say.
"""

from django.utils.translation import gettext_lazy as _

from sanzhi.kit.flow import State, Step

from . import course
from .matter import DISPATCHERS, HANDLERS, MATTER_1, UNDECIDED

MERGEABLE = ("registered", "assigned", "arbitration", "handling")  # before anybody has reported it done
STANDING = (*UNDECIDED, "follow_up")  # what another case may be merged into
CLOCKS = ("dispatch", "sign", "handle")
EVERYWHERE = (*MATTER_1.states, *course.STATES, "merged")

STATES = {
    "merged": State(desk=_("已并案"), public=_("已和同一件事合并办理"), holder=_("主事项的承办单位")),
}

# Not while a part that was split off is still being handled.
GATED = ("report_done", "answer_on_spot", "not_accept")

# A merged case whose main case ended without being done here ends the same way, and says so in the same words.
ALONG = {
    "not_accepted": Step(
        "follow_not_accepted",
        ("merged",),
        "not_accepted",
        _("随主事项不予受理"),
        public=_("合并办理的事不属于本平台受理范围，本件也一样；理由和去处写在这里，您可以提出异议"),
        who=("clock",),
        stops=CLOCKS,
    ),
    "transferred": Step(
        "follow_transferred",
        ("merged",),
        "transferred",
        _("随主事项转其他渠道"),
        public=_("合并办理的事转到了其他渠道，本件也一样；怎么走写在这里，您可以提出异议"),
        who=("clock",),
        stops=CLOCKS,
    ),
}
# The steps by which a matter ends without being handled here; the paper with the way is printed from them.
ENDS_ELSEWHERE = ("not_accept", "transfer", *(step.name for step in ALONG.values()))
# The same for the ends that a county's own kind has; it says itself where it leads.
FOLLOWING = Step(
    "follow",
    ("merged",),
    "closed",
    _("随主事项结束"),
    public=_("合并办理的事有了结果，本件一并结束"),
    who=("clock",),
)


def way_back(state: str) -> str:
    """The step by which a case that was merged from there stands there again; a county's state by its own code."""
    return f"unmerge_{state.rpartition('-')[2]}"


def way_along(state: str) -> str:
    """The step by which a merged case ends where its main case has ended."""
    return "close_merged" if state == "closed" else f"follow_{state.rpartition('-')[2]}"


def gathers(step: str) -> bool:
    """Decided by the desk that received the case, whoever holds it meanwhile."""
    return step in ("merge", "split") or step.startswith("unmerge_")


def topic(step: str) -> str:
    """What a step is announced as: a county has many states to go back to, and many ends to follow to."""
    if step.startswith("unmerge_") and step not in {way_back(state) for state in MERGEABLE}:
        return "unmerge"
    if step.startswith("follow_") and step not in {way_along(state) for state in ALONG}:
        return "follow"
    return step


_UNMERGE = tuple(
    Step(
        way_back(state),
        ("merged",),
        state,
        _("撤销并案"),
        public=_("恢复单独办理"),
        who=DISPATCHERS,
        needs=("reason",),
        resumes=CLOCKS,
    )
    for state in MERGEABLE
)

_GATHER = (
    Step(
        "merge",
        MERGEABLE,
        "merged",
        _("并案"),
        public=_("和另一件同样的事合并办理，进展照样告诉您"),
        who=DISPATCHERS,
        needs=("reason", "into"),
        pauses=CLOCKS,
    ),
    *_UNMERGE,
    Step("absorb", STANDING, None, _("并入一件"), who=DISPATCHERS),
    Step("release", EVERYWHERE, None, _("一件恢复单独办理"), who=DISPATCHERS),
    Step(
        "rate",
        ("merged",),
        "closed",
        _("评价办结"),
        public=_("您已评价，事项办结"),
        who=("resident",),
        needs=("solved", "satisfied"),
        stops=CLOCKS,
    ),
    Step(
        "close_merged",
        ("merged",),
        "closed",
        _("随主事项办结"),
        public=_("合并办理的事已经办结，本件一并办结；您仍可要求重新办理"),
        who=("clock",),
        stops=CLOCKS,
    ),
    *ALONG.values(),
    Step(
        "supplement",
        ("merged",),
        None,
        _("补充情况"),
        public=_("补充了情况"),
        who=("resident", "grid_worker", *DISPATCHERS, *HANDLERS),
        needs=("text",),
    ),
    Step("link", EVERYWHERE, None, _("关联"), who=DISPATCHERS, needs=("reason",)),
    Step("unlink", EVERYWHERE, None, _("取消关联"), who=DISPATCHERS, needs=("reason",)),
    Step(
        "split",
        ("registered", "assigned", "handling"),
        None,
        _("拆分"),
        public=_("分成几件，分别交给有关单位办理"),
        who=DISPATCHERS,
        needs=("reason",),
    ),
)

_SUPERVISE = (
    Step(
        "supervise",
        (*STANDING, "closed"),
        None,
        _("督办"),
        public=_("已列入督办，督促承办单位办理"),
        who=("supervisor", "clock"),
        needs=("why", "ask"),
    ),
    Step(
        "supervise_reply",
        EVERYWHERE,
        None,
        _("督办答复"),
        who=(*HANDLERS, *DISPATCHERS),
        needs=("answer",),
    ),
    Step(
        "supervise_escalate",
        (*STANDING, "closed"),
        None,
        _("升级督办"),
        public=_("督办升级"),
        who=("supervisor", "clock"),
        needs=("why",),
    ),
    Step("supervise_lift", EVERYWHERE, None, _("解除督办"), who=("supervisor",), needs=("note",)),
)

STEPS = (*_GATHER, *_SUPERVISE)
