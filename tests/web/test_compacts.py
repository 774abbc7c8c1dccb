"""村规民约 by its pages: revised by what residents said of a clause, put to an assembly that misses its quorum and meets again, filed, displayed, signed, appraised."""

import pytest

from sanzhi.compacts import actions, queries
from sanzhi.compacts.models import Appraisal, Check, Opinion, Version
from sanzhi.deliberation import actions as deliberation
from sanzhi.deliberation.actions import NewMeeting
from sanzhi.deliberation.models import Meeting
from sanzhi.kit import clock, walls
from sanzhi.kit.walls import Sight
from sanzhi.people import actions as people
from sanzhi.people import queries as known
from sanzhi.web.ui.compacts import card, holding
from tests.compacts.pact import CLAUSES, Pact, violations
from tests.county import DAY, HOUR, MONDAY, at_the_desk, person_of
from tests.questions import questions
from tests.web.desk.conftest import send, text
from tests.web.test_honours import at_home

ASKED, SENT, FIRST, AGAIN = MONDAY, MONDAY + 10 * DAY, MONDAY + 30 * DAY, MONDAY + 42 * DAY  # of the story


@pytest.fixture
def pact(db, settings) -> Pact:
    settings.ALLOWED_HOSTS = ["testserver"]
    return Pact()


def done(client, where: str, **said) -> None:
    answer = send(client, where, **said)
    assert answer.status_code == 302, text(answer)


def drafted_by_pages(pact: Pact, clerk) -> Version:
    done(clerk, "/desk/compacts/new", kind="village", host="", name="青龙村村规民约", body=pact.body.pk)
    one = Version.objects.get()
    where = f"/desk/compacts/drafts/{one.pk}/"
    answer = send(clerk, f"{where}clause", field="order", kind="forbid", text="乱倒垃圾的罚款五十元。")
    assert "第三十一条" in text(answer)
    for field, kind, said in CLAUSES:
        done(clerk, f"{where}clause", field=field, kind=kind, text=said)
    return one


def test_a_compact_from_its_first_clause_to_its_certificate(pact: Pact, client):
    clerk, town = at_the_desk(pact.clerk), at_the_desk(pact.dispatcher)
    she, he = pact.home("1号", "沈阿妹", "沈阿弟")
    hers, his = at_home(she), at_home(he)
    with clock.simulated(ASKED):
        one = drafted_by_pages(pact, clerk)
        where, public = f"/desk/compacts/drafts/{one.pk}/", f"/compacts/{one.compact_id}/"
        assert client.get(public).status_code == 404
        done(clerk, f"{where}ask", until=(ASKED + 7 * DAY).date())
        clause = queries.clauses_of(one)[0]
        assert "对第 1 条提改法" in text(client.get(public))
        done(
            hers,
            f"/compacts/clauses/{clause.pk}/opinion",
            wording="红白喜事不攀比，酒席不超过十桌。",
            why="十五桌太多",
        )
        done(his, f"/compacts/clauses/{clause.pk}/opinion", wording="红白喜事一切从简。", why="")
        said, other = Opinion.objects.order_by("id")
        assert "沈阿妹" in text(clerk.get(where)) and "沈阿妹" not in text(town.get(where))
        done(clerk, f"/desk/compacts/opinions/{said.pk}/", taken="yes", answer="")
        done(clerk, f"/desk/compacts/opinions/{other.pk}/", taken="no", answer="写清楚桌数好执行。")
        assert "写清楚桌数好执行。" in text(his.get(f"{public}mine")) and "不超过十桌" not in text(
            his.get(f"{public}mine")
        )
    with clock.simulated(SENT):
        done(clerk, f"{where}send")
        done(town, f"{where}review", ok="yes", reason="")
    with clock.simulated(FIRST - 12 * DAY):
        meeting = deliberation.call_meeting(
            pact.body.pk, NewMeeting("村民会议", "礼堂", FIRST), by=pact.clerk, at=FIRST - 12 * DAY
        )
        done(clerk, f"{where}vote", meeting=meeting.pk, method="named")
        deliberation.send_notice(meeting.pk, by=pact.clerk, at=FIRST - 12 * DAY)
    _adopted(pact, clerk, where, meeting)
    with clock.simulated(AGAIN + 2 * HOUR):
        done(clerk, f"{where}result")
        done(town, f"{where}file", number="乌镇备〔2026〕1号")
        done(clerk, f"{where}force", day=AGAIN.date())
        shown = text(client.get(public))
        assert "酒席不超过十桌" in shown and "应到 9，到会 7，赞成 6" in shown
        assert "到会 7 人，其中妇女 3 人" in shown
        assert client.get(f"{public}card.pdf").content.startswith(b"%PDF")
        done(hers, f"{public}sign")
        assert "这一户已经签过" in text(send(his, f"{public}sign"))
        assert "1 户签了承诺" in text(client.get(public)) and "沈阿妹" not in text(client.get(public))
        assert "1号 · 沈阿妹" in text(clerk.get(f"{where}pledges"))
    _appraised(pact, clerk, one, public, client)
    assert violations() == []


