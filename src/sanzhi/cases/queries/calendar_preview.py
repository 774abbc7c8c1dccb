"""改日历之前: which open deadlines a calendar would move. Only numbers and dates; who keeps the calendar sees no case."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from sanzhi.cases.models import ClockRun, Extension
from sanzhi.kit import deadlines, ids, walls
from sanzhi.kit.calendar import WorkingCalendar
from sanzhi.people import access as people_access
from sanzhi.people.roles import Actor

from .rulebook import limits_from

MOST_SHOWN = 50


@dataclass(frozen=True)
class MovedDeadline:
    """一个要改的期限."""

    number: str
    clock: str
    before: datetime
    after: datetime


@dataclass(frozen=True)
class DeadlinesMoved:
    """牵涉: how many open deadlines move, and the first of them."""

    count: int
    shown: list[MovedDeadline]


@walls.the_house()  # counts for whoever keeps the rules
def deadlines_moved(actor: Actor, calendar: WorkingCalendar) -> DeadlinesMoved:
    """What `actions.recompute_open` would move, were `calendar` the one in force."""
    people_access.may_keep_calendar(actor).or_refuse()
    running = ClockRun.objects.filter(stopped_at=None, paused_at=None).select_related("rule", "case")
    count, shown = 0, list[MovedDeadline]()
    granted = Prefetch("extensions", queryset=Extension.objects.filter(state="granted").order_by("id"))
    for run in running.prefetch_related("pauses", granted).order_by("due_at", "id").iterator(chunk_size=500):
        pauses = tuple((pause.started_at, pause.ended_at) for pause in run.pauses.all())
        more = tuple(one.more for one in run.extensions.all())
        limits = limits_from(run.rule)
        due, yellow, red = (
            deadlines.due(limit, run.started_at, calendar, pauses, more).due_at
            for limit in (limits.limit, limits.yellow, limits.red)
        )
        if (due, yellow, red) == (run.due_at, run.yellow_at, run.red_at):
            continue
        count += 1
        if len(shown) < MOST_SHOWN and due:
            number = ids.case_number("TX", run.case.reported_at.year, run.case_id)
            shown.append(MovedDeadline(number, run.rule.name, run.due_at, due))
    return DeadlinesMoved(count, shown)
