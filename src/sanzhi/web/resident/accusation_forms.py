"""检举控告的表单."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.petitions import queries
from sanzhi.petitions.rules import LEAST_WORDS, MOST_WORDS
from sanzhi.web.ui.forms import UiForm


class Accusing(UiForm):
    """检举控告: against whom, what happened, whether under one's own name."""

    accused = forms.TypedChoiceField(label=_("反映哪个单位"), coerce=int, empty_value=0)
    whom = forms.CharField(
        label=_("反映谁"), required=False, max_length=100,
        help_text=_("姓名和职务，知道多少写多少；反映整个单位的可以不写。"),
    )  # fmt: skip
    facts = forms.CharField(
        label=_("什么事"), min_length=LEAST_WORDS, max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 8}), help_text=_("什么时间、什么地点、做了什么、您怎么知道的。"),
    )  # fmt: skip
    wants = forms.CharField(
        label=_("您的要求"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    named = forms.TypedChoiceField(
        label=_("写不写您的名字"), coerce=lambda value: value == "yes", initial="yes", widget=forms.RadioSelect,
        choices=[
            ("yes", _("写：只有办理的机关看得到，可以和您联系")),
            ("no", _("不写：系统不保存您是谁，凭查询码看进度")),
        ],
    )  # fmt: skip
    phone = forms.CharField(
        label=_("联系电话"), required=False, max_length=20, help_text=_("只给办理的机关看。")
    )

    def __init__(self, *args: Any, known: bool, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accused"].choices = [("", _("请选择")), *queries.offices_to_accuse(at)]
        if not known:  # nobody signed in: there is no name to give
            del self.fields["named"], self.fields["phone"]


class Adding(UiForm):
    """补充."""

    words = forms.CharField(
        label=_("补充的情况"), min_length=2, max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 5})
    )


class WhichAccusation(UiForm):
    """凭查询码看."""

    code = forms.CharField(label=_("查询码"), max_length=40, help_text=_("提交时给您的 16 位码。"))
