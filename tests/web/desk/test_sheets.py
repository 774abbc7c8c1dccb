"""Spreadsheet intake: good rows become cases once; broken and hostile files get a sentence, never a failure."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from sanzhi.cases.models import Case, Sheet
from sanzhi.web.desk.workbook import COLUMNS
from tests.web.desk.conftest import as_, send, text

HEAD = list(COLUMNS)


def row(town, title="路灯不亮", ref="", phone="13800001111", **more):
    cells = dict(
        zip(
            HEAD,
            [
                "李四",
                phone,
                title,
                "路灯坏了三天，晚上看不见路。",
                "",
                town.village.code,
                "村口",
                "city.roads",
                ref,
            ],
            strict=True,
        )
    )
    return list((cells | more).values())


def xlsx(*rows, head=HEAD) -> bytes:
    book = Workbook()
    for cells in (head, *rows):
        book.active.append(list(cells))
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def upload(client, content: bytes, name="事项.xlsx"):
    return send(client, "/desk/import/", file=SimpleUploadedFile(name, content))


@pytest.fixture
def client(town):
    return as_(town, "town_dispatcher")


def test_a_sheet_is_looked_at_first_and_imported_when_confirmed(town, client):
    seen = upload(client, xlsx(row(town), row(town, title="短", ref="B"), row(town, title="积水", ref="C")))
    page = client.get(seen.url)
    assert (page.context["counts"]["ready"], page.context["counts"]["wrong"]) == (2, 1)
    assert "请用 2 到 120 个字写明是什么事" in text(page)
    assert Case.objects.count() == 0
    send(client, seen.url + "run")
    assert sorted(Case.objects.values_list("title", flat=True)) == ["积水", "路灯不亮"]
    report = load_workbook(io.BytesIO(client.get(seen.url + "report.xlsx").content)).active
    assert [cell.value for cell in report["C"]] == ["结果", "已导入", "未导入", "已导入"]


def test_the_same_sheet_again_imports_nothing_twice_and_says_so(town, client):
    content = xlsx(row(town), row(town, title="积水"))
    first = upload(client, content)
    send(client, first.url + "run")
    second = upload(client, content)
    assert second.url == first.url
    assert "以前上传过" in text(client.get(second.url))
    send(client, second.url + "run")
    assert (Case.objects.count(), Sheet.objects.count()) == (2, 1)


def test_a_row_known_by_its_outside_number_is_not_taken_again_from_another_file(town, client):
    send(client, upload(client, xlsx(row(town, ref="A-1"))).url + "run")
    other = upload(client, xlsx(row(town, ref="A-1"), row(town, title="积水", ref="A-2")))
    send(client, other.url + "run")
    assert Case.objects.count() == 2


def test_an_import_that_stops_goes_on_where_it_was(town, client):
    seen = upload(client, xlsx(*(row(town, title=f"第{n:03d}件事") for n in range(130))))
    send(client, seen.url + "run")
    assert Case.objects.count() == 100
    assert "继续导入" in text(client.get(seen.url))
    send(client, seen.url + "run", key="the-second-hundred-rows")
    send(client, seen.url + "run", key="the-second-hundred-rows")
    assert Case.objects.count() == 130


def test_rows_outside_ones_reach_are_refused_and_other_offices_sheets_unseen(town, client):
    far = row(town, **{"村（社区）": "330483101001"})
    seen = upload(client, xlsx(row(town), far))
    assert client.get(seen.url).context["counts"]["ready"] == 1
    assert as_(town, "county_dispatcher").get(seen.url).status_code == 404


def test_a_csv_in_either_chinese_encoding_is_read(town, client):
    lines = "\r\n".join(",".join(cells) for cells in (HEAD, row(town, title="国标码")))
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        assert upload(client, lines.encode(encoding), "a.csv").status_code == 302


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


SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><l>&x;</l>'
HOSTILE = {
    "nothing": b"", "blanks": b" \r\n ", "a picture": b"\x89PNG\r\n\x1a\n" + b"\xff" * 400, "noise": bytes(range(256)) * 40,
    "an old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "too many bytes": b"a" * (5 * 1024 * 1024 + 1),
    "a torn workbook": xlsx(["a"] * 9)[:900], "a torn head": b"PK\x03\x04" + b"\0" * 60, "an empty box": _zip(),
    "a box of something else": _zip(readme=b"hello"), "a bomb": _added("xl/media/a.bin", b"\0" * (70 * 1024 * 1024)),
    "a squeezed bomb": _added("xl/media/a.bin", b"\0" * (30 * 1024 * 1024)), "a thousand parts": _zip(**{f"a{n}": b"" for n in range(1000)}),
    "a macro": _added("xl/vbaProject.bin", b"macro"), "links outside": _added("xl/externalLinks/externalLink1.xml", b"<x/>"),
    "an embedded file": _added("xl/embeddings/a.bin", b"x"), "a billion laughs": _swapped(SHEET, LAUGHS),
    "an outside entity": _swapped(SHEET, OUTSIDE), "broken xml": _swapped(SHEET, b"<worksheet><sheetData><row"),
    "no sheet": _swapped("xl/workbook.xml", b"<workbook/>"), "a formula": xlsx(["=1+1", *["a"] * 8]), "no head": xlsx(head=[]),
    "another head": xlsx(["a"], head=["a", "b"]), "a head twice": xlsx(["a"] * 10, head=[*HEAD, "姓名"]), "only a head": xlsx(),
    "too many rows": xlsx(*([["a"] * 9] * 5001)), "too many columns": xlsx(["a"] * 40), "a giant cell": xlsx(["a" * 9000, *["b"] * 8]),
    "a csv with NUL": ("姓名,\0".encode()), "an open quote": ",".join(HEAD).encode() + b'\n"never closed,1,2', "a wide csv": b",".join([b"a"] * 400),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_a_sentence(town, client, name):
    answer = upload(client, HOSTILE[name])
    assert answer.status_code == 422
    (sentence,) = answer.context["form"].errors["file"]
    assert sentence.endswith("。")
    assert Sheet.objects.count() == 0


def test_without_a_file_or_a_key_nothing_happens(town, client):
    assert send(client, "/desk/import/").status_code == 422
    assert client.post("/desk/import/", {"file": SimpleUploadedFile("a.csv", b"a")}).status_code == 409


def test_no_cell_of_an_export_can_run(town, client):
    send(client, upload(client, xlsx(row(town, title="+cmd|calc", ref="F"))).url + "run")
    taken = send(client, "/desk/cases/export?q=", reason="季度研判用", form="csv")
    assert ",'+cmd|calc," in client.get(taken.url).content.decode("utf-8-sig")
    assert send(client, "/desk/cases/export?q=", reason="", form="csv").status_code == 422
    assert as_(town, "county_dispatcher").get(taken.url).status_code == 404


def test_the_template_itself_can_be_uploaded(town, client):
    content = client.get("/desk/import/template.xlsx").content
    assert upload(client, content).status_code == 302
