"""社会组织的表单."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanzhi.groups import queries
from sanzhi.groups.actions import NewGroup, NewReport
from sanzhi.kit import clock
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor
from sanzhi.web.ui.forms import UiForm

from . import choices

A_DAY = {"type": "date"}


class EnteringGroup(UiForm):
    """登记社会组织、团队."""

    name = forms.CharField(label=gettext_lazy("名称"), min_length=2, max_length=60)
    kind = forms.ChoiceField(label=gettext_lazy("类型"), choices=queries.KINDS)
    standing = forms.ChoiceField(
        label=gettext_lazy("登记还是备案"), choices=queries.STANDINGS, widget=forms.RadioSelect
    )
    host = forms.ChoiceField(label=gettext_lazy("团队在哪里"), choices=queries.HOSTS, required=False)
    area = forms.ChoiceField(label=gettext_lazy("村（社区）"))
    authority = forms.CharField(label=gettext_lazy("登记（备案）机关"), min_length=2, max_length=60)
    uscc = forms.CharField(
        label=gettext_lazy("统一社会信用代码"), required=False, max_length=30, help_text=gettext_lazy("登记的必填，18 位。")
    )  # fmt: skip
    reg_no = forms.CharField(label=gettext_lazy("登记证号"), required=False, max_length=40)
    legal_rep = forms.CharField(label=gettext_lazy("法定代表人"), required=False, max_length=30)
    in_charge = forms.CharField(label=gettext_lazy("负责人"), min_length=2, max_length=30)
    phone = forms.CharField(
        label=gettext_lazy("公开的电话"), min_length=5, max_length=20, help_text=gettext_lazy("大家都看得到，不写私人手机。")
    )  # fmt: skip
    address = forms.CharField(label=gettext_lazy("地址"), min_length=2, max_length=100)
    does = forms.CharField(
        label=gettext_lazy("做什么"), min_length=4, max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )
    founded_on = forms.DateField(label=gettext_lazy("成立日期"), widget=forms.DateInput(attrs=A_DAY))
    office = forms.TypedChoiceField(
        label=gettext_lazy("从哪个单位管理"), coerce=int, empty_value=None, required=False,
        help_text=gettext_lazy("村里的团队选村（居）委会；自己派人来用平台的组织，先请系统管理员设立单位。"),
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = choices.villages(actor.reach)
        offices = queries.offices_to_run(actor, clock.now())
        self.fields["office"].choices = [("", _("不在平台上管理")), *((one.pk, one.name) for one in offices)]

    def new(self) -> NewGroup:
        return NewGroup(**self.cleaned_data)


class SettingStatus(UiForm):
    """状态."""

    status = forms.ChoiceField(label=gettext_lazy("状态"), choices=queries.STATUSES, widget=forms.RadioSelect)
    reason = forms.CharField(label=gettext_lazy("理由"), min_length=4, max_length=200)


class RatingGroup(UiForm):
    """登记评估等级."""

    points = forms.IntegerField(label=gettext_lazy("得分（满分 1000）"), min_value=0, max_value=1000)
    given_on = forms.DateField(label=gettext_lazy("评定日期"), widget=forms.DateInput(attrs=A_DAY))


class Reporting(UiForm):
    """登记年度报告."""

    year = forms.IntegerField(label=gettext_lazy("哪一年"), min_value=2000, max_value=2100)
    result = forms.ChoiceField(label=gettext_lazy("结论"), choices=queries.RESULTS, widget=forms.RadioSelect)
    staff = forms.IntegerField(label=gettext_lazy("专职工作人员"), min_value=0, max_value=100000)
    social_workers = forms.IntegerField(label=gettext_lazy("其中社工"), min_value=0, max_value=100000)
    volunteers = forms.IntegerField(label=gettext_lazy("志愿者"), min_value=0, max_value=1000000)
    told = forms.CharField(label=gettext_lazy("说明"), required=False, max_length=300)

    def new(self) -> NewReport:
        return NewReport(**self.cleaned_data)


class PuttingCentre(UiForm):
    """设社会组织服务中心."""

    area = forms.ChoiceField(label=gettext_lazy("哪一级、哪里"))
    name = forms.CharField(label=gettext_lazy("名称"), min_length=2, max_length=60)
    place = forms.CharField(label=gettext_lazy("地址"), min_length=2, max_length=100)
    phone = forms.CharField(label=gettext_lazy("公开的电话"), min_length=5, max_length=20)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whole = people.county()
        there = [(whole.code, whole.name), *((one.code, one.name) for one in people.towns())]
        self.fields["area"].choices = [one for one in there if one[0].startswith(actor.reach)]
