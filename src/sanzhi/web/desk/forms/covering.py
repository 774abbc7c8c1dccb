"""遮挡照片: which cells, and why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.cases import rules
from sanzhi.web.ui.forms import UiForm


class Covering(UiForm):
    reason = forms.ChoiceField(label=_("遮挡的是什么"), choices=[(word, word) for word in rules.COVERED])
    across = forms.TypedChoiceField(
        coerce=int, choices=[(n, n) for n in rules.ACROSS], widget=forms.HiddenInput
    )

    data: Any  # a QueryDict, as Django leaves it

    def clean(self) -> dict[str, Any]:
        """`cells` are the ticked boxes that the page lays over the photo; there are too many for a field."""
        cleaned = super().clean() or {}
        sent = self.data.getlist("cells")[: max(rules.ACROSS) ** 2]
        cleaned["cells"] = [
            int(one) if one.isascii() and one.isdigit() and len(one) < 4 else -1 for one in sent
        ]
        verdict = rules.covering_stands(cleaned["cells"], cleaned.get("across") or 0)
        if not verdict:
            self.add_error(None, verdict.sentence)
        return cleaned


class Uncovering(UiForm):
    reason = forms.CharField(label=_("为什么去掉遮挡"), min_length=2, max_length=120)
