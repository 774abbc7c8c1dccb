"""钉子警情的表单: what was decided and why, who leads, what is done by when, what became of it; and the rule itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.alarms import queries
from sanzhi.alarms.actions import Confirmed, NewNailRule
from sanzhi.web.ui.forms import UiForm

DATE = {"type": "date"}
TEXT = {"rows": 3}


class Confirming(UiForm):
    """认定."""

    reason = forms.CharField(
        label=_("为什么认定"), min_length=4, max_length=300, widget=forms.Textarea(attrs=TEXT)
    )
    colour = forms.ChoiceField(label=_("颜色"))
    lead_office = forms.TypedChoiceField(label=_("牵头单位"), coerce=int)
    lead_official = forms.CharField(label=_("包案领导"), max_length=30)

    def __init__(self, *args: Any, offices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colour"].choices = [("", _("请选择")), *queries.COLOURS]
        self.fields["lead_office"].choices = [("", _("请选择")), *offices]

    def said(self) -> Confirmed:
        return Confirmed(**self.cleaned_data)


class AddingStep(UiForm):
    """方案加一步."""

    office = forms.TypedChoiceField(label=_("哪个单位"), coerce=int)
    what = forms.CharField(label=_("做什么"), min_length=4, max_length=120)
    due_on = forms.DateField(label=_("哪天以前"), widget=forms.DateInput(attrs=DATE))

    def __init__(self, *args: Any, offices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = [("", _("请选择")), *offices]


class Finishing(UiForm):
    """完成一步."""

    how = forms.CharField(
        label=_("怎么完成的"), min_length=4, max_length=300, widget=forms.Textarea(attrs=TEXT)
    )


class Reviewing(UiForm):
    """研判."""

    colour = forms.ChoiceField(label=_("从现在起的颜色"))
    found = forms.CharField(
        label=_("看下来怎样"), min_length=4, max_length=300, widget=forms.Textarea(attrs=TEXT)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colour"].choices = [("", _("请选择")), *queries.COLOURS]


class Performing(UiForm):
    """协议履行."""

    on = forms.DateField(label=_("哪天履行的"), widget=forms.DateInput(attrs=DATE))
    how = forms.CharField(
        label=_("怎么履行的"), min_length=4, max_length=300, widget=forms.Textarea(attrs=TEXT)
    )


class FollowingUp(UiForm):
    """回访."""

    satisfied = forms.TypedChoiceField(
        label=_("满意吗"), choices=[("yes", _("满意")), ("no", _("不满意"))], coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )  # fmt: skip
    how = forms.CharField(
        label=_("怎么问的、怎么说"), min_length=4, max_length=300, widget=forms.Textarea(attrs=TEXT)
    )


class DraftingRule(UiForm):
    """拟定规则: the numbers, and for each kind the words by which an alarm is read as one."""

    least = forms.IntegerField(label=_("至少几次"), min_value=2, max_value=20)
    days = forms.IntegerField(label=_("在几天内"), min_value=7, max_value=365)
    quiet_days = forms.IntegerField(label=_("拔除前要平静几天"), min_value=30, max_value=365)
    valid_from = forms.DateField(label=_("从哪天起"), widget=forms.DateInput(attrs=DATE))
    basis = forms.CharField(label=_("依据"), max_length=120, help_text=_("没有文件的写“本平台约定”。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for cause, name in queries.CAUSES:
            self.fields[f"words_{cause}"] = forms.CharField(
                label=name, required=False, max_length=300, help_text=_("警情类别里的词，用空格分开。")
            )

    def said(self) -> NewNailRule:
        told = self.cleaned_data
        words = {cause: told[f"words_{cause}"].split() for cause, _name in queries.CAUSES}
        numbers = {name: told[name] for name in ("least", "days", "quiet_days", "valid_from", "basis")}
        return NewNailRule(words={cause: said for cause, said in words.items() if said}, **numbers)
