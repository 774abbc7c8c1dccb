"""志愿服务的表单."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.kit import ids
from sanzhi.kit.verdict import Refusal
from sanzhi.web.ui.forms import UiForm

from .forms import villages

A_DAY = {"type": "date"}


class Joining(UiForm):
    """注册志愿者."""

    guardian_phone = forms.CharField(
        label=_("监护人登录用的手机号"), required=False, max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
        help_text=_("只有十四到十七周岁的要填；监护人会收到消息，同意以后才能报名。"),
    )  # fmt: skip


class WhichActivities(UiForm):
    """找哪些活动."""

    words = forms.CharField(label=_("活动名称或者做什么"), required=False, max_length=40)
    area = forms.ChoiceField(
        label=_("村（社区）"),
        required=False,
        widget=forms.Select(attrs={"data-towns": _("在哪个镇（街道）")}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("全市")), *villages()]


class Moving(UiForm):
    """改到哪个班次."""

    to = forms.TypedChoiceField(label=_("改到哪个班次"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, choices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = choices


class Wrong(UiForm):
    """要求更正."""

    minutes = forms.IntegerField(label=_("应该是多少分钟"), min_value=0, max_value=1440)
    reason = forms.CharField(
        label=_("哪里不对"), min_length=4, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class AskingTestimony(UiForm):
    """申请证明."""

    group = forms.TypedChoiceField(label=_("哪个组织的服务"), coerce=int, widget=forms.RadioSelect)
    first = forms.DateField(label=_("从哪天"), widget=forms.DateInput(attrs=A_DAY))
    last = forms.DateField(label=_("到哪天"), widget=forms.DateInput(attrs=A_DAY))

    def __init__(self, *args: Any, groups: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [(one.pk, one.name) for one in groups]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("first"), said.get("last")
        if first and last and last < first:
            self.add_error("last", _("结束的日子不能早于开始的日子。"))
        return said


class CheckingTestimony(UiForm):
    """核对证明."""

    typed = forms.CharField(
        label=_("证明上的核对码"), max_length=24, help_text=_("证明右下角，四个一组的字母和数字。")
    )

    def clean_typed(self) -> str:
        try:
            return ids.normalise_code(self.cleaned_data["typed"])
        except Refusal as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal
