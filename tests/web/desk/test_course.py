"""延期、中止、申诉、转办 by their pages: what each desk sees, what it may press, and what the citizen is shown."""

from datetime import timedelta

import pytest
from django.test import Client

from sanzhi.cases.models import Case, Extension
from sanzhi.cases.sweeps import raise_cards
from sanzhi.kit import clock
from sanzhi.people import actions as people
from sanzhi.people import queries
from tests.questions import questions
from tests.web.desk.conftest import as_, filed, send, step, take_through, text


def resident(town) -> Client:
    client = Client()
    account = queries.account_for_phone("13812345678")
    client.force_login(account or people.open_resident_account(town.resident, at=town.at))
    return client


def taken(town, case, role, name, **said):
    answer = step(as_(town, role), case, name, **said)
    assert answer.status_code == 302, text(answer)
    case.refresh_from_db()


def test_a_delay_is_asked_shown_to_the_dispatcher_granted_and_told_to_the_citizen(town, case):
    take_through(town, case, "assign", "sign_for")
    before = case.due_at
    page = text(as_(town, "handler").get(f"/desk/c/{case.public_code}/do/delay_ask"))
    assert "延长多少（个工作日）" in page and "每次最多5个工作日，一共 1 次，已用 0 次" in page
    taken(town, case, "handler", "delay_ask", more="2", reason="配件还在路上")
    waiting = as_(town, "town_dispatcher").get("/desk/verdicts/")
    assert case.title in text(waiting) and "2个工作日" in text(waiting)
    answer = text(as_(town, "town_dispatcher").get(f"/desk/c/{case.public_code}/do/delay_grant"))
    assert "申请延长2个工作日，理由：配件还在路上。同意后，新的期限是" in answer
    taken(town, case, "town_dispatcher", "delay_grant", reason="情况属实")
    assert case.due_at > before
    seen = text(resident(town).get(f"/c/{case.public_code}/"))
    assert "已批准延期" in seen and "延长2个工作日，新的期限是" in seen and "情况属实" in seen
    counted = text(resident(town).get(f"/c/{case.public_code}/deadline"))
    assert "经批准延期2个工作日，期限共7个工作日" in counted
    assert case.title not in text(as_(town, "town_dispatcher").get("/desk/verdicts/"))


def test_the_button_says_why_before_it_is_pressed(town, case):
    take_through(town, case, "assign", "sign_for")
    page = text(as_(town, "town_dispatcher").get(f"/desk/c/{case.public_code}/"))
    assert "没有等待审核的延期申请。" in page
    taken(town, case, "handler", "delay_ask", more="2", reason="配件还在路上")
    assert "已经申请延期，正在等待审核。" in text(as_(town, "handler").get(f"/desk/c/{case.public_code}/"))


def test_once_the_limit_has_passed_nobody_is_offered_a_delay(town, case):
    take_through(town, case, "assign", "sign_for")
    address = f"/desk/c/{case.public_code}/"
    assert "期限已经过了，不能再延期。" not in text(as_(town, "handler").get(address))
    taken(town, case, "handler", "delay_ask", more="2", reason="配件还在路上")
    with clock.simulated(case.due_at + timedelta(minutes=1)):
        assert "期限已经过了，不能再延期。" in text(as_(town, "town_dispatcher").get(address))
        taken(town, case, "town_dispatcher", "delay_refuse", reason="没有按时审核")
        assert "期限已经过了，不能再延期。" in text(as_(town, "handler").get(address))


def test_sent_twice_one_delay_is_asked_for(town, case):
    take_through(town, case, "assign", "sign_for")
    client, key = as_(town, "handler"), "the-very-same-key-twice"
    for _sending in range(2):
        said = {"version": case.version, "more": "2", "reason": "配件还在路上"}
        assert step(client, case, "delay_ask", key=key, **said).status_code == 302
    assert Extension.objects.count() == 1


