"""称重的表单."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sanzhi.kit.verdict import Refusal
from sanzhi.waste.actions import Reading
from sanzhi.web.desk import workbook
from sanzhi.web.ui.forms import UiForm

COLUMNS = {"户号": "household", "桶号": "code", "公斤": "kg", "时间": "at", "秤号": "scale"}
NEEDED = ("桶号", "公斤", "时间", "秤号")
MOST_ROWS = 5_000


class Weighing(UiForm):
    """导入称重: a table."""

    file = forms.FileField(
        label=_("表格"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=_("Excel（.xlsx）或 CSV，第一行是列名：桶号、公斤、时间、秤号；户号可以不写，写了就对一遍。"),
    )  # fmt: skip
    skip = forms.BooleanField(label=_("有错的行先跳过，其余照收"), required=False)

    def rows(self) -> list[Reading]:
        """Refusal for a table that cannot be read, or holds nothing."""
        found = _rows(workbook.lines(self.cleaned_data["file"]))
        if not found:
            raise Refusal("list_empty", gettext("表里没有要导入的行。"))
        return found


def _rows(lines: Any) -> list[Reading]:
    head: list[str] = []
    found: list[Reading] = []
    for number, cells in enumerate(lines, start=1):
        if not any(cells):
            continue
        if not head:
            head = _head(cells)
            continue
        if len(found) == MOST_ROWS:
            raise Refusal("list_too_long", gettext("超过 %(most)d 行，请分几次导入。") % {"most": MOST_ROWS})
        told = {COLUMNS[name]: cell for name, cell in zip(head, cells, strict=False) if name in COLUMNS}
        found.append(Reading(number, **{name: told.get(name, "") for name in COLUMNS.values()}))
    return found


def _head(cells: list[str]) -> list[str]:
    missing = [name for name in NEEDED if name not in cells]
    twice = {name for name in cells if name in COLUMNS and cells.count(name) > 1}
    if missing:
        raise Refusal(
            "sheet_columns", gettext("第一行缺少这些列：%(columns)s。") % {"columns": "、".join(missing)}
        )
    if twice:
        raise Refusal(
            "sheet_columns",
            gettext("这些列出现了两次：%(columns)s。请删去一列。") % {"columns": "、".join(sorted(twice))},
        )
    return cells
