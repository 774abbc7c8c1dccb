"""积分证明的表单."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.exchange.bank.queries import FIELDS, PURPOSES
from sanzhi.web.ui.forms import UiForm


class Choosing(UiForm):
    """给谁看、做什么用、看什么. Nothing is ticked beforehand: what is told is what one ticks."""

    bank = forms.TypedChoiceField(label=_("给哪家银行看"), coerce=int)
    purpose = forms.ChoiceField(label=_("做什么用"), choices=[("", _("请选择")), *PURPOSES])
    fields_told = forms.MultipleChoiceField(
        label=_("让银行看什么"),
        choices=FIELDS.items(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请至少选一项给银行看。")},
    )
    may_answer = forms.BooleanField(
        label=_("同意银行把结果告诉平台，我在这里能看到"),
        required=False,
        help_text=_("不同意也能开。同意了，被拒绝时可以在这里要求人工复核。"),
    )

    def __init__(self, *args: Any, banks: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bank"].choices = [("", _("请选择")), *((one.id, one.name) for one in banks)]


class Confirming(UiForm):
    """本人确认: the code just sent."""

    code = forms.RegexField(
        r"^\s*\d{6}\s*$",
        label=_("验证码"),
        error_messages={"invalid": _("验证码是 6 位数字。")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class Narrowing(UiForm):
    """少给几项."""

    fields_told = forms.MultipleChoiceField(label=_("这一份只给"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, told: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fields_told"].choices = [(one, FIELDS[one]) for one in told]
