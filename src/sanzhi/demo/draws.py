"""How long things take and how people judge them: drawn from distributions measured on real message boards.

Source: 1,750 answered messages (delays) and 7,196 graded ones of a Zhejiang board (grades); ../shared/data/README.md
gives the figures. Everything else here is ours (本平台约定).
"""

from bisect import bisect_left
from datetime import datetime, time, timedelta
from itertools import pairwise
from random import Random

from sanzhi.kit.calendar import WorkingCalendar
from sanzhi.kit.clock import COUNTY

# (share of matters, days until the answer); straight lines between the points.
DELAYS = (
    (0.0, 0.1),
    (0.35, 7.0),
    (0.5, 11.2),
    (0.62, 15.0),
    (0.9, 41.0),
    (0.944, 60.0),
    (0.99, 167.0),
    (1.0, 300.0),
)
GRADES = {1: 710, 2: 236, 3: 212, 4: 171, 5: 5867}
OPENING, CLOSING = time(8, 30), time(17, 30)
# How many times "not solved" is said first, by the grade given in the end; together 86 % are solved at once.
UNSOLVED_ROUNDS = {1: (15, 35, 25, 25), 2: (30, 40, 20, 10), 3: (70, 25, 5), 4: (92, 8), 5: (97, 3)}


def lot(*what: object) -> Random:
    """What chance decides about this by; the same whenever it is asked again."""
    return Random(":".join(map(str, what)))  # noqa: S311 - a story, not a secret


def delay(draw: Random) -> timedelta:
    """From filing to answer."""
    share = draw.random()
    shares = [point[0] for point in DELAYS]
    (low, few), (high, many) = list(pairwise(DELAYS))[max(bisect_left(shares, share), 1) - 1]
    return timedelta(days=few + (many - few) * (share - low) / (high - low))


def grade(draw: Random) -> int:
    return draw.choices(list(GRADES), list(GRADES.values()))[0]


def unsolved_rounds(final_grade: int, draw: Random) -> int:
    weights = UNSOLVED_ROUNDS[final_grade]
    return draw.choices(range(len(weights)), weights)[0]


def working_time(at: datetime, calendar: WorkingCalendar, draw: Random) -> datetime:
    """`at` if offices are open then, else soon after they next open."""
    local = at.astimezone(COUNTY)
    if calendar.is_working(local.date()) and OPENING <= local.time() <= CLOSING:
        return local
    day = local.date() + timedelta(days=local.time() > CLOSING)
    opening = datetime.combine(calendar.working_on_or_after(day), OPENING, COUNTY)
    return opening + timedelta(minutes=draw.uniform(1, 90))
