"""相近: when two filings may be about the same thing: near in place, in time and in words. Pure; numbers are ours."""

import math
from datetime import timedelta

from . import rules

WITHIN = timedelta(days=90)  # 本平台约定
METRES = 500  # 本平台约定
# Shared pairs of characters ÷ the pairs of the shorter text. Measured, with its misses, in docs/benchmarks.md.
ALIKE = 0.2
FEWEST_PAIRS = 4  # less has too little to compare

# What a stranger may be shown at all: where and of which category, never what was said. A kind not named here, and
# a category that is about a person rather than a place, never appears. 本平台约定
OPEN_KINDS = ("matter",)
ABOUT_PERSONS = (
    "education.conduct",
    "health.hospital",
    "labour",
    "legal",
    "other",
    "party",
    "rural.subsidy",
    "safety.order",
    "welfare",
)

_STEP = 0.006  # degrees; no shorter than METRES on either axis up to 41° north
_ROW = 100_000
_EARTH = 6_371_000.0


def pairs(*texts: str) -> list[str]:
    """The words worth comparing: pairs of neighbours and Latin words; single characters are in every text."""
    return [word for word in rules.search_words(*texts) if len(word) > 1]


def square(latitude: float | None, longitude: float | None) -> int | None:
    """The square of the grid a point lies in, as one number that an index can hold."""
    if latitude is None or longitude is None:
        return None
    return math.floor((latitude + 90) / _STEP) * _ROW + math.floor((longitude + 180) / _STEP)


def squares_around(latitude: float | None, longitude: float | None) -> list[int]:
    """The nine squares that hold every point within METRES; none when there is no point."""
    here = square(latitude, longitude)
    if here is None:
        return []
    return [here + row * _ROW + column for row in (-1, 0, 1) for column in (-1, 0, 1)]


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """How far two points (latitude, longitude) lie apart; flat, which is exact enough within a county."""
    (lat1, lon1), (lat2, lon2) = one, other
    east = math.radians(lon2 - lon1) * math.cos(math.radians((lat1 + lat2) / 2))
    return _EARTH * math.hypot(east, math.radians(lat2 - lat1))


def about_a_person(category: str) -> bool:
    return any(category == code or category.startswith(code + ".") for code in ABOUT_PERSONS)
