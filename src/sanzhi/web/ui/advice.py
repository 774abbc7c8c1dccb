"""法律咨询在各处怎么问、怎么找."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.people import queries as people
from sanzhi.web.ui.forms import UiForm


class WhichAdvisers(UiForm):
    """找哪里的法律顾问."""

    words = forms.CharField(label=_("姓名或者律师事务所"), required=False, max_length=40)
    area = forms.ChoiceField(label=_("哪个镇（街道）、村（社区）"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        towns = [
            (town.name, [(town.code[:9], town.name), *((one.code, one.name) for one in town.villages)])
            for town in people.towns_with_villages()
        ]
        self.fields["area"].choices = [("", _("全市")), *towns]


class Questioning(UiForm):
    """问什么."""

    question = forms.CharField(
        label=_("什么事、想问什么"), min_length=10, max_length=2000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("只有您和这位法律顾问看得到，村里只知道有多少人问过。"),
    )  # fmt: skip


class QuestioningInWriting(Questioning):
    """书面问: of which village."""

    field_order = ["area", "question"]
    area = forms.ChoiceField(label=_("您在哪个村（社区）"))

    def __init__(self, *args: Any, terms: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [(term.area_id, term.area.name) for term in terms]


class ChoosingAdviser(UiForm):
    """另一位法律顾问."""

    adviser = forms.TypedChoiceField(label=_("问谁"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, advisers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["adviser"].choices = [(one.pk, f"{one.person.name} · {one.firm}") for one in advisers]
