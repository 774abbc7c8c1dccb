"""多位当事人: a form that is asked for one more party, and shown again with one more row and all that was typed."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from sanzhi.disputes.actions import NewParty

from .forms import UiForm

MOST_FURTHER = 18  # with the first two, as many as a dispute takes
SIDES = (("1", _("申请人这一边")), ("2", _("对方这一边")))


class WithParties(UiForm):
    """`further`: how many parties beside the first two have a row. The button that asks for one more sends `add`; what was
    typed is then shown again and judged by nobody."""

    adds = _("再加一位当事人")
    further = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:
        rows = _number(data.get("further", "")) if data else 0
        if data and "add" in data:
            rows = min(rows + 1, MOST_FURTHER)
            kwargs["initial"] = {**data.dict(), "further": rows}
            data = None
        super().__init__(data, *args, **kwargs)
        self.rows = range(1, rows + 1)
        for row in self.rows:
            self._add(row)

    def _add(self, row: int) -> None:
        said = {"row": row + 2}
        self.fields[f"side_{row}"] = forms.ChoiceField(
            label=_("第 %(row)d 位当事人是哪一边的") % said, choices=SIDES, required=False, initial="2"
        )
        self.fields[f"name_{row}"] = forms.CharField(
            label=_("第 %(row)d 位当事人姓名") % said,
            max_length=60,
            required=False,
            help_text=_("不写就不算这一位。"),
        )
        self.fields[f"phone_{row}"] = forms.CharField(
            label=_("第 %(row)d 位当事人电话") % said, max_length=20, required=False
        )
        self.fields[f"organisation_{row}"] = forms.CharField(
            label=_("第 %(row)d 位是单位的，写单位名称") % said, max_length=120, required=False
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for row in self.rows:
            told = said.get(f"phone_{row}") or said.get(f"organisation_{row}")
            if told and not said.get(f"name_{row}"):
                self.add_error(f"name_{row}", _("请写这一位的姓名。"))
        return said

    def others(self) -> list[NewParty]:
        """The parties beside the first two, in the order they were written."""
        said = self.cleaned_data
        return [
            NewParty(
                int(said[f"side_{row}"] or 2),
                said[f"name_{row}"],
                said[f"phone_{row}"],
                said[f"organisation_{row}"],
            )
            for row in self.rows
            if said[f"name_{row}"]
        ]


def _number(typed: str) -> int:
    return min(int(typed), MOST_FURTHER) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0
