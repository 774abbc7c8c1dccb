"""填写项: a county's own fields as form fields, on every face the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.cases.kinds import Field, tidy
from sanzhi.cases.kinds.values import LARGEST, MOST_CHARACTERS

BEFORE = "answer_"
YES_NO = [("yes", _("是")), ("no", _("否"))]


class WithAnswers(forms.Form):
    """带填写项的表单: call `ask` once the form is made; `answers` is what was typed, ready for the case."""

    asked: tuple[Field, ...] = ()

    def ask(self, fields: Iterable[Field], answered: Mapping[str, Any] | None = None) -> None:
        """Add the fields, filled with what was answered before."""
        self.asked = tuple(fields)
        for one in self.asked:
            self.fields[BEFORE + one.code] = _field(one)
            value = (answered or {}).get(one.code)
            if isinstance(value, bool):
                value = "yes" if value else "no"
            if value is not None:
                self.initial[BEFORE + one.code] = value

    def answers(self) -> dict[str, Any]:
        said = {one.code: self.cleaned_data.get(BEFORE + one.code) for one in self.asked}
        return tidy(self.asked, said)

    def refuse(self, problems: Mapping[str, str]) -> None:
        """Put each problem where it was typed; an answer's under its own field."""
        for name, sentence in problems.items():
            at = BEFORE + name if BEFORE + name in self.fields else name
            self.add_error(at if at in self.fields else None, sentence)


def _field(one: Field) -> forms.Field:
    shared: dict[str, Any] = {"label": one.label, "help_text": one.help, "required": one.required}
    if one.type == "number":
        return forms.IntegerField(min_value=-LARGEST, max_value=LARGEST, **shared)
    if one.type == "date":
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **shared)
    if one.type == "choice":
        return forms.ChoiceField(
            choices=[("", _("请选择")), *((text, text) for text in one.options)], **shared
        )
    if one.type == "yes_no":
        return forms.TypedChoiceField(
            choices=YES_NO,
            coerce=lambda said: said == "yes",
            empty_value=None,
            widget=forms.RadioSelect,
            **shared,
        )
    widget = forms.Textarea(attrs={"rows": 4}) if one.type == "long" else forms.TextInput()
    return forms.CharField(max_length=MOST_CHARACTERS[one.type], widget=widget, **shared)
