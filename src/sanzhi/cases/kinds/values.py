"""填写的值: what was typed into a county's own fields, typed: text, whole number, ISO date, an option, true or false."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from .spec import Field

MOST_CHARACTERS = {"text": 200, "long": 2000, "choice": 200}
LARGEST = 10**12
NUMBER = re.compile(r"[+-]?[0-9]{1,13}")
DAY = re.compile(
    r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?: 00:00(?::00)?)?"
)  # as a spreadsheet may give it


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


def typed(fields: Iterable[Field], words: Mapping[str, str]) -> dict[str, Any]:
    """What was typed as words, by the label of its field, as values by code. What cannot be read stays as it is, for
    `field_problems` to name."""
    said = {one.code: _read(one, words.get(one.label, "").strip()) for one in fields}
    return {code: value for code, value in said.items() if value != ""}


def _read(field: Field, text: str) -> Any:
    if field.type == "yes_no":
        return {"是": True, "否": False}.get(text, text)
    if field.type == "number" and NUMBER.fullmatch(text):
        return int(text)
    if field.type == "date" and (found := DAY.fullmatch(text)):
        return "-".join((found[1], found[2].zfill(2), found[3].zfill(2)))
    return text


def field_problems(fields: Iterable[Field], values: Mapping[str, Any]) -> dict[str, str]:
    """{code: what to change} of tidied values; empty when all is as the fields ask."""
    asked = {field.code: field for field in fields}
    problems = {code: _("没有这一项，请核对名称。") for code in values if code not in asked}
    for field in asked.values():
        value = values.get(field.code)
        if value is None:
            if field.required:
                problems[field.code] = missing(field)
        elif not _fits(field, value):
            problems[field.code] = _wrong(field)
    return problems


def missing(field: Field) -> str:
    """The sentence for a field that was left empty, the same wherever it is asked."""
    return _("请填写“%(label)s”。") % {"label": field.label}


def _wrong(field: Field) -> str:
    said = {
        "label": field.label,
        "options": "、".join(field.options),
        "most": MOST_CHARACTERS.get(field.type),
    }
    sentences = {
        "choice": _("“%(label)s”只能填这几样：%(options)s。"),
        "number": _("“%(label)s”要填整数。"),
        "date": _("“%(label)s”要填日期，如 2026-03-01。"),
        "yes_no": _("“%(label)s”要填“是”或“否”。"),
    }
    return sentences.get(field.type, _("“%(label)s”最多写 %(most)s 个字。")) % said


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
