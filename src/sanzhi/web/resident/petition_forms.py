"""信访的表单: for whoever petitions, and for whoever somebody acts for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.cases import queries as cases
from sanzhi.people import queries as people
from sanzhi.petitions import queries
from sanzhi.petitions.actions import NewPetition
from sanzhi.petitions.files import PAPERS
from sanzhi.web.ui.forms import UiForm
from sanzhi.web.ui.photos import PapersField, WithPhotos

from .forms import GRADES


def _long(label: Any, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": rows}), **{"max_length": 5000, **more}
    )


class Petitioning(UiForm):
    """提出信访事项."""

    draft = "petition"

    category = forms.ChoiceField(
        label=_("是什么"), widget=forms.RadioSelect, initial="claim",
        choices=[("claim", _("申诉求决：要求解决一个问题")), ("suggestion", _("建议意见：建议改进工作"))],
    )  # fmt: skip
    title = forms.CharField(label=_("什么事（一句话）"), min_length=2, max_length=120)
    area = forms.ChoiceField(label=_("事情在哪个村（社区）"))
    field = forms.ChoiceField(label=_("属于哪一方面"))
    facts = _long(_("事实"), 6, min_length=5, help_text=_("什么时间、什么地点、发生了什么。"))
    claims = _long(
        _("请求"), 3, required=False, max_length=3000,
        help_text=_("您要求什么，一行写一项，以后逐项答复您。建议意见可以不写。"),
    )  # fmt: skip
    reasons = _long(_("理由"), 3, required=False, max_length=2000)
    involved = forms.CharField(
        label=_("涉及的单位"), required=False, max_length=200,
        help_text=_("要检举控告单位或者干部的，请用“检举控告”，那里写的内容不会到被反映的单位。"),
    )  # fmt: skip
    reply_by = forms.ChoiceField(
        label=_("怎样答复您"), choices=queries.REPLIES, widget=forms.RadioSelect, initial="online"
    )
    confidential = forms.BooleanField(label=_("我要求保密"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        towns = [
            (town.name, [(one.code, one.name) for one in town.villages])
            for town in people.towns_with_villages()
        ]
        fields = [(top.name, [(sub.code, sub.label) for sub in top.subs]) for top in cases.categories_tree()]
        self.fields["area"].choices = [("", _("请选择")), *towns]
        self.fields["field"].choices = [("", _("请选择")), *fields]

    def new(self, key: str) -> NewPetition:
        said = dict(self.cleaned_data)
        claims = [line.strip() for line in said.pop("claims").splitlines() if line.strip()]
        return NewPetition(**said, claims=claims, key=key)


class HandingIn(WithPhotos, UiForm):
    """交材料."""

    photos = PapersField(
        keep=PAPERS.keep_image,
        pages=PAPERS.keep_pages,
        label=_("照片或者 PDF"),
        help_text=_("只有登记、办理和复查、复核这一件的单位看得到。照片里的位置信息会自动去掉。"),
    )


class Disagreeing(UiForm):
    """申请复查、复核."""

    reason = _long(_("您为什么不服"), 5, min_length=5, max_length=2000)


class Withdrawing(UiForm):
    """撤回."""

    reason = _long(_("想说明的（可以不写）"), 3, required=False, max_length=500)


class Rating(UiForm):
    """评价."""

    satisfied = forms.TypedChoiceField(
        label=_("您满意吗"), coerce=int, choices=GRADES, widget=forms.RadioSelect
    )
    words = _long(_("想说的（可以不写）"), 3, required=False, max_length=500)


class RatingAgency(UiForm):
    """评价代办."""

    satisfied = forms.TypedChoiceField(
        label=_("您满意吗"), coerce=int, choices=GRADES, widget=forms.RadioSelect
    )


class Booking(UiForm):
    """预约接访."""

    topic = forms.CharField(label=_("想谈什么事（一句话）"), min_length=2, max_length=200)
