"""警情的网页: brought in, counted, handed on, assessed, pulled out; clues on a phone; the board in tens."""

import io
import re
from datetime import timedelta

import pytest
from openpyxl import Workbook, load_workbook

from sanzhi.alarms import actions, queries
from sanzhi.alarms.models import (
    Alarm,
    AlarmSheet,
    AlarmVersion,
    Batch,
    Clue,
    JointCall,
    Nail,
    NailRule,
    Proposal,
)
from sanzhi.kit import clock
from sanzhi.web.desk.forms.alarms import COLUMNS, EXAMPLE
from tests.alarms.conftest import Station
from tests.county import DAY, HOUR, a_member_of_staff, an_office, at_the_desk
from tests.web.desk.test_paging import MANY, pages_of, shown
from tests.web.test_honours import at_home

ONCE = {"once": "a-key-of-the-test-001"}
TODAY = clock.COUNTY


@pytest.fixture
def town(db, settings) -> Station:
    settings.ALLOWED_HOSTS = ["testserver"]
    return Station()


def a_table(*rows, head=tuple(COLUMNS)) -> io.BytesIO:
    book = Workbook()
    for row in (head, *rows):
        book.active.append(list(row))
    kept = io.BytesIO()
    book.save(kept)
    kept.seek(0)
    kept.name = "警情.xlsx"
    return kept


def a_line(number: int, town: Station, **changes: str) -> list[str]:
    at = clock.now() - number * DAY
    told = dict(zip(COLUMNS, EXAMPLE, strict=True)) | {
        "警情编号": f"J20260302{number:04d}", "报警时间": f"{at:%Y-%m-%d %H:%M}", "村（社区）或镇（街道）": town.village.code,
    }  # fmt: skip
    return list((told | changes).values())


def test_a_table_comes_in_once_and_its_template_can_be_read_back(town):
    client = at_the_desk(town.liaison)
    book = load_workbook(io.BytesIO(client.get("/desk/alarms/template.xlsx").content))
    assert [cell.value for cell in book.active[1]] == list(COLUMNS)
    sent = client.post("/desk/alarms/import", ONCE | {"file": a_table(a_line(1, town), a_line(2, town))})
    assert sent.status_code == 302 and Alarm.objects.count() == 2
    page = client.get("/desk/alarms/import").content.decode()
    assert "收了 2 条，更正 0 条" in page
    page = at_the_desk(town.dispatcher).get("/desk/alarms/").content.decode()
    assert page.count("庆丰北路17号1幢302室") == 2


@pytest.mark.parametrize(
    ("head", "sentence"),
    [
        (tuple(COLUMNS)[:-1] + ("身份证号",), "这些列不收，请删去：身份证号"),
        (tuple(COLUMNS)[1:], "缺少这些列：警情编号"),
    ],
)
def test_a_column_that_nobody_asked_for_is_refused_with_its_name(town, head, sentence):
    client = at_the_desk(town.liaison)
    page = client.post("/desk/alarms/import", ONCE | {"file": a_table(a_line(1, town), head=head)})
    assert page.status_code == 422 and sentence in page.content.decode()
    assert not Alarm.objects.exists()


def test_broken_rows_are_named_by_their_line_and_nothing_is_taken(town):
    table = a_table(a_line(1, town), a_line(2, town, 简要情况="电话13912345678"))
    page = at_the_desk(town.liaison).post("/desk/alarms/import", ONCE | {"file": table})
    assert page.status_code == 422 and "第 3 行：里面有证件号或电话" in page.content.decode()
    assert not Alarm.objects.exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no workbook", b"\xd0\xcf\x11\xe0 old"])
def test_a_hostile_file_is_refused_with_a_sentence(town, content):
    file = io.BytesIO(content)
    file.name = "x.xlsx"
    assert at_the_desk(town.liaison).post("/desk/alarms/import", ONCE | {"file": file}).status_code == 422


def test_a_day_is_counted_on_its_page(town):
    now = clock.now()
    one = town.came(now - HOUR)
    day = one.reported_at.astimezone(TODAY).date()
    client = at_the_desk(town.liaison)
    said = {"day": str(day), "sent": "2", "numbers": f"{one.alarm_no}\nJ202603020999"}
    assert client.post("/desk/alarms/days", ONCE | said).status_code == 302
    page = client.get("/desk/alarms/days").content.decode()
    assert "对不上" in page and "J202603020999" in page
    assert "登记公安报数" not in at_the_desk(town.dispatcher).get("/desk/alarms/days").content.decode()


def test_the_police_ask_and_a_dispatcher_gives_all_their_parts(town):
    one = town.came(clock.now() - HOUR)
    where = f"/desk/alarms/a/{one.alarm_no}/"
    assert at_the_desk(town.liaison).post(where + "ask", ONCE | {"why": "要镇里一起办"}).status_code == 302
    call = JointCall.objects.get()
    client, here = at_the_desk(town.dispatcher), f"/desk/alarms/joint/{call.pk}/"
    refused = client.post(here, ONCE | {"lead": town.roads.pk})
    assert refused.status_code == 422
    given = ONCE | {"lead": town.roads.pk, "helpers": [town.water.pk, town.station.pk]}
    assert client.post(here, given).status_code == 302
    assert "市住房和城乡建设局" in client.get("/desk/alarms/joint/").content.decode()
    assert "主办" in at_the_desk(town.liaison).get(where).content.decode()


