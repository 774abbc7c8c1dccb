"""文书的填空: {编号} and the like, and every filing or step field by its label."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .spec import Kind, Letter

HOLE = re.compile(r"\{([^{}]*)\}")
ALWAYS = (
    "编号",
    "事项",
    "情况",
    "地点",
    "类别",
    "收到日期",
    "期限",
    "承办单位",
    "受理单位",
    "反映人",
    "今天",
)


def holes(letter: Letter) -> list[str]:
    """The names in braces, each once, in the order they stand."""
    return list(dict.fromkeys(HOLE.findall(f"{letter.title}\n{letter.text}")))


def known_holes(kind: Kind) -> set[str]:
    return {*ALWAYS, *(field.label for field in kind.fields)}


def fill(text: str, words: Mapping[str, str]) -> str:
    """The text with every name replaced in one pass; what nobody has said yet is left as a line to write on."""
    return HOLE.sub(lambda hole: words.get(hole[1]) or "＿＿＿＿", text)
