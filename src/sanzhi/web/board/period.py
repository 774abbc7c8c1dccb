"""时段: the days a board page is about. Pure: told today, it never looks at a clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sanzhi.kit.calendar import COUNTY
from sanzhi.web.ui.forms import UiForm

PRESETS: dict[str, str | Promise] = {
    "month": _("本月"),
    "last_month": _("上月"),
    "quarter": _("本季度"),
    "year": _("本年"),
}
LONGEST = 3 * 366  # days; 本平台约定: longer spans belong in a report, not on a board
WEEKLY_UP_TO = 92  # days; 本平台约定: longer spans are shown by month
FIRST_YEAR, LAST_YEAR = (
    2000,
    2100,
)  # what a board can mean; keeps year arithmetic from running off the calendar


@dataclass(frozen=True)
class Step:
    """一格: one week or month of a span; `last` is its last day."""

    label: str
    first: date
    last: date


@dataclass(frozen=True)
class Period:
    """时段: from the first day to the last, both counted, in the county's own days."""

    code: str
    first: date
    last: date

    @property
    def since(self) -> datetime:
        return midnight(self.first)

    @property
    def until(self) -> datetime:
        return midnight(self.last + timedelta(days=1))

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def name(self) -> str | Promise:
        return PRESETS.get(self.code, _("自选时段"))

    @property
    def words(self) -> str:
        return f"{self.first:%Y-%m-%d} – {self.last:%Y-%m-%d}"

    @property
    def query(self) -> dict[str, str]:
        """What an address carries to ask for this span again."""
        if self.code != "custom":
            return {"period": self.code}
        return {"period": "custom", "from": self.first.isoformat(), "to": self.last.isoformat()}

    def steps(self) -> list[Step]:
        """Seven days each from the first day on, or calendar months when the span is long."""
        steps, start = [], self.first
        weekly = self.days <= WEEKLY_UP_TO
        while start <= self.last:
            following = start + timedelta(days=7) if weekly else _next_month(start)
            last = min(following - timedelta(days=1), self.last)
            label = f"{start:%m-%d} – {last:%m-%d}" if weekly else f"{start:%Y-%m}"
            steps.append(Step(label, start, last))
            start = following
        return steps

    def a_year_before(self) -> Period:
        return Period("custom", _year_back(self.first), _year_back(self.last))

    def just_before(self) -> Period:
        """As many days, ending the day before this span begins."""
        return Period("custom", self.first - timedelta(days=self.days), self.first - timedelta(days=1))


class SpanForm(UiForm):
    """自选时段: from one day to another."""

    period = forms.CharField(widget=forms.HiddenInput, initial="custom", required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("from", _("从")), ("to", _("到"))):
            self.fields[name] = forms.DateField(
                label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
            )

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        first, last = given.get("from"), given.get("to")
        if not isinstance(first, date) or not isinstance(last, date):
            return given
        if not (first.year > FIRST_YEAR and last.year < LAST_YEAR):
            self.add_error("from", _("请选 2001 年到 2099 年之间的日期。"))
        elif first > last:
            self.add_error("to", _("结束日期不能早于开始日期。"))
        elif (last - first).days >= LONGEST:
            self.add_error("to", _("一次最多看三年，请缩短时段。"))
        return given


def read(query: QueryDict, today: date) -> tuple[Period, SpanForm]:
    """The span an address asks for, and the form to ask for another; a refused one falls back to this month."""
    code = query.get("period", "month")
    if code == "custom":
        form = SpanForm(query)
        if form.is_valid():
            return Period("custom", form.cleaned_data["from"], form.cleaned_data["to"]), form
        return preset("month", today), form
    span = preset(code if code in PRESETS else "month", today)
    return span, SpanForm(initial={"period": "custom", "from": span.first, "to": span.last})


def preset(code: str, today: date) -> Period:
    """One of PRESETS; the present month, quarter and year run to today."""
    if code == "last_month":
        last = today.replace(day=1) - timedelta(days=1)
        return Period(code, last.replace(day=1), last)
    first_month = {"month": today.month, "quarter": 3 * ((today.month - 1) // 3) + 1, "year": 1}[code]
    return Period(code, date(today.year, first_month, 1), today)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, COUNTY)


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _year_back(day: date) -> date:
    """The same day a year earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
