"""拆分: one part on the form at first, another for each press of 再加一件; works without JavaScript."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.cases import actions
from sanzhi.cases.kinship import MOST_PARTS

from . import choices
from .steps import StepForm, words

PART = ("title", "text", "category", "area", "place", "lead")


class Split(StepForm):
    """拆分: a part left empty is none. `parts`: how many stand on the form."""

    reason = words(_("为什么拆分"), _("居民会看到。"), most=300, rows=2)
    parts = forms.IntegerField(required=False, widget=forms.HiddenInput)
    hint: Any = _(
        "每一件单独交办、单独计时；都核验通过后，原事项才能报告办结。写完一件可以再加，一件事最多拆成十件。"
    )
    another: Any = _("再加一件")
    data: Any  # a QueryDict, as Django leaves it

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case = self.case
        usual = {"category": case.category_id, "area": case.area_id, "place": case.place}
        self.shown = self._counted(usual) if self.is_bound else 1
        if self.shown == MOST_PARTS:
            self.another = ""
        self.initial["parts"] = self.shown
        self.initial |= {
            f"{name}{n}": value for n in range(1, self.shown + 1) for name, value in usual.items()
        }
        given = {
            "categories": choices.categories(_("请选择")),
            "offices": [("", _("以后再交办")), *choices.offices(case.area_id, self.at)],
            "villages": choices.villages(self.actor.reach),
        }
        for n in range(1, self.shown + 1):
            self._ask(n, **given)

    def _counted(self, usual: dict[str, Any]) -> int:
        """How many parts to show: as many as were shown or typed, and one more when that is asked for."""
        typed = [
            n for n in range(1, MOST_PARTS + 1) if self.data.get(f"title{n}") or self.data.get(f"text{n}")
        ]
        said = self.data.get("parts", "")
        shown = max([1, *typed, int(said) if said.isdecimal() and len(said) < 3 else 1])
        self.data = self.data.copy()
        if "another" in self.data and shown < MOST_PARTS:
            shown += 1
            for name, value in usual.items():
                self.data[f"{name}{shown}"] = value
        self.data["parts"] = str(min(shown, MOST_PARTS))
        return min(shown, MOST_PARTS)

    def _ask(self, n: int, *, categories: Any, offices: Any, villages: Any) -> None:
        needed = n == 1
        # The part just asked for is where one goes on writing, also after a page drawn anew.
        here = {"autofocus": True} if n == self.shown and "another" in self.data else {}
        self.fields |= {
            f"title{n}": forms.CharField(
                label=_("第 %(n)d 件：什么事") % {"n": n},
                max_length=120,
                required=needed,
                widget=forms.TextInput(attrs=here),
            ),
            f"text{n}": words(_("要办什么"), required=needed, most=2000, rows=3),
            f"category{n}": forms.ChoiceField(label=_("类别"), choices=categories, required=needed),
            f"area{n}": forms.ChoiceField(label=_("村（社区）"), choices=villages, required=needed),
            f"place{n}": forms.CharField(label=_("地点"), max_length=200, required=False),
            f"lead{n}": forms.TypedChoiceField(
                label=_("主办单位"), choices=offices, coerce=int, required=False, empty_value=None
            ),
        }
        for field in ("title", "text", "category", "area"):
            self.fields[f"{field}{n}"].error_messages["required"] = _("这一项不能空着。")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for n in range(2, self.shown + 1):
            told = [bool(said.get(f"{field}{n}")) for field in ("title", "text")]
            placed = all(said.get(f"{field}{n}") for field in ("category", "area"))
            if any(told) and not (all(told) and placed):
                self.add_error(f"text{n}", _("这一件要写明什么事、要办什么、类别和村；不要这一件就都空着。"))
        return said

    def act(self) -> Any:
        said = self.cleaned_data
        parts = [
            actions.Part(*(said[f"{name}{n}"] for name in PART))
            for n in range(1, self.shown + 1)
            if said[f"title{n}"]
        ]
        return actions.split(self.case.id, parts=parts, reason=said["reason"], **self.who)