def _adopted(pact: Pact, clerk, where: str, meeting: Meeting) -> None:
    """Four of nine come; it is called again, and six of seven agree."""
    with clock.simulated(FIRST):
        deliberation.open_meeting(meeting.pk, by=pact.clerk, at=FIRST - HOUR)
        for number in range(1, 5):
            deliberation.sign_in(meeting.pk, str(number), by=pact.clerk, at=FIRST)
        new = NewMeeting("村民会议", "礼堂", AGAIN)
        again = deliberation.reconvene(meeting.pk, new, by=pact.clerk, at=FIRST + HOUR)
        deliberation.send_notice(again.pk, by=pact.clerk, at=FIRST + HOUR)
        assert "还没有表决结果" in text(send(clerk, f"{where}result"))
    deliberation.open_meeting(again.pk, by=pact.clerk, at=AGAIN - HOUR)
    pact.held(again, *["for"] * 6, "against", starts_at=AGAIN)


def _appraised(pact: Pact, clerk, one: Version, public: str, client) -> None:
    with clock.simulated(AGAIN + DAY):
        guests, people = pact.guests(), pact.homes(10, first=40)
        phones = "\n".join(f"{guest.name} {known.phone_of(person_of(guest))}" for guest in guests)
        until = (AGAIN + 8 * DAY).date()
        done(
            clerk,
            f"/desk/compacts/drafts/{one.pk}/appraise",
            opens_on=clock.today(),
            closes_on=until,
            panel=phones,
        )
        round_ = Appraisal.objects.get()
        given = dict(zip((f"c{each.pk}" for each in queries.clauses_of(one)), (5, 2, 5), strict=True))
        for who in (*guests, *people):
            done(at_home(who), f"/compacts/appraisals/{round_.pk}/score", **given)
        assert "您已经打过分" in text(
            send(at_home(guests[0]), f"/compacts/appraisals/{round_.pk}/score", **given)
        )
        assert "正在评价" in text(client.get(public))
    with clock.simulated(AGAIN + 9 * DAY):
        done(clerk, f"/desk/compacts/appraisals/{round_.pk}/close")
        shown = text(client.get(public))
        assert "总评 4 分" in shown and "评价均分不到三分" in shown
        assert client.get(f"/compacts/appraisals/{round_.pk}/certificate.pdf").content.startswith(b"%PDF")
        weak = Check.objects.get()
        done(clerk, f"/desk/compacts/checks/{weak.pk}/", done="三组加了两只分类桶。")
        assert "没有等整改的" in text(client.get(public))


def test_checks_are_noted_by_place_and_late_ones_are_marked(pact: Pact, client):
    one, clerk = pact.in_force(), at_the_desk(pact.clerk)
    clause = queries.clauses_of(one)[1].pk
    with clock.simulated(MONDAY + DAY):
        said = {"place": "三组路口", "seen": "垃圾没有分类", "ok": "no", "due_on": (MONDAY + 2 * DAY).date()}
        done(clerk, f"/desk/compacts/clauses/{clause}/check", **said)
    with clock.simulated(MONDAY + 5 * DAY):
        assert "过期没改" in text(client.get(f"/compacts/{one.compact_id}/"))
        assert "过期没改" in text(clerk.get(f"/desk/compacts/{one.compact_id}/"))


