"""Starting, pausing and stopping a case's clocks. Due times are always computed from the rule and the pauses."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Prefetch
from django.utils.translation import gettext_noop

from sanzhi.cases import queries, rules
from sanzhi.cases.models import Card, Case, ClockPause, ClockRun, Extension, Supervision, Suspension
from sanzhi.kit import deadlines
from sanzhi.kit.calendar import WorkingCalendar
from sanzhi.kit.flow import Step
from sanzhi.people import queries as people

GRANTED = Prefetch("extensions", queryset=Extension.objects.filter(state="granted").order_by("id"))
HELP = "help"  # the only clock that may run several times in one case: once for each helper
GOES_WITH = {"handle": ("handle", HELP)}  # when the handling stands still, so does what helps it
PAUSE_REASONS = {
    "report_done": gettext_noop("承办单位已报告办结，核验期间不计入办理时间"),
    "merge": gettext_noop("已并入另一件事合并办理，期间不计时"),
}
BY_ITS_KIND = gettext_noop("按事项种类的规定，这一段不计入时限")


def follow(case: Case, step: Step, *, at: datetime, paused_for: str = "") -> None:
    """Apply a step's effects on the clocks and leave the nearest due time on the case.

    `paused_for` is the reason kept on a pause; without it, the usual one of that clock.
    """
    if not (step.stops or step.pauses or step.resumes or step.starts):
        return
    runs = list(ClockRun.objects.filter(case=case, stopped_at=None).select_related("rule"))
    for run in _named(runs, step.stops):
        stop(run, at=at)
        runs.remove(run)
    for run in _named(runs, step.pauses):
        if not run.paused_at:
            pause(run, paused_for or PAUSE_REASONS.get(step.name, BY_ITS_KIND), at=at)
    for run in _named(runs, step.resumes):
        if run.paused_at:
            resume(run, at=at)
    for clock in step.starts:
        if not _named(runs, [clock]):  # handed on while it ran: the citizen's time is counted once
            runs.append(start(case, clock, at=at))
    case.due_at = _nearest(runs)


def _named(runs: Iterable[ClockRun], clocks: Iterable[str]) -> list[ClockRun]:
    names = {name for clock in clocks for name in GOES_WITH.get(clock, (clock,))}
    return [run for run in runs if run.rule.clock in names]


def _nearest(runs: Iterable[ClockRun]) -> datetime | None:
    """When the case is due: a helper's time is between it and the lead."""
    return min((run.due_at for run in runs if not run.paused_at and run.rule.clock != HELP), default=None)


def hand_on(case: Case) -> None:
    """The running clocks go with the case: a card is raised against whoever holds it when it falls due."""
    running = ClockRun.objects.filter(case=case, stopped_at=None).exclude(rule__clock=HELP)
    running.update(office_id=case.holder_id)


def start(case: Case, clock: str, *, at: datetime, office: int | None = None) -> ClockRun:
    """Start one clock, against this office or whoever holds the case now."""
    if clock not in queries.OF_THE_DESKS:
        case.excused_late = False  # a new count; what was excused belongs to the earlier one
    book = queries.rulebook()
    limits = queries.limit_for(clock, case.category_id, at, book)
    due_at, yellow_at, red_at = due_times(limits, at, calendar=book.calendar)
    return ClockRun.objects.create(
        case=case,
        rule_id=limits.rule_id,
        office_id=office or case.holder_id,
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
    extensions: tuple[int, ...] = (),
) -> tuple[datetime, datetime, datetime]:
    """(due, yellow, red) of a clock under a rule, on the calendar as it stands; an extension moves all three."""
    calendar = calendar or people.working_calendar()
    due, yellow, red = (
        deadlines.end(limit, started_at, calendar, pauses, extensions)
        for limit in (limits.limit, limits.yellow, limits.red)
    )
    return due, yellow, red


def stop(run: ClockRun, *, at: datetime) -> None:
    """For good; a clock stopped while it paused stops when the pause began."""
    lapse(run, at=at)
    if run.paused_at:
        ClockPause.objects.filter(clock=run, ended_at=None).update(ended_at=at)
    _set(run, stopped_at=run.paused_at or at, paused_at=None, next_card_at=None)


def lapse(run: ClockRun, *, at: datetime) -> None:
    """A delay asked for and not answered comes to nothing once the clock stands or goes to other hands."""
    if run.rule.clock not in queries.OF_THE_DESKS:
        Extension.objects.filter(clock=run, state="asked").update(state="lapsed", answered_at=at)


