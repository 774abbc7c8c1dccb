"""Spreadsheet intake: good rows become cases once; broken and hostile files get a sentence, never a failure."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from procrastinate.contrib.django.models import ProcrastinateJob

from sanzhi.cases import sweeps
from sanzhi.cases.actions import sheets
from sanzhi.cases.columns import COLUMNS
from sanzhi.cases.models import Case, Category, Sheet
from sanzhi.kit import clock
from sanzhi.people.models import Appointment
from sanzhi.reactions import tasks
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


def run(client, address) -> None:
    """Press the button, and let the worker have its turns."""
    assert send(client, address + "run").status_code == 302
    sheet = int(address.rstrip("/").rsplit("/", 1)[1])
    while Sheet.objects.get(pk=sheet).running_as:
        tasks.import_sheet(sheet=sheet)


def waiting() -> list[dict]:
    return list(ProcrastinateJob.objects.filter(task_name="sanzhi.import_sheet").values("args", "status"))


def test_a_sheet_is_looked_at_first_and_imported_when_confirmed(town, client):
    seen = upload(client, xlsx(row(town), row(town, title="短", ref="B"), row(town, title="积水", ref="C")))
    page = client.get(seen.url)
    assert (page.context["ready"], page.context["wrong"]) == (2, 1)
    (trouble,) = page.context["troubles"]
    assert (trouble.line, trouble.column) == (3, "事项标题")
    assert "请用 2 到 120 个字写明是什么事" in text(page)
    assert Case.objects.count() == 0
    run(client, seen.url)
    assert sorted(Case.objects.values_list("title", flat=True)) == ["积水", "路灯不亮"]
    report = load_workbook(io.BytesIO(client.get(seen.url + "report.xlsx").content)).active
    assert [cell.value for cell in report["C"]] == ["结果", "已导入", "未导入", "已导入"]
    assert report["E3"].value == "事项标题：请用 2 到 120 个字写明是什么事。"


def test_every_cell_to_mend_is_named_by_line_and_column(town, client):
    bad = row(town, title="短", phone="12", **{"村（社区）": "没有的村", "类别": "没有的类别"})
    page = client.get(upload(client, xlsx(row(town, ref="A"), bad)).url)
    assert {(one.line, one.column) for one in page.context["troubles"]} == {
        (3, column) for column in ("事项标题", "电话", "村（社区）", "类别")
    }


def test_the_worker_does_it_and_the_job_commits_with_the_press(town, client):
    seen = upload(client, xlsx(row(town)))
    assert waiting() == []
    send(client, seen.url + "run")
    send(client, seen.url + "run")
    sheet = Sheet.objects.get()
    assert waiting() == [{"args": {"sheet": sheet.id}, "status": "todo"}]
    assert Case.objects.count() == 0
    assert "后台正在导入" in text(client.get(seen.url))
    assert 'hx-trigger="every 2s"' in client.get(seen.url + "progress").content.decode()
    tasks.import_sheet(sheet=sheet.id)
    assert client.get(seen.url + "progress")["HX-Refresh"] == "true"
    assert "导入完成" in text(client.get(seen.url))


def test_the_same_sheet_again_imports_nothing_twice_and_says_so(town, client):
    content = xlsx(row(town), row(town, title="积水"))
    first = upload(client, content)
    run(client, first.url)
    second = upload(client, content)
    assert second.url == first.url
    assert "以前上传过" in text(client.get(second.url))
    run(client, second.url)
    assert (Case.objects.count(), Sheet.objects.count()) == (2, 1)


def test_a_row_known_by_its_outside_number_is_not_taken_again_from_another_file(town, client):
    run(client, upload(client, xlsx(row(town, ref="A-1"))).url)
    other = upload(client, xlsx(row(town, ref="A-1"), row(town, title="积水", ref="A-2")))
    run(client, other.url)
    assert Case.objects.count() == 2


def test_a_row_without_a_number_is_known_by_what_it_says_whatever_file_it_comes_in(town, client):
    run(client, upload(client, xlsx(row(town), row(town, title="积水"))).url)
    run(client, upload(client, xlsx(row(town, title="井盖"), row(town, title="积水"), row(town))).url)
    assert sorted(Case.objects.values_list("title", flat=True)) == ["井盖", "积水", "路灯不亮"]


def test_a_row_that_stands_twice_in_one_table_is_taken_once_and_the_second_is_told(town, client):
    seen = upload(client, xlsx(row(town), row(town)))
    (trouble,) = client.get(seen.url).context["troubles"]
    assert (trouble.line, "和第 2 行是同一件" in trouble.sentence) == (3, True)
    run(client, seen.url)
    assert Case.objects.count() == 1


def test_an_import_can_be_stopped_and_goes_on_where_it_was(town, client):
    seen = upload(client, xlsx(*(row(town, title=f"第{n:03d}件事") for n in range(230))))
    send(client, seen.url + "run")
    sheet = Sheet.objects.get()
    sweeps.import_next(sheet.id, at=clock.now())
    assert Case.objects.count() == 200
    send(client, seen.url + "stop")
    tasks.import_sheet(sheet=sheet.id)  # the job that was waiting finds nobody who wants it
    assert Case.objects.count() == 200
    assert "继续导入" in text(client.get(seen.url))
    run(client, seen.url)
    assert Case.objects.count() == 230


def test_a_batch_that_meets_a_refusal_loses_only_the_row_it_is_about(town, client):
    """A village closed between the check and the import: its rows are told so, the others are taken."""
    seen = upload(client, xlsx(row(town), row(town, title="积水", **{"类别": "city.parks"})))
    send(client, seen.url + "run")
    Category.objects.filter(code="city.parks").update(valid_to=clock.today())
    tasks.import_sheet(sheet=Sheet.objects.get().id)
    assert list(Case.objects.values_list("title", flat=True)) == ["路灯不亮"]
    assert "没有“city.parks”这个类别" in text(client.get(seen.url))


def test_nobody_goes_on_in_the_name_of_someone_who_left_the_post(town, client):
    seen = upload(client, xlsx(row(town)))
    send(client, seen.url + "run")
    Appointment.objects.filter(pk=town.staff["town_dispatcher"].post.id).update(valid_to=clock.today())
    tasks.import_sheet(sheet=Sheet.objects.get().id)
    assert (Case.objects.count(), Sheet.objects.get().running_as) == (0, "")


def test_rows_outside_ones_reach_are_refused_and_other_offices_sheets_unseen(town, client):
    far = row(town, **{"村（社区）": "330483101001"})
    seen = upload(client, xlsx(row(town), far))
    page = client.get(seen.url)
    assert (page.context["ready"], page.context["troubles"][0].column) == (1, "村（社区）")
    assert as_(town, "county_dispatcher").get(seen.url).status_code == 404


def test_a_csv_in_either_chinese_encoding_is_read(town, client):
    lines = "\r\n".join(",".join(cells) for cells in (HEAD, row(town, title="国标码")))
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        assert upload(client, lines.encode(encoding), "a.csv").status_code == 302


def test_without_a_file_or_a_key_nothing_happens(town, client):
    assert send(client, "/desk/import/").status_code == 422
    assert client.post("/desk/import/", {"file": SimpleUploadedFile("a.csv", b"a")}).status_code == 409


def test_no_cell_of_an_export_can_run(town, client):
    run(client, upload(client, xlsx(row(town, title="+cmd|calc", ref="F"))).url)
    taken = send(client, "/desk/cases/export?q=", reason="季度研判用", form="csv")
    assert ",'+cmd|calc," in client.get(taken.url).content.decode("utf-8-sig")
    assert send(client, "/desk/cases/export?q=", reason="", form="csv").status_code == 422
    assert as_(town, "county_dispatcher").get(taken.url).status_code == 404


def test_the_template_itself_can_be_uploaded(town, client):
    content = client.get("/desk/import/template.xlsx").content
    assert upload(client, content).status_code == 302


def test_a_worker_that_dies_in_the_middle_of_a_batch_leaves_none_of_it(town, client, monkeypatch):
    """Rows and the place reached commit together: the next worker begins where the last commit stands."""
    seen = upload(client, xlsx(*(row(town, title=f"第{n:03d}件事") for n in range(60))))
    send(client, seen.url + "run")
    taken = sheets._take

    def dies(ref, line, *rest):
        if line.line == 40:
            raise SystemExit
        taken(ref, line, *rest)

    with monkeypatch.context() as killed, pytest.raises(SystemExit):
        killed.setattr(sheets, "_take", dies)
        tasks.import_sheet(sheet=Sheet.objects.get().id)
    assert (Case.objects.count(), Sheet.objects.get().position) == (0, 0)
    run(client, seen.url)
    assert Case.objects.count() == 60
