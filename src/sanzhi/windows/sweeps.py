"""What the clock makes due of the windows. Each may run twice, or in two workers at once, and does its work once."""

from datetime import datetime

from . import actions


def close_days(*, at: datetime) -> int:
    """日终清号、姓名保存期满. Returns how many rows were touched."""
    return actions.sweep_day(at=at) + actions.forget_names(at=at)
