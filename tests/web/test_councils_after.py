"""会后的网页: minutes, proposals, tasks; what is told in confidence goes the safe way."""

from datetime import datetime, time, timedelta

import pytest

from sanzhi.deliberation import actions
from sanzhi.deliberation.models import Amendment, Minutes, Proposal, Task
from sanzhi.journal import delivery
from sanzhi.kit import clock
from sanzhi.people.models import Message
from sanzhi.reactions.table import REACTIONS
from tests.county import a_member_of_staff, an_office, at_the_desk
from tests.deliberation.council import DAY, HOUR, MONDAY, Council
from tests.deliberation.test_after import neighbour, resolved
from tests.questions import questions
from tests.web.test_councils import a_file, post
from tests.web.test_honours import at_home


@pytest.fixture
def village(db, settings) -> Council:
    settings.ALLOWED_HOSTS = ["testserver"]
    return Council()


@pytest.fixture(autouse=True)
def monday():
    with clock.simulated(MONDAY + 2 * HOUR):
        yield


def test_minutes_are_finalised_signed_by_two_printed_and_locked(village: Council):
    meeting = resolved(village).meeting
    where = f"/desk/meetings/{meeting.pk}/minutes"
    client, overseer = at_the_desk(village.clerk), at_the_desk(village.overseer)
    assert client.get(where).status_code == 200
    assert post(client, where, chair="村书记", notes="短").status_code == 422
    assert post(client, where, 2, chair="村书记", notes="大家同意先装西浜").status_code == 302
    one = Minutes.objects.get()
    for key, who in enumerate((client, overseer), start=3):
        assert one.digest in who.get(where).content.decode()
        assert post(who, where + "/sign", key, digest=one.digest).status_code == 302
    page = client.get(where).content.decode()
    assert "已锁定" in page and "定稿</button>" not in page
    assert client.get(f"/desk/meetings/{meeting.pk}/minutes.pdf").content.startswith(b"%PDF")
    assert "会议记录" in client.get(f"/desk/meetings/{meeting.pk}/").content.decode()


def test_a_resident_proposes_others_support_and_amend_it_is_listed_done_and_accepted(village: Council):
    me, other = neighbour(village), neighbour(village, "另一家")
    phone, second, client = at_home(me), at_home(other), at_the_desk(village.clerk)
    said = {"body": village.body.pk, "title": "装路灯", "text": "西浜太暗。\n装十盏灯。"}
    assert phone.get("/proposals/new").status_code == 200
    made = post(phone, "/proposals/new", **said)
    one = Proposal.objects.get()
    assert made["Location"] == f"/proposals/{one.pk}/"
    assert "装路灯" in second.get("/proposals/").content.decode()
    assert post(second, f"/proposals/{one.pk}/support", 2).status_code == 302
    assert post(second, f"/proposals/{one.pk}/amend", 3, paragraph=1, new="装十二盏灯。").status_code == 302
    page = client.get(f"/desk/proposals/{one.pk}/").content.decode()
    assert "<del>装十盏灯。</del>" in page and "<ins>装十二盏灯。</ins>" in page and "1 人附议" in page
    change = Amendment.objects.get()
    assert post(client, f"/desk/proposals/amendments/{change.pk}/settle", 4, taken="yes").status_code == 302
    new = actions.NewMeeting("代表会议", "礼堂", MONDAY + 9 * DAY)
    meeting = actions.call_meeting(village.body.pk, new, by=village.clerk, at=MONDAY)
    listing = {"meeting": meeting.pk, "method": "named"}
    assert post(client, f"/desk/proposals/{one.pk}/list", 5, **listing).status_code == 302
    assert "代表会议" in phone.get(f"/proposals/{one.pk}/").content.decode()
    item = meeting.items.get()
    actions.send_notice(meeting.pk, by=village.clerk, at=MONDAY)
    actions.open_meeting(meeting.pk, by=village.clerk, at=MONDAY + 9 * DAY)
    actions.open_vote(item.pk, by=village.clerk, at=MONDAY + 9 * DAY)
    for number in range(1, 8):
        actions.vote_for(item.pk, str(number), "for", by=village.clerk, at=MONDAY + 9 * DAY)
    actions.close_vote(item.pk, by=village.clerk, at=MONDAY + 9 * DAY)
    given = {"text": "装十二盏路灯", "owner": "村主任", "due_on": "2026-05-01"}
    assert post(client, f"/desk/meetings/topics/{item.pk}/give", 6, **given).status_code == 302
    _accepted(village, client, phone)


