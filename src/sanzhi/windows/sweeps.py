"""What the clock makes due of the windows. Each may run twice, or in two workers at once, and does its work once."""

from datetime import datetime

from . import actions, queries


def close_days(*, at: datetime) -> int:
    """日终清号、姓名保存期满. Returns how many rows were touched."""
    return actions.sweep_day(at=at) + actions.forget_names(at=at) + actions.forget_words(at=at)


def remind_receivers(*, at: datetime) -> int:
    """催接收: what is past its two working days and nobody has received or sent back. Returns how many were told of."""
    return sum(actions.remind(one, at=at) for one in queries.late(at))