def test_what_was_signed_on_paper_is_entered_at_the_desk_and_a_revision_begins_with_what_holds(pact: Pact):
    one, clerk = pact.in_force(), at_the_desk(pact.clerk)
    pact.home("7号", "老陆")
    with clock.simulated(MONDAY + DAY):
        done(clerk, f"/desk/compacts/drafts/{one.pk}/pledges/new", household="7号", name="老陆")
        assert "纸上签的" in text(clerk.get(f"/desk/compacts/drafts/{one.pk}/pledges"))
        done(clerk, f"/desk/compacts/{one.compact_id}/body", body=pact.body.pk)
        done(clerk, f"/desk/compacts/{one.compact_id}/revise")
        again = Version.objects.get(number=2)
        clause = queries.clauses_of(again)[2].pk
        done(
            clerk,
            f"/desk/compacts/clauses/{clause}/",
            field="disputes",
            kind="encourage",
            text="邻里有事先商量。",
        )
        done(clerk, f"/desk/compacts/clauses/{clause}/drop")
        assert len(queries.clauses_of(again)) == 2
        assert at_the_desk(pact.dispatcher).get(f"/desk/compacts/drafts/{one.pk}/pledges").status_code in (
            403,
            404,
        )


def test_whoever_lives_elsewhere_reads_and_does_not_sign(pact: Pact):
    one = pact.in_force()
    people.open_resident_account(person_of(pact.resident), at=MONDAY)
    with clock.simulated(MONDAY):
        browser = at_home(pact.resident)
        assert "由登记在本村（社区）一户里的成年人来签" in text(
            browser.get(f"/compacts/{one.compact_id}/mine")
        )
        assert send(browser, f"/compacts/{one.compact_id}/sign").status_code == 409


@pytest.mark.parametrize("many", [2, 6])
def test_pages_ask_the_same_however_much_there_is(pact: Pact, client, many: int):
    one = pact.in_force()
    for who in pact.homes(many):
        actions.pledge(one.pk, by=who, at=MONDAY)
    clause = queries.clauses_of(one)[0].pk
    for n in range(many):
        actions.check(clause, place=f"{n} 组路口", seen="打扫得干净", ok=True, by=pact.clerk, at=MONDAY)
    for n in range(many):
        round_ = pact.appraising(one, at=MONDAY + n * 8 * DAY)
        actions.close_appraisal(round_.pk, by=pact.clerk, at=MONDAY + (n + 1) * 8 * DAY)
    clerk = at_the_desk(pact.clerk)
    with clock.simulated(MONDAY + 90 * DAY):
        for browser, where, most in (
            (clerk, "/desk/compacts/", 7), (clerk, f"/desk/compacts/{one.compact_id}/", 19), (clerk, f"/desk/compacts/drafts/{one.pk}/", 17),
            (clerk, f"/desk/compacts/drafts/{one.pk}/pledges", 9), (client, "/compacts/", 4), (client, f"/compacts/{one.compact_id}/", 12),
        ):  # fmt: skip
            browser.get(where)
            with questions() as asked:
                browser.get(where)
            assert len(asked) <= most, (where, len(asked), asked)


def test_anybody_reads_all_of_it_with_nothing_else_in_sight(pact: Pact):
    """As a process that serves the web, before any door has opened."""
    one = pact.in_force()
    for who in pact.homes(2):
        actions.pledge(one.pk, by=who, at=MONDAY)
    actions.revise(one.compact_id, by=pact.clerk, at=MONDAY)
    with walls.seeing(Sight()):
        compact = queries.compact_shown(one.compact_id)
        shown = holding(compact, MONDAY.date())
        assert (shown["signed"], shown["women"], shown["votes"]) == (2, (3, 7), [(9, 7, 7, 0, 0)])
        assert len(shown["fields"]) == 3 and compact in queries.compacts_shown("330483", MONDAY.date())
        assert card(compact, "https://example.org/", MONDAY.date()).content.startswith(b"%PDF")
        assert queries.draft_asked(compact, MONDAY.date()) is None
