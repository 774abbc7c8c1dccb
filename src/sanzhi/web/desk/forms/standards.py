"""积分细则: what is written of a standard, its items and its vote."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.points import queries
from sanzhi.web.ui.forms import UiForm


class Head(UiForm):
    """总则."""

    title = forms.CharField(label=_("名称"), min_length=4, max_length=60)
    base_points = forms.IntegerField(
        label=_("基础分"), min_value=0, max_value=1000, help_text=_("每户每年，只算总分，不能兑换。")
    )
    scope = forms.ChoiceField(label=_("适用谁"), choices=queries.SCOPES)
    ceiling = forms.IntegerField(label=_("全年最多加多少分"), required=False, min_value=1, max_value=100_000)
    carry_cap = forms.IntegerField(
        label=_("跨年最多留多少分"),
        min_value=0,
        max_value=100_000,
        help_text=_("其余的年底到期；填 0 就是不留。"),
    )


class ItemForm(UiForm):
    """积分项."""

    title = forms.CharField(label=_("做什么"), min_length=2, max_length=60)
    field = forms.ChoiceField(label=_("哪一类"), choices=queries.FIELDS)
    direction = forms.ChoiceField(
        label=_("加还是扣"), choices=[("+", _("加分")), ("-", _("扣分"))], widget=forms.RadioSelect
    )
    least = forms.IntegerField(label=_("每次最少几分"), min_value=1, max_value=100)
    most = forms.IntegerField(
        label=_("每次最多几分"), min_value=1, max_value=100, help_text=_("固定分值的，两格填一样。")
    )
    unit = forms.CharField(label=_("计分单位"), max_length=10, initial="次")
    per_day = forms.IntegerField(label=_("每天最多"), required=False, min_value=1, max_value=1000)
    per_month = forms.IntegerField(label=_("每月最多"), required=False, min_value=1, max_value=1000)
    per_year = forms.IntegerField(label=_("每年最多"), required=False, min_value=1, max_value=10_000)
    cooldown_days = forms.IntegerField(label=_("几天一次"), required=False, min_value=0, max_value=365)
    evidence = forms.ChoiceField(label=_("要什么证据"), choices=queries.EVIDENCE)
    source = forms.ChoiceField(label=_("从哪里来"), choices=queries.SOURCES)
    holder = forms.ChoiceField(label=_("算给谁"), choices=queries.HOLDERS)
    duty = forms.ChoiceField(
        label=_("扣户的分，依据哪一项户承诺"),
        required=False,
        choices=[("", _("不是扣户的分")), *queries.DUTIES],
    )
    alternative = forms.CharField(
        label=_("替代办法"),
        required=False,
        max_length=80,
        help_text=_("行动不便、不识字的人怎样得到这一项。"),
    )

    def clean_cooldown_days(self) -> int:
        return self.cleaned_data["cooldown_days"] or 0


class Reviewing(UiForm):
    """审查."""

    lawful = forms.ChoiceField(
        label=_("审查意见"),
        choices=[("yes", _("合法，可以表决")), ("no", _("退回修改"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("说明"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class WhichArea(UiForm):
    """哪个村."""

    area = forms.ChoiceField(label=_("哪个村（社区）"))

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = choices
