"""志愿服务和社会组织的网页: found, joined, signed up, checked in by the code, confirmed, certified, checked by anybody."""

import re
from datetime import time

import pytest

from sanzhi.groups import actions as groups
from sanzhi.groups.models import Group
from sanzhi.kit import clock
from sanzhi.points.models import Claim
from sanzhi.volunteering import actions
from sanzhi.volunteering.models import Activity, Certificate, Shift, SignUp, Template, Volunteer
from tests.county import at_the_desk
from tests.groups.place import a_code, a_new
from tests.questions import questions
from tests.volunteering.team import DAY, HOUR, MONDAY, SATURDAY, Team, some
from tests.web.test_honours import at_home
from tests.web.test_windows import post


@pytest.fixture
def village(db, settings) -> Team:
    settings.ALLOWED_HOSTS = ["testserver"]
    made = Team()
    made.with_standard()
    return made


@pytest.fixture(autouse=True)
def monday():
    with clock.simulated(MONDAY):
        yield


def at(moment):
    return clock.simulated(moment)


GROUP = {
    "name": "乌镇养老服务协会", "kind": "association", "standing": "registered", "authority": "桐乡市民政局", "in_charge": "钱会长",
    "phone": "0573-88881111", "address": "子夜路9号", "does": "陪护、送餐、培训", "founded_on": "2018-04-01", "reg_no": "1号",
    "legal_rep": "钱会长",
}  # fmt: skip


def test_the_register_is_kept_at_the_desk_and_read_by_everybody(village, client):
    desk = at_the_desk(village.officer)
    wrong = post(desk, "/desk/groups/new", 1, **GROUP, area=village.code, uscc="51330483MJ80000010")
    assert wrong.status_code == 422 and "校验不符" in wrong.content.decode()
    code = a_code("51330483MJ8000001")
    assert post(desk, "/desk/groups/new", 2, **GROUP, area=village.code, uscc=code).status_code == 302
    one = Group.objects.get(uscc=code)
    where = f"/desk/groups/{one.pk}"
    said = {"year": 2025, "result": "passed", "staff": 3, "social_workers": 1, "volunteers": 30}
    assert post(desk, f"{where}/report", 3, **said).status_code == 302
    assert post(desk, f"{where}/rate", 4, points=930, given_on="2026-02-01").status_code == 302
    changed = {**GROUP, "area": village.code, "uscc": code, "address": "子夜路10号"}
    assert post(desk, f"{where}/change", 5, **changed).status_code == 302
    assert "4A" in desk.get(f"{where}/").content.decode()
    centre = {"area": village.room.area_id, "name": "乌镇社会组织服务中心", "place": "子夜路2号", "phone": "0573-88882222"}  # fmt: skip
    assert post(desk, "/desk/groups/centres/put", 6, **centre).status_code == 302
    assert "子夜路2号" in desk.get("/desk/groups/centres/").content.decode()
    page = client.get("/groups/?words=送餐").content.decode()
    assert "乌镇养老服务协会" in page and "修水电" not in page and "子夜路2号" in page
    shown = client.get(f"/groups/{one.pk}/").content.decode()
    assert "2031-02-01" in shown and "子夜路10号" in shown and code in shown
    assert post(desk, f"{where}/status", 7, status="abnormal", reason="没有交年报").status_code == 302
    assert "列入活动异常名录" in client.get(f"/groups/{one.pk}/").content.decode()
    assert "没有找到" in client.get("/groups/?words=没有的").content.decode()
    assert client.get("/groups/999999/").status_code == 404


