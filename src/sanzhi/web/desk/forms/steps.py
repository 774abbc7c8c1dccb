"""每一步的表单: what each step asks, and the verb it calls. The registry STEPS is the whole list."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from sanzhi.cases import actions, queries
from sanzhi.cases.reply_check import Finding, codes_of
from sanzhi.people.roles import Actor
from sanzhi.web.ui.forms import UiForm
from sanzhi.web.ui.photos import WithPhotos

from . import choices
from .routes import KINDS, ROUTES, lines


class StepForm(UiForm):
    """一步: `act` takes the step. `version` is the case as its reader saw it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    hint: Any = ""
    another: Any = ""  # what the button says that asks for another of something; nothing is sent by it

    def __init__(self, *args: Any, case: Any, actor: Actor, at: datetime, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})["version"] = case.version
        super().__init__(*args, **kwargs)
        self.case, self.actor, self.at = case, actor, at
        self.offer_choices()

    def offer_choices(self) -> None:
        """For steps that choose among what the county has."""

    def act(self) -> Any:
        raise NotImplementedError

    def advice(self) -> list[Finding]:
        """What to look at once more before it is sent; the next press sends it all the same."""
        return []

    @property
    def who(self) -> dict[str, Any]:
        """What every verb is told beside its own words."""
        return {"by": self.actor, "at": self.at, "version": self.cleaned_data["version"]}


