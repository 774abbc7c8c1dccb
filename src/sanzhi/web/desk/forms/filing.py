"""登记来访: what the clerk writes down with the person across the counter."""

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from sanzhi.cases import queries
from sanzhi.cases.kinds import Kind
from sanzhi.cases.rules import Filing
from sanzhi.kit import codes
from sanzhi.people.roles import Actor
from sanzhi.web.ui import complained
from sanzhi.web.ui.answers import BEFORE, WithAnswers
from sanzhi.web.ui.emergency import AsksForDanger
from sanzhi.web.ui.forms import UiForm
from sanzhi.web.ui.photos import WithPhotos

from . import choices
from .steps import words


class CounterFiling(AsksForDanger, WithAnswers, WithPhotos, UiForm):
    name = forms.CharField(
        label=_("来访人姓名"), required=False, max_length=60, help_text=_("不愿留姓名的，选下面的匿名。")
    )
    phone = forms.CharField(
        label=_("联系电话"),
        required=False,
        max_length=20,
        help_text=_("用来回访和让本人查进度；没有电话也可以登记，请把回执交给本人。"),
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    anonymous = forms.BooleanField(
        label=_("不留姓名（匿名）"),
        required=False,
        help_text=_("不发消息、不回访，只能凭纸上的查询码看结果。"),
    )
    title = forms.CharField(label=_("什么事"), max_length=120, help_text=_("一句话，如“村口路灯不亮”。"))
    text = words(_("详细情况"), _("什么时候、怎么回事、希望怎么办。照本人的话记。"), most=5000, rows=6)
    category_code = forms.ChoiceField(label=_("类别"))
    area_code = forms.ChoiceField(label=_("事情在哪个村（社区）"))
    place = forms.CharField(label=_("具体地点"), required=False, max_length=200)
    against = forms.ChoiceField(
        label=_("是反映某个单位或它的工作人员吗"),
        required=False,
        help_text=_("选了，那个单位看不到是谁反映的，也不参与核验和回访；本该由它受理的，直接到市里。"),
    )
    field_order = [
        "danger",
        "name",
        "phone",
        "anonymous",
        "title",
        "text",
        "category_code",
        "area_code",
        "place",
        "against",
        "photos",
        "before",
    ]

    def __init__(self, *args: Any, actor: Actor, kind: Kind | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.kind = actor, kind
        if kind:
            self.ask(kind.fields_at())
            own = [name for name in self.fields if name.startswith(BEFORE)]
            self.order_fields(["name", "phone", "title", "text", *own])
        self.fields["area_code"].choices = choices.villages(actor.reach)
        self.fields["category_code"].choices = choices.categories(_("请选择"))
        self.fields["against"].choices = complained.choices()
        if not settings.SANZHI_ANONYMOUS:
            del self.fields["anonymous"]

    def clean_phone(self) -> str:
        phone = codes.clean_phone(self.cleaned_data["phone"])
        if phone:
            verdict = codes.check_phone(phone)
            if not verdict:
                raise forms.ValidationError(verdict.sentence)
        return phone

    def clean(self) -> dict[str, Any]:
        """A name, or expressly none: never half of both."""
        said = super().clean() or self.cleaned_data
        named = bool(said.get("name", "").strip() or said.get("phone"))
        if said.get("anonymous") and named:
            self.add_error("anonymous", _("匿名登记不能留姓名和电话：请删去，或不选匿名。"))
        elif not said.get("anonymous") and "name" not in self.errors and not said.get("name", "").strip():
            self.add_error("name", _("请填写姓名；本人不愿留姓名的，请选匿名。"))
        return said

    def hints(self, at: datetime, *, without: int | None = None) -> list[queries.Hint]:
        """What seems to be the same thing, asked about once; the clerk has seen it when it comes back."""
        if self.kind or "seen_similar" in self.data or "join" in self.data:
            return []
        return queries.hints(self.actor, self.filing(), at, without=without)

    def filing(self) -> Filing:
        said = self.cleaned_data
        return Filing(
            said["title"],
            said["text"],
            said["area_code"],
            said["category_code"],
            said["place"],
            kind=self.kind.code if self.kind else "matter",
            details=self.answers(),
            against=queries.complained_of(said["against"], said["area_code"]),
        )
