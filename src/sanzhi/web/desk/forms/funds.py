"""发展基金的表单: amounts are typed in yuan."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanzhi.groups import queries
from sanzhi.groups.actions import NewBid, NewCall, NewGift, NewMilestone
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor
from sanzhi.web.ui.forms import UiForm
from sanzhi.web.ui.money import fen_of

A_DAY, LONG = {"type": "date"}, {"rows": 4}


def money(label: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=Decimal("0.01"), max_digits=11, decimal_places=2)


A_SUM = money("")
MOST_WORDS = 200


class OpeningFund(UiForm):
    """设立发展基金."""

    area = forms.ChoiceField(label=gettext_lazy("哪一级、哪里"))
    kind = forms.ChoiceField(
        label=gettext_lazy("哪一种"), choices=queries.FUND_KINDS, initial="development", widget=forms.RadioSelect,
        help_text=gettext_lazy("发展基金征集项目、资助组织；捐赠资金一笔一笔按指定的用途用。"),
    )  # fmt: skip
    name = forms.CharField(label=gettext_lazy("名称"), min_length=2, max_length=60)
    purpose = forms.CharField(label=gettext_lazy("用途"), min_length=4, max_length=200)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whole = people.county()
        there = [(whole.code, whole.name), *((one.code, one.name) for one in people.towns())]
        self.fields["area"].choices = [one for one in there if one[0].startswith(actor.reach)]


class EnteringGift(UiForm):
    """登记进账."""

    kind = forms.ChoiceField(label=gettext_lazy("来源"), choices=queries.GIFT_KINDS, widget=forms.RadioSelect)
    donor = forms.CharField(label=gettext_lazy("谁给的（公开的称呼）"), min_length=2, max_length=60)
    money = money(gettext_lazy("多少钱（元）"))
    purpose = forms.CharField(label=gettext_lazy("指定的用途"), min_length=2, max_length=200)
    received_on = forms.DateField(label=gettext_lazy("到账日期"), widget=forms.DateInput(attrs=A_DAY))
    voucher = forms.CharField(label=gettext_lazy("凭证号"), min_length=2, max_length=40)

    def new(self) -> NewGift:
        said = self.cleaned_data
        return NewGift(
            said["kind"], said["donor"], fen_of(said["money"]), said["purpose"], said["received_on"], said["voucher"]
        )  # fmt: skip


class Announcing(UiForm):
    """征集项目."""

    title = forms.CharField(label=gettext_lazy("征集什么"), min_length=2, max_length=40)
    text = forms.CharField(
        label=gettext_lazy("要求"), min_length=10, max_length=1000, widget=forms.Textarea(attrs=LONG)
    )
    total = money(gettext_lazy("一共安排多少钱（元）"))
    most = money(gettext_lazy("一个项目最多多少钱（元）"))
    until = forms.DateTimeField(
        label=gettext_lazy("申报截止"), input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )  # fmt: skip
    contact = forms.CharField(label=gettext_lazy("有意见找谁"), min_length=4, max_length=120)

    def new(self) -> NewCall:
        said = self.cleaned_data
        return NewCall(
            said["title"], said["text"], fen_of(said["total"]), fen_of(said["most"]), said["until"], said["contact"]
        )  # fmt: skip


class NamingJudge(UiForm):
    """请评审."""

    person = forms.TypedChoiceField(label=gettext_lazy("请谁"), coerce=int)

    def __init__(self, *args: Any, judges: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(one.person_id, f"{one.person.name} {one.office.name}") for one in judges]  # fmt: skip


class Bidding(UiForm):
    """申报."""

    group = forms.TypedChoiceField(label=gettext_lazy("哪个组织"), coerce=int)
    title = forms.CharField(label=gettext_lazy("项目名称"), min_length=2, max_length=60)
    plan = forms.CharField(
        label=gettext_lazy("做什么、为谁、怎么做、谁来做"), min_length=10, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )  # fmt: skip
    money = money(gettext_lazy("申请多少钱（元）"))

    def __init__(self, *args: Any, groups: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [(one.pk, one.name) for one in groups]

    def new(self) -> NewBid:
        said = self.cleaned_data
        return NewBid(said["group"], said["title"], said["plan"], fen_of(said["money"]))


class Judging(UiForm):
    """评分."""

    points = forms.IntegerField(label=gettext_lazy("评分（满分 100）"), min_value=0, max_value=100)
    why = forms.CharField(label=gettext_lazy("理由"), min_length=4, max_length=200)


class Granting(UiForm):
    """提出资助: one line for each milestone."""

    money = money(gettext_lazy("资助多少钱（元）"))
    contract = forms.CharField(label=gettext_lazy("协议编号"), min_length=2, max_length=40)
    milestones = forms.CharField(
        label=gettext_lazy("阶段"), widget=forms.Textarea(attrs=LONG), max_length=2000,
        help_text=gettext_lazy("一行一个：做什么，多少元，哪天前。例如：培训两期，3000，2026-12-31"),
    )  # fmt: skip

    def clean_milestones(self) -> list[NewMilestone]:
        rows = [line for line in self.cleaned_data["milestones"].splitlines() if line.strip()]
        return [self._milestone(number, line) for number, line in enumerate(rows, start=1)]

    def _milestone(self, number: int, line: str) -> NewMilestone:
        parts = [part.strip() for part in line.replace("，", ",").rsplit(",", 2)]
        try:
            what, amount, day = parts
            due = parse_date(day)
            fen = fen_of(A_SUM.clean(amount))
        except (ValueError, forms.ValidationError):
            due, what, fen = None, "", 0
        if due is None or not what or len(what) > MOST_WORDS:
            raise forms.ValidationError(
                _("第 %(n)d 行请写成：做什么（不超过 200 字），多少元（最多两位小数），哪天前。")
                % {"n": number}
            )
        return NewMilestone(what, fen, due)

    def said(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"fen": fen_of(said["money"]), "contract": said["contract"], "milestones": said["milestones"]}


class ReportingMilestone(UiForm):
    """报告完成."""

    evidence = forms.CharField(
        label=gettext_lazy("做了什么、有什么为证"), min_length=10, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 6}), help_text=gettext_lazy("写次数、人数、凭据放在哪里；不写服务对象的名字。"),
    )  # fmt: skip


class Accepting(UiForm):
    """验收."""

    passes = forms.ChoiceField(
        label=gettext_lazy("结论"),
        choices=[("yes", gettext_lazy("合格")), ("no", gettext_lazy("退回，改好再报"))],
        widget=forms.RadioSelect,
    )
    remark = forms.CharField(label=gettext_lazy("验收意见"), min_length=4, max_length=300)


class Paying(UiForm):
    """登记付款."""

    voucher = forms.CharField(label=gettext_lazy("付款凭证号"), min_length=2, max_length=40)