def test_a_leader_opens_an_activity_and_builds_its_shifts(village):
    desk = at_the_desk(village.clerk)
    new = {
        "group": village.group.pk, "title": "清河道", "content": "把河边的垃圾捡走", "place": "桥头", "leader": "老费",
        "phone": "0573-88881111",
    }  # fmt: skip
    assert post(desk, "/desk/volunteering/new", 1, **new, latitude="30.7").status_code == 422
    assert post(desk, "/desk/volunteering/new", 2, **new).status_code == 302
    where = f"/desk/volunteering/{Activity.objects.get(title='清河道').pk}"
    said = {"weekday": 6, "starts": "14:00", "ends": "16:00", "needed": 3}
    assert post(desk, f"{where}/template", 3, **said).status_code == 302
    assert post(desk, f"{where}/build", 4, first="2026-03-02", last="2026-03-15").status_code == 302
    one = {"day": "2026-03-04", "starts": "19:00", "ends": "20:00", "needed": 2}
    assert post(desk, f"{where}/shift", 5, **one).status_code == 302
    page = desk.get(f"{where}/").content.decode()
    assert page.count("/desk/volunteering/shifts/") == 3 and "周日" in page
    weekly = Template.objects.get(weekday=6)
    assert post(desk, f"/desk/volunteering/weekly/{weekly.pk}/end", 6).status_code == 302
    assert post(desk, f"{where}/end", 7).status_code == 409  # shifts are left
    for number, shift in enumerate(Shift.objects.filter(activity__title="清河道")):
        cancel = f"/desk/volunteering/shifts/{shift.pk}/cancel"
        assert post(desk, cancel, 10 + number, reason="河道在施工").status_code == 302
    assert post(desk, f"{where}/end", 8).status_code == 302


def test_from_the_code_at_the_door_to_the_certificate_and_the_points(village, client):
    phone, desk = at_home(village.resident), at_the_desk(village.clerk)
    assert post(phone, "/volunteer/join", 1).status_code == 302
    page = client.get(f"/volunteer/activities/{village.activity.pk}/").content.decode()
    assert "要 2 人，余 2" in page
    assert post(phone, f"/volunteer/shifts/{village.shift.pk}/sign", 2).status_code == 302
    one = SignUp.objects.get()
    assert "给老人修水电" in phone.get("/volunteer/").content.decode()
    turnout = f"/desk/volunteering/shifts/{village.shift.pk}"
    assert village.resident.name in desk.get(f"{turnout}/").content.decode()
    assert desk.get(f"{turnout}/code.pdf")["Content-Type"] == "application/pdf"
    door = f"/volunteer/at/{village.shift.door}/"
    with at(SATURDAY):
        assert "我到了，签到" in phone.get(door).content.decode()
        far = post(phone, f"{door}in", 3, latitude="30.9", longitude="120.49")
        assert far.status_code == 409 and "到了再签到" in far.content.decode()
        assert post(phone, f"{door}in", 4, latitude="30.741", longitude="120.490").status_code == 302
    with at(SATURDAY + 2 * HOUR):
        assert post(phone, f"{door}out", 5).status_code == 302
        confirm = f"/desk/volunteering/served/{one.pk}/confirm"
        assert 'value="120"' in desk.get(confirm).content.decode()
        assert post(desk, confirm, 6, minutes=120, said="做得细").status_code == 302
    village.delivered()
    claim = Claim.objects.get()
    with at(SATURDAY + DAY):
        book = phone.get("/volunteer/hours").content.decode()
        assert "做得细" in book and f"/points/claims/{claim.pk}/" in book
        assert phone.get(f"/points/claims/{claim.pk}/").status_code == 200
        asked = {"group": village.group.pk, "first": "2026-03-07", "last": "2026-03-07"}
        assert post(phone, "/volunteer/certificates/ask", 7, **asked).status_code == 302
        proof = Certificate.objects.get()
        assert phone.get(f"/volunteer/certificates/{proof.pk}.pdf").status_code == 404
        assert village.resident.name in desk.get("/desk/volunteering/certificates/").content.decode()
        assert post(desk, f"/desk/volunteering/certificates/{proof.pk}/show", 8).status_code == 302
    with at(SATURDAY + 9 * DAY):
        assert post(desk, f"/desk/volunteering/certificates/{proof.pk}/issue", 9).status_code == 302
        proof.refresh_from_db()
        assert phone.get(f"/volunteer/certificates/{proof.pk}.pdf").content.startswith(b"%PDF")
        found = client.get(f"/volunteer/check/?typed={proof.code.lower()}", follow=True)
        shown = found.content.decode()
        assert "这张证明是真的" in shown and "沈**" in shown and village.resident.name not in shown
        assert found["X-Robots-Tag"].startswith("noindex")
        assert client.get("/volunteer/check/K7M2-9QXD-4TRW-H31C/").status_code == 404
        revoke = f"/desk/volunteering/certificates/{proof.pk}/revoke"
        assert post(desk, revoke, 10, reason="时长登记错了").status_code == 302
        assert "已经作废" in client.get(f"/volunteer/check/{proof.code}/").content.decode()


