"""数: the tags that show figures, always with the numbers in words."""

from __future__ import annotations

from collections.abc import Sequence

from .library import register
from .shapes import ChartRow, must, must_be_one_of


@register.inclusion_tag("ui/tags/meter.html")
def meter(value: float, of: float, label: str, unit: str = "") -> dict:
    """量条: a part of a whole with both numbers in words."""
    must(label, "meter: say what is measured")
    must(of > 0 and 0 <= value <= of, f"meter: {value!r} is not a part of {of!r}")
    return {"value": value, "of": of, "label": label, "unit": unit, "percent": 100 * value / of}


@register.inclusion_tag("ui/tags/stat.html")
def stat(
    label: str, value: str, href: str = "", part: int | None = None, whole: int | None = None, note: str = ""
) -> dict:
    """指标: a headline figure with its numerator, denominator and the cases behind it."""
    must(label and str(value), "stat: a figure has a name and a value")
    must((part is None) == (whole is None), "stat: show numerator and denominator together")
    return {"label": label, "value": value, "href": href, "part": part, "whole": whole, "note": note}


@register.inclusion_tag("ui/tags/figure_chart.html")
def figure_chart(
    kind: str,
    title: str,
    head: str,
    columns: Sequence[str],
    rows: Sequence[ChartRow],
    unit: str = "",
    note: str = "",
    colours: str = "indigo heart late done",
) -> dict:
    """图: a real table in a figure; charts.js draws over it where it can. `head` names the label column.

    `colours`: the tokens of the columns, in order, where a column has a colour of its own (a yellow card is yellow).
    """
    must_be_one_of(kind, {"bar", "line"}, "figure_chart kind")
    must(title and head and columns, "figure_chart: it needs a title, a head and columns")
    must(all(isinstance(row, ChartRow) for row in rows), "figure_chart: rows are ChartRows")
    must(
        all(len(row.values) == len(columns) for row in rows),
        "figure_chart: each row has a figure for each column",
    )
    return {
        "kind": kind,
        "title": title,
        "head": head,
        "columns": columns,
        "rows": rows,
        "unit": unit,
        "note": note,
        "colours": colours,
    }
