"""消息: one class for each thing the platform tells people; its words stand nowhere else."""

from . import (
    contests,
    councils,
    desks,
    digests,
    handing,
    helping,
    homes,
    honoured,
    kin,
    leading,
    mediation,
    petitioners,
    posts,
    residents,
    volunteers,
    waits,
)
from .base import ALLOWED, KINDS, Said

__all__ = [
    "ALLOWED",
    "KINDS",
    "Said",
    "contests",
    "councils",
    "desks",
    "digests",
    "handing",
    "helping",
    "homes",
    "honoured",
    "kin",
    "leading",
    "mediation",
    "petitioners",
    "posts",
    "residents",
    "volunteers",
    "waits",
]
