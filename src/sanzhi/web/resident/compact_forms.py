"""公约的表单: a resident's."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanzhi.web.ui.forms import UiForm

from .forms import villages


class WhichCompacts(UiForm):
    """看哪里的公约."""

    area = forms.ChoiceField(
        label=gettext_lazy("村（社区）"),
        required=False,
        widget=forms.Select(attrs={"data-towns": gettext_lazy("在哪个镇（街道）")}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("全市")), *villages()]


class GivingOpinion(UiForm):
    """对一条提改法."""

    wording = forms.CharField(
        label=gettext_lazy("您想改成"), min_length=4, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
    why = forms.CharField(label=gettext_lazy("为什么"), max_length=200, required=False)


class Scoring(UiForm):
    """打分: a field for each clause, by its number in the database."""

    def __init__(self, *args: Any, clauses: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(n, _("%(n)d 分") % {"n": n}) for n in range(1, 6)]
        for one in clauses:
            label = f"{one.number}. {one.text}"
            self.fields[f"c{one.pk}"] = forms.TypedChoiceField(label=label, coerce=int, choices=choices, widget=forms.RadioSelect)  # fmt: skip

    def points(self) -> dict[int, int]:
        """{clause: points}."""
        return {int(name[1:]): given for name, given in self.cleaned_data.items()}
