"""抽签的表单."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.deliberation.actions import NewDraw
from sanzhi.web.ui.forms import UiForm


class LayingOut(UiForm):
    """摆签."""

    title = forms.CharField(label=_("抽什么"), min_length=2, max_length=80)
    purpose = forms.CharField(label=_("抽来做什么"), min_length=4, max_length=300)
    seats = forms.IntegerField(label=_("抽几个人"), min_value=1, max_value=500)
    women = forms.IntegerField(
        label=_("其中至少几位妇女"), min_value=0, max_value=500, initial=0, help_text=_("不留就填 0。")
    )
    again_because = forms.CharField(
        label=_("以前抽过同一件事的，为什么再抽"), max_length=200, required=False, help_text=_("和以前那次的链接一起公开。")
    )  # fmt: skip

    def new(self) -> NewDraw:
        return NewDraw(**self.cleaned_data)


class Barring(UiForm):
    """几号, 为什么."""

    number = forms.IntegerField(label=_("名册号"), min_value=1)
    because = forms.CharField(label=_("理由"), min_length=2, max_length=200)


class Witnessing(UiForm):
    """见证人."""

    name = forms.CharField(label=_("见证人姓名"), min_length=2, max_length=60)
    digits = forms.CharField(
        label=_("报的数"), min_length=6, max_length=20, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )


class CallingOff(UiForm):
    """不抽了."""

    because = forms.CharField(label=_("理由"), min_length=2, max_length=200)
