"""检举控告的流程, as data: drawn in docs/flows/petitions.md. Received by a body that is not of the accused, and told of within
the time of the law; what was found is for whoever accused to read."""

from django.utils.translation import gettext_lazy as _

from sanzhi.kit.flow import Flow, State, Step

OPEN = ("received", "registered")

ACCUSATION = Flow(
    "accusation",
    start="received",
    states={
        "received": State(desk=_("待登记"), public=_("已收到"), holder=_("有权处理的机关")),
        "registered": State(desk=_("办理中"), public=_("已登记，正在办理"), holder=_("有权处理的机关")),
        "concluded": State(desk=_("已办结"), public=_("已办结"), ended=True),
        "declined": State(desk=_("不属于受理范围"), public=_("不属于受理范围，已告知途径"), ended=True),
    },
    steps=(
        Step("register", ("received",), "registered", _("登记"), public=_("已登记")),
        Step(
            "forward", OPEN, "received", _("转送"), public=_("已转送有权处理的机关"), needs=("to", "reason")
        ),
        Step("inform", OPEN, None, _("告知受理情况"), public=_("告知了受理情况"), needs=("words",)),
        Step("supplement", OPEN, None, _("补充"), public=_("您补充了情况"), needs=("words",)),
        Step("note", OPEN, None, _("写办理记录"), needs=("words",)),
        Step(
            "conclude",
            ("registered",),
            "concluded",
            _("办结"),
            public=_("已办结，结果见下"),
            needs=("words",),
        ),
        Step("decline", ("received",), "declined", _("不受理"), public=_("不属于受理范围"), needs=("words",)),
        Step("reroute", OPEN, "received", _("改由别的机关办理"), public=_("已改由别的机关办理")),
    ),
)
