"""时钟: recorded time is the database's, so that many machines agree on what came first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.db import connections

from .calendar import COUNTY

__all__ = ["COUNTY", "now", "one_moment", "simulated", "today", "told"]

_simulated: ContextVar[datetime | None] = ContextVar("simulated_now", default=None)
_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now(using: str = "default") -> datetime:
    """The database's time, aware, in the county's zone; inside `simulated`, the simulated time.

    clock_timestamp() rather than now(): inside a long transaction the hands still move.
    """
    known = _simulated.get() or _moment.get()
    if known is not None:
        return known
    with connections[using].cursor() as cursor:
        cursor.execute("select clock_timestamp()")
        (at,) = cursor.fetchone()
    return at.astimezone(COUNTY)


@contextmanager
def one_moment(at: datetime) -> Iterator[None]:
    """Make now() answer `at`, just read from the database, for as long as a page is read: it is of one moment."""
    token = _moment.set(told(at))
    try:
        yield
    finally:
        _moment.reset(token)


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