def test_a_suspended_case_says_until_when_on_every_page(town, case):
    take_through(town, case, "assign", "sign_for")
    until = (clock.now() + timedelta(days=9)).date()
    taken(town, case, "handler", "suspend", ground="appraisal", reason="委托检测，编号 12", until=f"{until}")
    seen = text(resident(town).get(f"/c/{case.public_code}/"))
    assert "暂时中止办理" in seen and f"{until.month}月{until.day}日" in seen and "《行政许可法》" in seen
    desk = text(as_(town, "handler").get(f"/desk/c/{case.public_code}/"))
    assert "中止期间不计时" in desk and "等待检验、检测、鉴定或专家评审" in desk
    assert case.title in text(as_(town, "handler").get("/desk/"))
    taken(town, case, "handler", "resume", note="报告已出")
    assert "恢复办理" in text(resident(town).get(f"/c/{case.public_code}/"))


@pytest.mark.parametrize("face", ["resident", "desk"])
def test_the_way_of_a_transferred_case_is_printed(town, case, face):
    taken(town, case, "town_dispatcher", "transfer", channel="court", reason="双方已经起诉", route="")
    seen = text(resident(town).get(f"/c/{case.public_code}/"))
    assert "请到人民法院诉讼服务中心立案" in seen and "办理途径告知单" in seen
    client, address = {
        "resident": (resident(town), f"/c/{case.public_code}/route.pdf"),
        "desk": (as_(town, "town_dispatcher"), f"/desk/c/{case.public_code}/route.pdf"),
    }[face]
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (
        200,
        "application/pdf",
        b"%PDF-",
    )


def test_a_case_still_here_has_no_way_elsewhere_to_print(town, case):
    assert resident(town).get(f"/c/{case.public_code}/route.pdf").status_code == 404


def test_a_rating_is_contested_with_evidence_and_decided_by_the_supervisor(town, case):
    take_through(town, case, "assign", "sign_for", "report_done", "verify")
    taken(town, case, "caller", "call_back", solved="yes", satisfied="1", said="")
    taken(
        town, case, "handler", "contest_rating",
        reason="居民评价的是停电，不是这次维修", no_photo_because="停电通知在案可查",
    )  # fmt: skip
    contest = case.contests.get()
    assert case.title in text(as_(town, "supervisor").get("/desk/verdicts/"))
    assert case.title not in text(as_(town, "town_dispatcher").get("/desk/verdicts/"))
    taken(town, case, "supervisor", "contest_uphold", contest=contest.id, reason="停电通知属实")
    assert (case.satisfied, case.excused_rating) == (1, True)
    assert "您的评价和办理记录原样保留" in text(resident(town).get(f"/c/{case.public_code}/"))
    assert "剔除 1" in text(as_(town, "supervisor").get("/board/"))


def test_a_card_is_contested_from_the_case_page(town):
    case = filed(town, at=clock.now() - timedelta(days=40))
    raise_cards(at=clock.now())
    page = text(as_(town, "town_dispatcher").get(f"/desk/c/{case.public_code}/do/contest_card"))
    assert "黄牌 · 分派" in page or "红牌 · 分派" in page


def test_an_emergency_is_declined_only_when_its_line_was_called(town, case):
    said = {"kind": "emergency", "reason": "有人落水，已转报", "route": ""}
    refused = step(as_(town, "town_dispatcher"), case, "not_accept", **said)
    assert refused.status_code == 422 and "请选择打的是哪个电话" in text(refused)
    taken(town, case, "town_dispatcher", "not_accept", called="119", **said)
    assert "已打电话 119" in text(as_(town, "town_dispatcher").get(f"/desk/c/{case.public_code}/"))


def test_escalated_and_reassigned_by_their_pages(town, case):
    taken(town, case, "town_dispatcher", "escalate", reason="涉及两个镇，请市里分派")
    assert Case.objects.get(pk=case.pk).receiver_id == town.offices["centre"].id
    taken(town, case, "county_dispatcher", "assign", lead=town.offices["lights"].id, helpers=[], note="")
    taken(town, case, "county_dispatcher", "reassign", lead=town.offices["water"].id, reason="现场是水管漏水")
    assert Case.objects.get(pk=case.pk).lead_id == town.offices["water"].id
    assert "现场是水管漏水" in text(resident(town).get(f"/c/{case.public_code}/"))


