"""公开的汇总: how much of what villages owed was published in time."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db.models import Min
from django.utils.timezone import localdate

from sanzhi.people.models import Area

from . import rules
from .models import Duty, Notice


def disclosed_by_place(since: datetime, until: datetime, width: int) -> dict[str, tuple[int, int]]:
    """{a place's first digits: (published by the last day, owed)} of everything whose last day lies in [since, until)."""
    first, last = localdate(since), localdate(until - timedelta(microseconds=1))
    villages = list(
        Area.objects.filter(level=Area.Level.VILLAGE, valid_to=None).values_list("code", flat=True)
    )
    found: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for duty in Duty.objects.all():
        periods = {
            period: rules.last_day_of(period) + timedelta(days=duty.within_days)
            for period in rules.periods_due(
                duty.every, duty.within_days, duty.since, last + timedelta(days=1)
            )
        }
        due = {period: day for period, day in periods.items() if first <= day <= last}
        done = _posted(duty, list(due))
        for period, day in due.items():
            for code in villages:
                if not _owes(duty, code, period):
                    continue
                posted = done.get((code, period))
                found[code[:width]][1] += 1
                found[code[:width]][0] += posted is not None and localdate(posted) <= day
    return {place: (part, whole) for place, (part, whole) in found.items()}


def _posted(duty: Duty, periods: list[str]) -> dict[tuple[str, str], datetime]:
    """When each village first published each period; what was withdrawn was not."""
    rows = Notice.objects.filter(duty=duty, period__in=periods, posted_at__isnull=False, withdrawn_at=None)
    told = rows.values_list("area_id", "period").annotate(first=Min("posted_at")).order_by()
    return {(area, period): first for area, period, first in told}


def _owes(duty: Duty, village: str, period: str) -> bool:
    named = duty.everywhere or village in duty.areas
    return named and rules.last_day_of(period).isoformat() >= duty.named_on.get(village, "")
