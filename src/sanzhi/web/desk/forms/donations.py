"""捐赠使用和乡贤的表单: amounts are typed in yuan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.groups import queries
from sanzhi.people.roles import Actor
from sanzhi.web.ui.forms import UiForm
from sanzhi.web.ui.money import fen_of

from . import choices
from .funds import money


class Using(UiForm):
    """提出使用."""

    what = forms.CharField(label=_("用来做什么"), min_length=4, max_length=200)
    money = money(_("多少钱（元）"))

    def said(self) -> dict[str, Any]:
        return {"what": self.cleaned_data["what"], "fen": fen_of(self.cleaned_data["money"])}


class ChangingPurpose(UiForm):
    """改用途."""

    purpose = forms.CharField(label=_("新的用途"), min_length=4, max_length=200)
    basis = forms.ChoiceField(label=_("凭什么改"), choices=queries.BASES, widget=forms.RadioSelect)
    paper = forms.CharField(label=_("书面同意或者决议的编号"), min_length=2, max_length=60)


class Disclosing(UiForm):
    """公开."""

    contact = forms.CharField(label=_("有意见找谁"), min_length=5, max_length=60)


class EnteringGentry(UiForm):
    """照签字纸登记乡贤."""

    area = forms.ChoiceField(label=_("哪个村（社区）"))
    name = forms.CharField(label=_("公开的称呼"), min_length=2, max_length=30)
    phone = forms.CharField(
        label=_("本人电话"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    kind = forms.ChoiceField(label=_("哪一类"), choices=queries.GENTRY_KINDS, widget=forms.RadioSelect)
    expertise = forms.CharField(
        label=_("擅长什么"), min_length=2, max_length=100, help_text=_("只写擅长什么，不写党派、职务和家人。")
    )
    signed = forms.BooleanField(label=_("本人在同意书上签了字，纸存在村里"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = choices.villages(actor.reach)


class AnsweringSuggestion(UiForm):
    """答复建议."""

    answer = forms.CharField(
        label=_("答复"), min_length=4, max_length=1000, widget=forms.Textarea(attrs={"rows": 5})
    )
