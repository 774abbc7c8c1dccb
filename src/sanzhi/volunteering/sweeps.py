"""What the clock makes due of volunteering. Each may run twice, or in two workers at once, and does its work once."""

from datetime import datetime

from . import actions, queries


def close_shifts(*, at: datetime) -> int:
    """到点收尾: half an hour after a shift ended. Returns how many."""
    return sum(actions.close_shift(one, at=at) for one in queries.shifts_due(at))
