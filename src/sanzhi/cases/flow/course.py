"""Version 2 of a matter: what may happen on its way that version 1 did not know (domain.md §9.4, side moves)."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from sanzhi.kit.flow import State, Step

from .matter import DISPATCHERS, HANDLERS, UNDECIDED

SUPERVISORS = ("supervisor", "county_dispatcher")  # 本平台约定: who decides over the heads of those concerned
GRANTORS = (*DISPATCHERS, "supervisor")  # at most these; which of them may, the delay rule says

STATES = {
    "suspended": State(desk=_("中止办理"), public=_("暂时中止"), holder=_("承办单位")),
    "transferred": State(desk=_("已转其他渠道"), public=_("已转其他渠道办理"), holder="", ended=True),
}

STEPS = (
    Step(
        "escalate",
        ("registered",),
        "registered",
        _("上报"),
        public=_("已上报市社会治理中心，由市里分派"),
        who=("town_dispatcher",),
        needs=("reason",),
    ),
    Step(
        "reassign",
        ("assigned", "handling"),
        "assigned",
        _("改派"),
        public=_("换了承办单位，办理时限连续计算"),
        who=DISPATCHERS,
        needs=("lead", "reason"),
        stops=("sign",),
        starts=("sign",),
        hands="over",
    ),
    Step(
        "delay_ask",
        ("handling",),
        None,
        _("申请延期"),
        public=_("承办单位申请延期，等待审核"),
        who=HANDLERS,
        needs=("reason", "more"),
        hands="holder",
    ),
    Step(
        "delay_grant",
        ("handling",),
        None,
        _("同意延期"),
        public=_("经批准延期"),
        who=GRANTORS,
        needs=("reason",),
        hands="over",
    ),
    Step(
        "delay_refuse",
        ("handling",),
        None,
        _("不同意延期"),
        public=_("没有批准延期，仍按原来的期限办理"),
        who=GRANTORS,
        needs=("reason",),
        hands="over",
    ),
    Step(
        "suspend",
        ("handling",),
        "suspended",
        _("中止办理"),
        public=_("暂时中止办理，中止期间不计入期限"),
        who=HANDLERS,
        needs=("ground", "reason", "until"),
        pauses=("handle",),
    ),
    Step(
        "resume",
        ("suspended",),
        "handling",
        _("恢复办理"),
        public=_("恢复办理，期限接着计算"),
        who=(*HANDLERS, *DISPATCHERS, "clock"),
        resumes=("handle",),
        hands="over",
    ),
    Step(
        "transfer",
        ("registered", "assigned", "arbitration", "handling", "suspended"),
        "transferred",
        _("转其他渠道"),
        public=_("转到其他渠道办理，已告知怎么走"),
        who=DISPATCHERS,
        needs=("channel", "reason", "route"),
        stops=("dispatch", "sign", "handle"),
        hands="over",
    ),
    Step(
        "shield",
        (*UNDECIDED, "suspended", "follow_up"),
        None,
        _("注明被反映单位"),
        public=_("已注明被反映的单位，它看不到是谁反映的"),
        who=DISPATCHERS,
        needs=("against",),
        hands="over",
    ),
    Step(
        "unshield",
        (*UNDECIDED, "suspended", "follow_up"),
        None,
        _("撤销被反映单位"),
        public=_("原来注明的被反映单位有误，已撤销"),
        who=("county_dispatcher",),
        needs=("reason",),
        hands="over",
    ),
    Step(
        "contest_rating",
        ("registered", "assigned", "handling", "suspended", "reported", "follow_up", "closed"),
        None,
        _("申诉评价"),
        who=HANDLERS,
        needs=("reason", "evidence"),
    ),
    Step(
        "contest_card",
        (*UNDECIDED, "suspended", "follow_up", "closed", "not_accepted", "transferred"),
        None,
        _("申诉亮牌"),
        who=(*HANDLERS, *DISPATCHERS),
        needs=("reason", "evidence"),
    ),
    Step(
        "contest_uphold",
        (*UNDECIDED, "suspended", "follow_up", "closed", "not_accepted", "transferred"),
        None,
        _("申诉成立"),
        public=_("承办单位的申诉成立，不计入对它的考核；您的评价和办理记录原样保留"),
        who=SUPERVISORS,
        needs=("reason",),
        hands="over",
    ),
    Step(
        "contest_refuse",
        (*UNDECIDED, "suspended", "follow_up", "closed", "not_accepted", "transferred"),
        None,
        _("申诉不成立"),
        who=SUPERVISORS,
        needs=("reason",),
        hands="over",
    ),
)

ALSO_SUSPENDED = ("urge", "supplement")


def adapted(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The steps of version 1 as version 2 has them: a citizen may also speak while the matter is suspended."""
    return tuple(
        replace(step, frm=(*step.frm, "suspended")) if step.name in ALSO_SUSPENDED else step for step in steps
    )
