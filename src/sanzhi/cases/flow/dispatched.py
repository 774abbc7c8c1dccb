"""Version 3 of a matter: the citizen's time runs from the dispatch and is counted once (domain.md §9.5, "dispatched").

Until version 2 the handling clock started with the signature and every return began it anew, so that a matter handed
from office to office had no limit at all. Now it starts when the matter is first handed to somebody, runs on through
signing, returns and whatever the dispatcher needs to find the right office, and a card goes to whoever holds the
matter when it falls due. That the general limit, too, counts from there is 本平台约定.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from sanzhi.kit.flow import Step

from .matter import DISPATCHERS, HANDLERS, UNDECIDED

CHANGED: dict[str, dict[str, Any]] = {
    "assign": {"starts": ("sign", "handle")},
    "decide": {"starts": ("sign", "handle")},
    "sign_for": {"starts": ()},
    "return": {"stops": ("sign",)},
    "return_third": {"stops": ("sign",)},
    "answer_on_spot": {"stops": ("dispatch", "handle")},
    "not_accept": {"stops": ("dispatch", "handle")},
}


# Said beside the course of the matter, by the lead, once the helper has answered.
SCORING = Step(
    "help_score", ("handling", "reported", "follow_up", "closed"), None, _("协办评分"), who=HANDLERS
)

# A leader's note on one matter (领导批示): it moves nothing by itself; the supervision rules take it up.
INSTRUCTING = Step(
    "instruct",
    (*UNDECIDED, "suspended", "follow_up"),
    None,
    _("领导批示"),
    who=("leader",),
    needs=("text",),
)

NOT_HERE = ("not_accepted", "transferred")
# What ended without being handled here can come back.
RETURNING = (
    Step(
        "object",
        NOT_HERE,
        "registered",
        _("提出异议"),
        public=_("您提出了异议，由市社会治理中心重新判断"),
        who=("resident",),
        needs=("reason",),
        starts=("dispatch",),
    ),
    Step(
        "take_back",
        NOT_HERE,
        "registered",
        _("收回重办"),
        public=_("受理单位收回，重新办理"),
        who=DISPATCHERS,
        needs=("reason",),
        starts=("dispatch",),
        hands="over",
    ),
)
# How open one matter is, whatever its kind says.
SECRECY = Step(
    "set_secrecy",
    (*UNDECIDED, "suspended", "follow_up"),
    None,
    _("定保密程度"),
    who=DISPATCHERS,
    needs=("reason",),
    hands="over",
)


def from_dispatch(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The steps of version 2 as version 3 has them."""
    changed = (replace(step, **CHANGED.get(step.name, {})) for step in steps)
    return (*changed, SCORING, INSTRUCTING, *RETURNING, SECRECY)
