"""调解组织、派驻、以案定补和司法确认结果的表单."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.disputes import queries
from sanzhi.disputes.actions import NewSeat
from sanzhi.web.ui.forms import UiForm

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
WEEKDAYS = [
    (1, _("周一")), (2, _("周二")), (3, _("周三")), (4, _("周四")), (5, _("周五")), (6, _("周六")), (7, _("周日")),
]  # fmt: skip
SEATS = 9  # 人民调解法 art. 8: at most


class Registering(UiForm):
    """登记调解组织."""

    office = forms.TypedChoiceField(
        label=_("单位"), coerce=int, help_text=_("先由系统管理员设立“调解组织”这一类的单位，再在这里登记。")
    )
    kind = forms.ChoiceField(label=_("种类"), choices=queries.BODY_KINDS)
    host = forms.CharField(label=_("由谁设立"), max_length=80, required=False)
    specialities = forms.MultipleChoiceField(
        label=_("调解哪类纠纷"), choices=queries.TYPES, required=False, widget=forms.CheckboxSelectMultiple
    )
    established_on = forms.DateField(label=_("设立日期"), widget=DAY)
    filed_with = forms.CharField(label=_("向谁备案"), max_length=80, required=False)

    def __init__(self, *args: Any, offices: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = [(one.pk, one.name) for one in offices]


class Electing(UiForm):
    """换届: the committee's members, by the names of those who have a post there."""

    begins_on = forms.DateField(label=_("从哪一天"), widget=DAY)
    ends_on = forms.DateField(label=_("到哪一天"), widget=DAY)
    members = forms.TypedMultipleChoiceField(
        label=_("委员"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("三到九人，其中要有妇女。"),
    )
    women = forms.TypedMultipleChoiceField(
        label=_("其中妇女"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    chair = forms.TypedChoiceField(label=_("主任"), coerce=int)

    def __init__(self, *args: Any, persons: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("members", "women", "chair"):
            self.fields[name].choices = persons

    def seats(self) -> list[NewSeat]:
        said = self.cleaned_data
        return [NewSeat(one, one in said["women"], one == said["chair"]) for one in said["members"]]


class Appointing(UiForm):
    """聘任调解员, of those who have that post at the body's office."""

    person = forms.TypedChoiceField(label=_("谁"), coerce=int)
    kind = forms.ChoiceField(label=_("专职还是兼职"), choices=queries.MEDIATOR_KINDS)
    term_end = forms.DateField(label=_("聘期到哪一天"), widget=DAY)
    specialities = forms.MultipleChoiceField(
        label=_("擅长哪类纠纷"), choices=queries.TYPES, required=False, widget=forms.CheckboxSelectMultiple
    )
    training_hours = forms.IntegerField(label=_("培训学时"), min_value=0, max_value=2000, initial=0)

    def __init__(self, *args: Any, persons: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = persons


class Stationing(UiForm):
    """安排派驻."""

    kind = forms.ChoiceField(label=_("种类"), choices=queries.STATION_KINDS)
    area = forms.ChoiceField(label=_("在哪个镇（街道）"))
    who = forms.CharField(
        label=_("谁来"), max_length=60, help_text=_("法官、调解员，或者共享法庭的庭务主任。")
    )
    linked_judge = forms.CharField(label=_("联系法官"), max_length=60, required=False)
    weekday = forms.TypedChoiceField(label=_("星期几"), coerce=int, choices=WEEKDAYS)
    half = forms.ChoiceField(label=_("上午还是下午"), choices=queries.HALVES)
    room = forms.CharField(label=_("在哪个房间"), max_length=80)
    places = forms.IntegerField(label=_("半天约几个人"), min_value=1, max_value=20, initial=4)

    def __init__(self, *args: Any, towns: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = towns


class Ruling(UiForm):
    """法院的结果."""

    accepted_on = forms.DateField(label=_("哪一天受理"), widget=DAY, required=False)
    ruling = forms.ChoiceField(label=_("裁定"), choices=[("", _("还没有")), *queries.RULINGS], required=False)
    ruling_no = forms.CharField(label=_("裁定书案号"), max_length=60, required=False)
    served_on = forms.DateField(label=_("哪一天送达"), widget=DAY, required=False)


class Refusing(UiForm):
    reason = forms.CharField(label=_("理由"), min_length=4, max_length=200)


class Period(UiForm):
    """哪一段的数字."""

    since = forms.DateField(label=_("从哪一天"), widget=DAY)
    until = forms.DateField(label=_("到哪一天之前"), widget=DAY)
