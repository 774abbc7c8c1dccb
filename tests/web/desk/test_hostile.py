"""Hostile tables and photos at the pages that take them: a sentence each, never a failure, and nothing typed is lost."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from sanzhi.cases.models import Case, Sheet
from sanzhi.web.ui import tables
from tests.kit.test_uploads import HOSTILE as HOSTILE_PHOTOS
from tests.web.desk.conftest import as_, send
from tests.web.desk.test_sheets import HEAD, upload, xlsx


@pytest.fixture
def client(town):
    return as_(town, "town_dispatcher")


def _zip(**parts: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in parts.items():
            box.writestr(name.replace("__", "/"), content)
    return kept.getvalue()


def _added(name: str, content: bytes) -> bytes:
    kept = io.BytesIO(xlsx(["a"] * 9))
    with zipfile.ZipFile(kept, "a", zipfile.ZIP_DEFLATED) as box:
        box.writestr(name, content)
    return kept.getvalue()


def _swapped(name: str, content: bytes) -> bytes:
    kept, old = io.BytesIO(), zipfile.ZipFile(io.BytesIO(xlsx(["a"] * 9)))
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as box:
        for part in old.namelist():
            box.writestr(part, content if part == name else old.read(part))
    return kept.getvalue()


def _locked(content: bytes) -> bytes:
    """Every part says that it is encrypted."""
    locked = bytearray(content)
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = locked.find(sign)
        while at >= 0:
            locked[at + flags] |= 1
            at = locked.find(sign, at + 4)
    return bytes(locked)


def _lying() -> bytes:
    """A part that unpacks to far more than its entry says."""
    content = bytearray(_swapped(SHEET, b"<worksheet>" + b" " * 3_000_000))
    entry = content.rfind(b"PK\x01\x02")
    while content[entry + 46 : entry + 46 + len(SHEET)] != SHEET.encode():
        entry = content.rfind(b"PK\x01\x02", 0, entry)
    content[entry + 24 : entry + 28] = (1000).to_bytes(4, "little")
    return bytes(content)


FAR = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/>'
    b'<sheetData><row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>'
)
SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><l>&x;</l>'
HOSTILE = {
    "nothing": b"", "blanks": b" \r\n ", "a picture": b"\x89PNG\r\n\x1a\n" + b"\xff" * 400, "noise": bytes(range(256)) * 40,
    "an old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "too many bytes": b"a" * (20 * 1024 * 1024 + 1),
    "a torn workbook": xlsx(["a"] * 9)[:900], "a torn head": b"PK\x03\x04" + b"\0" * 60, "an empty box": _zip(),
    "a box of something else": _zip(readme=b"hello"), "a bomb": _added("xl/media/a.bin", b"\0" * (170 * 1024 * 1024)),
    "a squeezed bomb": _added("xl/media/a.bin", b"\0" * (30 * 1024 * 1024)), "a thousand parts": _zip(**{f"a{n}": b"" for n in range(1000)}),
    "a macro": _added("xl/vbaProject.bin", b"macro"), "links outside": _added("xl/externalLinks/externalLink1.xml", b"<x/>"),
    "an embedded file": _added("xl/embeddings/a.bin", b"x"), "a billion laughs": _swapped(SHEET, LAUGHS),
    "an outside entity": _swapped(SHEET, OUTSIDE), "broken xml": _swapped(SHEET, b"<worksheet><sheetData><row"),
    "no sheet": _swapped("xl/workbook.xml", b"<workbook/>"), "a formula": xlsx(["=1+1", *["a"] * 8]), "no head": xlsx(head=[]),
    "another head": xlsx(["a"], head=["a", "b"]), "a head twice": xlsx(["a"] * 10, head=[*HEAD, "姓名"]), "only a head": xlsx(),
    "too many rows": (",".join(HEAD) + "\n" + "a,b\n" * 50_001).encode(), "too many columns": xlsx(["a"] * 40), "a giant cell": xlsx(["a" * 9000, *["b"] * 8]),
    "a csv with NUL": ("姓名,\0".encode()), "an open quote": ",".join(HEAD).encode() + b'\n"never closed,1,2', "a wide csv": b",".join([b"a"] * 400),
    "laughs in sixteen bits": _swapped(SHEET, LAUGHS.decode().replace('"1.0"', '"1.0" encoding="utf-16"', 1).encode("utf-16")),
    "laughs among the words": _added("xl/sharedStrings.xml", LAUGHS), "laughs in the styles": _swapped("xl/styles.xml", LAUGHS),
    "a name that climbs": _added("../../etc/cron.d/x", b"* * * * * root true"), "a name from the root": _added("/etc/passwd", b"x"),
    "a name with a drive": _added("C:\\\\windows\\\\x.dll", b"x"), "a table in a box in a box": _zip(a=_zip(b=xlsx(["a"] * 9))),
    "sixteen thousand columns": xlsx(["a"] * 16_384), "a million columns": b",".join([b"a"] * 1_000_000), "a cell far out": _swapped(SHEET, FAR),
    "live data": _added("xl/connections.xml", b"<connections/>"), "a web query": _added("xl/queryTables/queryTable1.xml", b"<x/>"),
    "a control": _added("xl/activeX/activeX1.bin", b"x"), "a ribbon of its own": _added("customUI/customUI.xml", b"<x/>"),
    "a locked box": _locked(xlsx(["a"] * 9)), "a document": _zip(**{"word__document.xml": b"<w/>"}), "html called a table": b"<html><table><tr><td>1</table>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "a program": b"\x7fELF" + b"\0" * 300, "a pdf": b"%PDF-1.7\n%%EOF",
    "half a character": "姓名,情况".encode("gb18030")[:-1] + b"\xff\xff", "a lying length": _lying(),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_table_gets_a_sentence(town, client, name):
    answer = upload(client, HOSTILE[name])
    assert answer.status_code == 422
    (sentence,) = answer.context["form"].errors["file"]
    assert sentence.endswith("。")
    assert Sheet.objects.count() == 0


TYPED = {"name": "李四", "phone": "", "title": "路灯不亮", "text": "路灯坏了三天，晚上看不见路。"}


@pytest.mark.parametrize("name", HOSTILE_PHOTOS)
def test_a_hostile_photo_is_named_with_what_to_do_and_what_was_typed_stays(town, client, name):
    content, _code = HOSTILE_PHOTOS[name]
    said = TYPED | {"category_code": "city.roads", "area_code": town.village.code}
    photo = SimpleUploadedFile("../../现场\\.jpg", content, "image/jpeg")
    answer = send(client, "/desk/file/", photos=photo, **said)
    assert (answer.status_code, Case.objects.count()) == (422, 0)
    form = answer.context["form"]
    (sentence,) = form.errors["photos"]
    assert sentence.endswith("。")
    assert {field: form[field].value() for field in TYPED} == TYPED


def test_there_are_sixty_and_more_of_them():
    assert len(HOSTILE) + len(HOSTILE_PHOTOS) >= 60


@pytest.mark.parametrize("start", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_that_goes_out_can_run(start):
    csv = tables.download("a", "csv", ["事项"], [[start]]).content.decode("utf-8-sig")
    book = load_workbook(io.BytesIO(tables.download("a", "xlsx", ["事项"], [[start]]).content))
    cell = book.active["A2"]
    assert csv.splitlines()[1].lstrip('"').startswith("'")
    assert (cell.data_type, cell.value[0]) == ("s", "'")
