"""自定步骤的表单: one form for every step of every kind that a county has designed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.cases import actions, queries
from sanzhi.cases.flow import is_county, own
from sanzhi.web.ui.answers import WithAnswers

from . import choices
from .steps import StepForm, words
from .steps_after import STEPS
from .steps_family import Unmerge


class KindStep(WithAnswers, StepForm):
    """县里自定的一步: asks what the kind says it asks."""

    step = ""  # its full code
    lead = forms.TypedChoiceField(label=_("承办单位"), coerce=int)
    reply = words(_("答复内容"), _("居民会看到这段话，至少 10 个字。"))
    reason = words(_("理由"), _("居民会看到。"), most=500, rows=3)

    def offer_choices(self) -> None:
        kind = queries.kind_of(self.case)
        step = kind.step(own(self.step)) if kind else None
        for name in ("lead", "reply", "reason"):
            if step is None or name not in step.asks:
                del self.fields[name]
        if "lead" in self.fields:
            offices = choices.offices(self.case.area_id, self.at)
            self.fields["lead"].choices = [("", _("请选择")), *offices]
            proposed = self.case.routing.get("propose", {}).get("office")
            self.initial["lead"] = self.case.lead_id or proposed
        if kind and step:
            self.ask(kind.fields_at(step.code), self.case.details)

    def act(self) -> Any:
        said = self.cleaned_data
        return actions.kind_step(
            self.case.id,
            self.step,
            lead=said.get("lead"),
            words={name: said[name] for name in ("reply", "reason") if name in said},
            details=self.answers(),
            **self.who,
        )


def form_of(step: str) -> type[StepForm] | None:
    """The form of a step, built in or the county's own; None when there is none."""
    if step.startswith("unmerge_"):
        return Unmerge
    return type("KindStepOf", (KindStep,), {"step": step}) if is_county(step) else STEPS.get(step)
