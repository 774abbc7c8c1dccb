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

from .matter import HANDLERS

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


def from_dispatch(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The steps of version 2 as version 3 has them."""
    return (*(replace(step, **CHANGED.get(step.name, {})) for step in steps), SCORING)
