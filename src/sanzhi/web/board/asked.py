"""所问: one reading of a board address, and the addresses that follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localtime

from sanzhi.cases.queries import MEASURES, Measure, Scope
from sanzhi.kit.calendar import COUNTY

from . import period
from .period import Period, SpanForm, Step, midnight

ON_THE_MAP = ("on_time", "satisfied", "solved")


@dataclass(frozen=True)
class Asked:
    """所问: the span, the measure that shades the map, the step picked in it, the order of the table."""

    period: Period
    form: SpanForm
    at: datetime
    measure: Measure
    step: int | None
    sort: str
    town: str = ""

    @property
    def scope(self) -> Scope:
        return Scope(self.period.since, self.period.until, self.at, town=self.town)

    def scope_of(self, period: Period) -> Scope:
        return Scope(period.since, period.until, self.at, town=self.town)

    @property
    def steps(self) -> list[Step]:
        return self.period.steps()

    def page(self, name: str, *args: str) -> str:
        """Another board page about the same span."""
        return f"{reverse(name, args=args)}?{urlencode(self.period.query)}"

    def cases(
        self, figure: str, part: str = "part", *, step: Step | None = None, **narrower: str | int
    ) -> str:
        """The list of the cases under a figure; in one step of the span, one town, category or office."""
        span = Period("custom", step.first, step.last) if step else self.period
        town = {"town": self.town} if self.town else {}
        return f"{reverse('board-cases')}?{urlencode({**span.query, 'figure': figure, 'part': part, **town, **narrower})}"


def read(request: HttpRequest, at: datetime, town: str = "") -> Asked:
    """What the address asks; whatever it says wrongly is read as not said."""
    span, form = period.read(request.GET, localtime(at, COUNTY).date())
    measure = request.GET.get("measure", "")
    step = request.GET.get("step", "")
    within = step.isascii() and step.isdigit() and int(step[:4]) < len(span.steps())
    return Asked(
        span,
        form,
        at,
        MEASURES[measure if measure in ON_THE_MAP else ON_THE_MAP[0]],
        int(step[:4]) if within else None,
        request.GET.get("sort", ""),
        town,
    )


def edges(span: Period) -> list[datetime]:
    return [midnight(step.first) for step in span.steps()]
