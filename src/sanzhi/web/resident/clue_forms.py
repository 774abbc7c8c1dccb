"""报矛盾线索的表单."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.alarms.queries import CAUSES
from sanzhi.web.ui.forms import UiForm

from .forms import villages


class ReportingClue(UiForm):
    """报线索: where and what, not who."""

    draft = "clue"
    area = forms.ChoiceField(
        label=_("在哪个村（社区）"), widget=forms.Select(attrs={"data-towns": _("在哪个镇（街道）")})
    )
    place = forms.CharField(label=_("哪里"), min_length=2, max_length=120)
    cause = forms.ChoiceField(label=_("哪一种"))
    text = forms.CharField(
        label=_("怎么回事"), min_length=5, max_length=500, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("看到、听到的事情。不写证件号、电话。有人受伤、正在打架，请先打 110。"),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("请选择")), *villages()]
        self.fields["cause"].choices = [("", _("请选择")), *CAUSES]
