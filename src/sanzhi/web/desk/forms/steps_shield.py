"""被反映单位、保密程度和收回重办的表单."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanzhi.cases import actions, queries
from sanzhi.cases.flow import of_county
from sanzhi.cases.kinds import SECRECIES

from . import choices
from .steps import StepForm, words


class Shield(StepForm):
    against = forms.TypedChoiceField(label=gettext_lazy("反映的是哪个单位"), coerce=int)
    hint = gettext_lazy(
        "注明以后，这个单位还可以承办，但看不到是谁反映的，也不能分派、核验、回访。居民会看到已经注明。"
    )

    def offer_choices(self) -> None:
        # A county's own kind goes up to the county by this very step; a built-in one has a step for that.
        received = [] if of_county(self.case.kind) else [self.case.receiver_id]
        neither = [*received, queries.centre_id()]
        named = choices.every_office(self.case.area_id, self.at, without=neither)
        self.fields["against"].choices = [("", _("请选择")), *named]

    def act(self) -> Any:
        return actions.shield(self.case.id, against=self.cleaned_data["against"], **self.who)


class Unshield(StepForm):
    reason = words(gettext_lazy("撤销理由"), gettext_lazy("居民会看到。"), most=500, rows=3)
    hint = gettext_lazy("撤销以后，这个单位能看到是谁反映的。只在注明有误时撤销。")

    def act(self) -> Any:
        return actions.unshield(self.case.id, reason=self.cleaned_data["reason"], **self.who)


class SetSecrecy(StepForm):
    secrecy = forms.ChoiceField(label=gettext_lazy("保密程度"), widget=forms.RadioSelect)
    reason = words(gettext_lazy("理由"), gettext_lazy("居民看不到；审计管理员能看到。"), most=500, rows=3)

    def offer_choices(self) -> None:
        present = self.case.secrecy
        self.fields["secrecy"].choices = [one for one in SECRECIES.items() if one[0] != present]

    def act(self) -> Any:
        said = self.cleaned_data
        return actions.set_secrecy(self.case.id, secrecy=said["secrecy"], reason=said["reason"], **self.who)


class TakeBack(StepForm):
    reason = words(gettext_lazy("为什么收回重办"), gettext_lazy("居民会看到。"), most=500, rows=3)

    def act(self) -> Any:
        return actions.take_back(self.case.id, reason=self.cleaned_data["reason"], **self.who)


STEPS: dict[str, type[StepForm]] = {
    "shield": Shield,
    "unshield": Unshield,
    "set_secrecy": SetSecrecy,
    "take_back": TakeBack,
}