def test_the_page_of_verdicts_costs_the_same_however_long(town):
    client = as_(town, "town_dispatcher")
    costs = []
    for number in (1, 6):
        for _case in range(number):
            case = take_through(town, filed(town), "assign", "sign_for")
            taken(town, case, "handler", "delay_ask", more="2", reason="配件还在路上")
        client.get("/desk/verdicts/")
        with questions() as asked:
            client.get("/desk/verdicts/")
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 10


def test_the_rules_of_delay_and_the_grounds_stand_on_the_page_of_limits(town):
    page = text(as_(town, "system_admin").get("/desk/limits/"))
    assert "延期（一般事项）" in page and "等待听证" in page and "《信访工作条例》第三十六条" in page


def test_delay_rules_and_grounds_are_published_and_ended_by_their_pages(town):
    keeper = as_(town, "system_admin")
    rule = {
        "pace": "general",
        "name": "延期（新）",
        "most": "3d",
        "times": "1",
        "granted_by": ["town_dispatcher"],
        "basis": "本地约定",
    }
    refused = send(keeper, "/desk/limits/delays/new", **rule)
    assert refused.status_code == 422 and "要用同一个单位" in text(refused)
    assert "延期（新）" in refused.content.decode()
    assert send(keeper, "/desk/limits/delays/new", **rule | {"most": "3wd"}).status_code == 302
    ground = {"code": "", "name": "等待批复", "most": "20d", "times": "1", "basis": "本地约定"}
    assert "中止要有法规依据" in text(send(keeper, "/desk/limits/grounds/new", **ground))
    lawful = ground | {"basis": "参照《行政许可法》第四十五条"}
    assert send(keeper, "/desk/limits/grounds/new", **lawful).status_code == 302
    page = text(keeper.get("/desk/limits/"))
    assert "延期（新）" in page and "等待批复" in page
    assert send(keeper, "/desk/limits/grounds/hearing/end").status_code == 302
    assert "等待听证" not in text(keeper.get("/desk/limits/"))


def test_danger_in_the_words_of_a_filing_is_asked_about_once(town):
    client = resident(town)
    assert "tel:119" in client.get("/file/").content.decode()
    said = {"title": "楼下着火了", "text": "楼下的仓库着火了，烟很大。", "category_code": "other"}
    asked = client.post("/file/", said)
    assert asked.status_code == 422 and "有危险先打 119" in text(asked)
    assert client.post("/file/", said | {"danger": "on"}).status_code == 302
    plain = {"title": "路灯不亮", "text": "村口的路灯坏了三天。", "category_code": "other"}
    assert client.post("/file/", plain).status_code == 302
    assert "tel:122" in as_(town, "village_clerk").get("/desk/file/").content.decode()


def test_an_office_complained_of_handles_the_matter_without_knowing_who_reported(town, case):
    room = as_(town, "town_dispatcher")
    taken(town, case, "town_dispatcher", "shield", against=town.offices["lights"].id)
    take_through(town, case, "assign", "sign_for")
    page = text(as_(town, "handler").get(f"/desk/c/{case.public_code}/"))
    assert "被反映单位" in page and "已隐去" in page and "查看联系方式" not in page
    refused = as_(town, "handler").get(f"/desk/c/{case.public_code}/contact")
    assert refused.status_code in (403, 409) and "不能查看是谁反映的" in text(refused)
    assert "已隐去" not in text(room.get(f"/desk/c/{case.public_code}/"))
    assert "它看不到是谁反映的" in text(resident(town).get(f"/c/{case.public_code}/"))
    taken(town, case, "county_dispatcher", "unshield", reason="注错了单位")
    assert "已隐去" not in text(as_(town, "handler").get(f"/desk/c/{case.public_code}/"))
