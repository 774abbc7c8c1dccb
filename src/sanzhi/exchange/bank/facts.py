"""证明里写的: what a person chose, taken from the book and the standard at one moment; positive facts only."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from sanzhi.points import queries as points
from sanzhi.points.models import Participant

from . import rules


def of(member: Participant, fields: Collection[str], purpose: str, at: datetime) -> dict[str, Any]:
    """{field: what it says}, with purpose, year and standard always. At most three questions."""
    year = localtime(at).year
    said: dict[str, Any] = {"purpose": purpose, "year": year, "standard": _standard(member.area_id, at)}
    if "name" in fields:
        said["name"] = member.person.name
    if "village" in fields:
        said["village"] = str(member.area)
    if "since" in fields:
        said["since"] = f"{localtime(member.joined_at):%Y-%m-%d}"
    if {"band", "deeds"} & set(fields):
        deeds = points.deeds_of(member.household_id, year, member.person_id)
        if "band" in fields:
            said["band"] = rules.band(sum(one.points for one in deeds))
        if "deeds" in fields:
            said["deeds"] = [{"item": one.title, "times": one.times} for one in deeds]
    return said


def _standard(area: str, at: datetime) -> str:
    found = points.in_force(area, localtime(at).date())
    return f"{found.title} v{found.version}" if found else ""