def words(
    label: Any, help_text: Any = "", *, required: bool = True, most: int = 2000, rows: int = 4
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class AnswerOnSpot(StepForm):
    reply = words(_("答复内容"), _("居民会看到这段话，至少 10 个字。"))

    def act(self) -> Any:
        return actions.answer_on_spot(self.case.id, reply=self.cleaned_data["reply"], **self.who)


class NotAccept(StepForm):
    kind = forms.ChoiceField(
        label=_("属于哪一种"),
        choices=KINDS,
        widget=forms.RadioSelect,
        help_text=_("危急的请先电话转报，再在这里登记。"),
    )
    called = forms.ChoiceField(
        label=_("已经打了哪个电话"),
        required=False,
        widget=forms.RadioSelect,
        help_text=_("选“危急”的必须先打电话；其他情形不用选。"),
    )
    reason = words(_("理由"), _("居民会看到。"), most=500, rows=2)
    route = words(
        _("应当去哪里办理"), _("留空就用所选种类的标准告知。居民会看到。"), required=False, most=500, rows=3
    )

    def offer_choices(self) -> None:
        self.fields["called"].choices = lines()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("kind") == "emergency" and not said.get("called"):
            self.add_error("called", _("危急的先打电话转报，再登记：请选择打的是哪个电话。"))
        return said

    def act(self) -> Any:
        said = self.cleaned_data
        route = said["route"].strip() or ROUTES[said["kind"]]
        words = {name: said[name] for name in ("reason", "kind", "called")}
        return actions.not_accept(self.case.id, **words, route=route, **self.who)


class Assign(StepForm):
    lead = forms.TypedChoiceField(label=_("主办单位"), coerce=int)
    helpers = forms.TypedMultipleChoiceField(
        label=_("协办单位"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    note = words(_("交办意见"), _("写给承办单位，居民看不到。"), required=False, most=500, rows=3)

    def offer_choices(self) -> None:
        offices = choices.offices(self.case.area_id, self.at)
        self.fields["lead"].choices = [("", _("请选择")), *offices]
        self.fields["helpers"].choices = offices
        proposed = self.case.routing.get("propose", {})
        if proposed.get("office"):
            self.initial["lead"] = proposed["office"]
            why = next((tried["name"] for tried in proposed["trace"] if tried["fits"]), "")
            rule = {"rule": proposed["rule"], "why": why}
            self.fields["lead"].help_text = _("已按第 %(rule)s 条分派规则“%(why)s”选好，可以改。") % rule

    def act(self) -> Any:
        said = self.cleaned_data
        return actions.assign(
            self.case.id, lead=said["lead"], helpers=said["helpers"], note=said["note"], **self.who
        )


class Decide(Assign):
    note = None
    reason = words(_("裁定理由"), _("裁定之后，承办单位不能再退回。"), most=500)

    def act(self) -> Any:
        said = self.cleaned_data
        return actions.decide(
            self.case.id, lead=said["lead"], helpers=said["helpers"], reason=said["reason"], **self.who
        )


class SignFor(StepForm):
    hint = _("办理时限从分派时就开始计算，签收不会重新起算。")

    def act(self) -> Any:
        return actions.sign_for(self.case.id, **self.who)


RETURN_REASONS = [
    (text, _(text))  # what is kept is Chinese, whoever reads
    for text in (
        gettext_noop("不属于本单位职责"),
        gettext_noop("不在本单位辖区"),
        gettext_noop("应由其他单位主办、本单位协办"),
        gettext_noop("情况不清，无法联系当事人核实"),
        gettext_noop("与已办事项重复"),
    )
]


class WithPapers(WithPhotos, StepForm):
    """带材料的一步: pictures of papers, for staff only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["photos"].label = _("材料")
        self.fields["photos"].help_text = _(
            "可不放。文书、通知、现场的照片，或者 PDF，最多 9 份；居民看不到。"
        )


class Return(WithPapers):
    why = forms.ChoiceField(label=_("退回理由"), choices=RETURN_REASONS, widget=forms.RadioSelect)
    more = words(_("具体说明"), _("写明依据，如三定方案或权责清单的条目。"), most=500, rows=3)
    proposed = forms.TypedChoiceField(label=_("建议由哪个单位办理"), coerce=int)
    field_order = ["why", "more", "proposed", "photos", "version", "before"]

    def offer_choices(self) -> None:
        offices = choices.offices(self.case.area_id, self.at, without=[self.actor.office_id])
        self.fields["proposed"].choices = [("", _("请选择")), *offices]

    def act(self) -> Any:
        said = self.cleaned_data
        reason = f"{said['why']}：{said['more'].strip()}"
        return actions.return_case(
            self.case.id, reason=reason, proposed=said["proposed"], kept=self.photos_kept(), **self.who
        )


class ReportDone(WithPhotos, StepForm):
    reply = words(_("办理情况"), _("居民会看到：做了什么、结果怎样、以后找谁。至少 10 个字。"))
    advised = forms.CharField(required=False, widget=forms.HiddenInput)  # which reply was looked at already
    no_photo_because = forms.CharField(
        label=_("没有照片的原因"), required=False, max_length=200, help_text=_("有照片就不用填。")
    )
    field_order = ["reply", "photos", "no_photo_because", "version", "before"]

    def advice(self) -> list[Finding]:
        """办结回复检查: once for each reply; one that was changed since is looked at anew."""
        seen = sha256(self.cleaned_data["reply"].encode()).hexdigest()
        if self.cleaned_data["advised"] == seen:
            return []
        self.data = self.data.copy()
        self.data["advised"] = seen
        return self._findings()

    def _findings(self) -> list[Finding]:
        return queries.reply_findings(self.case, self.cleaned_data["reply"], self.at)

    def act(self) -> Any:
        said = self.cleaned_data
        return actions.report_done(
            self.case.id,
            reply=said["reply"],
            evidence=self.photos_kept(),
            no_photo_because=said["no_photo_because"],
            advised=codes_of(self._findings()) if said["advised"] else None,
            **self.who,
        )


class HelpAnswer(WithPapers):
    reply = words(_("协办答复"), _("写给主办单位，至少 10 个字。"))
    field_order = ["reply", "photos", "version", "before"]

    def act(self) -> Any:
        reply = self.cleaned_data["reply"]
        return actions.answer_as_helper(self.case.id, reply=reply, kept=self.photos_kept(), **self.who)
