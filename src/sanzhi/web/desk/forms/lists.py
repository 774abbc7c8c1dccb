"""筛选与导出的表单."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.cases.flow import every_state
from sanzhi.cases.queries import Filters
from sanzhi.kit.clock import COUNTY
from sanzhi.people import queries as people
from sanzhi.web.ui.forms import UiForm

from . import choices

ALL = [("", _("全部"))]
CHANNELS = [
    ("web", _("居民自助")),
    ("counter", _("窗口登记")),
    ("grid", _("网格员代办")),
    ("import", _("批量导入")),
    ("board", _("留言板")),
    ("phone", _("来电登记")),
    ("api", _("接口转来")),
    ("message", _("短信留言")),
    ("police_110", _("警情联动")),
]
DATE = {"type": "date"}


class CaseFilters(forms.Form):
    """筛选: read from the address, so that a list can be sent to a colleague."""

    q = forms.CharField(label=_("查事项、地点或查询码"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("状态"),
        required=False,
        choices=[*ALL, *((key, state.desk) for key, state in every_state().items())],
    )
    town = forms.ChoiceField(label=_("镇（街道）"), required=False)
    category = forms.ChoiceField(label=_("类别"), required=False)
    card = forms.ChoiceField(
        label=_("亮牌"), required=False, choices=[*ALL, ("yellow", _("黄牌")), ("red", _("红牌"))]
    )
    kind = forms.ChoiceField(label=_("种类"), required=False)
    lead = forms.TypedChoiceField(label=_("主办单位"), required=False, coerce=int, empty_value=0)
    only = forms.ChoiceField(
        label=_("只看"),
        required=False,
        choices=[*ALL, ("late", _("已超期的")), ("supervised", _("督办中的"))],
    )
    order = forms.ChoiceField(
        label=_("次序"),
        required=False,
        choices=[("", _("新的在最上面")), ("due", _("最急的在最上面（只列没办完的）"))],
    )
    channel = forms.ChoiceField(label=_("来路"), required=False, choices=[*ALL, *CHANNELS])
    since = forms.DateField(
        label=_("从哪天"), required=False, widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("到哪天"), required=False, widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["town"].choices = choices.towns()
        self.fields["category"].choices = choices.categories(_("全部"))
        self.fields["kind"].choices = choices.kinds()
        self.fields["lead"].choices = choices.leads()
        self._village()

    def _village(self) -> None:
        """村: asked for by a map, which links here; the list itself offers towns."""
        asked = str(self.data.get("village", ""))
        area = people.area(asked) if asked.isdecimal() and len(asked) == 12 else None
        if area and area.level == "village":
            only = [*ALL, (area.code, area.name)]
            self.fields["village"] = forms.ChoiceField(label=_("村（社区）"), required=False, choices=only)

    def filters(self) -> Filters:
        """What was understood; a field that makes no sense narrows nothing and says so beside it."""
        self.full_clean()
        said = self.cleaned_data
        return Filters(
            words=said.get("q", ""),
            state=said.get("state", ""),
            town=said.get("town", ""),
            category=said.get("category", ""),
            card=said.get("card", ""),
            channel=said.get("channel", ""),
            since=_midnight(said.get("since")),
            until=_midnight(said.get("until"), days=1),
            village=said.get("village", ""),
            kind=said.get("kind", ""),
            lead=said.get("lead") or 0,
            late=said.get("only") == "late",
            supervised=said.get("only") == "supervised",
            soonest=said.get("order") == "due",
        )


LAST = date(9998, 12, 31)  # the day after it still has a date, in every time zone


def _midnight(day: date | None, days: int = 0) -> datetime | None:
    return datetime.combine(min(day, LAST), time(), COUNTY) + timedelta(days=days) if day else None


class Export(UiForm):
    """导出: why the list leaves the platform, and in which form."""

    reason = forms.CharField(label=_("导出用途"), max_length=200, help_text=_("审计管理员能看到这条记录。"))
    form = forms.ChoiceField(
        label=_("格式"),
        choices=[("xlsx", "Excel（.xlsx）"), ("csv", "CSV")],
        widget=forms.RadioSelect,
        initial="xlsx",
    )
