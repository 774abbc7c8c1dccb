"""纠纷的流程, as data (domain.md §10.5): every open state has a way out in one move, for every party (I15)."""

from django.utils.translation import gettext_lazy as _

from sanzhi.cases.flow import MATTER_1, RoomKind, beside_room
from sanzhi.kit.flow import Flow, State, Step

CODE = "dispute"
BODY = _("调解组织")
NEW, ASKING, TAKEN, TALKS = "dispute-new", "dispute-asking", "dispute-taken", "dispute-talks"
SIGNING, PERFORM, ASKED, CLOSED = "dispute-signing", "dispute-perform", "follow_up", "closed"
OPEN = (NEW, ASKING, TAKEN, TALKS, SIGNING, PERFORM, ASKED)

OWN = {
    NEW: State(desk=_("待受理"), public=_("已收到申请"), holder=BODY, clock="dispute-accept"),
    ASKING: State(desk=_("征求各方意见"), public=_("正在问各方愿不愿意调解"), holder=BODY),
    TAKEN: State(desk=_("待开始调解"), public=_("已受理，正在定调解员"), holder=BODY),
    TALKS: State(desk=_("调解中"), public=_("正在调解"), holder=BODY),
    SIGNING: State(desk=_("协议待签"), public=_("协议写好了，等各方签字"), holder=BODY),
    PERFORM: State(desk=_("履行中"), public=_("协议生效，正在履行"), holder=BODY),
}
ENDED = {
    "dispute-endnot": State(
        desk=_("不予受理"), public=_("不属于调解范围，已告知途径"), holder="", ended=True
    ),
    "dispute-endrefused": State(
        desk=_("当事人不同意调解"), public=_("有一方不同意调解，已告知途径"), holder="", ended=True
    ),
    "dispute-endfail": State(desk=_("调解不成"), public=_("调解不成，已告知途径"), holder="", ended=True),
    "dispute-endleft": State(
        desk=_("当事人退出"), public=_("有一方退出调解，已告知途径"), holder="", ended=True
    ),
    "dispute-endcourt": State(desk=_("转法院立案"), public=_("不再调解，转法院立案"), holder="", ended=True),
    "dispute-endpolice": State(
        desk=_("转公安机关"), public=_("可能激化，已报告公安机关"), holder="", ended=True
    ),
}
STATES = {
    **OWN, ASKED: MATTER_1.states[ASKED], CLOSED: MATTER_1.states[CLOSED], **ENDED,
}  # fmt: skip

ACCEPT = "dispute-accept"
# While an agreement is performed the clock stands still: its dates are the agreement's own.
# How long there is, by what kind of dispute it is and who sent it (data/limits.csv has each with its article).
CLOCKS = {
    "": "dispute-people",
    "labour": "dispute-labour",
    "medical": "dispute-medical",
    "delegated": "dispute-deleg",
    "ordinary": "dispute-ord",
    "summary": "dispute-sum",
}
TALKING = tuple(CLOCKS.values())
ALL_CLOCKS = (ACCEPT, *TALKING, "call_back")

_ACCEPTING = tuple(
    Step(
        f"dispute-accept_{name}" if name else "dispute-accept",
        (NEW, ASKING), TAKEN, _("受理"), public=_("各方同意，受理调解"), stops=(ACCEPT,), starts=(clock,),
    )
    for name, clock in CLOCKS.items()
)  # fmt: skip
STEPS = (
    Step("dispute-ask", (NEW,), ASKING, _("征求各方意见"), public=_("问各方愿不愿意调解")),
    *_ACCEPTING,
    Step(
        "dispute-not", (NEW,), "dispute-endnot", _("不予受理"),
        public=_("不属于调解范围，已告知途径"), needs=("reason", "route"), stops=(ACCEPT,),
    ),
    Step(
        "dispute-refuse", (NEW, ASKING), "dispute-endrefused", _("不同意调解"),
        public=_("有一方不同意调解"), stops=(ACCEPT,),
    ),
    Step("dispute-choose", (TAKEN, TALKS), None, _("确定调解员"), public=_("定了调解员")),
    Step("dispute-talk", (TAKEN,), TALKS, _("开始调解"), public=_("开始调解")),
    Step("dispute-met", (TALKS,), None, _("又调解一次"), public=_("又调解了一次")),
    Step(
        "dispute-extend", (TAKEN, TALKS, SIGNING), None, _("延长调解期限"),
        public=_("各方同意延长调解期限"),
    ),
    Step("dispute-draft", (TALKS,), SIGNING, _("写好协议"), public=_("协议写好了，等各方签字")),
    Step("dispute-redraft", (SIGNING,), TALKS, _("重新协商"), public=_("协议要改，接着调解")),
    Step("dispute-agree", (SIGNING,), PERFORM, _("协议生效"), public=_("协议生效"), pauses=TALKING),
    Step("dispute-oral", (TALKS,), PERFORM, _("达成口头协议"), public=_("达成口头协议"), pauses=TALKING),
    Step(
        "dispute-fail", (TAKEN, TALKS, SIGNING), "dispute-endfail", _("调解不成"),
        public=_("调解不成，已告知途径"), needs=("reason",), stops=TALKING,
    ),
    Step(
        "dispute-lapse", (PERFORM,), "dispute-endfail", _("不履行，告知途径"),
        public=_("协议没有履行，已告知途径"), needs=("reason",), stops=TALKING,
    ),
    Step(
        "dispute-done", (PERFORM,), ASKED, _("履行完毕"), public=_("协议履行完毕，等您评价"),
        stops=TALKING, starts=("call_back",),
    ),
    Step(
        "dispute-leave", OPEN, "dispute-endleft", _("退出调解"),
        public=_("有一方退出调解"), stops=ALL_CLOCKS,
    ),
    Step(
        "dispute-court", OPEN, "dispute-endcourt", _("不调解，转立案"),
        public=_("不再调解，转法院立案"), stops=ALL_CLOCKS,
    ),
    Step(
        "dispute-police", OPEN, "dispute-endpolice", _("报告公安机关"),
        public=_("可能激化，已报告公安机关"), needs=("reason",), stops=ALL_CLOCKS,
    ),
)  # fmt: skip

DISPUTE_1 = Flow(
    CODE,
    start=NEW,
    states=STATES,
    steps=(*STEPS, *beside_room(OPEN, tuple(STATES), TALKS, (CLOCKS[""],))),
)
DISPUTE = RoomKind(
    CODE,
    _("矛盾纠纷"),
    {1: DISPUTE_1},
    secrecy="closed",
    years=10,
    basis="本平台约定：卷宗随档案保存十年；国家或者省里另有规定的从其规定",
)
