"""第二道墙: what the database itself lets a request see, whatever the query asks.

The first wall is the query (`visible_to`); the second is PostgreSQL's row-level security, whose policies read four
settings. They are set for one transaction only: a pooled connection forgets them at the commit. A process that
serves the web starts every connection with nothing in sight; the worker and the commands, which act for the house
and show nothing to anybody, start with everything.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings
from django.db import connection, transaction

_SET = """
SELECT set_config('sanzhi.sees', %s, true), set_config('sanzhi.reach', %s, true),
       set_config('sanzhi.office', %s, true), set_config('sanzhi.person', %s, true)
"""


@dataclass(frozen=True)
class Sight:
    """视野: `sees` is "all" (the house itself), "audit", "county", "area" (the codes that begin with `reach`),
    "office" (what this office has a part in), "staff" (whom one works for, no matters), "own" or "" (nothing)."""

    sees: str = ""
    reach: str = ""
    office: int | None = None
    person: int | None = None

    def values(self) -> list[str]:
        return [self.sees, self.reach, str(self.office or ""), str(self.person or "")]


THE_HOUSE = Sight("all")
_sight: ContextVar[Sight | None] = ContextVar("sight", default=None)


def current() -> Sight:
    """What this process sees now: as last set, else as its connections start."""
    return _sight.get() or (Sight() if settings.SANZHI_SERVING else THE_HOUSE)


@contextmanager
def seeing(sight: Sight) -> Iterator[None]:
    """Run the block in one transaction that sees no more than this; afterwards as before."""
    before = current()
    token = _sight.set(sight)
    try:
        with transaction.atomic():
            _apply(sight)
            yield
    finally:
        _sight.reset(token)
    if connection.in_atomic_block:
        _apply(before)


@contextmanager
def the_house() -> Iterator[None]:
    """See everything for a moment, for something that has a rule of its own: a code checked, a count of near matters.

    What is read so must not reach a page as it is.
    """
    with seeing(THE_HOUSE):
        yield


def walled() -> bool:
    """Whether a transaction with a sight of its own is open here."""
    return _sight.get() is not None


def _apply(sight: Sight) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SET, sight.values())
