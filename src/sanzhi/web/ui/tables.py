"""表格文件: rows written as .xlsx or .csv, where no cell can act as a formula."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from sanzhi.kit.clock import COUNTY

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _plain(value: Any) -> Any:
    """What a cell may hold. Text that a spreadsheet program would run is marked as text by an apostrophe."""
    if isinstance(value, datetime):
        return value.astimezone(COUNTY).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, str) and value.startswith(_STARTS_A_FORMULA):
        return "'" + value
    return "" if value is None else value


def _csv(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_plain(value) for value in head])
    writer.writerows([_plain(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")  # the mark by which Excel reads Chinese


def _xlsx(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    book = Workbook(write_only=True)
    page = book.create_sheet("事项")
    page.append(list(head))
    for row in rows:
        page.append([_as_text(page, _plain(value)) for value in row])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _as_text(page: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(page, value)
    cell.data_type = "s"
    return cell


WRITERS: dict[str, tuple[Callable[..., bytes], str]] = {
    "csv": (_csv, "text/csv; charset=utf-8"),
    "xlsx": (_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def download(name: str, form: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """The rows as a file to keep, `name` without its ending."""
    write, mime = WRITERS[form]
    answer = HttpResponse(write(head, rows), content_type=mime)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    answer["Cache-Control"] = "no-store"
    return answer
