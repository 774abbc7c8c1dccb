"""结算单和奖励金的表单."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.people.roles import Actor
from sanzhi.rewards import rules
from sanzhi.rewards.actions import NewPool
from sanzhi.web.ui.forms import UiForm
from sanzhi.web.ui.money import fen_of

from .choices import villages
from .rewards import DAY

CONTACT_HELP = _("付款后要公示，请写明有异议找谁、打什么电话。")


class Paying(UiForm):
    """登记付款."""

    reference = forms.CharField(label=_("付款凭证号"), min_length=2, max_length=60)
    contact = forms.CharField(label=_("有异议找谁"), min_length=2, max_length=120, help_text=CONTACT_HELP)


class Resolving(UiForm):
    """录入奖励金和决议: the figures of the meeting; whether it passed is counted from them."""

    area = forms.ChoiceField(label=_("哪个村（社区）"))
    year = forms.IntegerField(label=_("哪一年"), min_value=2000, max_value=2100)
    name = forms.CharField(label=_("名称"), min_length=2, max_length=40, initial=_("年度积分奖励金"))
    money = forms.DecimalField(
        label=_("金额（元）"),
        min_value=Decimal("0.01"),
        max_value=Decimal(rules.MOST_FEN) / 100,
        decimal_places=2,
    )
    threshold = forms.IntegerField(
        label=_("起点分"), min_value=0, max_value=rules.MOST_POINTS, help_text=_("按超过起点分的部分分配。")
    )
    source = forms.CharField(
        label=_("钱从哪里来"),
        min_length=4,
        max_length=200,
        help_text=_("收支计划里列支的奖励金。可分配收益要按股份分，不能从里面出（第四十二条）。"),
    )
    body = forms.ChoiceField(
        label=_("哪个会定的"), choices=[("members", _("成员大会")), ("delegates", _("成员代表大会"))]
    )
    party_studied_on = forms.DateField(label=_("党组织研究讨论的日子"), widget=DAY)
    notified_on = forms.DateField(label=_("通知开会的日子"), widget=DAY)
    met_on = forms.DateField(label=_("开会的日子"), widget=DAY)
    entitled = forms.IntegerField(
        label=_("应到多少人"),
        min_value=1,
        help_text=_("成员大会写全体有完全民事行为能力的成员；代表大会写全体代表。"),
    )
    present = forms.IntegerField(label=_("到会多少人"), min_value=0)
    in_favour = forms.IntegerField(label=_("赞成多少人"), min_value=0)
    minutes = forms.FileField(
        label=_("会议记录的照片"), widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = villages(actor.reach)

    def pool(self) -> NewPool:
        said = dict(self.cleaned_data)
        said.pop("minutes")
        said["fen"] = fen_of(said.pop("money"))
        return NewPool(**said)


class Reviewing(UiForm):
    """法律审核."""

    text = forms.CharField(
        label=_("审核意见"), min_length=4, max_length=300, widget=forms.Textarea(attrs={"rows": 4})
    )


class Splitting(UiForm):
    """分配: by the points of which moment."""

    points_at = forms.DateTimeField(
        label=_("按什么时候的积分"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
    )
    contact = forms.CharField(
        label=_("有异议找谁"),
        min_length=2,
        max_length=120,
        help_text=_("分配表要公示，请写明姓名或单位、电话。"),
    )
