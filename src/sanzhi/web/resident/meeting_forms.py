"""议事的表单: what a resident fills in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.web.ui.forms import UiForm

CHOICES = [("for", _("赞成")), ("against", _("反对")), ("abstain", _("弃权"))]


class Voting(UiForm):
    """表决."""

    choice = forms.ChoiceField(label=_("怎么投"), choices=CHOICES, widget=forms.RadioSelect)


class SecretVoting(Voting):
    """无记名: `receipt` is made for this form and kept nowhere else; it also keeps what was sent from being guessed."""

    receipt = forms.CharField(max_length=24, widget=forms.HiddenInput)


class Arriving(UiForm):
    """扫码签到: nothing to say but that one is here."""


class Receipt(UiForm):
    """查回执."""

    receipt = forms.CharField(label=_("回执码"), max_length=24)
