"""翻页: the number of a row as an address or a form gives it. What could not be one never reaches the database."""

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

MOST_DIGITS = 17  # any number of so many fits the database's own


def row_number(typed: str) -> int:
    """The number typed; 0, which no row has, for anything else."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= MOST_DIGITS else 0


def number_in(request: HttpRequest, name: str = "before") -> int:
    """Of an address: after or before which row to go on."""
    return row_number(request.GET.get(name, ""))


def pair_in(request: HttpRequest, name: str) -> tuple[int, int] | None:
    """Of an address: where to go on in an order by a number and a row, as "number-row"."""
    first, _dash, row = request.GET.get(name, "").partition("-")
    return (row_number(first), row_number(row)) if row_number(row) else None


def paged(
    request: HttpRequest, rows: Sequence[Any], size: int, *, name: str = "before",
    key: Callable[[Any], Any] = attrgetter("pk"),
) -> dict[str, Any]:  # fmt: skip
    """A page of what was asked for with one more, and the ways onward; all else that the address asks for is kept.

    `name`: of the address's word for where to go on; `key`: what it says there, of the last row shown.
    """
    shown = list(rows[:size])
    kept = {word: value for word, value in request.GET.items() if word != name and value}
    older = "?" + urlencode({**kept, name: key(shown[-1])}) if len(rows) > size else ""
    return {"rows": shown, "older": older, "newer": "?" + urlencode(kept) if request.GET.get(name) else ""}


def paged_lists(
    request: HttpRequest, lists: Mapping[str, Sequence[Any]], size: int
) -> dict[str, dict[str, Any]]:
    """Several lists of one page, each under its name, which is the address's word for where to go on in it."""
    return {name: paged(request, rows, size, name=name) for name, rows in lists.items()}
