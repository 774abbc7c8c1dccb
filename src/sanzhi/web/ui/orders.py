"""服务在各处怎么找、怎么约: one form to look for a service, one to say where and when."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.groups import queries
from sanzhi.groups.actions import NewOrder
from sanzhi.people import queries as people
from sanzhi.web.ui.forms import UiForm

GRADES = [(5, _("非常满意")), (4, _("满意")), (3, _("基本满意")), (2, _("不满意")), (1, _("非常不满意"))]


class WhichOffers(UiForm):
    """找什么服务."""

    words = forms.CharField(label=_("要人帮什么"), required=False, max_length=40)
    kind = forms.ChoiceField(label=_("哪一类"), required=False)
    area = forms.ChoiceField(label=_("哪个镇（街道）"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("全部")), *queries.OFFER_KINDS]
        self.fields["area"].choices = [("", _("全部")), *((one.code[:9], one.name) for one in people.towns())]


class Ordering(UiForm):
    """下单: where, when, what the team should know."""

    place = forms.CharField(
        label=_("到哪里"), min_length=2, max_length=100, help_text=_("写到门牌；只有这个团队看得到。")
    )
    day = forms.DateField(label=_("哪一天"), widget=forms.DateInput(attrs={"type": "date"}))
    half = forms.ChoiceField(label=_("上午还是下午"), choices=queries.HALVES, widget=forms.RadioSelect)
    wish = forms.CharField(
        label=_("要团队知道的"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("哪里坏了、要带什么、有没有电梯。"),
    )  # fmt: skip

    passable = forms.BooleanField(
        label=_("这个团队做不了的，可以转给做同一类服务的别的团队"), required=False,
        help_text=_("转的时候，姓名、电话、地址也会告诉那个团队。不勾也能下单，以后也能再同意。"),
    )  # fmt: skip

    def new(self) -> NewOrder:
        said = self.cleaned_data
        return NewOrder(said["place"], said["day"], said["half"], said["wish"], said["passable"])


class Confirming(UiForm):
    """确认和评价."""

    rating = forms.TypedChoiceField(
        label=_("满意吗"),
        choices=GRADES,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    comment = forms.CharField(
        label=_("想说的话"), required=False, max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )


class Contradicting(UiForm):
    """没有做好."""

    why = forms.CharField(
        label=_("哪里没有做好"), min_length=4, max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )
