"""回访与评价: what version 2 of a matter adds where the citizen is asked, as data: no states, three steps."""

from django.utils.translation import gettext_lazy as _

from sanzhi.kit.flow import State, Step

STATES: dict[str, State] = {}
STEPS = (
    Step(
        "decline_answer",
        ("follow_up",),
        "closed",
        _("当事人不愿回答，办结"),
        public=_("您不愿回答回访，事项办结；您仍可评价或要求重新办理"),
        who=("caller",),
        stops=("call_back",),
    ),
    Step(
        "close_unasked",
        ("follow_up",),
        "closed",
        _("未评价办结"),
        public=_("等了两天没有收到您的评价，事项先行办结；您仍可评价或要求重新办理"),
        who=("clock",),
        stops=("call_back",),
    ),
    Step(
        "rate_late",
        ("closed",),
        None,
        _("办结后评价"),
        public=_("您在办结后作了评价"),
        who=("resident",),
        needs=("solved", "satisfied"),
    ),
)
