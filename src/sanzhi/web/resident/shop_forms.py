"""兑换的表单."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.rewards import rules
from sanzhi.web.ui.forms import UiForm


class Wanting(UiForm):
    """兑几份, before it is confirmed."""

    count = forms.IntegerField(label=_("兑几份"), min_value=1, max_value=rules.MOST_AT_ONCE, initial=1)


class Confirming(UiForm):
    """确认兑换: what was shown, sent back; refused when the price has changed since."""

    count = forms.IntegerField(min_value=1, max_value=rules.MOST_AT_ONCE, widget=forms.HiddenInput)
    price = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
