"""网格支部的表单."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.web.ui.forms import UiForm

from .leading import DAY


class AddingMember(UiForm):
    """登记党员."""

    name = forms.CharField(label=_("姓名"), max_length=30)
    phone = forms.CharField(label=_("手机号"), max_length=20)
    agreed_on = forms.DateField(
        label=_("本人哪一天同意登记"), widget=DAY,
        help_text=_("党员身份是敏感个人信息，要本人单独同意（个人信息保护法第二十九条）；本人随时可以撤回。"),
    )  # fmt: skip


class Covering(UiForm):
    """结对联系户."""

    number = forms.CharField(label=_("户号"), max_length=20)
    named = forms.BooleanField(
        label=_("本人愿意让这一户知道自己的名字"),
        required=False,
        help_text=_("不勾，这一户看不到是谁联系，别人也看不到。"),
    )


class HangingPlaque(UiForm):
    """挂牌."""

    on = forms.DateField(
        label=_("哪一天挂的"), widget=DAY, required=False, help_text=_("空着就是摘下。")
    )  # fmt: skip


class JudgingPledge(UiForm):
    """兑现没有."""

    kept = forms.TypedChoiceField(
        label=_("兑现了吗"), coerce=lambda value: value == "yes", widget=forms.RadioSelect,
        choices=[("yes", _("兑现了")), ("no", _("没有"))],
    )  # fmt: skip
    found = forms.CharField(label=_("看到了什么"), min_length=2, max_length=200)


class TakingPost(UiForm):
    """设岗."""

    name = forms.CharField(label=_("岗位"), min_length=2, max_length=30)
    duty = forms.CharField(label=_("职责"), min_length=2, max_length=200)
    until = forms.DateField(label=_("到哪一天"), widget=DAY, required=False)


class NotingService(UiForm):
    """记志愿服务."""

    on = forms.DateField(label=_("哪一天"), widget=DAY)
    what = forms.CharField(label=_("做了什么"), min_length=2, max_length=100)
