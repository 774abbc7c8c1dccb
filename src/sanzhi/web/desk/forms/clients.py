"""接口客户: what another system is admitted for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.people import queries as people
from sanzhi.people.actions import Admission
from sanzhi.web.ui.forms import UiForm

CHANNELS = [
    ("api", _("接口转来")),
    ("phone", _("来电登记")),
    ("web", _("居民自助")),
    ("counter", _("窗口登记")),
    ("message", _("短信留言")),
    ("scale", _("称重")),
    ("alarm", _("警情")),
]


class Admit(UiForm):
    name = forms.CharField(label=_("哪个系统"), max_length=60, help_text=_("如“市 12345 热线平台”。"))
    channels = forms.MultipleChoiceField(
        label=_("可以用的渠道"), choices=CHANNELS, initial=["api"], widget=forms.CheckboxSelectMultiple
    )
    areas = forms.MultipleChoiceField(label=_("可以登记的区域"), widget=forms.CheckboxSelectMultiple)
    per_minute = forms.IntegerField(label=_("每分钟最多请求"), min_value=1, max_value=6000, initial=60)
    until = forms.DateField(
        label=_("到期日"),
        required=False,
        help_text=_("当天起不能再用；留空就一直到收回为止。"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        county = people.county()
        towns = [(town.code[:9], town.name) for town in people.towns()]
        self.fields["areas"].choices = [(county.code[:6], _("全市")), *towns]

    def admission(self) -> Admission:
        return Admission(**self.cleaned_data)
