"""网格的表单: a resident's."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanzhi.web.ui.forms import UiForm

from .forms import villages


class WhichGrids(UiForm):
    """看哪里的网格."""

    area = forms.ChoiceField(
        label=gettext_lazy("村（社区）"), required=False, widget=forms.Select(attrs={"data-towns": gettext_lazy("在哪个镇（街道）")})
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("请选择")), *villages()]


class AskingCorrection(UiForm):
    """哪里不对."""

    says = forms.CharField(
        label=gettext_lazy("哪里不对，应当怎么写"), min_length=4, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )  # fmt: skip
