"""会后的表单."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.deliberation import queries
from sanzhi.web.ui.forms import UiForm

from .councils import OnePhoto


class Finalising(UiForm):
    """会议记录定稿."""

    chair = forms.CharField(label=_("主持人"), min_length=2, max_length=60)
    notes = forms.CharField(
        label=_("讨论的要点"), max_length=8000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("谁到会、每一项怎么表决、结果怎样，记录里自动有，不用抄。"),
    )  # fmt: skip


class Listing(UiForm):
    """列入议程."""

    meeting = forms.TypedChoiceField(label=_("哪次会"), coerce=int)
    method = forms.ChoiceField(label=_("怎样表决"), choices=queries.METHODS, widget=forms.RadioSelect)

    def __init__(self, *args: Any, meetings: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].choices = [(one.pk, one.title) for one in meetings]


class Turning(UiForm):
    """不采纳."""

    reason = forms.CharField(
        label=_("理由"), min_length=4, max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("提议的人看得到。"),
    )  # fmt: skip


class Giving(UiForm):
    """交办落实."""

    text = forms.CharField(label=_("要做什么"), min_length=4, max_length=300)
    owner = forms.CharField(label=_("由谁来办"), min_length=2, max_length=60)
    due_on = forms.DateField(
        label=_("什么时候以前"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class ShowingDone(OnePhoto, UiForm):
    """办好了."""

    evidence = forms.CharField(
        label=_("怎么办好的"), min_length=4, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
