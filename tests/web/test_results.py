"""议事的结果 for anybody, and minutes for who lives there: by their pages, in what they show and what they do not."""

import pytest

from sanzhi.deliberation import actions, queries
from sanzhi.people import actions as people
from tests.county import DAY, HOUR, MONDAY, a_resident, at_the_desk
from tests.deliberation.council import Council, an_item
from tests.points.road import Road
from tests.questions import questions
from tests.web.desk.conftest import send, text
from tests.web.test_honours import at_home

NOTES = "代表3 说路灯太少，电话 13812345678；代表1 说经费够用。"


@pytest.fixture
def council(db, settings) -> Council:
    settings.ALLOWED_HOSTS = ["testserver"]
    return Council()


def held(council: Council, *, confidential: bool = False, signed: int = 2):
    """One item by name, passed by seven of nine; minutes finalised by the clerk and signed."""
    items = [an_item("named")]
    items += [an_item("named", title="给某户的帮扶", confidential=True)] if confidential else []
    meeting = council.opened(*items, here=7)
    for item in meeting.items.all():
        actions.open_vote(item.pk, by=council.clerk, at=MONDAY)
        council.voted(item, *["for"] * 6, "against")
        council.closed(item)
    actions.close_meeting(meeting.pk, by=council.clerk, at=MONDAY + 2 * HOUR)
    made = actions.finalise_minutes(meeting.pk, "代表1", NOTES, by=council.clerk, at=MONDAY + 2 * HOUR)
    for one in (council.clerk, council.overseer)[:signed]:
        actions.sign_minutes(meeting.pk, made.digest, by=one, at=MONDAY + 3 * HOUR)
    return meeting


def neighbour(council: Council, area: str | None = None):
    me = a_resident("沈阿妹")
    home = people.register_household(area or council.village.code, "88", by=council.clerk, at=MONDAY)
    people.put_in_household(
        me.person_id, home.pk, birth_date=None, is_head=False, by=council.clerk, at=MONDAY
    )
    return at_home(me)


def test_how_much_of_what_was_given_residents_accepted_is_public_but_for_what_is_confidential(
    council: Council, client
):
    for item in held(council, confidential=True).items.all():
        actions.give_task(
            item.pk, "装十二盏路灯", "村主任", MONDAY.date().replace(month=6), by=council.clerk, at=MONDAY
        )
    assert queries.rate_of(council.body).given == 2
    assert queries.rate_of(council.body, shown=True).given == 1
    shown = text(client.get(f"/councils/{council.body.pk}/"))
    assert "整改提升率" in shown and "验收通过的件数 ÷ 会议通过后交办的件数" in shown
    assert "还没有交办的" not in shown


def test_anybody_reads_what_a_body_resolved_and_nothing_confidential(council: Council, client):
    meeting = held(council, confidential=True)
    open_, close = meeting.items.all()
    assert council.body.name in text(client.get("/councils/"))
    shown = text(client.get(f"/councils/{council.body.pk}/"))
    assert "路灯改造" in shown and "通过" in shown
    assert "给某户的帮扶" not in shown and "保密" not in shown
    assert "还没有交办的" in shown
    one = text(client.get(f"/councils/results/{open_.resolution.pk}/"))
    assert "西浜一带装十二盏路灯" in one and "第三十条" in one
    assert "代表2" not in one  # who voted how is on no public page
    assert client.get(f"/councils/results/{close.resolution.pk}/").status_code == 404
    assert client.get("/councils/999999/").status_code == 404


def test_minutes_are_read_by_who_lives_there_with_names_covered_and_by_who_was_called_as_they_are(
    council: Council, client
):
    meeting = held(council)
    where = f"/meetings/{meeting.pk}/minutes"
    assert client.get(where).status_code in (302, 404)  # nobody who is not signed in
    assert at_home(a_resident("外来的")).get(where).status_code == 404
    hers = text(neighbour(council).get(where))
    assert "代表1 说经费够用" in hers
    assert "代** 说路灯太少" in hers and "代表3" not in hers and "13812345678" not in hers
    assert "遮住了" in hers and "赞成 6" in hers
    his = text(at_home(council.resident_at(3)).get(where))
    assert "代表3 说路灯太少" in his and "遮住了" not in his
    assert "议事的结果" in text(at_home(council.resident_at(3)).get("/meetings/"))


def test_minutes_that_two_have_not_signed_are_read_by_nobody_and_of_a_confidential_item_nothing(
    council: Council,
):
    draft = held(council, signed=1)
    mine = neighbour(council)
    assert mine.get(f"/meetings/{draft.pk}/minutes").status_code == 404
    actions.sign_minutes(draft.pk, draft.minutes.get().digest, by=council.overseer, at=MONDAY + 3 * HOUR)
    assert mine.get(f"/meetings/{draft.pk}/minutes").status_code == 200


def test_what_was_said_at_a_meeting_with_a_confidential_item_is_not_read_by_others(council: Council):
    meeting = held(council, confidential=True)
    read = text(neighbour(council).get(f"/meetings/{meeting.pk}/minutes"))
    assert "只给参加会议的人看" in read and "路灯太少" not in read and "给某户的帮扶" not in read
    assert "保密的议题" in read


def test_pages_ask_the_same_however_much_was_resolved(council: Council, client):
    meeting = council.opened(*[an_item("named", title=f"第 {n} 件") for n in range(6)], here=7)
    for item in meeting.items.all():
        actions.open_vote(item.pk, by=council.clerk, at=MONDAY)
        council.closed(item)
    for where, most in (("/councils/", 5), (f"/councils/{council.body.pk}/", 5)):
        client.get(where)
        with questions() as asked:
            client.get(where)
        assert len(asked) <= most, (where, asked)


def test_a_standard_of_a_village_shows_its_resolution(council: Council, client):
    """From the agenda to the page that everybody reads."""
    road = Road()
    road.code, road.start, road.clerk = council.village.code, MONDAY - 60 * DAY, council.clerk
    road.overseer, road.dispatcher = council.overseer, council.dispatcher
    standard = road.reviewed(road.consulted())
    clerk, where = at_the_desk(council.clerk), f"/desk/standards/{standard.pk}/"
    assert "列入会议议题" in text(clerk.get(where))
    assert "取表决结果" not in text(clerk.get(where))
    put = road.put(standard)
    assert "还没有表决结果" in text(clerk.get(where)) and "列入会议议题" not in text(clerk.get(where))
    road.decided(put, "for", "for", "for")
    assert "取表决结果" in text(clerk.get(where))
    assert send(clerk, f"{where}result", contact="监委老姚 88880000").status_code == 302
    standard.refresh_from_db()
    link = f"/councils/results/{standard.resolution_id}/"
    assert link in clerk.get(where).content.decode()
    assert link in client.get(f"/points/standards/{standard.pk}/").content.decode()
    assert standard.title in text(client.get(link))
