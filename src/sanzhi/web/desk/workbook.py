"""读表: a table from a stranger, read with hard limits, never run, and refused with a sentence that says what to change."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from sanzhi.cases.columns import COLUMNS, MOST_COLUMNS
from sanzhi.cases.kinds import Field
from sanzhi.cases.sheets import SheetRow
from sanzhi.kit.verdict import Refusal

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 160 * 1024 * 1024
MOST_PARTS = 200
MOST_ROWS = 50_000
MOST_IN_A_CELL = 6000
SQUEEZED = 200  # a real sheet packs to a hundredth at best

NEEDED = ("姓名", "事项标题", "情况", "村（社区）", "类别")
_OLE = b"\xd0\xcf\x11\xe0"
_ACTIVE = re.compile(
    r"vbaProject|externalLinks/|embeddings/|activeX/|customUI/|connections\.xml|queryTables/", re.IGNORECASE
)
_STRAYS = re.compile(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[A-Za-z]:")  # a name that would leave its box
_ENTITY = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


def read(file: BinaryIO, asked: Sequence[Field] = ()) -> list[SheetRow]:
    """Every row of matters that holds something, with its line number and what it says to the fields `asked`. Refusal
    names what is wrong with the file."""
    return _rows(lines(file), asked)


def lines(file: BinaryIO) -> Iterable[list[str]]:
    """The cells of every line, whatever the table is about. Refusal names what is wrong with the file."""
    content = file.read(MOST_BYTES + 1)
    if not content.strip():
        raise Refusal("sheet_empty", _("文件是空的，请重新选择。"))
    if len(content) > MOST_BYTES:
        raise Refusal("sheet_too_big", _("文件超过 20 MB，请拆成几份再导入。"))
    if content.startswith(_OLE):
        raise Refusal("sheet_old", _("这是加密的表格或旧版 .xls，请去掉密码，另存为 .xlsx 再上传。"))
    return _workbook(content) if content.startswith(b"PK") else _text(content)


def _rows(told: Iterable[list[str]], asked: Sequence[Field]) -> list[SheetRow]:
    labels = {one.label for one in asked}
    numbered = enumerate(told, start=1)
    head: list[str] = []
    found = []
    for number, cells in numbered:
        if number > MOST_ROWS + 1:
            raise Refusal("sheet_too_long", _("超过 %(most)d 行，请拆成几份再导入。") % {"most": MOST_ROWS})
        if not any(cells):
            continue
        if not head:
            head = _head(cells, asked)
            continue
        given = {COLUMNS[name]: cell for name, cell in zip(head, cells, strict=False) if name in COLUMNS}
        answers = {name: cell for name, cell in zip(head, cells, strict=False) if name in labels and cell}
        found.append(SheetRow(line=number, answers=answers, **given))
    if not head:
        raise Refusal("sheet_no_head", _("没有找到表头，第一行应当是列名，请用模板填写。"))
    if not found:
        raise Refusal("sheet_no_rows", _("表里只有表头，没有要导入的行。"))
    return found


def _head(cells: list[str], asked: Sequence[Field]) -> list[str]:
    needed = (*NEEDED, *(one.label for one in asked if one.required))
    missing = [name for name in needed if name not in cells]
    if missing:
        raise Refusal(
            "sheet_columns",
            _("第一行缺少这些列：%(columns)s。请用模板填写。") % {"columns": "、".join(missing)},
        )
    known = {*COLUMNS, *(one.label for one in asked)}
    twice = {name for name in cells if name in known and cells.count(name) > 1}
    if twice:
        raise Refusal(
            "sheet_columns",
            _("这些列出现了两次：%(columns)s。请删去一列。") % {"columns": "、".join(sorted(twice))},
        )
    if asked and (strange := [name for name in cells if name and name not in known]):
        sentence = _("第一行有这一类没有的列：%(columns)s。请照模板改列名，或删去。")
        raise Refusal("sheet_columns", sentence % {"columns": "、".join(strange)[:200]})
    return cells


def _cell(value: Any, line: int) -> str:
    text = "" if value is None else str(value).strip()
    if len(text) > MOST_IN_A_CELL:
        raise Refusal(
            "sheet_cell",
            _("第 %(line)d 行有一格超过 %(most)d 个字，请删短。") % {"line": line, "most": MOST_IN_A_CELL},
        )
    return text


def _text(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("gb18030")
        except UnicodeDecodeError as error:
            raise Refusal("sheet_kind", _("不是表格文件。请上传 .xlsx 或 .csv。")) from error
    if "\0" in text:
        raise Refusal("sheet_kind", _("不是表格文件。请上传 .xlsx 或 .csv。"))
    try:
        for line, cells in enumerate(csv.reader(io.StringIO(text), strict=True), start=1):
            if len(cells) > MOST_COLUMNS:
                raise Refusal(
                    "sheet_too_wide",
                    _("第 %(line)d 行超过 %(most)d 列，请用模板填写。")
                    % {"line": line, "most": MOST_COLUMNS},
                )
            yield [_cell(cell, line) for cell in cells]
    except csv.Error as error:
        raise Refusal("sheet_broken", _("CSV 里有没有配对的引号，请用表格软件另存一次再上传。")) from error


def _workbook(content: bytes) -> Iterator[list[str]]:
    _look_inside(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        page = book.worksheets[0]
        yield from _cells_of(page)
    except Refusal:
        raise
    except Exception as error:  # a reader of a broken file fails in every way there is
        raise Refusal(
            "sheet_broken", _("表格已损坏，打不开。请用表格软件打开后另存为 .xlsx 再上传。")
        ) from error


def _cells_of(page: Any) -> Iterator[list[str]]:
    page.reset_dimensions()  # what the file says of its own size is not believed
    for line, row in enumerate(page.iter_rows(max_col=MOST_COLUMNS + 1, max_row=MOST_ROWS + 2), start=1):
        for cell in row:
            if cell.data_type == "f":
                raise Refusal(
                    "sheet_formula",
                    _("第 %(line)d 行有公式。请全选后“选择性粘贴为数值”再上传。") % {"line": line},
                )
        if len(row) > MOST_COLUMNS and row[MOST_COLUMNS].value is not None:
            raise Refusal(
                "sheet_too_wide",
                _("第 %(line)d 行超过 %(most)d 列，请用模板填写。") % {"line": line, "most": MOST_COLUMNS},
            )
        yield [_cell(_whole(cell.value), line) for cell in row[:MOST_COLUMNS]]


def _whole(value: Any) -> Any:
    """A telephone number that a spreadsheet took for a number comes back without its “.0”."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _look_inside(content: bytes) -> None:
    """Before anything is parsed: no bomb, nothing that runs, nothing that reaches outside."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as box:
            parts = box.infolist()
            unpacked = sum(part.file_size for part in parts)
            if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or unpacked > SQUEEZED * len(content):
                raise Refusal("sheet_bomb", _("表格展开后过大，不能导入。请新建一张表，只粘贴需要的行。"))
            if any(_ACTIVE.search(part.filename) for part in parts):
                raise Refusal(
                    "sheet_active", _("表格里有宏、外部链接或嵌入的文件，请另存为不带这些内容的 .xlsx。")
                )
            if any(_STRAYS.search(part.filename) for part in parts):
                raise Refusal(
                    "sheet_strays", _("表格里有不该有的文件，请新建一张表，只粘贴需要的行，再上传。")
                )
            if any(part.flag_bits & 1 for part in parts):
                raise Refusal("sheet_old", _("表格加了密码，请去掉密码再上传。"))
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and _ENTITY.search(_unpacked(box, part)):
                    raise Refusal("sheet_entity", _("表格里有不允许的定义，请用表格软件打开后另存为 .xlsx。"))
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        OSError,
        ValueError,
        EOFError,
    ) as error:
        raise Refusal(
            "sheet_broken", _("表格已损坏，打不开。请用表格软件打开后另存为 .xlsx 再上传。")
        ) from error


def _unpacked(box: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """A part, read no further than it says it is long."""
    try:
        with box.open(part) as stream:
            content = stream.read(part.file_size + 1)
    except Exception as error:  # zlib, lzma and bz2 each have their own
        raise Refusal(
            "sheet_broken", _("表格已损坏，打不开。请用表格软件打开后另存为 .xlsx 再上传。")
        ) from error
    if len(content) > part.file_size:
        raise Refusal("sheet_bomb", _("表格展开后过大，不能导入。请新建一张表，只粘贴需要的行。"))
    return content
