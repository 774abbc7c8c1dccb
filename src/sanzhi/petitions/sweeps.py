"""What the clock makes due of petitions. Each may run twice, or in two workers at once, and does its work once."""

from datetime import datetime

from . import actions, queries


def lead_away(*, at: datetime) -> int:
    """改道: after the tree of offices changed, accusations leave what has come under the accused. Returns how many moved."""
    actions.keep_out_of_trees()
    return sum(actions.reroute(number, at=at) for number in queries.with_unlawful_body())


def lapse_petitions(*, at: datetime) -> int:
    """期满告知: whose term to ask for a review is over is told so. Returns how many were."""
    return sum(actions.lapse(case_id, at=at) for case_id in queries.to_lapse(at))
