"""并案、关联、拆分和督办的表单."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.cases import actions, queries
from sanzhi.cases.flow.family import MERGEABLE, way_back
from sanzhi.kit import ids
from sanzhi.kit.verdict import Refusal

from . import choices
from .split import Split
from .steps import StepForm, words

CODE = _("写在事项页和回执上的查询码，空格和大小写不要紧。")


class OtherCase(StepForm):
    """A step that names another case, by its code; what the reader may not see is not found."""

    code = forms.CharField(label=_("另一件的查询码"), max_length=40, help_text=CODE)
    similar: Any = None  # the page offers what is alike

    def clean_code(self) -> int:
        try:
            return queries.case_by_code(self.actor, ids.normalise_code(self.cleaned_data["code"])).id
        except Refusal as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal


class Merge(OtherCase):
    reason = words(_("为什么是同一件事"), _("居民会看到；不要写另一件的内容和反映人。"), most=300, rows=3)
    hint = _("并案之后这件停止计时，随主事项一起办；反映人照样收到每一步进展，各自评价。随时可以撤销。")
    field_order = ["code", "reason", "version"]

    def act(self) -> Any:
        said = self.cleaned_data
        return actions.merge(self.case.id, into=said["code"], reason=said["reason"], **self.who)


class Unmerge(StepForm):
    reason = words(_("为什么撤销"), _("居民会看到。"), most=300, rows=3)
    hint = _("撤销之后，这件回到并案以前的环节和单位，时限接着算。")

    def act(self) -> Any:
        return actions.unmerge(self.case.id, reason=self.cleaned_data["reason"], **self.who)


class Link(OtherCase):
    reason = words(_("有什么关系"), _("两件的经办人都能看到，居民看不到。"), most=300, rows=3)
    field_order = ["code", "reason", "version"]

    def act(self) -> Any:
        said = self.cleaned_data
        return actions.link(self.case.id, other=said["code"], reason=said["reason"], **self.who)


class Unlink(StepForm):
    other = forms.TypedChoiceField(label=_("取消和哪一件的关联"), coerce=int)
    reason = words(_("理由"), most=300, rows=3)

    def offer_choices(self) -> None:
        linked = queries.family(self.actor, self.case).linked
        self.fields["other"].choices = [("", _("请选择")), *((one.id, one.title) for one in linked)]

    def act(self) -> Any:
        said = self.cleaned_data
        return actions.unlink(self.case.id, other=said["other"], reason=said["reason"], **self.who)


class Supervise(StepForm):
    level = forms.ChoiceField(
        label=_("督办等级"),
        choices=[("urge", _("催办")), ("press", _("督办")), ("circular", _("通报"))],
        widget=forms.RadioSelect,
        initial="urge",
    )
    office = forms.TypedChoiceField(label=_("发给哪个单位"), coerce=int)
    why = words(_("督办缘由"), _("内部可见，居民只看到“已列入督办”。"), most=500, rows=3)
    ask = words(_("要求答复什么"), most=200, rows=2)

    def offer_choices(self) -> None:
        self.fields["office"].choices = choices.answering_offices(self.case, self.at)

    def act(self) -> Any:
        said = self.cleaned_data
        wanted = {key: said[key] for key in ("level", "office", "why", "ask")}
        return actions.supervise(self.case.id, **wanted, **self.who)


class SuperviseReply(StepForm):
    answer = words(_("答复"), _("办到什么程度，还要多久，需要什么支持。至少 10 个字，居民看不到。"))

    def act(self) -> Any:
        return actions.reply_to_supervision(self.case.id, answer=self.cleaned_data["answer"], **self.who)


class SuperviseEscalate(StepForm):
    why = words(_("为什么升级"), _("内部可见。"), most=500, rows=3)
    hint = _("催办升为督办，督办升为通报；答复时间重新计算。")

    def act(self) -> Any:
        return actions.escalate_supervision(self.case.id, why=self.cleaned_data["why"], **self.who)


class SuperviseLift(StepForm):
    note = words(_("解除的理由"), _("看过答复和办理情况再解除。"), most=500, rows=3)

    def act(self) -> Any:
        return actions.lift_supervision(self.case.id, note=self.cleaned_data["note"], **self.who)


FAMILY_STEPS: dict[str, type[StepForm]] = {
    "merge": Merge,
    **{way_back(state): Unmerge for state in MERGEABLE},
    "link": Link,
    "unlink": Unlink,
    "split": Split,
    "supervise": Supervise,
    "supervise_reply": SuperviseReply,
    "supervise_escalate": SuperviseEscalate,
    "supervise_lift": SuperviseLift,
}
