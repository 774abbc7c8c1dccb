"""窗口的表单."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanzhi.kit import clock
from sanzhi.web.ui.forms import UiForm
from sanzhi.windows import queries
from sanzhi.windows.actions import NewShift

from . import choices

WEEKDAYS = [
    (0, gettext_lazy("周一")), (1, gettext_lazy("周二")), (2, gettext_lazy("周三")), (3, gettext_lazy("周四")),
    (4, gettext_lazy("周五")), (5, gettext_lazy("周六")), (6, gettext_lazy("周日")),
]  # fmt: skip


class OpeningHall(UiForm):
    """开办大厅."""

    place = forms.CharField(
        label=gettext_lazy("大厅在哪里"),
        min_length=2,
        max_length=100,
        help_text=gettext_lazy("写清楚路、门牌和楼层，居民按这个找来。"),
    )


class PuttingCounter(UiForm):
    """设窗口."""

    number = forms.IntegerField(label=gettext_lazy("窗口号"), min_value=1, max_value=99)
    name = forms.CharField(label=gettext_lazy("窗口名称"), min_length=2, max_length=30)
    services = forms.MultipleChoiceField(
        label=gettext_lazy("办什么"), choices=queries.SERVICES, widget=forms.CheckboxSelectMultiple
    )
    office = forms.TypedChoiceField(
        label=gettext_lazy("由哪个单位坐"), coerce=int, empty_value=None, required=False,
        help_text=gettext_lazy("不选就是本中心自己坐。别的单位派人来坐的，选那个单位，由它的人叫号。"),
    )  # fmt: skip

    def __init__(self, *args: Any, area: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = [("", _("本中心")), *choices.offices_that_sit(area, clock.now())]


class PuttingShift(UiForm):
    """排班."""

    service = forms.ChoiceField(label=gettext_lazy("哪一项服务"), choices=queries.SERVICES)
    weekday = forms.TypedChoiceField(label=gettext_lazy("周几"), coerce=int, choices=WEEKDAYS)
    starts = forms.TimeField(
        label=gettext_lazy("从"), widget=forms.TimeInput(attrs={"type": "time", "step": 1800})
    )
    ends = forms.TimeField(
        label=gettext_lazy("到"), widget=forms.TimeInput(attrs={"type": "time", "step": 1800})
    )
    seats = forms.IntegerField(label=gettext_lazy("每半小时几个号"), min_value=1, max_value=20)

    def new(self) -> NewShift:
        return NewShift(**self.cleaned_data)


class Passing(UiForm):
    """转窗口."""

    to = forms.TypedChoiceField(label=gettext_lazy("转到哪个窗口"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, counters: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(one.pk, f"{one.number} {one.name}") for one in counters]


class Tying(UiForm):
    """关联办理的事."""

    code = forms.CharField(
        label=gettext_lazy("事项的查询码"),
        max_length=24,
        help_text=gettext_lazy("在窗口登记好的诉求、信访或者纠纷，回执上有查询码。"),
    )
