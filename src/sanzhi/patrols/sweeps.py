"""What the clock makes due of grid work. May run twice, or in two workers at once, and does its work once."""

from datetime import datetime

from django.utils.timezone import localdate

from . import actions, queries


def make_tasks(*, at: datetime) -> int:
    """路线到期: the day's tasks of every route. Returns how many were made."""
    return sum(actions.task_of_route(one, at=at) is not None for one in queries.routes_going(localdate(at)))


def tell_late(*, at: datetime) -> int:
    """逾期: each said once. Returns how many were told of."""
    return sum(actions.tell_late(one, at=at) for one in queries.tasks_late(localdate(at)))


def forget(*, at: datetime) -> int:
    """忘记下岗的下岗, 三十天以前的打点、两年以前的走访内容删掉. Returns how many points went."""
    actions.forget_notes(at=at)
    actions.end_forgotten_shifts(at=at)
    return actions.forget_points(at=at)
