"""公示栏和异议的表单."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.notices import queries
from sanzhi.web.ui.forms import UiForm

from .forms import villages


class WhichNotices(UiForm):
    """看哪里的公示."""

    area = forms.ChoiceField(
        label=_("村（社区）"),
        required=False,
        widget=forms.Select(attrs={"data-towns": _("在哪个镇（街道）")}),
    )
    kind = forms.ChoiceField(label=_("哪一类"), required=False)
    running = forms.BooleanField(label=_("只看公示中的"), required=False)

    def __init__(self, *args: Any, at: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("全市")), *villages()]
        self.fields["kind"].choices = [
            ("", _("全部")),
            *((rule.kind, rule.name) for rule in queries.rules_in_force(at)),
        ]


class Objecting(UiForm):
    """提异议或询问."""

    sort = forms.ChoiceField(
        label=_("您要"),
        choices=[("objection", _("提异议：我认为不对")), ("question", _("问一问：我想知道"))],
        widget=forms.RadioSelect,
    )
    line = forms.TypedChoiceField(label=_("对哪一行"), coerce=int, empty_value=None, required=False)
    text = forms.CharField(
        label=_("怎么回事"),
        min_length=4,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("只有答复的人看得到您写的和您是谁。"),
    )

    def __init__(self, *args: Any, lines: list[Any], over: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(row.number, f"{row.number}. {row.who} {row.what} {row.figure}"[:80]) for row in lines]
        self.fields["line"].choices = [("", _("整份公示")), *rows]
        if not rows:
            del self.fields["line"]
        if over:
            self.fields["sort"].choices = [("question", _("问一问：我想知道"))]
            self.initial["sort"] = "question"
