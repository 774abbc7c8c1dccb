"""检举控告: what is written at the body that deals with it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.petitions import queries
from sanzhi.petitions.rules import LEAST_WORDS, MOST_WORDS
from sanzhi.web.ui.forms import UiForm


class WhichAccusations(UiForm):
    """看哪些."""

    state = forms.ChoiceField(label=_("到哪一步"), required=False, choices=[("", _("全部")), *queries.STATES])


class Opening(UiForm):
    """打开内容."""

    purpose = forms.CharField(
        label=_("打开做什么用"),
        min_length=2,
        max_length=100,
        help_text=_("写信的人看得到谁在什么时候、为什么打开过。"),
    )


class Telling(UiForm):
    """告知、办理记录."""

    words = forms.CharField(
        label=_("内容"), min_length=2, max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 5})
    )


class Ending(UiForm):
    """办结、不受理."""

    words = forms.CharField(
        label=_("告诉本人"),
        min_length=LEAST_WORDS,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class Forwarding(UiForm):
    """转送."""

    to = forms.TypedChoiceField(label=_("转给"), coerce=int, empty_value=0)
    reason = forms.CharField(
        label=_("理由"), min_length=2, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, bodies: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", _("请选择")), *((one.pk, one.name) for one in bodies)]
