"""A county's own kind filed away from the counter: on the grid worker's phone and by a table, each with what the kind asks."""

import io
import time
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from sanzhi.cases import actions
from sanzhi.cases.models import Case, KindVersion
from sanzhi.kit import clock
from sanzhi.web.desk.telling import field_owner
from tests.kinds import noise, published
from tests.web.desk.conftest import as_, send, text
from tests.web.desk.test_sheets import HEAD, row, run, upload, xlsx

ASKED = [
    *noise()["fields"],
    {"code": "f4", "label": "哪天开始", "type": "date", "required": False, "at": ""},
    {"code": "f5", "label": "夜里也响吗", "type": "yes_no", "required": True, "at": ""},
]
WRITTEN = str(int(time.time() * 1000))
LABELS = ["声源", "几点开始", "哪天开始", "夜里也响吗"]


@pytest.fixture
def everywhere(town, admins) -> KindVersion:
    return published(*admins, town.at, doors=["field", "sheet"], fields=ASKED)


def from_the_phone(town, key: str, **changes: Any):
    said = {
        "id": key, "owner": field_owner(town.staff["grid_worker"].account), "at": WRITTEN,
        "name": "走访的老人", "title": "工地夜里打桩", "text": "夜里十一点还在打桩，睡不着。",
        "category_code": "city.roads", "area_code": town.village.code,
    }  # fmt: skip
    return as_(town, "grid_worker").post("/desk/field/sync", said | changes)


def test_the_field_page_holds_what_every_kind_that_may_be_filed_there_asks(town, everywhere, noisy):
    page = as_(town, "grid_worker").get("/desk/field/").content.decode()
    assert f'data-kind="{everywhere.code}"' in page and f'data-kind="{noisy.code}"' not in page
    assert 'data-missing="请填写“声源”。"' in page


def test_what_was_written_down_on_the_way_arrives_under_its_kind_once(town, everywhere):
    said = {"kind": everywhere.code, "answer_f1": "工地", "answer_f5": "yes", "answer_f4": "2026-03-01"}
    first = from_the_phone(town, "a-key-of-this-phone-1", **said)
    again = from_the_phone(town, "a-key-of-this-phone-1", **said)
    assert (first.status_code, first.json()) == (200, again.json())
    case = Case.objects.get()
    assert (case.kind, case.channel) == (everywhere.code, "grid")
    assert case.details == {"f1": "工地", "f4": "2026-03-01", "f5": True}


def test_the_phone_is_told_what_is_missing_and_what_may_not_be_filed_there(town, everywhere, noisy):
    missing = from_the_phone(town, "a-key-of-this-phone-2", kind=everywhere.code, answer_f5="no")
    assert missing.status_code == 422 and "声源" in missing.json()["sentence"]
    closed = from_the_phone(town, "a-key-of-this-phone-3", kind=noisy.code, answer_f1="工地")
    assert closed.status_code == 422 and "这一类现在不能登记" in closed.json()["sentence"]
    assert not Case.objects.exists()


def answered(town, *answers: object, **more: str) -> list[object]:
    return [*row(town, **more), *answers]


def brought(client, kind: str, content: bytes):
    return send(client, "/desk/import/", kind=kind, file=SimpleUploadedFile("噪声.xlsx", content))


def test_a_table_of_a_kind_has_a_column_for_each_field_and_becomes_cases_of_it(town, everywhere):
    client = as_(town, "town_dispatcher")
    rows = (
        answered(town, "工地", "晚上十点", datetime(2026, 3, 1), "是"),
        answered(town, "商铺", "", "2026/3/2", "否", title="商铺放音乐", ref="B"),
    )
    seen = brought(client, everywhere.code, xlsx(*rows, head=[*HEAD, *LABELS]))
    assert "噪声扰民" in text(client.get(seen.url))
    run(client, seen.url)
    found = Case.objects.order_by("id")
    assert {case.kind for case in found} == {everywhere.code}
    assert [case.details for case in found] == [
        {"f1": "工地", "f2": "晚上十点", "f4": "2026-03-01", "f5": True},
        {"f1": "商铺", "f4": "2026-03-02", "f5": False},
    ]


def test_each_row_is_told_in_the_words_of_the_form_what_to_mend(town, everywhere):
    client = as_(town, "town_dispatcher")
    rows = (
        answered(town, "广场舞", "", "去年", "是"),
        answered(town, "", "", "", "也许", title="商铺放音乐", ref="B"),
        answered(town, "工地", "", "", "是", title="工地打桩", ref="C"),
    )
    seen = brought(client, everywhere.code, xlsx(*rows, head=[*HEAD, *LABELS]))
    page = text(client.get(seen.url))
    for told in (
        "“声源”只能填这几样：工地、商铺。",
        "“哪天开始”要填日期",
        "请填写“声源”。",
        "“夜里也响吗”要填“是”或“否”。",
    ):
        assert told in page
    run(client, seen.url)
    assert [case.title for case in Case.objects.all()] == ["工地打桩"]


def test_a_table_without_a_needed_column_or_with_a_strange_one_is_refused_at_once(town, everywhere):
    client = as_(town, "town_dispatcher")
    without = brought(client, everywhere.code, xlsx(row(town), head=HEAD))
    assert "第一行缺少这些列：声源、夜里也响吗" in text(without)
    strange = brought(
        client,
        everywhere.code,
        xlsx(answered(town, "工地", "", "", "是", "?"), head=[*HEAD, *LABELS, "声原"]),
    )
    assert "这一类没有的列：声原" in text(strange)


def test_the_template_of_a_kind_is_taken_as_it_is_filled_in(town, everywhere):
    client = as_(town, "town_dispatcher")
    assert f"?kind={everywhere.code}" in client.get("/desk/import/").content.decode()
    answer = client.get(f"/desk/import/template.xlsx?kind={everywhere.code}")
    head, example = list(load_workbook(io.BytesIO(answer.content)).active.values)[:2]
    assert list(head) == [*HEAD, *LABELS] and example[9:13] == ("工地", None, "2026-03-01", "是")
    assert client.get("/desk/import/template.xlsx?kind=nothing").status_code == 409


def test_rows_of_a_kind_withdrawn_between_look_and_import_are_told_so(town, admins, everywhere):
    client = as_(town, "town_dispatcher")
    seen = brought(client, everywhere.code, xlsx(answered(town, "工地", "", "", "是"), head=[*HEAD, *LABELS]))
    actions.withdraw_kind(everywhere.id, reason="改由城管受理", by=admins[0], at=clock.now())
    run(client, seen.url)
    assert not Case.objects.exists()
    assert "这一类现在不能登记" in text(client.get(seen.url))


def test_a_kind_that_is_not_to_come_by_table_is_not_offered_and_not_taken(town, noisy):
    client = as_(town, "town_dispatcher")
    assert 'name="kind"' not in client.get("/desk/import/").content.decode()
    sheet = upload(client, xlsx(row(town)))
    assert sheet.status_code == 302  # a plain table as before
