"""填写的值: what was typed into a county's own fields, typed: text, whole number, ISO date, an option, true or false."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from .spec import Field

MOST_CHARACTERS = {"text": 200, "long": 2000, "choice": 200}
LARGEST = 10**12


def tidy(fields: Iterable[Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """Only what was asked and answered, in the order of the fields; dates as ISO text, so that JSON can keep them."""
    kept: dict[str, Any] = {}
    for field in fields:
        value = values.get(field.code)
        if isinstance(value, str):
            value = value.strip()
        if value not in (None, ""):
            kept[field.code] = value.isoformat() if isinstance(value, date) else value
    return kept


def field_problems(fields: Iterable[Field], values: Mapping[str, Any]) -> dict[str, str]:
    """{code: what to change} of tidied values; empty when all is as the fields ask."""
    problems = {}
    for field in fields:
        value = values.get(field.code)
        if value is None:
            if field.required:
                problems[field.code] = _("请填写“%(label)s”。") % {"label": field.label}
        elif not _fits(field, value):
            problems[field.code] = _("“%(label)s”填写的内容不对，请按说明填写。") % {"label": field.label}
    return problems


def _fits(field: Field, value: Any) -> bool:
    if field.type == "yes_no":
        return isinstance(value, bool)
    if field.type == "number":
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST
    if not isinstance(value, str):
        return False
    if field.type == "date":
        return _is_date(value)
    if field.type == "choice":
        return value in field.options
    return len(value) <= MOST_CHARACTERS.get(field.type, 0)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
