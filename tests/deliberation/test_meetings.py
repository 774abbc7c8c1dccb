"""会议: told in time or not at all; the roster frozen; there by a clerk's hand or one's own; called again when too few came."""

import pytest
from django.db import DatabaseError, transaction

from sanzhi.deliberation import actions, queries
from sanzhi.deliberation.actions import NewMeeting, NewMember
from sanzhi.deliberation.models import Elector, Item, Meeting, Member
from sanzhi.kit import walls
from sanzhi.people.access import sight_of

from .council import DAY, HOUR, MONDAY, Council, a_photo, an_item, here, refused, stranger, violations


@pytest.fixture
def village(db) -> Council:
    return Council()


@pytest.mark.parametrize(("pack", "days"), [("representatives", 3), ("assembly", 10), ("members", 10)])
def test_a_notice_that_comes_too_late_is_refused_with_its_article(db, pack: str, days: int):
    village = Council(pack=pack)
    assert village.called(told=days * DAY).state == "noticed"
    with pytest.raises(Exception, match="《.*》|办法") as caught:
        village.called(told=(days - 1) * DAY)
    assert caught.value.code == "notice_late"


def test_what_people_were_told_of_is_not_changed(village: Council):
    meeting = village.called()
    assert (
        refused(lambda: actions.put_item(meeting.pk, an_item(), by=village.clerk, at=MONDAY)) == "wrong_state"
    )
    for change in (
        {"starts_at": MONDAY + DAY},
        {"place": "别处"},
        {"noticed_at": MONDAY - 20 * DAY},
        {"measure": "area"},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            Meeting.objects.filter(pk=meeting.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Item.objects.filter(meeting=meeting).update(text="另一回事")


def test_nobody_is_told_of_a_meeting_about_nothing_or_with_nobody(village: Council):
    new = NewMeeting("空会", "礼堂", MONDAY)
    meeting = actions.call_meeting(village.body.pk, new, by=village.clerk, at=MONDAY - 20 * DAY)

    def send() -> None:
        actions.send_notice(meeting.pk, by=village.clerk, at=MONDAY - 20 * DAY)

    assert refused(send) == "agenda_empty"
    empty = actions.open_body(
        "council", "百姓议事会", village.village.code, by=village.clerk, at=MONDAY - 20 * DAY
    )
    meeting = actions.call_meeting(empty.pk, new, by=village.clerk, at=MONDAY - 20 * DAY)
    actions.put_item(meeting.pk, an_item(), by=village.clerk, at=MONDAY - 20 * DAY)
    assert refused(send) == "roster_empty"


def test_an_important_matter_needs_the_legal_advisers_opinion(village: Council):
    new = NewMeeting("重要的会", "礼堂", MONDAY)
    meeting = actions.call_meeting(village.body.pk, new, by=village.clerk, at=MONDAY - 20 * DAY)

    def put(**said: str) -> Item:
        new = an_item(important=True, **said)
        return actions.put_item(meeting.pk, new, by=village.clerk, at=MONDAY - 20 * DAY)

    assert refused(put) == "opinion_missing"
    assert put(adviser="陈律师", opinion="合法，可以表决。").important


def test_the_roster_is_frozen_when_signing_in_begins(village: Council):
    meeting = village.opened()
    actions.add_member(village.body.pk, NewMember("后来的"), by=village.clerk, at=MONDAY)
    assert Elector.objects.filter(meeting=meeting).count() == 9
    with pytest.raises(DatabaseError), transaction.atomic():
        Elector.objects.filter(meeting=meeting, number=1).update(number=99)
    with pytest.raises(DatabaseError), transaction.atomic():
        Elector.objects.filter(meeting=meeting).delete()


def test_signed_in_by_number_by_code_and_by_ones_own_phone_each_once(village: Council):
    meeting = village.opened()
    code = Elector.objects.get(meeting=meeting, number=2).code
    actions.sign_in(meeting.pk, "1", by=village.clerk, at=MONDAY)
    actions.sign_in(meeting.pk, code.lower(), by=village.clerk, at=MONDAY)
    me = village.resident_at(3)
    with walls.seeing(sight_of(me)):
        actions.sign_in_self(meeting.door, by=me, at=MONDAY)
        actions.sign_in_self(meeting.door, by=me, at=MONDAY + HOUR)
    assert here(meeting) == (9, 3)
    came = Elector.objects.filter(meeting=meeting, present_at__isnull=False).values_list("via", "present_at")
    assert set(came) == {("clerk", MONDAY), ("self", MONDAY)}
    assert (
        refused(lambda: actions.sign_in(meeting.pk, "77", by=village.clerk, at=MONDAY)) == "elector_unknown"
    )
    assert refused(lambda: actions.sign_in_self(meeting.door, by=stranger(), at=MONDAY)) == "not_on_roster"


def test_one_speaks_for_a_household(db):
    village = Council(pack="assembly", measure="households")
    home = village.household("1")
    actions.add_member(
        village.body.pk, NewMember("同户的", household=home), by=village.clerk, at=MONDAY - 20 * DAY
    )
    meeting = village.opened(an_item("named"), here=1)
    assert queries.presence(meeting) == {"households": (9, 1)}
    assert (
        refused(lambda: actions.sign_in(meeting.pk, "10", by=village.clerk, at=MONDAY)) == "household_there"
    )


def test_by_households_everybody_needs_one(db):
    village = Council(pack="assembly", measure="households")
    actions.add_member(village.body.pk, NewMember("没有户号"), by=village.clerk, at=MONDAY - 20 * DAY)
    assert refused(village.opened) == "household_missing"


def test_a_proxy_is_of_the_same_household_in_writing_where_the_law_knows_it(db):
    village = Council(pack="members", measure="heads")
    home = village.household("8")
    for name in ("委托的", "受托的", "第三人"):
        actions.add_member(
            village.body.pk, NewMember(name, household=home), by=village.clerk, at=MONDAY - 20 * DAY
        )
    meeting, paper = village.opened(), a_photo()

    def give(giver, holder):
        return actions.enter_proxy(meeting.pk, giver, holder, paper, by=village.clerk, at=MONDAY)

    assert refused(lambda: give("10", "1")) == "other_household"
    give("10", "11")
    assert refused(lambda: give("12", "11")) == "proxy_taken"
    assert refused(lambda: give("10", "12")) == "proxy_taken"
    actions.sign_in(meeting.pk, "11", by=village.clerk, at=MONDAY)
    assert here(meeting) == (12, 2)
    other = Council(pack="representatives")
    meeting = other.opened()
    assert refused(lambda: give("1", "2")) == "no_proxies"


def test_an_assembly_that_too_few_came_to_is_called_again_with_the_same_items(db):
    village = Council(pack="assembly")
    meeting = village.opened(an_item("hands"), an_item("named"), here=4)
    hands, named = meeting.items.all()
    assert refused(lambda: actions.open_vote(hands.pk, by=village.clerk, at=MONDAY)) == "quorum_short"
    actions.open_vote(named.pk, by=village.clerk, at=MONDAY)
    village.voted(named, "for", "for", "for", "for")
    assert village.closed(named).code == "quorum_short"
    new = NewMeeting("村民会议（第二次）", "礼堂", MONDAY + 14 * DAY)
    again = actions.reconvene(meeting.pk, new, by=village.clerk, at=MONDAY + HOUR)
    assert Meeting.objects.get(pk=meeting.pk).state == "short"
    assert [item.state for item in again.items.all()] == ["waiting", "waiting"]
    assert refused(lambda: actions.open_meeting(again.pk, by=village.clerk, at=MONDAY + DAY)) == "wrong_state"
    actions.send_notice(again.pk, by=village.clerk, at=MONDAY + 2 * DAY)
    actions.open_meeting(again.pk, by=village.clerk, at=MONDAY + 14 * DAY)
    item = again.items.last()
    actions.open_vote(item.pk, by=village.clerk, at=MONDAY + 14 * DAY)
    for number in range(1, 7):
        actions.vote_for(item.pk, str(number), "for", by=village.clerk, at=MONDAY + 14 * DAY)
    assert actions.close_vote(item.pk, by=village.clerk, at=MONDAY + 14 * DAY).passed
    assert violations() == []


def test_a_meeting_is_not_over_while_an_item_is_open(village: Council):
    meeting = village.opened(here=9)
    assert refused(lambda: actions.close_meeting(meeting.pk, by=village.clerk, at=MONDAY)) == "items_left"
    actions.drop_item(meeting.items.get().pk, by=village.clerk, at=MONDAY)
    assert actions.close_meeting(meeting.pk, by=village.clerk, at=MONDAY).state == "closed"


def test_what_is_confidential_is_read_by_the_body_and_its_keepers_alone(village: Council):
    meeting = village.opened(an_item("named", confidential=True), an_item("named"))
    close, _open = meeting.items.all()
    actions.recuse(close.pk, "2", "说的是我家", by=village.clerk, at=MONDAY)
    member, left = village.resident_at(1), village.resident_at(3)
    actions.end_member(Member.objects.get(body=village.body, number=3).pk, by=village.clerk, at=MONDAY)
    for who, sees in ((village.clerk, 2), (village.overseer, 2), (member, 2), (left, 2), (stranger(), 1)):
        with walls.seeing(sight_of(who)):
            items = queries.items_of(who, meeting)
            assert len(items) == sees, who.name
            if sees == 2:
                read = who != village.overseer  # who counts finds it, and not what it says
                assert (items[0].title == close.title, items[0].text == close.text) == (read, read)
                assert (queries.item_here(who, close.pk).text == close.text) is read
    actions.open_vote(close.pk, by=village.clerk, at=MONDAY)
    with walls.seeing(
        sight_of(left)
    ):  # their term ended after the roster was frozen, and they have their vote
        assert [one.pk for one in queries.meetings(left)] == [meeting.pk]
        assert actions.vote(close.pk, "for", by=left, at=MONDAY).choice == "for"
    for who in (village.clerk, village.overseer):
        kept_out = queries.recused_from(meeting, close=queries.reads_close(who))
        assert bool(kept_out) is (who == village.clerk)
