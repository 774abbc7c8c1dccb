"""曝光的表单: a place and a problem, what stays clear, what was answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.honours import rules
from sanzhi.honours.files import ORIGINALS
from sanzhi.honours.queries import PROBLEMS
from sanzhi.people.roles import Actor
from sanzhi.web.ui.forms import UiForm
from sanzhi.web.ui.photos import PhotosField, WithPhotos

from .choices import villages

VILLAGE = 12  # digits of a village's code


class Drawing(WithPhotos, UiForm):
    """拟曝光."""

    area = forms.ChoiceField(label=_("哪个村（社区）"))
    category = forms.ChoiceField(label=_("什么问题"))
    place = forms.CharField(
        label=_("哪里"), min_length=2, max_length=60, help_text=_("写到弄、路段、河段，不写门牌和谁家。")
    )
    problem = forms.CharField(
        label=_("怎么回事"), min_length=4, max_length=200, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("只写地方和问题，不写人：名字、电话、门牌、车牌都不行。"),
    )  # fmt: skip
    days = forms.IntegerField(
        label=_("曝光几天"), min_value=1, max_value=rules.EXPOSED_FOR, initial=7, help_text=_("最多 15 天，整改好了马上撤。")
    )  # fmt: skip
    photos = PhotosField(
        keep=ORIGINALS.keep_image, help_text=_("可以放一张。平台会整张打码，您再点出问题在哪几格。")
    )
    nobody = forms.BooleanField(
        label=_("照片和文字里没有孩子，也不是冲着谁"), error_messages={"required": _("请确认这一条。")}
    )
    field_order = ["area", "category", "place", "problem", "days", "photos", "nobody", "before"]

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = villages(actor.reach)
        if len(actor.reach) == VILLAGE:
            self.initial.setdefault("area", actor.reach)
        self.fields["category"].choices = [("", _("请选择")), *PROBLEMS]


class Clearing(UiForm):
    """打码: which cells stay clear; the ticked boxes lie over the photo, there are too many for a field."""

    data: Any  # a QueryDict, as Django leaves it

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        sent = self.data.getlist("cells")[: rules.ACROSS**2]
        cleaned["cells"] = [
            int(one) if one.isascii() and one.isdigit() and len(one) < 4 else -1 for one in sent
        ]
        verdict = rules.clearing_stands(cleaned["cells"])
        if not verdict:
            self.add_error(None, verdict.sentence)
        return cleaned


class Fixing(UiForm):
    """已整改."""

    note = forms.CharField(label=_("怎么整改的"), min_length=4, max_length=200)


class AnsweringTakedown(UiForm):
    """答复撤下要求."""

    show_again = forms.TypedChoiceField(
        label=_("怎么办"), choices=[("no", _("撤下")), ("yes", _("继续公布"))],
        coerce=lambda said: said == "yes", widget=forms.RadioSelect,
    )  # fmt: skip
    answer = forms.CharField(
        label=_("理由"), min_length=4, max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )


class ProposingBoard(UiForm):
    """提出打开曝光."""

    area = forms.ChoiceField(label=_("打开哪里的"))
    ground = forms.CharField(
        label=_("为什么"), min_length=4, max_length=200, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("写明社会反映强烈的是什么。依据《嘉兴市文明行为促进条例》第十七条会自动写在前面。"),
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whole = [(actor.reach + "000000", _("全市"))] if len(actor.reach) == len("330483") else []
        self.fields["area"].choices = [*villages(actor.reach)[:1], *whole, *villages(actor.reach)[1:]]
