"""What the three administrators do, each alone, each on record."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sanzhi.cases.models import Case, LimitRule
from sanzhi.journal.models import Entry
from sanzhi.kit import clock
from sanzhi.people import actions as people
from sanzhi.people.models import Account, Appointment, WorkingHours
from sanzhi.people.roles import INSTALLER
from tests.web.desk.conftest import PASSWORD, as_, send, step, take_through, text

NEXT_YEAR = {
    "year": 2027,
    "papers": ["https://www.gov.cn/"],
    "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": True}],
}


def notice(content) -> SimpleUploadedFile:
    return SimpleUploadedFile(
        "2027.json", content if isinstance(content, bytes) else json.dumps(content).encode()
    )


def test_a_new_year_is_loaded_and_open_deadlines_are_counted_again(town, case):
    client = as_(town, "system_admin")
    done = send(client, "/desk/calendar/year", notice=notice(NEXT_YEAR))
    assert done.status_code == 302
    assert "已载入 2027 年" in text(client.get(done.url))


def test_a_day_made_a_rest_day_moves_the_deadlines_that_cross_it(town, case):
    due = case.due_at
    client = as_(town, "system_admin")
    send(
        client,
        "/desk/calendar/day",
        day=due.astimezone().date().isoformat(),
        works="no",
        name="台风停工，市府办通知",
    )
    send(client, "/desk/calendar/day", day="2099-01-01", works="no", name="没有载入的年份")
    assert Entry.objects.filter(kind="calendar.day_set").count() == 1
    assert Case.objects.get(pk=case.pk).due_at >= due


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b"[" * 9000,
        {"year": "x", "days": []},
        {"year": 99999, "days": NEXT_YEAR["days"]},
        {"year": 2027, "days": [{"date": "2027-99-01", "isOffDay": True, "name": "x"}]},
    ],
)
def test_a_notice_that_is_none_gets_a_sentence(town, content):
    answer = send(as_(town, "system_admin"), "/desk/calendar/year", notice=notice(content))
    assert answer.status_code == 422


def test_a_limit_is_published_for_clocks_that_start_later_and_never_without_ground(town, case):
    client = as_(town, "system_admin")
    said = {
        "clock": "sign",
        "pace": "",
        "name": "签收",
        "limit": "2h",
        "yellow": "2h",
        "red": "4h",
        "basis": "本地约定：市府常务会 2026-11",
    }
    assert send(client, "/desk/limits/publish", **{**said, "basis": "x"}).status_code == 422
    assert send(client, "/desk/limits/publish", **{**said, "limit": "soon"}).status_code == 422
    assert send(client, "/desk/limits/publish", **said).status_code == 302
    assert LimitRule.objects.filter(clock="sign", pace="").count() == 2
    assert "2小时" in text(client.get("/desk/limits/"))


def test_an_account_is_opened_given_a_post_relieved_and_closed(town):
    client = as_(town, "security_admin")
    said = {
        "name": "新某",
        "username": "new.person",
        "password": "a-long-first-one-7",
        "role": "handler",
        "office": town.offices["lights"].id,
    }
    assert send(client, "/desk/people/open", **{**said, "password": "short"}).status_code == 422
    assert send(client, "/desk/people/open", **said).status_code == 302
    assert send(client, "/desk/people/open", **said).status_code == 422
    account = Account.objects.get(username="new.person")
    post = Appointment.objects.get(person=account.person)
    refused = send(
        client,
        f"/desk/people/{account.person_id}/appoint",
        role="audit_admin",
        office=town.offices["centre"].id,
    )
    assert "必须由三个人分别担任" in text(refused)
    assert send(client, f"/desk/people/post/{post.id}/end").status_code == 302
    assert send(client, f"/desk/people/{account.person_id}/close").status_code == 302
    account.refresh_from_db()
    assert account.is_active is False
    own = town.staff["security_admin"].account.person_id
    assert "不能停用自己的账号" in text(send(client, f"/desk/people/{own}/close"))


def test_a_grid_worker_is_appointed_with_a_grid_of_their_village_and_the_list_says_which(town):
    client, village = as_(town, "security_admin"), town.offices["village"]
    drawn = {"code": f"{village.area_id}B001", "name": "第一网格", "area_code": village.area_id}
    grid = people.open_grid(**drawn, by=INSTALLER, at=clock.now() - timedelta(days=1))
    account = town.staff["handler"].account
    where = f"/desk/people/{account.person_id}/appoint"
    said = {"role": "grid_worker", "office": village.id}
    assert "没有这个网格" in text(send(client, where, **said, grid="33"))
    assert "网格只写给网格员" in text(
        send(client, where, role="village_clerk", office=village.id, grid=grid.code)
    )
    assert send(client, where, **said, grid=grid.code).status_code == 302
    assert "第一网格" in text(client.get("/desk/people/"))


def test_the_audit_sees_who_did_what_but_not_whose_trouble(town, case):
    take_through(town, case, "assign")
    send(as_(town, "handler"), f"/desk/c/{case.public_code}/contact", purpose="约时间上门")
    client = as_(town, "audit_admin")
    page = text(client.get("/desk/audit/"))
    assert "交办" in page and case.title not in page
    looks = text(client.get("/desk/audit/looks"))
    assert "约时间上门" in looks and "张三" not in looks
    assert client.get("/desk/audit/?before=x&kind=nope&by=-1").status_code == 200


def test_a_person_with_two_posts_changes_between_their_own_only(town):
    from sanzhi.kit import clock
    from sanzhi.people import actions
    from sanzhi.people.roles import INSTALLER

    account = town.staff["town_dispatcher"].account
    second = actions.appoint(account.person, "caller", town.offices["centre"], by=INSTALLER, at=clock.now())
    client = as_(town, "town_dispatcher")
    assert send(client, "/desk/post", post=second.id).status_code == 302
    assert "市社会治理中心" in text(client.get("/desk/"))
    assert send(client, "/desk/post", post=town.staff["handler"].post.id).status_code == 403


def test_a_visitor_at_the_counter_leaves_with_a_receipt(town):
    client = as_(town, "village_clerk")
    said = {
        "name": "王五",
        "phone": "13800002222",
        "title": "门口积水",
        "text": "下雨天积水漫过脚面。",
        "category_code": "city.roads",
        "area_code": town.village.code,
        "place": "三组",
    }
    assert send(client, "/desk/file/", **{**said, "phone": "12"}).status_code == 422
    first = send(client, "/desk/file/", key="one-visit-at-the-counter", **said)
    again = send(client, "/desk/file/", key="one-visit-at-the-counter", **said)
    assert first.url == again.url
    case = Case.objects.get(channel="counter")
    assert case.public_code in text(client.get(first.url))
    assert step(as_(town, "town_dispatcher"), case, "urge").status_code == 302


def test_five_wrong_passwords_close_the_door_whichever_process_counts(client, town):
    for _try in range(5):
        client.post("/staff/login/", {"login": "handler", "password": "wrong-wrong-wrong"})
    answer = client.post("/staff/login/", {"login": "handler", "password": PASSWORD})
    assert answer.status_code == 200
    assert "失败次数过多" in text(answer) or "过多" in text(answer)


def test_a_password_alone_is_not_enough_and_nobody_signs_up(client, town):
    answer = client.post("/staff/login/", {"login": "handler", "password": PASSWORD})
    assert answer.url == "/staff/factors/authenticate/"
    assert client.get("/desk/").status_code == 302
    assert client.get("/staff/signup/").status_code == 404
    assert client.get("/staff/password/reset/").status_code == 404


def test_the_demonstration_is_shown_only_where_it_is_asked_for(client, town, settings):
    account = town.staff["handler"].account
    Account.objects.filter(pk=account.pk).update(username="demo-handler")
    assert "demo-handler" not in text(client.get("/staff/login/"))
    settings.SANZHI_DEMO = True
    page = text(client.get("/staff/login/"))
    assert "demo-handler" in page and "security_admin" not in page


def test_a_number_for_the_work_is_kept_by_the_security_administrator_and_shown_masked(town):
    client, handler = as_(town, "security_admin"), town.staff["handler"].account
    address = f"/desk/people/{handler.person_id}/phone"
    assert "现在没有登记" in text(client.get(address))
    assert "以1开头的11位" in text(send(client, address, phone="0573-88110000"))
    assert send(client, address, phone="13911112222").status_code == 302
    shown = text(client.get(address))
    assert "139****2222" in shown and "13911112222" not in client.get(address).content.decode()
    other = f"/desk/people/{town.staff['caller'].account.person_id}/phone"
    assert "已经登记在另一位工作人员名下" in text(send(client, other, phone="13911112222"))
    assert as_(town, "system_admin").get(address).status_code == 403
    assert as_(town, "supervisor").get(address).status_code == 403


def test_office_hours_change_from_a_day_to_come_and_move_what_is_counted_by_them(town, case):
    client = as_(town, "system_admin")
    hours = {"windows": "08:00-11:30 15:00-18:00", "basis": "市府办关于夏令作息时间的通知"}
    assert send(client, "/desk/calendar/hours", **hours, since="2020-01-01").status_code == 422
    assert (
        send(client, "/desk/calendar/hours", **{**hours, "windows": "早上"}, since="2099-06-01").status_code
        == 422
    )
    tried = send(client, "/desk/calendar/hours", **hours, since="2099-06-01", preview="yes")
    assert "这样改，会动 0 个正在走的期限" in text(tried)
    assert not WorkingHours.objects.exists()
    done = send(client, "/desk/calendar/hours", **hours, since="2099-06-01")
    page = text(client.get(done.url))
    assert "08:00—11:30、15:00—18:00 市府办关于夏令作息时间的通知" in page
    assert "2099-06-01起上班时间为08:00—11:30、15:00—18:00" in page
    assert send(client, "/desk/calendar/hours", **hours, since="2099-06-01").status_code == 422


def test_a_limit_may_be_in_working_hours(town, case):
    client = as_(town, "system_admin")
    said = {
        "clock": "sign", "pace": "", "name": "签收", "limit": "4wh", "yellow": "4wh", "red": "8wh",
        "basis": "本地约定：市府常务会 2026-11",
    }  # fmt: skip
    assert send(client, "/desk/limits/publish", **said).status_code == 302
    assert "4个工作小时" in text(client.get("/desk/limits/"))
    step(as_(town, "town_dispatcher"), case, "assign", lead=town.offices["lights"].id)
    told = as_(town, "handler").get(f"/desk/c/{case.public_code}/clocks")
    assert "只在上班时间计时（08:30—12:00、14:00—17:30" in text(told)
