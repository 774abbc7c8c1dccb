"""警情导入表: those of one's own place, and what to mend in them."""

from django.db.models import QuerySet

from sanzhi.alarms import access
from sanzhi.alarms.models import AlarmSheet, AlarmTrouble
from sanzhi.people.roles import Actor

from .feed import one_of

SHEETS_SHOWN = 10


def alarm_sheet(actor: Actor, sheet_id: int) -> AlarmSheet:
    """A table of one's own place. Refusal as for one that does not exist."""
    access.may_import(actor).or_refuse()
    found: AlarmSheet = one_of(_of(actor).select_related("batch", "by"), pk=sheet_id)
    return found


def alarm_sheets(actor: Actor) -> list[AlarmSheet]:
    """The newest of them, to find one's way back."""
    return list(_of(actor).order_by("-id")[:SHEETS_SHOWN])


def _of(actor: Actor) -> QuerySet[AlarmSheet]:
    return AlarmSheet.objects.filter(area_id=actor.reach.ljust(12, "0"))


def alarm_troubles(sheet: AlarmSheet, *, after: int = 0, limit: int = 100) -> list[AlarmTrouble]:
    """By line, from the one after `after`."""
    return list(AlarmTrouble.objects.filter(sheet=sheet, line__gt=after).order_by("line")[:limit])
