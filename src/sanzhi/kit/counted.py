"""数出来的期限: what counting a limit gives, and the lines that say how it was counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Literal

from django.utils.translation import gettext as _

from . import spoken
from .calendar import COUNTY, ONE_DAY, WorkingCalendar

Pause = tuple[datetime, datetime | None]  # from, to; None while the clock is still stopped


@dataclass(frozen=True, slots=True)
class Explained:
    """期限说明: one line of the "explain this deadline" page."""

    text: str
    on: date | None
    kind: Literal["start", "extended", "not_counted", "counted", "paused", "moved", "due", "warning"]


@dataclass(frozen=True)
class Deadline:
    """期限: `due_at` is the first late moment, or None while the clock is stopped. `steps` say why.

    Every filing counts its limits and hardly anybody reads why, so the lines are written when they are read.
    """

    due_at: datetime | None
    explain: Callable[[], Iterable[Explained]]

    @cached_property
    def steps(self) -> tuple[Explained, ...]:
        return tuple(self.explain())

    @property
    def warning(self) -> str | None:
        """The sentence to show beside the date when the calendar does not reach that far."""
        return next((step.text for step in self.steps if step.kind == "warning"), None)

    def is_past(self, at: datetime) -> bool:
        """Whether `at` is too late."""
        return self.due_at is not None and at >= self.due_at


def stopped_line(frm: datetime) -> Explained:
    text = _("%(from)s起暂停计时，恢复后继续计算，目前没有到期时间。") % {"from": spoken.moment(frm)}
    return Explained(text, frm.astimezone(COUNTY).date(), "paused")


def warning_lines(first: date, last: date, calendar: WorkingCalendar) -> Iterator[Explained]:
    """A deadline counted over days whose notice is not loaded may move when it is."""
    for day in dict.fromkeys((first + ONE_DAY, last)):
        text = calendar.warning_for(day)
        if text is not None:
            yield Explained(text, day, "warning")