def a_proposal(town) -> Proposal:
    now = clock.now()
    for n in range(3):
        town.came(now - (n + 1) * DAY)
    actions.propose(at=now)
    return Proposal.objects.get(sort="place")


def test_a_proposal_shows_what_it_rests_on_and_is_decided_either_way_with_a_reason(town):
    one = a_proposal(town)
    client, here = at_the_desk(town.dispatcher), f"/desk/nails/proposals/{one.pk}/"
    page = client.get(here).content.decode()
    assert (
        "90 天 3 次" in page
        and "规则：90 天内 3 次（本平台约定）" in page
        and page.count("/desk/alarms/a/") == 3
    )
    assert client.post(here, ONCE | {"nay": "1", "nay-reason": ""}).status_code == 422
    told = {
        "yes-reason": "漏水没有修好",
        "yes-colour": "red",
        "yes-lead_office": town.room.pk,
        "yes-lead_official": "周镇长",
    }
    assert client.post(here, ONCE | {"yes": "1"} | told).status_code == 302
    nail = Nail.objects.get()
    page = client.get(f"/desk/nails/{nail.pk}/").content.decode()
    assert "协议还没有履行" in page and "周镇长" in page
    assert "庆丰北路17号1幢302室" in client.get("/desk/nails/").content.decode()
    assert "0%" in client.get("/desk/nails/proposals/?state=confirmed").content.decode()
    assert "拔除" in at_the_desk(town.supervisor).get(f"/desk/nails/{nail.pk}/").content.decode()


def test_no_is_one_press_and_a_reason_too(town):
    one = a_proposal(town)
    client = at_the_desk(town.dispatcher)
    sent = client.post(
        f"/desk/nails/proposals/{one.pk}/", ONCE | {"nay": "1", "nay-reason": "三次不是一件事"}
    )
    assert sent.status_code == 302 and not Nail.objects.exists()
    page = client.get("/desk/nails/proposals/?state=rejected").content.decode()
    assert "100%" in page and "庆丰北路17号1幢302室" in page


def test_another_town_finds_none_of_it(town):
    one = a_proposal(town)
    call = actions.ask_joint(one.alarms[0], why="要镇里一起办", by=town.liaison, at=clock.now())
    far = a_member_of_staff(
        "别处", "town_dispatcher", an_office("far", "濮院", "command_room", "330483101000")
    )
    client = at_the_desk(far)
    assert client.get(f"/desk/nails/proposals/{one.pk}/").status_code == 404
    assert client.get(f"/desk/alarms/joint/{call.pk}/").status_code == 404
    assert client.get(f"/desk/alarms/a/{Alarm.objects.first().alarm_no}/").status_code == 404
    assert "庆丰北路" not in client.get("/desk/alarms/?q=庆丰").content.decode()
    assert at_the_desk(town.handler).get("/desk/alarms/").status_code == 403


def test_lists_go_on_to_their_last_row_and_cost_the_same_whatever_they_hold(
    town, django_assert_max_num_queries
):
    now = clock.now()
    rows = [town.row(now - timedelta(minutes=n), place=f"路{n:03d}号楼") for n in range(1, MANY + 1)]
    actions.import_alarms(rows, skip=False, by=town.liaison, at=now)
    client = at_the_desk(town.dispatcher)
    pages = pages_of(client, "/desk/alarms/")
    assert [int(n) for n in shown(pages, r"路(\d{3})号楼")] == list(range(1, MANY + 1))
    with django_assert_max_num_queries(25):
        client.get("/desk/alarms/")
    rule = NailRule.objects.get()
    Proposal.objects.bulk_create(
        Proposal(sort="place", area=town.village, cause="help", place=f"门{n:03d}", place_key=f"k{n}", alarms=[], count_30=3, count_90=3,
                 count_365=3, first_at=now, last_at=now, rule=rule, proposed_at=now)
        for n in range(MANY)
    )  # fmt: skip
    pages = pages_of(client, "/desk/nails/proposals/")
    assert [int(n) for n in shown(pages, r"门(\d{3})")] == list(range(MANY - 1, -1, -1))
    Clue.objects.bulk_create(
        Clue(person_id=town.resident.person_id, area=town.village, place=f"弄{n:03d}", cause="help", text="吵架的事", by_resident=True, at=now)
        for n in range(MANY)
    )  # fmt: skip
    assert [int(n) for n in shown(pages_of(client, "/desk/clues/"), r"弄(\d{3})")] == list(
        range(MANY - 1, -1, -1)
    )


