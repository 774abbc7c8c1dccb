"""垃圾分类的率在各处怎么说: names, how each is counted, and the rows behind a figure; the same on every face."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

NAMES = {
    "participation": gettext_noop("参与率"),
    "accuracy": gettext_noop("准确率"),
    "coverage": gettext_noop("覆盖率"),
    "disagreement": gettext_noop("复核改判率"),
}
COUNTED = {
    "participation": gettext_noop("这段时间至少投过一次的户 ÷ 有桶的户"),
    "accuracy": gettext_noop("算作 A 或 B 的检查 ÷ 桶里有东西的检查"),
    "coverage": gettext_noop("这段时间至少检查过一次的户 ÷ 有桶的户"),
    "disagreement": gettext_noop("复核改了等次的 ÷ 复核过的"),
}
TONES = {"A": "done", "B": "done", "C": "late", "reject": "stop", "none": "plain"}


def name_of(measure: str) -> str:
    return _(NAMES[measure])


def definitions() -> list[tuple[str, str]]:
    return [(_(NAMES[one]), _(COUNTED[one])) for one in NAMES]


def table(
    found: Mapping[str, Mapping[str, Any]], names: Mapping[str, str], query: str, by: str
) -> list[dict[str, Any]]:
    """A line for each place: its name, and each rate with the addresses of the rows over and under."""
    return [
        {"name": names.get(place, _("没有分网格")), "cells": cells(rates, f"{query}&{by}={place}")}
        for place, rates in sorted(found.items())
    ]


def cells(rates: Mapping[str, Any], query: str) -> list[dict[str, Any]]:
    return [
        {
            "label": _(NAMES[one]), "note": f"{rates[one].over} ÷ {rates[one].under}", "over": rates[one].over, "under": rates[one].under,
            "percent": "—" if rates[one].percent is None else f"{rates[one].percent}%",
            "over_query": f"?{query}&measure={one}&side=over", "under_query": f"?{query}&measure={one}&side=under",
        }
        for one in NAMES
    ]  # fmt: skip


def heads() -> list[str]:
    return [_(NAMES[one]) for one in NAMES]


def lines(kind: str, rows: Iterable[Any], *, numbers: bool) -> list[dict[str, Any]]:
    """Rows behind a figure in words; `numbers`: whether house numbers are shown, which a board does not need."""
    if kind == "households":
        return [{"house": home.number if numbers else _("一户"), "rest": ""} for home in rows]
    told = []
    for row in rows:
        seen = row.inspection if kind == "reviews" else row
        second = row.get_decided_as_display() if kind == "reviews" else seen.get_counted_display()
        told.append(
            {
                "house": seen.household.number if numbers else _("一户"),
                "rest": f"{seen.day:%Y-%m-%d} {seen.get_stream_display()}",
                "first": seen.get_grade_display(),
                "second": second,
            }
        )
    return told
