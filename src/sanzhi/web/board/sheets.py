"""导出: a board table as CSV, with what every column means under it."""

from __future__ import annotations

import csv

from django.http import HttpResponse
from django.utils.translation import gettext as _

from sanzhi.web.ui.words import moment

from .asked import Asked
from .tables import Row, Table

BOM = "\ufeff"  # spreadsheet programs read UTF-8 only when told


def csv_of(table: Table, asked: Asked, name: str, area: str) -> HttpResponse:
    """A rate takes three columns: numerator, denominator, percent; so anyone can divide again."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = (
        f'attachment; filename="{name}-{asked.period.first}-{asked.period.last}.csv"'
    )
    answer.write(BOM)
    sheet = csv.writer(answer)
    head = [str(table.head)]
    for column in table.columns:
        part, whole = _("%s 分子") % column.label, _("%s 分母") % column.label
        head += [part, whole, f"{column.label} %"] if column.measure else [str(column.label)]
    sheet.writerow(head)
    for row in [*table.rows, *table.few]:
        sheet.writerow([str(row.name), *_values(row)])
    sheet.writerow([])
    sheet.writerow([_("范围"), area, asked.period.words, _("按登记时间统计，截至 %s") % moment(asked.at)])
    for measure in table.measures:
        sheet.writerow([_("口径"), str(measure.name), str(measure.formula), _("本平台约定")])
    return answer


def _values(row: Row) -> list[str]:
    values = []
    for cell in row.cells:
        if cell.figure is None:
            values.append(str(cell.count))
        else:
            percent = "" if cell.figure.percent is None else f"{cell.figure.percent:.2f}"
            values += [str(cell.figure.numerator), str(cell.figure.denominator), percent]
    return values
