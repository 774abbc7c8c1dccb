"""表: the board's tables, laid out once for the page and for the CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanzhi.cases import rules
from sanzhi.cases.queries import (
    MEASURES,
    OFFICE_MEASURES,
    TALLY_NAMES,
    Cube,
    Figure,
    Measure,
    OfficeRow,
    Tally,
)

from .asked import Asked

Words: TypeAlias = str | Promise


@dataclass(frozen=True)
class Column:
    """列: a plain count, or a rate when it has a measure."""

    code: str
    label: Words
    measure: Measure | None = None


@dataclass(frozen=True)
class Cell:
    """格: a count or a figure, and the address of the cases under it (for a figure, of its denominator too)."""

    column: Column
    href: str
    count: int = 0
    figure: Figure | None = None
    whole_href: str = ""


@dataclass(frozen=True)
class Row:
    """行"""

    name: Words
    href: str
    cells: list[Cell]
    weight: int  # how many cases it stands for


@dataclass(frozen=True)
class Table:
    """表: `few` are the rows too small to be ranked; they stand apart, in no order of merit."""

    caption: Words
    head: Words
    columns: Sequence[Column]
    rows: list[Row]
    few: list[Row]
    sort: str = ""

    @property
    def measures(self) -> list[Measure]:
        return [column.measure for column in self.columns if column.measure]


def _rate(measure: Measure) -> Column:
    return Column(measure.code, measure.name, measure)


def _count(code: str) -> Column:
    return Column(code, TALLY_NAMES[code])


SUMMARY = (
    _count("filed"),
    _rate(MEASURES["on_time"]),
    _rate(MEASURES["satisfied"]),
    _rate(MEASURES["returned"]),
    _count("overdue"),
    _count("yellow"),
    _count("red"),
)
OFFICES = (
    Column("assigned", gettext_lazy("交办")),
    *(_rate(measure) for measure in OFFICE_MEASURES.values()),
    Column("card_yellow", gettext_lazy("黄牌")),
    Column("card_red", gettext_lazy("红牌")),
    _count("supervised"),
)
CATEGORIES = (_count("filed"),)


def _cells(columns: Sequence[Column], tally: Tally, link: Callable[[str, str], str]) -> list[Cell]:
    """`link(figure, part)` is the address of the cases under a figure."""
    return [
        Cell(
            column,
            link(column.code, "part"),
            tally[column.code],
            tally.figure(column.measure) if column.measure else None,
            link(column.code, "whole") if column.measure else "",
        )
        for column in columns
    ]


def by_town(asked: Asked, cube: Cube, towns: Iterable[tuple[str, str]]) -> Table:
    """`towns`: (code of 12, name)."""
    rows = []
    for code, name in towns:
        tally = cube.over(town=code[:9])
        cells = _cells(SUMMARY, tally, lambda figure, part, t=code[:9]: asked.cases(figure, part, town=t))  # type: ignore[misc]
        rows.append(Row(name, asked.page("board-town", code), cells, tally["filed"]))
    return Table(_("各镇（街道）"), _("镇（街道）"), SUMMARY, _sorted(rows, asked.sort), [], asked.sort)


def by_step(asked: Asked, cube: Cube) -> Table:
    rows = []
    for index, step in enumerate(asked.steps):
        tally = cube.over(step=index)
        cells = _cells(SUMMARY, tally, lambda figure, part, s=step: asked.cases(figure, part, step=s))  # type: ignore[misc]
        rows.append(Row(step.label, asked.cases("filed", step=step), cells, tally["filed"]))
    return Table(_("逐段"), _("时段"), SUMMARY, rows, [])


def by_office(asked: Asked, offices: Iterable[OfficeRow]) -> Table:
    """Offices with under ten matters stand apart, so that one easy case wins nothing."""
    rows = []
    for office in offices:
        cells = _cells(
            OFFICES,
            office.tally,
            lambda figure, part, o=office.office_id: asked.cases(figure, part, office=o),  # type: ignore[misc]
        )
        rows.append(
            Row(
                office.name, asked.cases("assigned", office=office.office_id), cells, office.tally["assigned"]
            )
        )
    ranked = [row for row in rows if row.weight >= rules.SMALL_NUMBER]
    few = [row for row in rows if row.weight < rules.SMALL_NUMBER]
    return Table(_("各承办单位"), _("单位"), OFFICES, _sorted(ranked, asked.sort), few, asked.sort)


def by_category(asked: Asked, found: Iterable[dict[str, object]]) -> Table:
    rows = []
    for row in found:
        link = asked.cases("filed", category=str(row["category_id"]))
        cell = Cell(CATEGORIES[0], link, int(str(row["n"])))
        rows.append(Row(str(row["category__name"]), link, [cell], cell.count))
    return Table(_("事项类别（前十）"), _("类别"), CATEGORIES, rows, [])


def _sorted(rows: list[Row], code: str) -> list[Row]:
    """The largest first by the column asked for; a rate over too few cases comes after all others."""

    def key(row: Row) -> tuple[bool, float]:
        cell = next(cell for cell in row.cells if cell.column.code == code)
        if cell.figure is None:
            return False, -cell.count
        return cell.figure.small, -(cell.figure.percent or 0)

    known = bool(rows) and any(cell.column.code == code for cell in rows[0].cells)
    return sorted(rows, key=key) if known else rows


def with_few(table: Table) -> Table:
    """All rows in one, for a sheet that people sort themselves."""
    return replace(table, rows=[*table.rows, *table.few], few=[])
