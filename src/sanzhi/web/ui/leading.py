"""制度文件怎么找, and how one pledges: forms that two faces share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.leadership import queries

from .forms import UiForm

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class WhichDocuments(UiForm):
    """看哪些文件."""

    q = forms.CharField(label=_("标题、文号或者正文里的字"), required=False, max_length=60)
    kind = forms.ChoiceField(label=_("哪一类"), required=False, choices=[("", _("全部")), *queries.KINDS])
    ended = forms.BooleanField(label=_("不再施行的也看"), required=False)

    def which(self) -> dict[str, Any]:
        said = self.cleaned_data if self.is_valid() else {}
        return {
            "kind": said.get("kind", ""),
            "words": said.get("q", "").strip(),
            "ended": said.get("ended", False),
        }


class Pledging(UiForm):
    """承诺."""

    text = forms.CharField(label=_("承诺做什么"), min_length=4, max_length=200)
    due_on = forms.DateField(label=_("哪一天以前"), widget=DAY)