def test_whoever_holds_a_certificate_finds_where_to_check_it_and_any_typing_gets_a_sentence(village, client):
    form = 'href="/volunteer/check/"'
    assert form in client.get("/volunteer/activities/").content.decode()
    assert form in client.get("/groups/").content.decode()
    for typed in ("ZM2026/1", "../..", "K7M2-9QXD-4TRW-H31C", "", "%2F", "一二三"):
        answer = client.get("/volunteer/check/", {"typed": typed})
        assert answer.status_code == 200 and "核对" in answer.content.decode(), typed
    assert "您输入了 7 位" in client.get("/volunteer/check/?typed=ZM20261").content.decode()


def test_the_desk_offers_no_step_that_can_only_be_refused(village):
    desk = at_the_desk(village.clerk)
    village.joined()
    one = village.signed()
    turnout, served = f"/desk/volunteering/shifts/{village.shift.pk}/", f"/desk/volunteering/served/{one.pk}"
    page = desk.get(turnout).content.decode()
    assert f"{served}/in" not in page and f"{turnout}cancel" in page  # five days ahead
    assert f"/desk/volunteering/{village.activity.pk}/end" not in desk.get(f"/desk/volunteering/{village.activity.pk}/").content.decode()  # fmt: skip
    with at(SATURDAY):
        assert f"{served}/in" in desk.get(turnout).content.decode()
        post(desk, f"{served}/missed", 1)
        page = desk.get(turnout).content.decode()
        assert (
            f"{served}/in" in page and f"{served}/missed" not in page
        )  # noted by mistake: signed in all the same
        assert f"{turnout}cancel" not in page
    groups.set_status(village.group.pk, "abnormal", reason="没有交年报", by=village.officer, at=MONDAY)
    with at(SATURDAY + HOUR):
        page = desk.get(turnout).content.decode()
        assert f"{turnout}sign" not in page and f"{served}/in" in page


def test_one_changes_signs_off_and_leaves_by_oneself(village):
    phone = at_home(village.resident)
    village.joined()
    one = village.signed()
    later = Shift.objects.get(starts_at=SATURDAY + 7 * DAY)
    move = f"/volunteer/mine/{one.pk}/move"
    assert re.search(r"余 2 人", phone.get(move).content.decode())
    assert post(phone, move, 1, to=later.pk).status_code == 302
    new = SignUp.objects.exclude(state="off").get()
    assert post(phone, f"/volunteer/mine/{new.pk}/off", 2).status_code == 302
    assert post(phone, "/volunteer/leave", 3).status_code == 302
    assert "注册志愿者" in phone.get("/volunteer/").content.decode()


def test_a_guardian_agrees_on_their_own_page(village):
    child = village.child()
    young, phone = at_home(child), at_home(village.resident)
    assert "监护人" in post(young, "/volunteer/join", 1).content.decode()
    said = {"guardian_phone": village.phone_of(village.resident)}
    assert post(young, "/volunteer/join", 2, **said).status_code == 302
    ward = Volunteer.objects.get()
    assert child.name in phone.get("/volunteer/").content.decode()
    assert post(phone, f"/volunteer/wards/{ward.pk}/agree", 3).status_code == 302
    assert post(young, f"/volunteer/shifts/{village.shift.pk}/sign", 4).status_code == 302
    assert post(phone, f"/volunteer/wards/{ward.pk}/leave", 5).status_code == 302


