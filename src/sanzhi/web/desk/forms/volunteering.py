"""志愿服务的表单."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.volunteering.actions import NewActivity
from sanzhi.volunteering.rules import Weekly
from sanzhi.web.ui.forms import UiForm

from .windows import WEEKDAYS

A_DAY, A_TIME = {"type": "date"}, {"type": "time"}
A_MOMENT = {"type": "datetime-local"}


class Opening(UiForm):
    """发起活动."""

    group = forms.TypedChoiceField(label=_("哪个组织、团队"), coerce=int)
    title = forms.CharField(label=_("活动名称"), min_length=2, max_length=60)
    project = forms.CharField(label=_("项目"), required=False, max_length=60)
    content = forms.CharField(
        label=_("做什么"), min_length=4, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    beneficiary = forms.CharField(
        label=_("为谁"), required=False, max_length=60, help_text=_("写哪一类人，不写名字。")
    )
    place = forms.CharField(label=_("在哪里"), min_length=2, max_length=100)
    latitude = forms.DecimalField(
        label=_("纬度"), required=False, min_value=-90, max_value=90, decimal_places=5,
        help_text=_("要用手机定位签到的才写；扫码签到不用写。"),
    )  # fmt: skip
    longitude = forms.DecimalField(
        label=_("经度"), required=False, min_value=-180, max_value=180, decimal_places=5
    )
    leader = forms.CharField(label=_("现场负责人"), min_length=2, max_length=30)
    phone = forms.CharField(label=_("公开的电话"), min_length=5, max_length=20)

    def __init__(self, *args: Any, groups: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [(one.pk, one.name) for one in groups]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if (said.get("latitude") is None) != (said.get("longitude") is None):
            self.add_error("longitude", _("经度和纬度要一起写，或者都不写。"))
        return said

    def new(self) -> NewActivity:
        said = dict(self.cleaned_data)
        point = said.pop("latitude"), said.pop("longitude")
        return NewActivity(**said, point=None if point[0] is None else point)


class PuttingTemplate(UiForm):
    """班次模板."""

    weekday = forms.TypedChoiceField(label=_("周几"), coerce=int, choices=WEEKDAYS)
    starts = forms.TimeField(label=_("从"), widget=forms.TimeInput(attrs=A_TIME))
    ends = forms.TimeField(label=_("到"), widget=forms.TimeInput(attrs=A_TIME))
    needed = forms.IntegerField(label=_("要几个人"), min_value=1, max_value=200)

    def new(self) -> Weekly:
        return Weekly(**self.cleaned_data)


class Building(UiForm):
    """按模板排班次."""

    first = forms.DateField(label=_("从哪天"), widget=forms.DateInput(attrs=A_DAY))
    last = forms.DateField(label=_("到哪天"), widget=forms.DateInput(attrs=A_DAY))


class AddingShift(UiForm):
    """加一个班次."""

    day = forms.DateField(label=_("哪一天"), widget=forms.DateInput(attrs=A_DAY))
    starts = forms.TimeField(label=_("从"), widget=forms.TimeInput(attrs=A_TIME))
    ends = forms.TimeField(label=_("到"), widget=forms.TimeInput(attrs=A_TIME))
    needed = forms.IntegerField(label=_("要几个人"), min_value=1, max_value=200)


class Numbered(UiForm):
    """替人报名."""

    number = forms.CharField(label=_("志愿者编号"), max_length=16, help_text=_("在他（她）的志愿服务页上。"))
    name = forms.CharField(label=_("姓名"), max_length=60)


class AtMoment(UiForm):
    """几点到的、几点走的."""

    when = forms.DateTimeField(
        label=_("什么时间"), input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs=A_MOMENT, format="%Y-%m-%dT%H:%M"),
    )  # fmt: skip

    def at(self) -> datetime:
        return self.cleaned_data["when"]


class Confirming(UiForm):
    """核定时长."""

    minutes = forms.IntegerField(label=_("核定多少分钟"), min_value=0, max_value=1440)
    said = forms.CharField(label=_("评价（本人看得到，可以不写）"), required=False, max_length=200)


class AnsweringCorrection(UiForm):
    """答复更正."""

    granted = forms.IntegerField(
        label=_("改成多少分钟"), required=False, min_value=0, max_value=1440, help_text=_("不改就空着。")
    )
    answer = forms.CharField(
        label=_("答复"), min_length=4, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
