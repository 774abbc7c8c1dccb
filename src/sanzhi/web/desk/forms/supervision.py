"""督办列表的筛选，和督办规则."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.cases import actions
from sanzhi.cases.queries import SupervisionFilters
from sanzhi.web.ui.forms import UiForm

LEVELS = [("urge", _("催办")), ("press", _("督办")), ("circular", _("通报"))]
STATES = [
    ("open", _("正在督办")),
    ("raised", _("待答复")),
    ("replied", _("已答复，待解除")),
    ("lifted", _("已解除")),
    ("escalated", _("已升级")),
]
MEASURES = [
    ("card", _("亮牌（1 黄牌，2 红牌）")),
    ("urges", _("催办次数")),
    ("joins", _("同样遇到的人数")),
    ("returns", _("退回次数")),
    ("reopens", _("重新办理次数")),
    ("repeats", _("同一人九十天内再次反映的次数")),
    ("same_place", _("九十天内同一处另有几人反映")),
    ("instructed", _("领导批示的次数")),
    ("dissatisfied", _("不满意（1 不满意，2 非常不满意）")),
]


class Narrow(forms.Form):
    """筛选: read from the address; what makes no sense narrows nothing."""

    state = forms.ChoiceField(label=_("状态"), required=False, choices=STATES, initial="open")
    level = forms.ChoiceField(label=_("等级"), required=False, choices=[("", _("全部")), *LEVELS])
    office = forms.ChoiceField(label=_("发给哪个单位"), required=False)

    def __init__(self, *args: Any, offices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = [("", _("全部")), *((str(key), name) for key, name in offices)]

    def filters(self) -> SupervisionFilters:
        self.full_clean()
        said = self.cleaned_data
        office = said.get("office", "")
        return SupervisionFilters(
            said.get("state") or "open", said.get("level", ""), int(office) if office else None
        )


class RuleForm(UiForm):
    """一条规则: tried on last month's cases first, then published as a new version of the whole set."""

    code = forms.SlugField(
        label=_("规则代号"), max_length=20, help_text=_("和现有规则同一个代号就是替换它；英文小写。")
    )
    name = forms.CharField(label=_("名称"), max_length=60)
    measure = forms.ChoiceField(label=_("看什么"), choices=MEASURES)
    at_least = forms.IntegerField(label=_("达到多少"), min_value=1, max_value=99)
    level = forms.ChoiceField(label=_("督办等级"), choices=LEVELS)
    ask = forms.CharField(label=_("要求答复什么"), max_length=200)
    basis = forms.CharField(
        label=_("依据"), max_length=200, help_text=_("文件名和条目；没有的写“本地约定”和会议。")
    )
    active = forms.BooleanField(label=_("启用"), required=False, initial=True)

    def new_rule(self) -> actions.NewRule:
        return actions.NewRule(**self.cleaned_data)
