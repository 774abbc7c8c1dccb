"""议事的表单: what a resident fills in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.deliberation import queries
from sanzhi.web.ui.forms import UiForm


class Voting(UiForm):
    """表决."""

    choice = forms.ChoiceField(label=_("怎么投"), choices=queries.CHOICES, widget=forms.RadioSelect)


class SecretVoting(Voting):
    """无记名: `receipt` is made for this form and kept nowhere else; it also keeps what was sent from being guessed."""

    receipt = forms.CharField(max_length=24, widget=forms.HiddenInput)


class Arriving(UiForm):
    """扫码签到: nothing to say but that one is here."""


class Receipt(UiForm):
    """查回执."""

    receipt = forms.CharField(label=_("回执码"), max_length=24)


class Proposing(UiForm):
    """提一个议题."""

    body = forms.TypedChoiceField(label=_("提给谁"), coerce=int)
    title = forms.CharField(label=_("题目"), min_length=2, max_length=80)
    text = forms.CharField(
        label=_("内容"), min_length=5, max_length=3000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("一件事写一段，别人好改。"),
    )  # fmt: skip
    confidential = forms.BooleanField(
        label=_("保密"), required=False,
        help_text=_("只有您、管会议的村（社区）文书和镇（街道）的人看得到；列入议程以后，名册上的人也看得到。"),
    )  # fmt: skip

    def __init__(self, *args: Any, bodies: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [(one.pk, f"{one.area.name} {one.name}") for one in bodies]

    def said(self) -> dict[str, Any]:
        return {("body_id" if name == "body" else name): value for name, value in self.cleaned_data.items()}


class Amending(UiForm):
    """改一段."""

    paragraph = forms.TypedChoiceField(label=_("改哪一段"), coerce=int, widget=forms.RadioSelect)
    new = forms.CharField(label=_("改成"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, paragraphs: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paragraph"].choices = list(enumerate(paragraphs))


class Judging(UiForm):
    """验收."""

    content = forms.TypedChoiceField(
        label=_("办好了吗"), coerce=lambda said: said == "yes", widget=forms.RadioSelect,
        choices=[("yes", _("办好了，满意")), ("no", _("没办好"))],
    )  # fmt: skip
    words = forms.CharField(label=_("哪里没办好"), max_length=200, required=False)


class StandingBy(UiForm):
    """做见证人: any number, of one's own."""

    digits = forms.CharField(
        label=_("报的数"), min_length=6, max_length=20, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
