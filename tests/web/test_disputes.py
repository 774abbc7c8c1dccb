"""调解 by its pages: applied for by a poster, answered, met about, signed, performed, printed; and left in one press."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from sanzhi.cases.models import Case
from sanzhi.disputes.models import Agreement, Answer, Body, Dispute, Session, Subsidy
from sanzhi.kit import clock
from sanzhi.people import actions as people
from sanzhi.people import queries
from sanzhi.people.models import Person
from sanzhi.people.roles import Actor
from sanzhi.web.desk.dispute_verbs import VERBS
from tests.county import MONDAY, at_the_desk, person_of
from tests.disputes.room import Room
from tests.web.desk.conftest import send, text
from tests.web.test_petitions import a_picture


def at_home(actor: Actor) -> Client:
    client = Client()
    client.force_login(people.open_resident_account(person_of(actor), at=MONDAY))
    return client


@pytest.fixture
def room(db, settings) -> Room:
    settings.ALLOWED_HOSTS = ["testserver"]
    return Room()


def state() -> str:
    return Case.objects.get(kind="dispute").state


def did(client: Client, where: str, **said) -> None:
    answer = send(client, where, **said)
    assert answer.status_code == 302, text(answer)


def applied(room: Room) -> str:
    mine = at_home(room.applicant)
    assert room.body.office.name in text(Client().get(f"/t/{room.body.poster}"))
    said = {
        "area": room.village.code, "title": "隔壁堆放杂物", "text": "公用通道被堆满，走不过去。", "request": "请对方移走",
        "name": "钱阿二", "phone": queries.phone_of(Person.objects.get(pk=room.other.person_id)),
    }  # fmt: skip
    did(mine, f"/disputes/new?p={room.body.poster}", **said)
    return Case.objects.get(kind="dispute").public_code


def test_a_dispute_from_the_poster_to_the_last_instalment_and_its_dossier(room: Room):
    code, clerk, mediator = applied(room), at_the_desk(room.clerk), at_the_desk(room.mediator)
    mine, theirs = at_home(room.applicant), at_home(room.other)
    desk, home = f"/desk/disputes/{code}/", f"/disputes/{code}/"
    assert "隔壁堆放杂物" in text(clerk.get("/desk/disputes/"))
    did(clerk, f"{desk}do/ask")
    assert "愿意由" in text(theirs.get(home))
    did(theirs, f"{home}answer/consent/yes")
    did(clerk, f"{desk}do/accept")
    did(clerk, f"{desk}do/propose", mediator=room.first.pk)
    for who in (mine, theirs):
        did(who, f"{home}answer/mediator/yes")
    first = Dispute.objects.get().parties.get(place=1)
    soon = (clock.now() + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    did(mediator, f"{desk}do/plan", manner="in_person", apart=first.pk, starts_at=soon, place="村调解室")
    talk = Session.objects.get()
    did(mediator, f"{desk}do/hold", session=talk.pk, rights_told="on")
    did(mediator, f"{desk}notes/{talk.pk}", words="他私下说最多肯出三百元")
    assert "三百元" in text(mediator.get(f"{desk}notes/{talk.pk}"))
    did(mediator, f"{desk}do/plan", manner="in_person", starts_at=soon, place="村调解室")
    minutes = "双方到场，各自讲了看法，愿意各让一步。"
    did(mediator, f"{desk}do/hold", session=Session.objects.get(seq=2).pk, rights_told="on", minutes=minutes)
    today = localdate(clock.now())
    by = (today + timedelta(days=20)).isoformat()
    agreed = {
        "form": "written", "facts": "双方是邻居，因通道堆放杂物发生争执。", "terms": "甲方移走杂物，乙方不再追究。", "manner": "自行履行",
        "perform_by": by, "who1": first.pk, "what1": "移走杂物", "due1": by,
    }  # fmt: skip
    did(mediator, f"{desk}do/draft", **agreed)
    for who in (mine, theirs):
        assert "请您签字" in text(who.get(home))
        did(who, f"{home}sign")
    did(mediator, f"{desk}do/mediator-sign")
    did(clerk, f"{desk}do/seal")
    assert state() == "dispute-perform"
    assert "一起请法院确认" in text(mine.get(home))
    did(mine, f"{home}answer/confirmation/yes")
    part = Agreement.objects.get().instalments.get()
    for party in Dispute.objects.get().parties.all():
        did(clerk, f"{desk}do/identity", party=party.pk, sex="男", age="52")
    did(clerk, f"{desk}do/performed", part=part.pk, on=today.isoformat())
    assert state() == "follow_up"
    refused = clerk.get(f"{desk}dossier.pdf")
    assert refused.status_code in (403, 404, 409)
    did(clerk, f"{desk}dossier", purpose="打印卷宗归档")
    assert clerk.get(f"{desk}dossier.pdf").content.startswith(b"%PDF")
    assert clerk.get(f"{desk}record.json").json()["化解方式"] == "01"
    assert "打印卷宗归档" in text(mine.get("/me/looked/")) or queries.looks_at(room.applicant.person_id)
    for page in (clerk.get(desk), clerk.get(f"{desk}dossier"), mine.get(home), theirs.get(home)):
        assert "三百元" not in text(page)
    assert "三百元" not in str(clerk.get(f"{desk}record.csv").content.decode())
    did(clerk, f"{desk}do/subsidy", grade="simple")
    justice, second = at_the_desk(room.justice), at_the_desk(room.justice_two)
    case = Subsidy.objects.get().case_id
    did(justice, f"/desk/subsidies/{case}/review")
    did(second, f"/desk/subsidies/{case}/approve")
    did(second, f"/desk/subsidies/{case}/pay")
    assert "已发放" in text(mediator.get("/desk/subsidies/"))


def test_a_party_leaves_in_one_press_and_reads_what_else_is_open(room: Room):
    code = applied(room)
    theirs = at_home(room.other)
    did(theirs, f"/disputes/{code}/leave")
    assert state() == "dispute-endleft"
    page = text(theirs.get(f"/disputes/{code}/"))
    assert "向人民法院起诉" in page
    assert "退出就结束调解" not in page


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_step_draws_its_form_where_it_is_open(room: Room, verb):
    """Where it is not open, it says so and does nothing."""
    room.performing()
    code = Case.objects.get(kind="dispute").public_code
    answers = {
        who.role.code: at_the_desk(who).get(f"/desk/disputes/{code}/do/{verb}").status_code
        for who in (room.clerk, room.mediator)
    }
    assert set(answers.values()) <= {200, 403, 404, 409}, answers


def test_the_court_sends_one_and_it_is_filed_when_a_party_refuses(room: Room):
    court = at_the_desk(room.court)
    phone = [queries.phone_of(Person.objects.get(pk=one.person_id)) for one in (room.applicant, room.other)]
    today = localdate(clock.now()).isoformat()
    said = {
        "title": "借款未还", "type": "debt", "area": room.village.code, "text": "借款三万元到期未还。", "request": "归还借款", "name1": "沈阿大",
        "phone1": phone[0], "name2": "钱阿二", "phone2": phone[1], "mode": "delegated", "cause": "民间借贷纠纷", "received_on": today,
    }  # fmt: skip
    did(court, "/desk/disputes/new", **said)
    code = Case.objects.get(kind="dispute").public_code
    did(at_home(room.other), f"/disputes/{code}/answer/consent/no")
    assert state() == "dispute-endcourt"
    assert "法院应当在" in text(at_home(room.other).get(f"/disputes/{code}/"))
    did(court, f"/desk/disputes/{code}/do/filed", number="（2026）浙0483民初9号")
    assert "民初9号" in text(at_home(room.applicant).get(f"/disputes/{code}/"))


def test_the_justice_office_keeps_bodies_and_the_court_its_half_days(room: Room):
    justice, court, mine = at_the_desk(room.justice), at_the_desk(room.court), at_home(room.applicant)
    assert room.body.office.name in text(justice.get("/desk/bodies/"))
    body = f"/desk/bodies/{room.body.pk}/"
    assert room.body.poster in text(justice.get(body))
    assert justice.get(f"{body}poster.pdf").content.startswith(b"%PDF")
    assert mine.get(f"{body}poster.pdf").status_code in (302, 403)
    members = [room.mediator.person_id, room.other_mediator.person_id, room.clerk.person_id]
    said = {"begins_on": "2026-03-01", "ends_on": "2029-03-01", "members": members, "chair": members[0]}
    refused = send(justice, f"{body}elect", **said)
    assert "妇女成员" in text(refused)
    did(justice, f"{body}elect", **said, women=[members[2]])
    assert "主任" in text(justice.get(body))
    did(
        court, "/desk/stations/new", kind="judge", area=room.village.code[:9] + "000", who="陈法官", weekday=3, half="am",
        room="司法所 2 楼", places=2,
    )  # fmt: skip
    page = text(mine.get("/judges/"))
    assert "陈法官" in page
    assert "还剩 2 个位置" in page
    assert at_the_desk(room.justice).get("/desk/disputes/figures").status_code == 200
    assert Body.objects.count() == 1
    assert Answer.objects.count() == 0


def test_nobody_else_opens_it(room: Room):
    code = applied(room)
    for actor in (room.justice, room.court, room.other_mediator):
        assert at_the_desk(actor).get(f"/desk/disputes/{code}/").status_code in (403, 404)
    from tests.county import a_resident

    assert at_home(a_resident("路人")).get(f"/disputes/{code}/").status_code in (403, 404)


def three(room: Room, **more: str) -> dict[str, str]:
    phone = queries.phone_of(Person.objects.get(pk=room.other.person_id))
    return {
        "area": room.village.code, "title": "三家合用的通道", "text": "通道被堆满，走不过去。", "request": "请移走",
        "name": "钱阿二", "phone": phone, **more,
    }  # fmt: skip


def test_another_party_is_one_press_without_a_script_and_what_was_typed_stays(room: Room):
    mine = at_home(room.applicant)
    more = send(mine, "/disputes/new", **three(room, add="yes"))
    assert more.status_code == 200 and not Dispute.objects.exists()
    page = more.content.decode()
    assert "三家合用的通道" in page and 'name="name_1"' in page and 'name="name_2"' not in page
    more = send(mine, "/disputes/new", **three(room, add="yes", further="1", name_1="孙阿三", side_1="2"))
    assert "孙阿三" in more.content.decode() and 'name="name_2"' in more.content.decode()
    bad = send(mine, "/disputes/new", **three(room, further="1", phone_1="13900008888"))
    assert bad.status_code == 422 and "请写这一位的姓名" in text(bad)
    did(mine, "/disputes/new", **three(room, further="2", name_1="孙阿三", side_1="2", name_2="", side_2="2"))
    parties = Dispute.objects.get().parties.order_by("place")
    assert [(one.side, one.person.name) for one in parties] == [(1, "沈阿大"), (2, "钱阿二"), (2, "孙阿三")]


def test_the_clerk_registers_four_on_two_sides(room: Room):
    said = {
        "title": "合伙做生意的账", "type": "debt", "source": "found", "area": room.village.code, "text": "四个人合伙的账没有算清。",
        "request": "算清账", "name1": "甲一", "name2": "乙一", "further": "2", "name_1": "甲二", "side_1": "1", "name_2": "乙二", "side_2": "2",
    }  # fmt: skip
    did(at_the_desk(room.clerk), "/desk/disputes/new", **said)
    parties = Dispute.objects.get().parties.order_by("place")
    assert [(one.side, one.person.name) for one in parties] == [
        (1, "甲一"),
        (2, "乙一"),
        (1, "甲二"),
        (2, "乙二"),
    ]


def test_the_list_is_narrowed_and_keeps_what_was_asked_from_page_to_page(room: Room):
    for _time in range(31):
        room.applied(title="通道堆放杂物起争执")
    room.applied(title="拖欠工资要求支付", type="labour")
    clerk = at_the_desk(room.clerk)
    page = clerk.get("/desk/disputes/?type=labour").content.decode()
    assert "拖欠工资" in page and "通道堆放" not in page
    page = clerk.get("/desk/disputes/?q=通道").content.decode()
    assert "拖欠工资" not in page and "before=" in page and "q=%E9%80%9A%E9%81%93" in page


def test_who_speaks_for_a_party_is_registered_with_a_picture_and_taken_back_by_the_party(room: Room):
    dispute = room.talking()
    code, clerk, mine = dispute.case.public_code, at_the_desk(room.clerk), at_home(room.applicant)
    first = dispute.parties.get(place=1)
    said = {"party": first.pk, "name": "陆律师", "special": "yes", "scope": "代为陈述、和解"}
    missing = send(clerk, f"/desk/disputes/{code}/do/attorney", **said)
    assert missing.status_code == 422 and "请拍下当事人签字的委托书" in text(missing)
    did(clerk, f"/desk/disputes/{code}/do/attorney", **said, photos=a_picture())
    assert "特别授权" in text(clerk.get(f"/desk/disputes/{code}/"))
    assert "陆律师" in text(mine.get(f"/disputes/{code}/"))
    assert "陆律师" not in text(at_home(room.other).get(f"/disputes/{code}/"))
    did(mine, f"/disputes/{code}/attorney/end")
    assert "陆律师" not in text(mine.get(f"/disputes/{code}/"))
