"""翻页: the number of a row as an address or a form gives it. What could not be one never reaches the database."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

MOST_DIGITS = 17  # any number of so many fits the database's own


def row_number(typed: str) -> int:
    """The number typed; 0, which no row has, for anything else."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= MOST_DIGITS else 0


def number_in(request: HttpRequest, name: str = "before") -> int:
    """Of an address: after or before which row to go on."""
    return row_number(request.GET.get(name, ""))


def paged(request: HttpRequest, rows: Sequence[Any], size: int) -> dict[str, Any]:
    """A page of what was asked for with one more, the newest first, and the ways onward."""
    shown = list(rows[:size])
    older = f"?before={shown[-1].pk}" if len(rows) > size else ""
    return {"rows": shown, "older": older, "newer": "?" if number_in(request) else ""}
