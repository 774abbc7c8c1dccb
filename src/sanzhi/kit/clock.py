"""时钟: recorded time is the database's, so that many machines agree on what came first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.db import connections

from .calendar import COUNTY

__all__ = ["COUNTY", "now", "simulated", "today", "told"]

_simulated: ContextVar[datetime | None] = ContextVar("simulated_now", default=None)


def now(using: str = "default") -> datetime:
    """The database's time, aware, in the county's zone; inside `simulated`, the simulated time.

    clock_timestamp() rather than now(): inside a long transaction the hands still move.
    """
    simulated_at = _simulated.get()
    if simulated_at is not None:
        return simulated_at
    with connections[using].cursor() as cursor:
        cursor.execute("select clock_timestamp()")
        (at,) = cursor.fetchone()
    return at.astimezone(COUNTY)


def told(at: datetime) -> datetime:
    """now(), where another statement has just brought the database's time along as `at`."""
    return _simulated.get() or at.astimezone(COUNTY)


def today(using: str = "default") -> date:
    """The county's date now."""
    return now(using).date()


@contextmanager
def simulated(at: datetime) -> Iterator[None]:
    """Make now() answer `at` (aware) in this thread or task: for replay, the demo county and tests."""
    if at.tzinfo is None:
        raise ValueError("a simulated time must carry its time zone")
    token = _simulated.set(at.astimezone(COUNTY))
    try:
        yield
    finally:
        _simulated.reset(token)
