"""党建引领 by its pages: a project from its beginning to an accepted milestone, documents, and a branch that only its own sees."""

import pytest

from sanzhi.kit import clock
from sanzhi.leadership import queries
from sanzhi.leadership.models import Member, Milestone, PolicyDocument
from tests.county import DAY, MONDAY, at_the_desk
from tests.leadership.branch import TODAY, Party, known_as
from tests.questions import questions
from tests.web.desk.conftest import send, text
from tests.web.test_honours import at_home

BEGUN = {
    "number": 3, "title": "信访积案攻坚", "about": "领导包案，逐件会商。", "begins_on": TODAY, "ends_on": "2026-12-31",
    "indicator": "积案化解率", "unit": "%", "direction": "up", "target": "90",
}  # fmt: skip
PAPER = {
    "kind": "advance", "area": "330483000000", "title": "节点管理办法", "issuer": "市委办公室", "number": "演办〔2026〕3号",
    "issued_on": TODAY, "in_force_from": TODAY, "text": "第一条 每项工程设节点，报完成附依据。",
}  # fmt: skip


@pytest.fixture
def party(db, settings) -> Party:
    settings.ALLOWED_HOSTS = ["testserver"]
    return Party()


@pytest.fixture(autouse=True)
def monday():
    with clock.simulated(MONDAY):
        yield


def done(client, where: str, **said) -> None:
    answer = send(client, where, **said)
    assert answer.status_code == 302, text(answer)


def test_a_project_is_begun_reported_accepted_and_read_by_anybody(party: Party, client):
    clerk, owner = at_the_desk(party.clerk), at_the_desk(party.handler)
    done(clerk, "/desk/leading/projects/new", **BEGUN, owner=party.roads.pk)
    done(clerk, "/desk/leading/projects/3/milestone", title="第一批化解", due_on=TODAY + 5 * DAY)
    node = Milestone.objects.get().pk
    assert "第一批化解" in text(owner.get("/desk/leading/"))
    done(owner, f"/desk/leading/milestones/{node}/report", evidence="化解十件，名单在信访局公示栏")
    assert "化解十件" not in text(client.get("/leading/projects/3/"))  # until it is accepted
    done(clerk, f"/desk/leading/milestones/{node}/accept", yes="yes")
    done(owner, "/desk/leading/projects/3/read", on=TODAY, value="91.5", source="信访局月报")
    shown = text(client.get("/leading/projects/3/"))
    assert "化解十件" in shown and "91.50" in shown and "已达到" in shown
    assert "信访积案攻坚" in text(client.get("/leading/"))
    assert owner.get("/desk/leading/projects/new").status_code == 403
    done(clerk, "/desk/leading/projects/3/close", on=TODAY)
    assert "已结项" in text(clerk.get("/desk/leading/"))


def test_a_project_that_rewards_silence_is_refused_and_what_was_typed_is_kept(party: Party):
    said = {**BEGUN, "indicator": "来信来访件数", "direction": "down", "owner": party.roads.pk}
    answer = send(at_the_desk(party.clerk), "/desk/leading/projects/new", **said)
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "不能把来信来访" in said and 'value="来信来访件数"' in said


def test_who_leads_is_named_ended_and_shown_by_town(party: Party, client):
    clerk = at_the_desk(party.clerk)
    named = {"area": party.room.area_id, "part": "secretary", "name": "演示书记", "post": "镇党委书记", "duties": "抓三治", "since": TODAY}  # fmt: skip
    done(clerk, "/desk/leading/leads/new", **named)
    assert "演示书记" in text(client.get(f"/leading/?place={party.room.area_id}"))
    assert "演示书记" not in text(client.get("/leading/"))
    assert "已经登记了书记" in text(send(clerk, "/desk/leading/leads/new", **named))
    (lead,) = queries.leads_of(party.room.area_id, TODAY)
    assert "演示书记" in text(clerk.get(f"/desk/leading/leads/?place={party.room.area_id}"))
    done(clerk, f"/desk/leading/leads/{lead.pk}/end", on=TODAY + 9 * DAY)
    assert "演示书记" in text(client.get(f"/leading/?place={party.room.area_id}"))
    with clock.simulated(MONDAY + 9 * DAY):
        assert "演示书记" not in text(client.get(f"/leading/?place={party.room.area_id}"))


