"""超过多久: the colour of what waits for somebody's word, as a clock would card it; computed, never kept."""

from collections.abc import Iterable
from datetime import datetime

from sanzhi.cases import rules
from sanzhi.cases.models import Contest, LimitRule, Supervision
from sanzhi.kit import deadlines
from sanzhi.people import queries as people

from .rulebook import limits_from


def unanswered(rows: Iterable[Supervision], at: datetime) -> dict[int, str]:
    """{supervision: "yellow" or "red"} of those past their time without an answer. Read with their `limit`."""
    late = [one for one in rows if one.state == Supervision.State.RAISED and one.due_at <= at]
    return _coloured([(one.id, one.limit, one.raised_at) for one in late], at)


def undecided(rows: Iterable[Contest], at: datetime) -> dict[int, str]:
    """The same of contests that nobody has decided."""
    late = [one for one in rows if one.upheld is None and one.due_at and one.due_at <= at]
    return _coloured([(one.id, one.limit, one.asked_at) for one in late if one.limit], at)


def _coloured(late: list[tuple[int, LimitRule, datetime]], at: datetime) -> dict[int, str]:
    """The calendar is asked for only where something is late."""
    if not late:
        return {}
    found, calendar = {}, people.working_calendar()
    for key, rule, since in late:
        limits = limits_from(rule)
        yellow, red = (deadlines.end(limit, since, calendar) for limit in (limits.yellow, limits.red))
        if colour := rules.card_due(at, yellow, red, ()):
            found[key] = colour
    return found
