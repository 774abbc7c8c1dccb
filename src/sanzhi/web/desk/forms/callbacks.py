"""回访席的表单: the two questions, the sampling rules as rows, the script."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.cases.actions.callbacks import MOST_RULES
from sanzhi.web.ui.forms import UiForm

from . import choices
from .steps import words
from .steps_after import CallBack

CONDITIONS = [
    ("", _("其余全部")),
    ("emergency", _("紧急事项")),
    ("carded", _("亮过牌")),
    ("returned", _("退回过")),
    ("reopened", _("重新办理过")),
    ("urged", _("催办过")),
    ("supervised", _("督办过")),
    ("category", _("某一类别")),
]


class CallAnswer(UiForm):
    """接通了: two verdicts, or none because the citizen does not want to say."""

    answers = forms.ChoiceField(
        label=_("愿意回答吗"),
        choices=[("yes", _("愿意")), ("no", _("不愿回答"))],
        widget=forms.RadioSelect,
        initial="yes",
    )
    solved = forms.TypedChoiceField(
        label=CallBack.base_fields["solved"].label,
        choices=CallBack.base_fields["solved"].choices,
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    satisfied = forms.TypedChoiceField(
        label=CallBack.base_fields["satisfied"].label,
        choices=CallBack.base_fields["satisfied"].choices,
        coerce=int,
        widget=forms.RadioSelect,
    )
    said = words(_("居民还说了什么"), _("照原话记。没有解决的，请记下差在哪里。"), required=False, most=1000)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Who does not want to answer leaves both questions open."""
        if self.cleaned_data.get("answers") == "no":
            for name in ("solved", "satisfied"):
                self.errors.pop(name, None)
        return self.cleaned_data


class RevokeLink(UiForm):
    reason = forms.CharField(label=_("为什么作废"), min_length=4, max_length=200)


class RuleRow(UiForm):
    """一条抽样规则; an empty name leaves the row out."""

    name = forms.CharField(label=_("名称"), required=False, max_length=80)
    condition = forms.ChoiceField(label=_("适用"), choices=CONDITIONS, required=False)
    category = forms.ChoiceField(label=_("类别"), required=False)
    percent = forms.IntegerField(label=_("抽取（%）"), min_value=0, max_value=100, required=False)
    wait_days = forms.IntegerField(label=_("先等几天"), min_value=0, max_value=7, required=False)
    basis = forms.CharField(label=_("依据"), required=False, max_length=200)

    def __init__(self, *args: Any, categories: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = categories

    def rule(self) -> dict[str, Any] | None:
        said = self.cleaned_data
        if not said["name"].strip():
            return None
        if said["condition"] == "category":
            when: dict[str, Any] = {"category": said["category"]}
        else:
            when = {said["condition"]: True} if said["condition"] else {}
        return {
            "name": said["name"].strip(),
            "when": when,
            "percent": said["percent"] or 0,
            "wait_days": said["wait_days"] or 0,
            "basis": said["basis"].strip(),
        }

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("condition") == "category" and not said.get("category"):
            self.add_error("category", _("请选择类别。"))
        return said


def rule_rows(data: Any, rules: Sequence[Any] = ()) -> list[RuleRow]:
    """As many rows as a version may have, filled with the rules in force."""
    categories = choices.categories(_("不限"))
    rows = []
    for place in range(MOST_RULES):
        rule = rules[place] if place < len(rules) else None
        given = {} if rule is None else _initial(rule)
        rows.append(RuleRow(data, prefix=f"r{place}", initial=given, categories=categories))
    return rows


def _initial(rule: Any) -> dict[str, Any]:
    condition = next(iter(rule.when), "")
    return {
        "name": rule.name,
        "condition": condition,
        "category": rule.when.get("category", ""),
        "percent": rule.percent,
        "wait_days": rule.wait_days,
        "basis": rule.basis,
    }


class Script(UiForm):
    """话术: one line for each line read out."""

    category = forms.ChoiceField(label=_("用于哪一类"), required=False)
    lines = words(_("话术"), _("一行一句，最多 20 行。不要写姓名和电话。"), most=4000, rows=8)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = choices.categories(_("通用（没有专门话术的类别）"))
