"""短信规矩: when a text may go out, how often it is tried, when it is too late to be of use. All ours (本平台约定)."""

from datetime import datetime, time, timedelta

from sanzhi.journal.rules import wait_before
from sanzhi.kit.calendar import COUNTY

__all__ = ["MOST_TRIES", "STALE", "STOP_WORDS", "is_quiet", "next_open", "wait_before"]

QUIET_FROM, QUIET_UNTIL = time(21), time(8)
MOST_TRIES = 8
STOP_WORDS = ("t", "td", "退订")  # what a reply says that wants no more of them
STALE = timedelta(days=2)  # later than this it would only confuse; in the product it stands anyway


def is_quiet(at: datetime) -> bool:
    """Between nine in the evening and eight in the morning nobody is texted, emergencies excepted."""
    here = at.astimezone(COUNTY).time()
    return here >= QUIET_FROM or here < QUIET_UNTIL


def next_open(at: datetime) -> datetime:
    """The moment itself, or the end of the quiet hours it falls into."""
    if not is_quiet(at):
        return at
    here = at.astimezone(COUNTY)
    day = here.date() + timedelta(days=1 if here.time() >= QUIET_FROM else 0)
    return datetime.combine(day, QUIET_UNTIL, COUNTY)