def _accepted(village: Council, client, phone) -> None:
    task = Task.objects.get()
    where = f"/desk/errands/{task.pk}/"
    _late_is_said(client, phone, task)
    assert post(client, where + "done", evidence="十二盏都亮了", photos=a_file()).status_code == 302
    assert "十二盏都亮了" in client.get(where).content.decode()
    assert client.get(where + "photo")["Content-Type"].startswith("image")
    assert "装十二盏路灯" in phone.get("/proposals/").content.decode()
    mine = f"/errands/{task.pk}/"
    assert mine + "photo" in phone.get(mine).content.decode()
    assert phone.get(mine + "photo")["Content-Type"].startswith("image")
    assert post(phone, f"/errands/{task.pk}/", 2, content="no").status_code == 422
    assert post(phone, f"/errands/{task.pk}/", 3, content="yes").status_code == 302
    assert post(client, where + "accepted", 4).status_code == 302
    assert Task.objects.get().state == "accepted"
    assert "整改提升率" in client.get(f"/desk/councils/{village.body.pk}/").content.decode()
    assert "验收通过" in client.get("/desk/errands/").content.decode()
    for page in ("/desk/errands/", where, "/desk/proposals/"):
        with questions() as asked:
            client.get(page)
        assert len(asked) <= 12, (page, asked)
    with questions() as asked:
        phone.get("/proposals/")
    assert len(asked) <= 12, asked


def _late_is_said(client, phone, task: Task) -> None:
    pages = [
        (client, "/desk/errands/"),
        (client, f"/desk/errands/{task.pk}/"),
        (phone, f"/errands/{task.pk}/"),
    ]
    for day, late in ((task.due_on, False), (task.due_on + timedelta(days=1), True)):
        with clock.simulated(datetime.combine(day, time(9), tzinfo=MONDAY.tzinfo)):
            for who, page in pages:
                assert ("过了期限还没办好" in who.get(page).content.decode()) is late, (page, day)


def test_what_a_woman_says_in_confidence_is_on_no_agenda_and_mediators_are_told_that_she_needs_them(
    village: Council,
):
    me, other = neighbour(village), neighbour(village, "另一家")
    women = actions.open_body("women", "桐馨妇女议事会", village.village.code, by=village.clerk, at=MONDAY)
    mediation = an_office("mediation", "人民调解委员会", "mediation", village.village.code)
    mediator = a_member_of_staff("调解文书", "mediation_clerk", mediation)
    phone, client = at_home(me), at_the_desk(village.clerk)
    said = {"body": women.pk, "title": "想请帮忙", "text": "家里有人打人。", "confidential": "on"}
    assert post(phone, "/proposals/new", **said).status_code == 302
    one = Proposal.objects.get()
    assert "想请帮忙" not in at_home(other).get("/proposals/").content.decode()
    assert at_home(other).get(f"/proposals/{one.pk}/").status_code == 404
    assert at_the_desk(village.overseer).get(f"/desk/proposals/{one.pk}/").status_code == 404
    assert "打 110" in client.get(f"/desk/proposals/{one.pk}/").content.decode()
    assert post(client, f"/desk/proposals/{one.pk}/safety", 2).status_code == 302
    assert "已转到保护渠道" in phone.get(f"/proposals/{one.pk}/").content.decode()
    delivery.deliver(REACTIONS, at=clock.now() + timedelta(seconds=1))
    told = Message.objects.filter(person_id=mediator.person_id)
    assert [("家里" in row.text, row.link) for row in told] == [(False, "/desk/disputes/new")]
    assert Message.objects.filter(person_id=me.person_id, link=f"/proposals/{one.pk}/").exists()


def test_a_refusal_is_read_by_its_author(village: Council):
    me = neighbour(village)
    one = actions.propose(village.body.pk, "装路灯", "西浜太暗，装灯。", by=me, at=MONDAY)
    client = at_the_desk(village.clerk)
    assert post(client, f"/desk/proposals/{one.pk}/refuse", reason="不").status_code == 422
    assert post(client, f"/desk/proposals/{one.pk}/refuse", 2, reason="去年已经装过").status_code == 302
    assert "去年已经装过" in at_home(me).get(f"/proposals/{one.pk}/").content.decode()
    assert post(client, f"/desk/proposals/{one.pk}/list", 3, meeting=1, method="named").status_code == 422
