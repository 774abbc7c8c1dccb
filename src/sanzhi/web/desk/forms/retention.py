"""延长保存: until when, and why."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from sanzhi.cases import retention
from sanzhi.kit import clock
from sanzhi.web.ui.forms import UiForm


class Keeping(UiForm):
    until = forms.DateField(
        label=_("保存到哪一天"),
        required=False,
        help_text=_("不填，就按事项种类规定的年限。"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    reason = forms.CharField(
        label=_("理由"),
        min_length=retention.LEAST_REASON,
        max_length=200,
        help_text=_("写明哪个单位、为什么事还要用，例如：法院来函调取。"),
    )

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        if until and not (verdict := retention.may_keep_until(until, localdate(clock.now()))):
            raise ValidationError(verdict.sentence)
        return until
