"""称重 by its pages: a table brought in, its broken rows named, the household reads it, the newest first to the last."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from sanzhi.kit import clock
from sanzhi.waste.models import Bin, Weighing
from tests.rewards.conftest import DAY
from tests.web.desk import test_waste
from tests.web.desk.conftest import as_, send, text
from tests.web.desk.test_course import resident
from tests.web.desk.test_paging import pages_of
from tests.web.desk.test_waste import a_bin

village = test_waste.village
HEAD = ["户号", "桶号", "公斤", "时间", "秤号"]
ADDRESS = "/desk/waste/weights/"


@pytest.fixture
def clerk(village):
    Bin.objects.update(ended_at=None)
    return as_(village, "village_clerk")


def a_table(*rows: list[str], head: list[str] = HEAD) -> SimpleUploadedFile:
    lines = "\n".join(",".join(cells) for cells in (head, *rows))
    return SimpleUploadedFile("称重.csv", lines.encode("gb18030"))


def a_row(village, n: int = 0, number: str = "12", **changes: str) -> list[str]:
    at = clock.now().strftime("%Y-%m-%d %H:%M")
    usual = {
        "number": number,
        "code": a_bin(village, number).code,
        "kg": "2.5",
        "at": f"{at}:{n:02}",
        "scale": "A-1",
    }
    return list((usual | changes).values())


@pytest.fixture(autouse=True)
def tomorrow(monkeypatch, village):
    """The bins were issued a moment ago: what is weighed now is read tomorrow."""
    now = clock.now
    monkeypatch.setattr(clock, "now", lambda: now() + DAY)


def test_a_broken_row_is_named_and_the_household_reads_what_was_taken(village, clerk):
    rows = [a_row(village), a_row(village, 1, number="13", kg="许多"), a_row(village, 2, code="A")]
    refused = send(clerk, ADDRESS, file=a_table(*rows))
    assert refused.status_code == 422, text(refused)
    assert (
        "第 3 行：公斤请写" in text(refused)
        and "第 4 行：" in text(refused)
        and not Weighing.objects.exists()
    )
    assert send(clerk, ADDRESS, file=a_table(*rows), skip="on").status_code == 302
    assert "2.50" in text(clerk.get(ADDRESS))
    assert "2.50 公斤（A-1 号秤）" in text(resident(village).get("/waste/"))


def test_a_workbook_and_tables_that_cannot_be_read(village, clerk):
    book, kept = Workbook(), io.BytesIO()
    for cells in (HEAD, a_row(village)):
        book.active.append(cells)
    book.save(kept)
    assert send(clerk, ADDRESS, file=SimpleUploadedFile("a.xlsx", kept.getvalue())).status_code == 302
    assert Weighing.objects.count() == 1
    for table, said in (
        (a_table(head=["桶号", "公斤"]), "第一行缺少这些列：时间、秤号"),
        (a_table(head=[*HEAD, "公斤"]), "这些列出现了两次：公斤"),
        (a_table(), "表里没有要导入的行"),
        (SimpleUploadedFile("a.csv", b"\x00\x01"), "不是表格文件"),
        (SimpleUploadedFile("a.xls", b"\xd0\xcf\x11\xe0" + b"0" * 99), "旧版"),
    ):
        answer = send(clerk, ADDRESS, file=table)
        assert answer.status_code == 422 and said in text(answer), text(answer)
    assert Weighing.objects.count() == 1


def test_the_list_goes_on_to_its_last_row_on_both_faces(village, clerk):
    rows = [a_row(village, n, kg=f"1.{n:02}") for n in range(45)]
    assert send(clerk, ADDRESS, file=a_table(*rows)).status_code == 302
    newest = [f"1.{n:02}" for n in range(44, -1, -1)]
    for client, address, pattern in (
        (clerk, ADDRESS, r">(1\.\d\d)<"), (resident(village), "/waste/", r"(1\.\d\d) 公斤"),
    ):  # fmt: skip
        pages = pages_of(client, address)
        assert len(pages) == 3
        assert [one for page in pages for one in re.findall(pattern, page)] == newest


def test_only_whoever_manages_waste_there_brings_a_table_and_hands_over(village):
    for who in ("inspector", "village_overseer", "handler"):
        client = as_(village, who)
        assert client.get(ADDRESS).status_code == 403
        assert send(client, ADDRESS + "points", area=village.village.code).status_code == 403
    clerk = as_(village, "village_clerk")
    assert "还没有称重" in text(clerk.get(ADDRESS))
    answer = send(clerk, ADDRESS + "points", area=village.village.code)
    assert "现在没有可以交的" in text(answer)