def lapse_asked(case: Case, *, at: datetime) -> None:
    """The same, for whichever clock of the case it was asked."""
    Extension.objects.filter(case=case, state="asked").update(state="lapsed", answered_at=at)


def end_suspension(case: Case, *, at: datetime) -> None:
    Suspension.objects.filter(case=case, ended_at=None).update(ended_at=at)


def pause(run: ClockRun, reason: str, *, at: datetime) -> None:
    lapse(run, at=at)
    ClockPause.objects.create(clock=run, started_at=at, reason=reason)
    _set(run, paused_at=at, next_card_at=None)


def resume(run: ClockRun, *, at: datetime) -> None:
    """Run again: the paused time does not count, so every due time moves."""
    ClockPause.objects.filter(clock=run, ended_at=None).update(ended_at=at)
    run.paused_at = None
    recount(run)


def count_pause_after_all(case: Case) -> None:
    """What a clock of a held case stood still for did not take place: the time since counts, before the clock goes on."""
    ClockPause.objects.filter(clock__case=case, ended_at=None).update(ended_at=F("started_at"))


def recount(run: ClockRun) -> None:
    """The due times again from everything that counts: rule, start, pauses, granted extensions, calendar."""
    pauses = tuple(ClockPause.objects.filter(clock=run).order_by("id").values_list("started_at", "ended_at"))
    granted = Extension.objects.filter(clock=run, state="granted").order_by("id")
    extensions = tuple(granted.values_list("more", flat=True))
    limits = queries.limits_from(run.rule)
    due_at, yellow_at, red_at = due_times(limits, run.started_at, pauses, extensions=extensions)
    raised = Card.objects.filter(clock=run).values_list("colour", flat=True)
    look = rules.next_look(yellow_at, red_at, raised)
    paused_at = run.paused_at
    _set(run, paused_at=paused_at, due_at=due_at, yellow_at=yellow_at, red_at=red_at, next_card_at=look)


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
    for run in running.prefetch_related("pauses", "cards", GRANTED).order_by("id").iterator(chunk_size=500):
        pauses = tuple((pause.started_at, pause.ended_at) for pause in run.pauses.all())
        extensions = tuple(one.more for one in run.extensions.all())
        due = due_times(queries.limits_from(run.rule), run.started_at, pauses, calendar, extensions)
        if due != (run.due_at, run.yellow_at, run.red_at):
            moved += _move(run, *due)
    return moved + _recompute_supervisions(calendar)


def _recompute_supervisions(calendar: WorkingCalendar) -> int:
    """The same for what supervised offices have to answer."""
    waiting = Supervision.objects.filter(state=Supervision.State.RAISED).select_related("limit")
    moved = 0
    for one in waiting.order_by("id").iterator(chunk_size=500):
        due_at, _yellow, _red = due_times(queries.limits_from(one.limit), one.raised_at, (), calendar)
        if due_at != one.due_at:
            rows = Supervision.objects.filter(pk=one.pk, state=Supervision.State.RAISED)
            moved += rows.update(due_at=due_at)
    return moved


def _move(run: ClockRun, due_at: datetime, yellow_at: datetime, red_at: datetime) -> int:
    """Give a clock its new times, unless somebody has stopped it meanwhile. Returns how many were moved, 0 or 1."""
    look = rules.next_look(yellow_at, red_at, (card.colour for card in run.cards.all()))
    as_read = ClockRun.objects.filter(pk=run.pk, stopped_at=None, paused_at=None, due_at=run.due_at)
    moved = as_read.update(due_at=due_at, yellow_at=yellow_at, red_at=red_at, next_card_at=look)
    if moved:
        Case.objects.filter(pk=run.case_id, due_at=run.due_at).update(due_at=due_at)
    return moved or _move_locked(run)


def _move_locked(run: ClockRun) -> int:
    """Somebody stopped or extended it between the reading and the writing: read again with the case held."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=run.case_id)
    now = ClockRun.objects.filter(pk=run.pk, stopped_at=None, paused_at=None).select_related("rule").first()
    if now is None:
        return 0
    before = now.due_at
    recount(now)
    Case.objects.filter(pk=case.pk, due_at=before).update(due_at=now.due_at)
    return 1