def test_everything_can_be_done_for_somebody_without_a_phone_once_they_joined(village):
    desk, one = at_the_desk(village.clerk), village.joined()
    turnout = f"/desk/volunteering/shifts/{village.shift.pk}"
    name = village.resident.name
    assert post(desk, f"{turnout}/sign", 1, number=one.number, name="猜的").status_code == 422
    assert post(desk, f"{turnout}/sign", 2, number=one.number, name=name).status_code == 302
    served = f"/desk/volunteering/served/{SignUp.objects.get().pk}"
    with at(SATURDAY + 3 * HOUR):
        assert post(desk, f"{served}/in", 3, when="2026-03-07T09:05").status_code == 302
        assert post(desk, f"{served}/out", 4, when="2026-03-07T10:35").status_code == 302
        assert 'value="90"' in desk.get(f"{served}/confirm").content.decode()


def test_a_wrong_record_is_corrected_and_somebody_who_did_not_come_noted(village):
    one, desk, phone = village.confirmed(), at_the_desk(village.clerk), at_home(village.resident)
    (other,) = some(village, 1)
    missing = village.signed(other)
    with at(SATURDAY + 3 * HOUR):
        assert post(desk, f"/desk/volunteering/served/{missing.pk}/missed", 1).status_code == 302
        wrong = f"/volunteer/mine/{one.pk}/wrong"
        assert post(phone, wrong, 2, minutes=90, reason="早走了半小时").status_code == 302
        asked = one.corrections.get()
        assert "早走了半小时" in desk.get(f"/desk/volunteering/corrections/{asked.pk}/").content.decode()
        answered = f"/desk/volunteering/corrections/{asked.pk}/"
        assert post(desk, answered, 3, granted=90, answer="谢谢如实说").status_code == 302
        assert "谢谢如实说" in phone.get("/volunteer/hours").content.decode()


@pytest.mark.parametrize("many", [2, 15])
def test_pages_ask_the_same_however_many_there_are(village, client, many: int):
    people = some(village, many)
    big = village.opened(title="大扫除")
    shift = actions.add_shift(
        big.pk, day=SATURDAY.date(), starts=time(13), ends=time(14), needed=50, by=village.clerk, at=MONDAY
    )
    for who in people:
        actions.sign_up(shift.pk, by=who, at=MONDAY)
        village.opened(title=f"活动{who.person_id}")
        groups.enter_group(
            a_new(village.code, name=f"帮帮团{who.person_id}", office=village.clerk_office.pk), by=village.officer, at=MONDAY
        )  # fmt: skip
    served = village.confirmed(people[0])
    said = {"first": MONDAY.date(), "last": SATURDAY.date()}
    actions.ask_certificate(village.group.pk, **said, by=people[0], at=SATURDAY + DAY)
    actions.ask_correction(served.pk, minutes=90, reason="早走了的", by=people[0], at=SATURDAY + DAY)
    desk, phone, office = at_the_desk(village.clerk), at_home(people[0]), at_the_desk(village.officer)
    desk.get("/desk/volunteering/"), phone.get("/volunteer/"), office.get("/desk/groups/")
    for browser, where in (
        (desk, "/desk/volunteering/"), (desk, f"/desk/volunteering/{village.activity.pk}/"),
        (desk, f"/desk/volunteering/shifts/{shift.pk}/"), (phone, "/volunteer/"), (phone, "/volunteer/hours"),
        (client, "/volunteer/activities/"), (client, f"/volunteer/activities/{village.activity.pk}/"), (client, "/groups/"),
        (desk, "/desk/volunteering/certificates/"), (phone, "/volunteer/certificates/"), (office, "/desk/groups/"),
        (office, "/desk/groups/centres/"), (desk, "/desk/bids/"),
    ):  # fmt: skip
        with questions() as asked:
            assert browser.get(where).status_code == 200, where
        assert len(asked) <= 14, (where, asked)