def test_a_document_is_published_found_by_its_words_and_withdrawn(party: Party, client):
    clerk = at_the_desk(party.clerk)
    done(clerk, "/desk/leading/documents/new", **PAPER)
    one = PolicyDocument.objects.get().pk
    assert "节点管理办法" in text(client.get("/leading/documents/?q=附依据"))
    assert "没有找到" in text(client.get("/leading/documents/?q=没有这个词"))
    assert "每项工程设节点" in text(client.get(f"/leading/documents/{one}/"))
    done(clerk, f"/desk/leading/documents/{one}/withdraw", on=TODAY, reason="合并到新办法")
    assert "节点管理办法" not in text(client.get("/leading/documents/"))
    assert "已废止" in text(client.get(f"/leading/documents/{one}/"))
    assert client.get("/leading/documents/999999/").status_code == 404


def test_a_branch_keeps_its_members_and_nobody_else_opens_the_page(party: Party):
    secretary = at_the_desk(party.secretary)
    phone = "19900001111"
    assert "没有这个姓名和手机号" in text(
        send(secretary, "/desk/branch/new", name="沈小满", phone=phone, agreed_on=TODAY)
    )
    known_as("沈小满", phone)
    done(secretary, "/desk/branch/new", name="沈小满", phone=phone, agreed_on=TODAY)
    one = Member.objects.get()
    where = f"/desk/branch/{one.pk}/"
    done(secretary, f"{where}do/pledge", text="每周清扫楼道", due_on=TODAY + 60 * DAY)
    done(secretary, f"{where}do/post", name="卫生岗", duty="看楼道")
    done(secretary, f"{where}do/plaque", on=TODAY)
    done(secretary, f"{where}do/service", on=TODAY, what="清理河道")
    assert "没有这个户号" in text(send(secretary, f"{where}do/contact", number="404"))
    assert secretary.get(f"{where}do/nothing").status_code == 404
    shown = text(secretary.get(where))
    assert "每周清扫楼道" in shown and "清理河道" in shown
    assert "沈小满" in text(secretary.get("/desk/branch/?lacking=contact"))
    assert "沈小满" not in text(secretary.get("/desk/branch/?lacking=post"))
    assert at_the_desk(party.stranger).get(where).status_code == 404
    assert at_the_desk(party.clerk).get(where).status_code == 403
    assert "沈小满" not in text(at_the_desk(party.clerk).get("/desk/leading/coverage/"))
    done(secretary, f"{where}pledge/{one.pledges.get().pk}", kept="yes", found="每周都扫了")
    me = at_home(party.themselves(one))
    assert "我的党员信息" in text(me.get("/me/"))
    assert "每周都扫了" in text(me.get("/leading/mine"))
    done(me, "/leading/mine", text="教邻居用手机挂号", due_on=TODAY + 30 * DAY)
    done(me, "/leading/mine/withdraw")
    assert me.get("/leading/mine").status_code == 404
    assert "沈小满" not in text(secretary.get("/desk/branch/"))


def test_who_is_no_member_has_no_page_and_no_link(party: Party):
    me = at_home(party.resident)
    assert me.get("/leading/mine").status_code == 404
    assert "我的党员信息" not in text(me.get("/me/"))


@pytest.mark.parametrize("many", [2, 12])
def test_pages_ask_the_same_however_much_there_is(party: Party, client, many: int):
    project = party.project()
    for days in range(1, many):
        party.milestone(project, days=days)
        party.member(f"党员{days}", f"199000{days:05d}")
    secretary, clerk = at_the_desk(party.secretary), at_the_desk(party.clerk)
    for browser, where, most in (
        (clerk, "/desk/leading/", 9), (clerk, "/desk/leading/projects/7/", 9), (clerk, "/desk/leading/coverage/", 9),
        (secretary, "/desk/branch/", 8), (client, "/leading/", 8), (client, "/leading/documents/", 4),
    ):  # fmt: skip
        browser.get(where)
        with questions() as asked:
            browser.get(where)
        assert len(asked) <= most, (where, len(asked), asked)


@pytest.mark.parametrize("place", ["%00", "330483%00", "abc", "９９"])
def test_a_place_that_could_be_none_is_as_if_none_was_asked(party: Party, client, place: str):
    clerk = at_the_desk(party.clerk)
    for browser, where in (
        (clerk, "/desk/leading/leads/"),
        (clerk, "/desk/leading/coverage/"),
        (client, "/leading/"),
    ):
        assert browser.get(f"{where}?place={place}").status_code == 200
