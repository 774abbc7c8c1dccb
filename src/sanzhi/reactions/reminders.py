"""到期提醒: what nobody's press begins: a year to close, a month to settle. Told once to each, however often this runs."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from sanzhi.people import actions as people_actions
from sanzhi.people import queries as people
from sanzhi.points import queries as points
from sanzhi.rewards import queries as rewards

from .turns import MONTH_TO_SETTLE, YEAR_TO_CLOSE, Turn
from .waiting import nearest


@transaction.atomic
def remind(*, at: datetime) -> None:
    """Last year's points that are not closed, earlier months that are not settled: whoever sees to it in the village."""
    today = localdate(at)
    _tell(
        YEAR_TO_CLOSE, points.not_closed(today.year - 1), f"{YEAR_TO_CLOSE.words.code}:{today.year - 1}", at
    )
    _tell(MONTH_TO_SETTLE, rewards.not_settled(at), f"{MONTH_TO_SETTLE.words.code}:{today:%Y-%m}", at)


def _tell(turn: Turn, places: Iterable[str], cause: str, at: datetime) -> None:
    there = list(places)
    posts = people.seats_over(turn.roles, there, at)
    told = {one for place in there for one in nearest(posts, turn, place)}
    if told:
        people_actions.tell(told, turn.words.told({}), cause=cause, link=turn.link, at=at)
