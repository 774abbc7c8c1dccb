"""结算单和奖励金的表单."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.rewards import rules
from sanzhi.rewards.actions import NewPool
from sanzhi.web.ui.forms import UiForm
from sanzhi.web.ui.money import fen_of

from .councils import PuttingToVote
from .rewards import DAY

CONTACT_HELP = _("付款后要公示，请写明有异议找谁、打什么电话。")


class Paying(UiForm):
    """登记付款."""

    reference = forms.CharField(label=_("付款凭证号"), min_length=2, max_length=60)
    contact = forms.CharField(label=_("有异议找谁"), min_length=2, max_length=120, help_text=CONTACT_HELP)


class Pooling(PuttingToVote):
    """拟奖励金: what the collective is asked to resolve, and at which of its meetings."""

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
    party_studied_on = forms.DateField(label=_("党组织研究讨论的日子"), widget=DAY)
    field_order = ("year", "name", "money", "threshold", "source", "party_studied_on", "meeting", "method")

    def pool(self) -> NewPool:
        said = dict(self.cleaned_data)
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
