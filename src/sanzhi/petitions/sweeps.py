"""What the clock makes due of petitions. Each may run twice, or in two workers at once, and does its work once."""

from datetime import datetime, timedelta

from . import actions, queries
from .files import PAPERS, WORDS

UNNAMED_FOR = timedelta(days=7)  # a paper waits this long for the petition it was chosen for; 本平台约定


def lead_away(*, at: datetime) -> int:
    """改道: after the tree of offices changed, accusations leave what has come under the accused. Returns how many moved."""
    actions.keep_out_of_trees()
    return sum(actions.reroute(number, at=at) for number in queries.with_unlawful_body())


def lapse_petitions(*, at: datetime) -> int:
    """期满告知: whose term to ask for a review is over is told so. Returns how many were."""
    return sum(actions.lapse(case_id, at=at) for case_id in queries.to_lapse(at))


def clear_shelves(*, at: datetime) -> int:
    """清除无主文件: what no petition and no agency names any more, its words being gone. Returns how many files are."""
    before = at - UNNAMED_FOR
    return PAPERS.drop_orphans(queries.papers_named(), before=before) + WORDS.drop_orphans(
        queries.words_named(), before=before
    )
