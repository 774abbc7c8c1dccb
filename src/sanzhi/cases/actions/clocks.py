"""Starting, pausing and stopping a case's clocks. Due times are always computed from the rule and the pauses."""

from datetime import datetime

from django.utils.translation import gettext_noop

from sanzhi.cases import queries, rules
from sanzhi.cases.models import Card, Case, ClockPause, ClockRun
from sanzhi.kit import deadlines
from sanzhi.kit.calendar import WorkingCalendar
from sanzhi.kit.flow import Step
from sanzhi.people import queries as people

PAUSE_REASONS = {"handle": gettext_noop("承办单位已报告办结，核验期间不计入办理时间")}
BY_ITS_KIND = gettext_noop("按事项种类的规定，这一段不计入时限")


def follow(case: Case, step: Step, *, at: datetime) -> None:
    """Apply a step's effects on the clocks and leave the nearest due time on the case."""
    if not (step.stops or step.pauses or step.resumes or step.starts):
        return
    open_runs = ClockRun.objects.filter(case=case, stopped_at=None).select_related("rule")
    runs = {run.rule.clock: run for run in open_runs}
    for clock in step.stops:
        if run := runs.pop(clock, None):
            stop(run, at=at)
    for clock in step.pauses:
        if (run := runs.get(clock)) and not run.paused_at:
            pause(run, PAUSE_REASONS.get(clock, BY_ITS_KIND), at=at)
    for clock in step.resumes:
        if (run := runs.get(clock)) and run.paused_at:
            resume(run, at=at)
    for clock in step.starts:
        runs[clock] = start(case, clock, at=at)
    case.due_at = min((run.due_at for run in runs.values() if not run.paused_at), default=None)


def start(case: Case, clock: str, *, at: datetime) -> ClockRun:
    """Start one clock, against whoever holds the case now."""
    book = queries.rulebook()
    limits = queries.limit_for(clock, case.category_id, at, book)
    due_at, yellow_at, red_at = due_times(limits, at, calendar=book.calendar)
    return ClockRun.objects.create(
        case=case,
        rule_id=limits.rule_id,
        office_id=case.holder_id,
        started_at=at,
        due_at=due_at,
        yellow_at=yellow_at,
        red_at=red_at,
        next_card_at=rules.next_look(yellow_at, red_at, ()),
    )


def due_times(
    limits: queries.Limits,
    started_at: datetime,
    pauses: tuple[deadlines.Pause, ...] = (),
    calendar: WorkingCalendar | None = None,
) -> tuple[datetime, datetime, datetime]:
    """(due, yellow, red) of a clock under a rule, on the calendar as it stands."""
    calendar = calendar or people.working_calendar()
    due, yellow, red = (
        deadlines.due(limit, started_at, calendar, pauses).due_at
        for limit in (limits.limit, limits.yellow, limits.red)
    )
    assert due and yellow and red, "a running clock has due times"  # noqa: S101 - only an open pause gives None
    return due, yellow, red


def stop(run: ClockRun, *, at: datetime) -> None:
    """For good; a clock stopped while it paused stops when the pause began."""
    if run.paused_at:
        ClockPause.objects.filter(clock=run, ended_at=None).update(ended_at=at)
    _set(run, stopped_at=run.paused_at or at, paused_at=None, next_card_at=None)


def pause(run: ClockRun, reason: str, *, at: datetime) -> None:
    ClockPause.objects.create(clock=run, started_at=at, reason=reason)
    _set(run, paused_at=at, next_card_at=None)


def resume(run: ClockRun, *, at: datetime) -> None:
    """Run again: the paused time does not count, so every due time moves."""
    ClockPause.objects.filter(clock=run, ended_at=None).update(ended_at=at)
    pauses = tuple(ClockPause.objects.filter(clock=run).values_list("started_at", "ended_at"))
    due_at, yellow_at, red_at = due_times(queries.limits_from(run.rule), run.started_at, pauses)
    raised = Card.objects.filter(clock=run).values_list("colour", flat=True)
    look = rules.next_look(yellow_at, red_at, raised)
    _set(run, paused_at=None, due_at=due_at, yellow_at=yellow_at, red_at=red_at, next_card_at=look)


def _set(run: ClockRun, **changes: datetime | None) -> None:
    """Write these columns, and keep the copy in hand the same."""
    for field, value in changes.items():
        setattr(run, field, value)
    run.save(update_fields=list(changes))


def recompute_open(*, at: datetime) -> int:
    """After the calendar changed: every open clock's due times again. Returns how many moved."""
    calendar = people.working_calendar()
    running = ClockRun.objects.filter(stopped_at=None, paused_at=None).select_related("rule")
    moved = 0
    for run in running.prefetch_related("pauses", "cards").order_by("id").iterator(chunk_size=500):
        pauses = tuple((pause.started_at, pause.ended_at) for pause in run.pauses.all())
        due = due_times(queries.limits_from(run.rule), run.started_at, pauses, calendar)
        if due != (run.due_at, run.yellow_at, run.red_at):
            moved += _move(run, *due)
    return moved


def _move(run: ClockRun, due_at: datetime, yellow_at: datetime, red_at: datetime) -> int:
    """Give a clock its new times, unless somebody has stopped it meanwhile. Returns how many were moved, 0 or 1."""
    look = rules.next_look(yellow_at, red_at, (card.colour for card in run.cards.all()))
    moved = ClockRun.objects.filter(pk=run.pk, stopped_at=None, paused_at=None).update(
        due_at=due_at, yellow_at=yellow_at, red_at=red_at, next_card_at=look
    )
    if moved:
        Case.objects.filter(pk=run.case_id, due_at=run.due_at).update(due_at=due_at)
    return moved
