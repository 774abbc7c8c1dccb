"""核验、回访和补充的表单."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.cases import actions, queries
from sanzhi.web.ui.photos import WithPhotos

from . import steps, steps_asking, steps_course, steps_shield
from .steps import StepForm, words
from .steps_family import FAMILY_STEPS


class HelpWaive(StepForm):
    office = forms.TypedChoiceField(label=_("免除哪个单位"), coerce=int)
    reason = words(_("理由"), most=500, rows=3)

    def offer_choices(self) -> None:
        self.fields["office"].choices = [("", _("请选择")), *queries.helpers_waited_for(self.case.id)]

    def act(self) -> Any:
        said = self.cleaned_data
        return actions.waive_helper(self.case.id, office=said["office"], reason=said["reason"], **self.who)


class HelpScore(StepForm):
    part = forms.TypedChoiceField(label=_("给哪个协办单位打分"), coerce=int)
    score = forms.TypedChoiceField(
        label=_("几分"),
        coerce=int,
        choices=[(5, _("5 分：又快又好")), (4, _("4 分：好")), (3, _("3 分：一般")), (2, _("2 分：差")), (1, _("1 分：没帮上"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    reason = words(_("理由"), _("打 2 分以下要写明。"), required=False, most=500, rows=3)
    hint = _("每个协办单位只打一次分，对方看得到。")

    def offer_choices(self) -> None:
        self.fields["part"].choices = queries.helpers_to_score(self.case.id)

    def act(self) -> Any:
        said = self.cleaned_data
        return actions.score_helper(
            self.case.id, part=said["part"], score=said["score"], reason=said["reason"], **self.who
        )


class Instruct(StepForm):
    text = words(_("批示"), _("写给正在办的单位，居民看不到；按督办规则会同时立项督办。"), most=500, rows=4)

    def act(self) -> Any:
        return actions.instruct(self.case.id, text=self.cleaned_data["text"], **self.who)


class Verify(StepForm):
    note = words(_("核验意见"), _("可不填，居民看不到。"), required=False, most=500, rows=3)
    hint = _("看过办理情况和照片，确实办了再通过；通过之后由回访员联系居民。")

    def act(self) -> Any:
        return actions.verify(self.case.id, note=self.cleaned_data["note"], **self.who)


class SendBack(StepForm):
    reason = words(_("哪里没有办好"), _("写给承办单位，居民也会看到。"), most=500, rows=3)

    def act(self) -> Any:
        return actions.send_back(self.case.id, reason=self.cleaned_data["reason"], **self.who)


class CallBack(StepForm):
    solved = forms.TypedChoiceField(
        label=_("一问：您反映的事，解决了没有？"),
        choices=[("yes", _("解决了")), ("no", _("没有解决"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    satisfied = forms.TypedChoiceField(
        label=_("二问：对办理的过程，您满意吗？"),
        choices=[(5, _("很满意")), (4, _("满意")), (3, _("一般")), (2, _("不满意")), (1, _("很不满意"))],
        coerce=int,
        widget=forms.RadioSelect,
    )
    said = words(_("居民还说了什么"), _("照原话记。没有解决的，请记下差在哪里。"), required=False, most=1000)
    hint = _("您好，这里是市社会治理中心，想问问您反映的事办得怎么样。两个问题，不影响您以后办事。")

    def act(self) -> Any:
        said = self.cleaned_data
        return actions.call_back(
            self.case.id, solved=said["solved"], satisfied=said["satisfied"], said=said["said"], **self.who
        )


class NoAnswer(StepForm):
    hint = _("打过电话、没有接通时按这里。满三次可以按“三次未联系上”办结。")

    def act(self) -> Any:
        return actions.no_answer(self.case.id, **self.who)


class CloseUnreached(StepForm):
    hint = _("按“没有联系上”统计，不算满意。居民以后仍可评价或要求重新办理。")

    def act(self) -> Any:
        return actions.close_unreached(self.case.id, **self.who)


class Reopen(StepForm):
    reason = words(_("为什么要重新办理"), most=500, rows=3)

    def act(self) -> Any:
        return actions.reopen(self.case.id, reason=self.cleaned_data["reason"], **self.who)


class Urge(StepForm):
    text = words(_("催办的话"), _("可不填。24 小时内只催一次。"), required=False, most=300, rows=2)

    def act(self) -> Any:
        return actions.urge(self.case.id, text=self.cleaned_data["text"], **self.who)


class Supplement(WithPhotos, StepForm):
    text = words(_("补充的情况"), _("居民会看到。"))
    field_order = ["text", "photos", "version", "before"]

    def act(self) -> Any:
        return actions.supplement(
            self.case.id, text=self.cleaned_data["text"], kept=self.photos_kept(), **self.who
        )


STEPS: dict[str, type[StepForm]] = {
    "answer_on_spot": steps.AnswerOnSpot,
    "not_accept": steps.NotAccept,
    "assign": steps.Assign,
    "decide": steps.Decide,
    "sign_for": steps.SignFor,
    "return": steps.Return,
    "report_done": steps.ReportDone,
    "help_answer": steps.HelpAnswer,
    "help_waive": HelpWaive,
    "help_score": HelpScore,
    "instruct": Instruct,
    "verify": Verify,
    "send_back": SendBack,
    "call_back": CallBack,
    "no_answer": NoAnswer,
    "close_unreached": CloseUnreached,
    "decline_answer": steps_asking.DeclineAnswer,
    "reopen": Reopen,
    "urge": Urge,
    "supplement": Supplement,
    **steps_course.STEPS,
    **steps_shield.STEPS,
    **FAMILY_STEPS,
}
