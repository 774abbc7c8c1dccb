"""导入单位的表单."""

from django import forms
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from sanzhi.kit.verdict import Refusal
from sanzhi.people.actions import OfficeRow
from sanzhi.web.desk import workbook
from sanzhi.web.ui.forms import UiForm

from .councils import pasted_lines


class ImportingOffices(UiForm):
    """导入网格支部、红色先锋站: a file, or lines pasted from a table."""

    file = forms.FileField(
        label=_("表格"), required=False, widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=_("Excel（.xlsx）或 CSV，第一行是列名：名称、类型、村（社区）；可以有镇（街道）、电话。"),
    )  # fmt: skip
    pasted = forms.CharField(label=_("或者粘贴"), required=False, widget=forms.Textarea(attrs={"rows": 6}))
    skip = forms.BooleanField(label=_("有错的行先跳过，其余照收"), required=False)

    def rows(self) -> list[OfficeRow]:
        """Refusal for a table that cannot be read, or holds nothing. A line is counted as the table's own."""
        file, pasted = self.cleaned_data["file"], self.cleaned_data["pasted"]
        lines = workbook.lines(file) if file else pasted_lines(pasted)
        numbered = [(line, cells) for line, cells in enumerate(lines, start=1) if any(cells)]
        head = numbered[0][1] if numbered else []
        if not {"名称", "类型", "村（社区）"} <= set(head) or len(numbered) < 2:
            raise Refusal("sheet_columns", now_("第一行要有“名称”“类型”“村（社区）”三列，下面至少有一行。"))
        return [_office(line, dict(zip(head, cells, strict=False))) for line, cells in numbered[1:]]


def _office(line: int, cells: dict[str, str]) -> OfficeRow:
    said = {name: cell.strip() for name, cell in cells.items()}
    return OfficeRow(
        line, said.get("名称", ""), said.get("类型", ""), said.get("村（社区）", ""), said.get("镇（街道）", ""), said.get("电话", "")
    )  # fmt: skip