def test_a_resident_reports_a_clue_and_reads_what_became_of_it(town):
    client = at_home(town.resident)
    said = {"area": town.village.code, "place": "北路3号", "cause": "neighbour", "text": "两家吵了好几回"}
    assert client.post("/clues/", ONCE | said | {"text": "吵"}).status_code == 422
    assert client.post("/clues/", ONCE | said).status_code == 302
    clue = Clue.objects.get()
    desk = at_the_desk(town.dispatcher)
    assert "两家吵了好几回" in desk.get("/desk/clues/").content.decode()
    assert desk.post(f"/desk/clues/{clue.pk}/close", ONCE | {"reason": "两家已经谈好"}).status_code == 302
    assert "两家已经谈好" in client.get("/clues/").content.decode()
    assert "两家吵了好几回" in client.get("/me/export.json").content.decode()


def test_a_rule_is_drawn_up_and_published_by_two(town):
    one, two = (a_member_of_staff(name, "system_admin", town.centre) for name in ("系一", "系二"))
    client = at_the_desk(one)
    said = {
        "least": "4",
        "days": "60",
        "quiet_days": "90",
        "valid_from": str(clock.now().date() + DAY),
        "basis": "本平台约定",
        "words_estate": "噪声 扰民",
    }
    assert client.post("/desk/nails/rules/new", ONCE | said | {"least": "1"}).status_code == 422
    assert client.post("/desk/nails/rules/new", ONCE | said).status_code == 302
    rule = NailRule.objects.latest("id")
    page = client.get("/desk/nails/rules/").content.decode()
    assert "请由另一位系统管理员来发布" in page
    assert at_the_desk(two).post(f"/desk/nails/rules/{rule.pk}/publish", ONCE).status_code == 302
    assert NailRule.objects.get(pk=rule.pk).published_by_id == two.person_id


def test_the_board_tells_in_tens_and_nothing_below_ten_and_no_family(town):
    now = clock.now().replace(month=6, day=15) if clock.now().month < 6 else clock.now() - 2 * DAY
    many = [
        town.row(now - timedelta(minutes=n), place=f"路{n}号", longitude="120.49", latitude="30.745")
        for n in range(13)
    ]
    few = [
        town.row(now - timedelta(minutes=n), place=f"弄{n}号", longitude="120.62", latitude="30.69")
        for n in range(9)
    ]
    family = [
        town.row(now - timedelta(minutes=n), sub_category="家庭纠纷", longitude="120.56", latitude="30.56")
        for n in range(12)
    ]
    actions.import_alarms([*many, *few, *family], skip=False, by=town.liaison, at=clock.now())
    page = at_the_desk(town.leader).get(f"/board/alarms/?year={now.year}").content.decode()
    cells = re.findall(r"(\d+) 条以上</td>", page)
    assert cells == ["10"]
    assert "34" in page  # all are none of the police's


def test_only_the_versions_table_grows_when_a_row_is_corrected(town):
    client, table = at_the_desk(town.liaison), a_table(a_line(1, town))
    client.post("/desk/alarms/import", ONCE | {"file": table})
    changed = a_table(a_line(1, town, 处理结果="又去了一次"))
    client.post("/desk/alarms/import", {"once": "a-key-of-the-test-002", "file": changed})
    assert (Alarm.objects.count(), AlarmVersion.objects.count(), Batch.objects.count()) == (1, 2, 2)
    page = client.get(f"/desk/alarms/a/{Alarm.objects.get().alarm_no}/").content.decode()
    assert "又去了一次" in page and "当场劝开" in page
    assert queries.alarm(town.liaison, Alarm.objects.get().alarm_no).version == 2


def test_a_large_table_is_looked_at_started_followed_and_told_of(town, monkeypatch):
    monkeypatch.setattr("sanzhi.web.desk.views.alarms.AT_ONCE", 1)
    client = at_the_desk(town.liaison)
    wrong = {"村（社区）或镇（街道）": "没有这个村"}
    table = a_table(a_line(1, town), a_line(2, town), a_line(3, town, **wrong))
    sent = client.post("/desk/alarms/import", ONCE | {"file": table})
    assert sent.status_code == 302 and not Alarm.objects.exists()
    where = sent["Location"]
    page = client.get(where).content.decode()
    assert "没有“没有这个村”" in page and "跳过有错的，导入其余 2 行" in page
    assert client.post(f"{where}run/all", {"once": "a-key-of-the-test-002"}).status_code == 409
    assert client.post(f"{where}run/skip", {"once": "a-key-of-the-test-003"}).status_code == 302
    assert "hx-get" in client.get(f"{where}progress").content.decode()
    while actions.take_next_part(AlarmSheet.objects.get().pk, at=clock.now()):
        pass
    page = client.get(where).content.decode()
    assert "导入完成" in page and "新收 2 条" in page and Alarm.objects.count() == 2
    assert client.get(f"{where}progress")["HX-Refresh"] == "true"
    other = a_member_of_staff(
        "别镇联络", "police_liaison", an_office("st9", "别镇派出所", "town_office", "330483101000")
    )
    assert at_the_desk(other).get(where).status_code == 404
