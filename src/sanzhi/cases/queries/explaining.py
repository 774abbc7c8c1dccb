"""期限说明: how each due time was counted out."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from sanzhi.cases.models import Case, ClockRun, Extension
from sanzhi.kit import deadlines
from sanzhi.people import queries as people

from .course import more_words
from .rulebook import limits_from


@dataclass(frozen=True)
class Explained:
    """期限说明: one clock, its rule, and the lines that count its due time out."""

    run: ClockRun
    lines: tuple[deadlines.Explained, ...]
    warning: str | None
    pauses: list[tuple[datetime, datetime | None, str]]
    delays: list[tuple[datetime, str]]


def explain(case: Case) -> list[Explained]:
    """How every due time of this case was counted, on the calendar as it stands."""
    calendar = people.working_calendar()
    told = []
    runs = ClockRun.objects.filter(case=case).select_related("rule", "office").order_by("id")
    granted = Extension.objects.filter(state="granted").select_related("clock__rule").order_by("id")
    for run in runs.prefetch_related("pauses", Prefetch("extensions", queryset=granted)):
        pauses = [(pause.started_at, pause.ended_at, pause.reason) for pause in run.pauses.all()]
        spans = tuple((frm, to) for frm, to, _reason in pauses)
        delays = [(one.answered_at, more_words(one)) for one in run.extensions.all() if one.answered_at]
        more = tuple(one.more for one in run.extensions.all())
        deadline = deadlines.due(limits_from(run.rule).limit, run.started_at, calendar, spans, more)
        told.append(Explained(run, deadline.steps, deadline.warning, pauses, delays))
    return told
