"""擂台赛怎么显示: what two faces share of one contest."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from sanzhi.contests import queries, rules

STATES = {
    "drafted": (_("起草"), "wait"),
    "called_off": (_("已取消"), "late"),
    "coming": (_("还没有开始"), "wait"),
    "running": (_("计分中"), "move"),
    "counting": (_("等算分"), "wait"),
    "appeals": (_("可以申诉"), "move"),
    "deciding": (_("等定名次"), "wait"),
    "closed": (_("名次已定"), "done"),
}


def shown(contest: Any, at: datetime, run: int = 0) -> dict[str, Any]:
    """What a page of a contest shows, with the standings of one count (0: the last)."""
    state = queries.state_of(contest, at)
    return {
        "contest": contest, "state": state, "state_name": STATES[state][0], "tone": STATES[state][1],
        "indicators": queries.indicators_of(contest), "entrants": queries.entrants_of(contest),
        "table": queries.table(contest, run), "fewest": rules.FEWEST, "drawn": rules.DRAWN_BY, "run_asked": run,
        "appeals_until": rules.appeals_until(localdate(contest.shown_at)) if contest.shown_at else None,
    }  # fmt: skip
