"""体检结果: a name, a sentence, and where to mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """一条: `level` is "error" or "warning"; `part` and `item` name the page that mends it ("" is the kind itself)."""

    level: str
    code: str
    sentence: str
    part: str = ""
    item: str = ""


def error(code: str, sentence: str, part: str = "", item: str = "") -> Finding:
    return Finding("error", code, sentence, part, item)


def warning(code: str, sentence: str, part: str = "", item: str = "") -> Finding:
    return Finding("warning", code, sentence, part, item)
