"""法律顾问的表单: of whoever keeps the register, and of the adviser."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.groups import queries
from sanzhi.groups.actions import NewAdviser
from sanzhi.kit import clock
from sanzhi.people.roles import Actor
from sanzhi.web.ui.forms import UiForm

from . import choices

A_DAY = {"type": "date"}


class EnteringAdviser(UiForm):
    """登记法律顾问."""

    person = forms.TypedChoiceField(
        label=_("是谁"), coerce=int, help_text=_("先请安全管理员给他（她）法律顾问的岗位。")
    )
    kind = forms.ChoiceField(label=_("身份"), choices=queries.ADVISER_KINDS, widget=forms.RadioSelect)
    licence = forms.CharField(label=_("执业证号"), min_length=5, max_length=30)
    firm = forms.CharField(label=_("律师事务所（法律服务所）"), min_length=2, max_length=60)
    phone = forms.CharField(label=_("公开的电话"), min_length=5, max_length=20)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = queries.advisers_in_post(actor, clock.now())
        self.fields["person"].choices = [
            (one.person_id, f"{one.person.name} · {one.office.name}") for one in posts
        ]

    def new(self) -> NewAdviser:
        return NewAdviser(**self.cleaned_data)


class Appointing(UiForm):
    """聘任."""

    area = forms.ChoiceField(label=_("哪个村（社区）"))
    starts_on = forms.DateField(label=_("从哪天"), widget=forms.DateInput(attrs=A_DAY))
    ends_on = forms.DateField(label=_("到哪天"), widget=forms.DateInput(attrs=A_DAY))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = choices.villages(actor.reach)


class PublishingHours(UiForm):
    """公布坐班."""

    area = forms.ChoiceField(label=_("哪个村（社区）"))
    day = forms.DateField(label=_("哪一天"), widget=forms.DateInput(attrs=A_DAY))
    half = forms.ChoiceField(label=_("上午还是下午"), choices=queries.HALVES, widget=forms.RadioSelect)
    place = forms.CharField(label=_("在哪里"), min_length=2, max_length=60)

    def __init__(self, *args: Any, terms: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [(term.area_id, term.area.name) for term in terms]


class AnsweringInLaw(UiForm):
    """答复."""

    answer = forms.CharField(
        label=_("答复"), min_length=10, max_length=3000, widget=forms.Textarea(attrs={"rows": 8})
    )
    ground = forms.CharField(
        label=_("依据"),
        min_length=4,
        max_length=300,
        help_text=_("哪部法、第几条；没有明文的写明是什么道理。"),
    )
