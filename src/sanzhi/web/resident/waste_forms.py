"""申诉的表单."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.web.ui.forms import UiForm


class Appealing(UiForm):
    reason = forms.CharField(
        label=_("哪里不对"), min_length=4, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
