"""改派、上报、延期、中止、申诉、转办的表单."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanzhi.cases import actions, queries
from sanzhi.cases.elsewhere import CHANNELS
from sanzhi.kit import spoken
from sanzhi.kit.clock import COUNTY
from sanzhi.kit.deadlines import Limit
from sanzhi.web.ui.photos import WithPhotos

from . import choices
from .routes import TO
from .steps import StepForm, words

UNITS = {
    "h": gettext_lazy("小时"),
    "wh": gettext_lazy("个工作小时"),
    "d": gettext_lazy("日"),
    "wd": gettext_lazy("个工作日"),
}


class Reassign(StepForm):
    lead = forms.TypedChoiceField(label=gettext_lazy("改由哪个单位主办"), coerce=int)
    helpers = forms.TypedMultipleChoiceField(
        label=gettext_lazy("协办单位"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = words(gettext_lazy("改派理由"), gettext_lazy("居民会看到。"), most=500, rows=3)
    hint = gettext_lazy("已经开始的办理时限不重新计算：换了单位，居民等的时间照样算在里面。")

    def offer_choices(self) -> None:
        others = choices.offices(self.case.area_id, self.at, without=[self.case.lead_id])
        self.fields["lead"].choices = [("", _("请选择")), *others]
        self.fields["helpers"].choices = choices.offices(self.case.area_id, self.at)

    def act(self) -> Any:
        said = self.cleaned_data
        return actions.reassign(
            self.case.id, lead=said["lead"], helpers=said["helpers"], reason=said["reason"], **self.who
        )


class Escalate(StepForm):
    reason = words(gettext_lazy("上报理由"), gettext_lazy("居民会看到。"), most=500, rows=3)
    hint = gettext_lazy("上报后由市社会治理中心受理、分派和核验；分派的期限接着走，不重新计算。")

    def act(self) -> Any:
        return actions.escalate(self.case.id, reason=self.cleaned_data["reason"], **self.who)


class DelayAsk(StepForm):
    more = forms.IntegerField(label=gettext_lazy("延长多少"), min_value=1)
    reason = words(gettext_lazy("延期理由"), gettext_lazy("居民会看到。"), most=500, rows=3)

    def offer_choices(self) -> None:
        terms = queries.delay_terms(self.case, self.at)
        if terms is None:
            return
        named = {"most": terms.most, "times": terms.times, "used": terms.used, "basis": terms.basis}
        self.fields["more"].label = _("延长多少（%(unit)s）") % {"unit": UNITS[terms.unit]}
        self.fields["more"].help_text = (
            _("每次最多%(most)s，一共 %(times)d 次，已用 %(used)d 次。%(basis)s") % named
        )
        self.hint = _("现在的期限是%(due)s，要在此前申请并获同意；审核的不能是申请的单位。") % {
            "due": spoken.last_moment(terms.due_at)
        }

    def act(self) -> Any:
        said = self.cleaned_data
        return actions.ask_delay(self.case.id, more=said["more"], reason=said["reason"], **self.who)


class DelayAnswer(StepForm):
    """Granted or refused: the same page, told what is asked for and what would follow."""

    reason = words(gettext_lazy("审核意见"), gettext_lazy("居民会看到。"), most=500, rows=3)

    def offer_choices(self) -> None:
        if asked := queries.delay_waiting(self.case):
            named = {
                "more": asked.more,
                "reason": asked.reason,
                "due": spoken.last_moment(asked.due_at),
            }
            self.hint = (
                _("申请延长%(more)s，理由：%(reason)s。同意后，新的期限是%(due)s，自动告知居民。") % named
            )


class DelayGrant(DelayAnswer):
    def act(self) -> Any:
        return actions.grant_delay(self.case.id, reason=self.cleaned_data["reason"], **self.who)


class DelayRefuse(DelayAnswer):
    def act(self) -> Any:
        return actions.refuse_delay(self.case.id, reason=self.cleaned_data["reason"], **self.who)


class Suspend(StepForm):
    ground = forms.ChoiceField(label=gettext_lazy("中止的事由"), widget=forms.RadioSelect)
    reason = words(
        gettext_lazy("具体情况"), gettext_lazy("写明委托了谁、文书编号。居民会看到。"), most=500, rows=3
    )
    until = forms.DateField(
        label=gettext_lazy("最迟哪天恢复"),
        help_text=gettext_lazy("到这一天 24:00 自动恢复；提前有结果的，随时可以恢复。"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    hint = gettext_lazy("只有表里列明依据的事由才能中止；中止的时间不计入期限，自动告知居民。")

    def offer_choices(self) -> None:
        self.fields["ground"].choices = [
            (
                ground.code,
                _("%(name)s（最长%(most)s；%(basis)s）")
                % {"name": ground.name, "most": Limit.parse(ground.most), "basis": ground.basis},
            )
            for ground in queries.suspension_grounds(self.at)
        ]

    def act(self) -> Any:
        said = self.cleaned_data
        until = datetime.combine(said["until"] + timedelta(days=1), time(), COUNTY)
        return actions.suspend(
            self.case.id, ground=said["ground"], reason=said["reason"], until=until, **self.who
        )


class Resume(StepForm):
    note = words(gettext_lazy("说明"), gettext_lazy("可不填，居民会看到。"), required=False, most=300, rows=2)

    def act(self) -> Any:
        return actions.resume(self.case.id, note=self.cleaned_data["note"], **self.who)


class Transfer(StepForm):
    channel = forms.ChoiceField(label=gettext_lazy("转到哪个渠道"), choices=TO, widget=forms.RadioSelect)
    reason = words(gettext_lazy("理由"), gettext_lazy("居民会看到。"), most=500, rows=3)
    route = words(
        gettext_lazy("告诉居民怎么走"),
        gettext_lazy("留空就用所选渠道的标准告知。居民会看到，可以打印。"),
        required=False,
        most=500,
        rows=3,
    )
    hint = gettext_lazy("转出后本平台不再计时，也不算办结；正在发生危险的，先打 110、119、120、122。")

    def act(self) -> Any:
        said = self.cleaned_data
        route = said["route"].strip() or CHANNELS[said["channel"]].route
        return actions.transfer(
            self.case.id, channel=said["channel"], reason=said["reason"], route=route, **self.who
        )


class _Contest(WithPhotos, StepForm):
    reason = words(
        gettext_lazy("申诉理由"), gettext_lazy("写清事实，由其他单位的督查员裁定。"), most=1000, rows=4
    )
    no_photo_because = forms.CharField(
        label=gettext_lazy("没有照片的，写明证据"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("如“停电通知 2026 第 12 号，在案可查”。有照片就不用填。"),
    )

    @property
    def evidence(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "reason": said["reason"],
            "evidence": self.photos_kept(),
            "no_photo_because": said["no_photo_because"],
        }


class ContestRating(_Contest):
    hint = gettext_lazy(
        "评价后 5 个工作日内可以申诉。成立的不计入考核，另列为“剔除”；居民的评价本身不改不删。"
    )
    field_order = ["reason", "photos", "no_photo_because", "version", "before"]

    def act(self) -> Any:
        return actions.contest_rating(self.case.id, **self.evidence, **self.who)


class ContestCard(_Contest):
    card = forms.TypedChoiceField(label=gettext_lazy("哪一张牌"), coerce=int, widget=forms.RadioSelect)
    hint = gettext_lazy("亮牌后 5 个工作日内可以申诉。成立的不计入考核，另列为“剔除”；牌本身不撤。")
    field_order = ["card", "reason", "photos", "no_photo_because", "version", "before"]

    def offer_choices(self) -> None:
        self.fields["card"].choices = [
            (
                card.id,
                _("%(colour)s · %(clock)s · %(at)s")
                % {
                    "colour": card.get_colour_display(),
                    "clock": card.clock.rule.name,
                    "at": spoken.moment(card.raised_at),
                },
            )
            for card in queries.contestable_cards(self.actor, self.case)
        ]

    def act(self) -> Any:
        return actions.contest_card(self.case.id, card=self.cleaned_data["card"], **self.evidence, **self.who)


class _ContestDecision(StepForm):
    contest = forms.TypedChoiceField(label=gettext_lazy("哪一件申诉"), coerce=int, widget=forms.RadioSelect)
    reason = words(gettext_lazy("裁定理由"), most=500, rows=3)
    hint = gettext_lazy("申诉的理由和证据在事项的经过里。评价和牌本身不会因为裁定而改变。")

    def offer_choices(self) -> None:
        self.fields["contest"].choices = [
            (
                one.id,
                _("%(office)s 申诉%(subject)s · %(at)s")
                % {
                    "office": one.office.name,
                    "subject": one.card.get_colour_display() if one.card else _("评价"),
                    "at": spoken.moment(one.asked_at),
                },
            )
            for one in queries.waiting_contests(self.actor, self.case)
        ]


class ContestUphold(_ContestDecision):
    def act(self) -> Any:
        said = self.cleaned_data
        return actions.uphold_contest(
            self.case.id, contest=said["contest"], reason=said["reason"], **self.who
        )


class ContestRefuse(_ContestDecision):
    def act(self) -> Any:
        said = self.cleaned_data
        return actions.refuse_contest(
            self.case.id, contest=said["contest"], reason=said["reason"], **self.who
        )


STEPS: dict[str, type[StepForm]] = {
    "reassign": Reassign,
    "escalate": Escalate,
    "delay_ask": DelayAsk,
    "delay_grant": DelayGrant,
    "delay_refuse": DelayRefuse,
    "suspend": Suspend,
    "resume": Resume,
    "transfer": Transfer,
    "contest_rating": ContestRating,
    "contest_card": ContestCard,
    "contest_uphold": ContestUphold,
    "contest_refuse": ContestRefuse,
}
