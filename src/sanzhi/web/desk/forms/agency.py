"""代办的表单."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.petitions import queries
from sanzhi.petitions.actions import NewAgency
from sanzhi.web.ui.forms import UiForm


class OpeningAgency(UiForm):
    """登记代办."""

    name = forms.CharField(label=_("委托人姓名"), max_length=30)
    phone = forms.CharField(label=_("委托人电话"), max_length=20)
    matter = forms.CharField(label=_("代办什么事"), min_length=2, max_length=120)
    scope = forms.CharField(
        label=_("代办人可以做什么"), min_length=5, max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        initial=_("代为提交信访事项、跟踪进展、转达结果；不代为作任何决定。"),
    )  # fmt: skip

    def new(self, key: str) -> NewAgency:
        return NewAgency(**self.cleaned_data, key=key)


class SigningWord(UiForm):
    """登记纸质委托书."""

    photo = forms.FileField(label=_("委托书照片"), help_text=_("本人签了字的委托书，拍清楚。"))


class Contacting(UiForm):
    """联系记录."""

    how = forms.ChoiceField(label=_("怎么联系的"), choices=queries.HOW, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("说了什么"), min_length=5, max_length=500, widget=forms.Textarea(attrs={"rows": 4})
    )
    solved = forms.BooleanField(label=_("当场解决了，不用再提交信访"), required=False)


class Explaining(UiForm):
    """说明结果."""

    outcome = forms.CharField(
        label=_("结果"), min_length=5, max_length=500, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("当面向委托人说明；委托人可以评价。"),
    )  # fmt: skip
