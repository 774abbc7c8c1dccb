"""核对积分证明的表单."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.exchange.bank.queries import OUTCOMES
from sanzhi.web.ui.forms import UiForm


class Checking(UiForm):
    """核对码或签名文本: either will do."""

    typed = forms.CharField(
        label=_("核对码，或者整段签名文本"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("用手机扫居民的二维码，会直接到核对这一步。"),
    )

    def is_text(self) -> bool:
        return "~" in self.cleaned_data["typed"]


class Answering(UiForm):
    """银行答复."""

    outcome = forms.ChoiceField(label=_("结果"), choices=OUTCOMES, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("理由"),
        min_length=2,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("居民会看到。不同意的，写清差什么、怎么补。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].initial = None
