"""The built-in kind "matter" (居民诉求), version 1: its states and steps, as data.

Shape after domain.md §9.4. A published version is never changed; the next one gets the next number, and a
running case keeps the version it was filed under.
"""

from django.utils.translation import gettext_lazy as _

from sanzhi.kit.flow import Flow, State, Step

DISPATCHERS = ("town_dispatcher", "county_dispatcher")
HANDLERS = ("handler", "village_clerk")
UNDECIDED = ("registered", "assigned", "arbitration", "handling", "reported")

MATTER_1 = Flow(
    "matter",
    start="registered",
    states={
        "registered": State(desk=_("待分派"), public=_("已收到"), holder=_("受理单位")),
        "assigned": State(desk=_("待签收"), public=_("已交给承办单位"), holder=_("承办单位")),
        "arbitration": State(desk=_("待裁定"), public=_("正在确定承办单位"), holder=_("市社会治理中心")),
        "handling": State(desk=_("办理中"), public=_("正在办理"), holder=_("承办单位")),
        "reported": State(desk=_("待核验"), public=_("已办理，正在核验"), holder=_("受理单位")),
        "follow_up": State(desk=_("待回访"), public=_("等您评价"), holder=_("回访席")),
        "closed": State(desk=_("已办结"), public=_("已办结"), holder="", ended=True),
        "not_accepted": State(desk=_("不予受理"), public=_("已告知办理途径"), holder="", ended=True),
    },
    steps=(
        Step(
            "answer_on_spot",
            ("registered",),
            "follow_up",
            _("当场答复"),
            public=_("受理窗口当场作了答复"),
            who=DISPATCHERS,
            needs=("reply",),
            stops=("dispatch",),
            starts=("call_back",),
        ),
        Step(
            "not_accept",
            ("registered",),
            "not_accepted",
            _("不予受理"),
            public=_("不属于本平台受理范围，已告知办理途径"),
            who=DISPATCHERS,
            needs=("reason", "route"),
            stops=("dispatch",),
        ),
        Step(
            "assign",
            ("registered",),
            "assigned",
            _("交办"),
            public=_("已交给承办单位"),
            who=DISPATCHERS,
            needs=("lead",),
            stops=("dispatch",),
            starts=("sign",),
        ),
        Step(
            "decide",
            ("arbitration",),
            "assigned",
            _("裁定交办"),
            public=_("承办单位已裁定"),
            who=("county_dispatcher",),
            needs=("lead", "reason"),
            stops=("dispatch",),
            starts=("sign",),
        ),
        Step(
            "sign_for",
            ("assigned",),
            "handling",
            _("签收"),
            public=_("承办单位已签收，开始办理"),
            who=HANDLERS,
            stops=("sign",),
            starts=("handle",),
        ),
        Step(
            "return",
            ("assigned", "handling"),
            "registered",
            _("退回"),
            public=_("承办单位说明理由退回，正在重新分派"),
            who=HANDLERS,
            needs=("reason", "proposed"),
            stops=("sign", "handle"),
            starts=("dispatch",),
        ),
        Step(
            "return_third",
            ("assigned", "handling"),
            "arbitration",
            _("第三次退回"),
            public=_("多次退回，正在由市社会治理中心裁定承办单位"),
            who=HANDLERS,
            needs=("reason", "proposed"),
            stops=("sign", "handle"),
            starts=("dispatch",),
        ),
        Step(
            "report_done",
            ("handling",),
            "reported",
            _("报告办结"),
            public=_("承办单位报告已办理"),
            who=HANDLERS,
            needs=("reply", "evidence"),
            pauses=("handle",),
        ),
        Step(
            "send_back",
            ("reported",),
            "handling",
            _("核验退回"),
            public=_("核验未通过，继续办理"),
            who=DISPATCHERS,
            needs=("reason",),
            resumes=("handle",),
        ),
        Step(
            "verify",
            ("reported",),
            "follow_up",
            _("核验通过"),
            public=_("核验通过，等您评价"),
            who=DISPATCHERS,
            stops=("handle",),
            starts=("call_back",),
        ),
        Step(
            "call_back",
            ("follow_up",),
            "closed",
            _("回访办结"),
            public=_("回访完成，事项办结"),
            who=("caller",),
            needs=("solved", "satisfied"),
            stops=("call_back",),
        ),
        Step(
            "rate",
            ("follow_up",),
            "closed",
            _("评价办结"),
            public=_("您已评价，事项办结"),
            who=("resident",),
            needs=("solved", "satisfied"),
            stops=("call_back",),
        ),
        Step(
            "close_unreached",
            ("follow_up",),
            "closed",
            _("三次未联系上办结"),
            public=_("三次未能联系到您，事项办结；您仍可评价或要求重新办理"),
            who=("caller",),
            stops=("call_back",),
        ),
        Step(
            "reopen",
            ("follow_up", "closed"),
            "handling",
            _("重新办理"),
            public=_("事项重新办理"),
            who=("caller", "resident"),
            needs=("reason",),
            stops=("call_back",),
            starts=("handle",),
        ),
        Step(
            "reopen_unassigned",
            ("follow_up", "closed"),
            "registered",
            _("重新分派"),
            public=_("事项重新办理，正在分派"),
            who=("caller", "resident"),
            needs=("reason",),
            stops=("call_back",),
            starts=("dispatch",),
        ),
        # Written on the case without moving it.
        Step(
            "urge",
            UNDECIDED,
            None,
            _("催办"),
            public=_("催了一次办"),
            who=("resident", *DISPATCHERS, "supervisor"),
        ),
        Step(
            "supplement",
            (*UNDECIDED, "follow_up"),
            None,
            _("补充情况"),
            public=_("补充了情况"),
            who=("resident", "grid_worker", *DISPATCHERS, *HANDLERS),
            needs=("text",),
        ),
        Step("help_answer", ("handling",), None, _("协办答复"), who=HANDLERS, needs=("reply",)),
        Step("help_waive", ("handling",), None, _("免除协办"), who=DISPATCHERS, needs=("reason",)),
        Step(
            "no_answer",
            ("follow_up",),
            None,
            _("回访未接通"),
            public=_("给您打了回访电话，没有接通"),
            who=("caller",),
        ),
        Step(
            "card",
            (*UNDECIDED, "follow_up"),
            None,
            _("亮牌"),
            public=_("超过办理时限，已亮牌督促"),
            who=("clock",),
        ),
    ),
)

FLOWS: dict[tuple[str, int], Flow] = {("matter", 1): MATTER_1}


def flow_of(kind: str, version: int) -> Flow:
    """The flow a case was filed under. KeyError for a version never published."""
    return FLOWS[kind, version]
