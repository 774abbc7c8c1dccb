"""不愿回答的表单."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sanzhi.cases import actions

from .steps import StepForm, words


class DeclineAnswer(StepForm):
    said = words(_("原话"), _("可不填，居民看不到。"), required=False, most=500, rows=2)
    hint = _("按“不愿回答”统计，不算满意，也不算没联系上。居民以后仍可评价或要求重新办理。")

    def act(self) -> Any:
        return actions.decline_answer(self.case.id, said=self.cleaned_data["said"], **self.who)
