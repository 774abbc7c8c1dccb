"""概览: what was counted, laid out as the board shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from sanzhi.cases import queries
from sanzhi.cases.queries import HEADLINES, TALLY_NAMES, Cube, Figure, OfficeRow, Tally
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor
from sanzhi.web.ui.shapes import ChartRow

from . import sketch
from .asked import Asked, edges
from .period import Step
from .tables import Table

MOST_SMALL_MAPS = 14
OFFICES_SHOWN = 10


@dataclass(frozen=True)
class Count:
    """计数: a plain number, the cases under it, and what it was before."""

    label: str | Promise
    value: int
    href: str
    note: str = ""


@dataclass(frozen=True)
class Rate:
    """率: a figure with the cases of its numerator, its denominator, of what is left and of what was left out."""

    figure: Figure
    part: str
    whole: str
    rest: str
    excused: str


def counts(asked: Asked, tally: Tally, before: dict[str, int]) -> list[Count]:
    """`before`: {words: how many were filed then}, of the spans compared with."""
    note = " · ".join(f"{words} {n}" for words, n in before.items())
    return [
        Count(TALLY_NAMES[code], tally[code], asked.cases(code), note if code == "filed" else "")
        for code in HEADLINES
    ]


def rates(asked: Asked, tally: Tally) -> list[Rate]:
    return [
        Rate(
            figure,
            part=asked.cases(code, "part"),
            whole=asked.cases(code, "whole"),
            rest=asked.cases(code, "rest"),
            excused=asked.cases(figure.measure.excused) if figure.excused else "",
        )
        for code, figure in tally.figures.items()
    ]


@dataclass(frozen=True)
class Volume:
    """办件量: columns and rows of its chart, and the totals of the spans beside it."""

    columns: list[str]
    rows: list[ChartRow]
    before: dict[str, int]


def volume(actor: Actor, asked: Asked, cube: Cube, days: queries.Days) -> Volume:
    """By step, beside the same days a year earlier and the days just before, where there were cases then."""
    steps = asked.steps
    series = {_("本期"): [cube.over(step=index)["filed"] for index in range(len(steps))]}
    before = {}
    spans = {_("去年同期"): asked.period.a_year_before(), _("上期"): asked.period.just_before()}
    for words, span in spans.items():
        found = queries.volume(actor, asked.scope_of(span), edges(span), days)
        if any(found):
            before[words] = sum(found)
            series[words] = (found + [0] * len(steps))[: len(steps)]
    rows = [
        ChartRow(
            step.label, tuple(values[index] for values in series.values()), asked.cases("filed", step=step)
        )
        for index, step in enumerate(steps)
    ]
    return Volume(list(series), rows, before)


def quality(asked: Asked, cube: Cube) -> list[ChartRow]:
    """On-time and satisfaction rates by step; a step with nothing to divide by is left out, not drawn as nought."""
    rows = []
    for index, step in enumerate(asked.steps):
        figures = cube.over(step=index).figures
        percents = [figures[code].percent for code in ("on_time", "satisfied")]
        if None not in percents:
            rows.append(ChartRow(step.label, tuple(p or 0 for p in percents), asked.cases("due", step=step)))
    return rows


def cards(asked: Asked, offices: Sequence[OfficeRow]) -> list[ChartRow]:
    return [
        ChartRow(
            office.name,
            (office.tally["card_yellow"], office.tally["card_red"]),
            asked.cases("carded", office=office.office_id),
        )
        for office in offices[:OFFICES_SHOWN]
    ]


@dataclass(frozen=True)
class SmallMap:
    """小图: the county in one step."""

    step: Step
    index: int
    sketch: sketch.Sketch


@dataclass(frozen=True)
class Maps:
    """地图: one large, and one small for each step."""

    large: sketch.Sketch
    small: list[SmallMap]


def maps(asked: Asked, cube: Cube, towns: Sequence[people.Area]) -> Maps:
    """The large map shows the step picked, or the whole span; the small ones share one scale of circles."""
    whole = [cube.over(step=asked.step, town=town.code[:9])["filed"] for town in towns]
    steps = asked.steps if 2 <= len(asked.steps) <= MOST_SMALL_MAPS else []
    each = [cube.over(step=i, town=town.code[:9])["filed"] for i in range(len(steps)) for town in towns]
    small = [
        SmallMap(step, i, sketch.draw(_towns(asked, cube, towns, i), max(each, default=0)))
        for i, step in enumerate(steps)
    ]
    return Maps(sketch.draw(_towns(asked, cube, towns, asked.step), max(whole, default=0)), small)


def _towns(asked: Asked, cube: Cube, towns: Sequence[people.Area], step: int | None) -> list[sketch.Town]:
    drawn = []
    for town in towns:
        tally = cube.over(step=step, town=town.code[:9])
        figure = tally.figures[asked.measure.code]
        href = asked.page("board-town", town.code)
        drawn.append(sketch.Town(town.name, town.latitude, town.longitude, tally["filed"], figure, href))
    return drawn


def categories(table: Table) -> list[ChartRow]:
    return [ChartRow(str(row.name), (row.weight,), row.href) for row in table.rows]
