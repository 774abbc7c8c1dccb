"""警情的表单: the closed columns of a table, a day's count, parties that the police approved, who handles it together."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sanzhi.alarms import queries, rules
from sanzhi.alarms.actions import Row
from sanzhi.alarms.queries import Filters
from sanzhi.kit.verdict import Refusal
from sanzhi.web.desk import workbook
from sanzhi.web.ui.forms import UiForm

from . import choices

DATE = {"type": "date"}
COLUMNS = {
    "警情编号": "alarm_no", "报警时间": "reported_at", "村（社区）或镇（街道）": "area", "地点": "place", "经度": "longitude", "纬度": "latitude",
    "类别": "category", "细类": "sub_category", "是否警务": "police", "简要情况": "brief", "处警单位": "handled_by", "处理结果": "result",
    "移交": "transferred_to",
}  # fmt: skip
NEEDED = ("警情编号", "报警时间", "村（社区）或镇（街道）", "地点", "类别", "是否警务")
EXAMPLE = ("J202603020001", "2026-03-02 07:15", "330483100200", "庆丰北路17号1幢302室", "", "", "纠纷", "邻里纠纷", "否", "楼上漏水，两家争吵。", "乌镇派出所", "当场劝开", "")  # fmt: skip


class AlarmFilters(forms.Form):
    """筛选: read from the address."""

    q = forms.CharField(label=_("查地点、情况或编号"), required=False, max_length=40)
    area = forms.ChoiceField(label=_("镇（街道）"), required=False)
    cause = forms.ChoiceField(label=_("哪一种"), required=False)
    police = forms.ChoiceField(
        label=_("是否警务"),
        required=False,
        choices=[("", _("全部")), ("yes", _("警务")), ("no", _("非警务"))],
    )
    since = forms.DateField(label=_("从哪天"), required=False, widget=forms.DateInput(attrs=DATE))
    until = forms.DateField(label=_("到哪天"), required=False, widget=forms.DateInput(attrs=DATE))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = choices.towns()
        self.fields["cause"].choices = [("", _("全部")), *queries.CAUSES]

    def filters(self) -> Filters:
        """What was asked for; a field that makes no sense asks for nothing."""
        self.is_valid()
        said = self.cleaned_data
        police = {"yes": True, "no": False}.get(said.get("police", ""))
        return Filters(
            said.get("q", ""),
            said.get("area", ""),
            said.get("cause", ""),
            police,
            said.get("since"),
            said.get("until"),
        )


class ImportingAlarms(UiForm):
    """导入警情: a table with these columns and no other."""

    file = forms.FileField(
        label=_("表格"), widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=_("Excel（.xlsx）或 CSV，照模板的列填；不收姓名、电话、证件号，多出来的列也不收。一次最多 50000 行。"),
    )  # fmt: skip
    skip = forms.BooleanField(label=_("有错的行先跳过，其余照收"), required=False)

    def rows(self) -> list[Row]:
        """Refusal for a table that cannot be read, holds nothing, or has a column that nobody asked for."""
        found = list(_rows(workbook.lines(self.cleaned_data["file"])))
        if not found:
            raise Refusal("list_empty", gettext("表里没有要导入的行。"))
        return found


def _rows(lines: Any) -> Any:
    head: list[str] = []
    taken = 0
    for number, cells in enumerate(lines, start=1):
        if not any(cells):
            continue
        if not head:
            head = _head(cells)
            continue
        taken += 1
        if taken > rules.MOST_ROWS:
            raise Refusal(
                "list_too_long", gettext("超过 %(most)d 行，请分几次导入。") % {"most": rules.MOST_ROWS}
            )
        told = {COLUMNS[name]: cell for name, cell in zip(head, cells, strict=False) if name}
        yield Row(number, **{name: told.get(name, "") for name in COLUMNS.values()})


def _head(cells: list[str]) -> list[str]:
    missing = [name for name in NEEDED if name not in cells]
    if missing:
        raise Refusal(
            "sheet_columns", gettext("第一行缺少这些列：%(columns)s。") % {"columns": "、".join(missing)}
        )
    more = [name for name in cells if name and name not in COLUMNS]
    if more:
        raise Refusal(
            "sheet_more", gettext("这些列不收，请删去：%(columns)s。") % {"columns": "、".join(more)[:100]}
        )
    if twice := sorted({name for name in cells if name and cells.count(name) > 1}):
        raise Refusal(
            "sheet_columns",
            gettext("这些列出现了两次：%(columns)s。请删去一列。") % {"columns": "、".join(twice)},
        )
    return cells


class ReportingDay(UiForm):
    """当日报数."""

    day = forms.DateField(label=_("哪一天"), widget=forms.DateInput(attrs=DATE))
    sent = forms.IntegerField(label=_("公安说交了几条"), min_value=0, max_value=rules.MOST_ROWS)
    numbers = forms.CharField(
        label=_("编号（可以不写）"), required=False, max_length=60_000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("一行一个。写了，缺的号一个一个报出来；不写，只报中间跳过的号。"),
    )  # fmt: skip

    def said(self) -> tuple[date, int, list[str]]:
        told = self.cleaned_data
        return told["day"], told["sent"], told["numbers"].split()


class AskingJoint(UiForm):
    """提请联动."""

    why = forms.CharField(
        label=_("为什么要一起办"), min_length=4, max_length=200, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("只写事情，不写人。"),
    )  # fmt: skip


class AddingParty(UiForm):
    """登记当事人."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    phone = forms.CharField(label=_("电话"), max_length=20)
    approval = forms.CharField(
        label=_("公安批准的文号"), min_length=4, max_length=60,
        help_text=_("没有批准的不登记。登记后谁也看不到是谁，只用来看两件警情是不是同样的当事人。"),
    )  # fmt: skip


class GivingJoint(UiForm):
    """联动交办."""

    lead = forms.TypedChoiceField(label=_("主办单位（谁答复）"), coerce=int)
    helpers = forms.TypedMultipleChoiceField(
        label=_("协办单位"), coerce=int, widget=forms.CheckboxSelectMultiple, help_text=_("至少一个。")
    )

    def __init__(self, *args: Any, offices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].choices = [("", _("请选择")), *offices]
        self.fields["helpers"].choices = offices


class ReportingClue(UiForm):
    """报线索, at the desk and on the phone."""

    area = forms.ChoiceField(label=_("哪个村（社区）"))
    place = forms.CharField(label=_("哪里"), min_length=2, max_length=120)
    cause = forms.ChoiceField(label=_("哪一种"))
    text = forms.CharField(
        label=_("怎么回事"), min_length=5, max_length=500, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("看到、听到的事情。不写证件号、电话。有人受伤、正在打架，请先打 110。"),
    )  # fmt: skip

    def __init__(self, *args: Any, reach: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = choices.villages(reach)
        self.fields["cause"].choices = [("", _("请选择")), *queries.CAUSES]
