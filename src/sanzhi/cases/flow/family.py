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

# Decided by the desk that received the case, whoever holds it meanwhile.
GATHERING = ("merge", "split", *(f"unmerge_{state}" for state in MERGEABLE))
# Not while a part that was split off is still being handled.
GATED = ("report_done", "answer_on_spot", "not_accept")

_UNMERGE = tuple(
    Step(
        f"unmerge_{state}",
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
