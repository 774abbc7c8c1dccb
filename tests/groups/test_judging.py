"""Who judges the bids of a call: asked before it ends, a stranger to the organisation; what waits for each, and the order of them."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from sanzhi.groups import actions, queries
from sanzhi.groups.models import BidScore
from sanzhi.groups.queries import PAGE_SIZE
from sanzhi.people import actions as people
from sanzhi.people.models import Appointment, Area, Person
from tests.county import DAY, HOUR, INSTALLER, MONDAY, a_member_of_staff, an_office

from .fund import refused, violations
from .place import a_new


def test_whoever_has_to_do_with_the_organisation_does_not_score_it(there):
    one = there.bid_in()
    at = there.over
    first, second, _third = there.judges
    assert refused(lambda: there.scored(one, first, at=at - HOUR)) == "call_runs"
    actions.tell_fund_tie(one.group_id, by=first, at=at)
    assert refused(lambda: there.scored(one, first)) == "recused"
    there.scored(one, second)
    with pytest.raises(DatabaseError, match="does not score"), transaction.atomic():
        BidScore.objects.create(bid=one, by_id=first.person_id, points=99, why="好得很", at=at)
    assert refused(lambda: there.scored(one, there.leader)) == "not_visible"
    assert violations() == []


def test_nobody_is_asked_to_judge_once_the_call_has_ended(there):
    one = there.bid_in()
    fourth = a_member_of_staff("评审丁", "fund_judge", there.room)

    def ask(at) -> None:
        actions.name_panelist(one.call_id, fourth.person_id, by=there.officer, at=at)

    assert refused(lambda: ask(there.over)) == "call_over"
    one.call.panel.create(
        person_id=fourth.person_id, named_by_id=there.officer.person_id, named_at=there.over
    )
    with pytest.raises(DatabaseError, match="does not score"), transaction.atomic():
        there.scored(one, fourth)
    one.call.panel.filter(person=fourth.person_id).delete()
    ask(there.over - HOUR)
    there.scored(one, fourth)


def test_the_judges_of_a_town_are_its_own_and_the_countys(there):
    town = Area.objects.get(code=there.room.area_id)
    other = Area.objects.create(
        code=f"{town.code[:8]}9000", level="town", name="石门镇", parent=town.parent, valid_from=town.valid_from
    )  # fmt: skip
    stranger = a_member_of_staff(
        "邻镇评审", "fund_judge", an_office("other", "邻镇社工办", "town", other.code)
    )
    theirs = {seat.person_id for seat in queries.judges(town.code, MONDAY)}
    assert theirs == {judge.person_id for judge in there.judges}
    assert stranger.person_id in {seat.person_id for seat in queries.judges(town.parent_id, MONDAY)}


@pytest.mark.parametrize("who_left", [False, True])
def test_whoever_sent_the_bid_or_works_there_for_some_days_yet_is_told_to_stand_aside(there, who_left: bool):
    """In a sentence, before the database has to."""
    one = there.bid_in()
    posts = Appointment.objects.filter(person=there.leader.person_id)
    posts.update(valid_to=MONDAY.date() if who_left else (there.over + DAY).date())
    if not who_left:
        there.leader = replace(there.leader, person_id=there.judges[0].person_id)
        posts.update(person=there.judges[0].person_id)
    else:
        person = Person.objects.get(pk=there.leader.person_id)
        people.appoint(person, "fund_judge", there.room, by=INSTALLER, at=MONDAY)
    judge = replace(there.judges[0], person_id=there.leader.person_id)
    actions.name_panelist(one.call_id, judge.person_id, by=there.officer, at=MONDAY + HOUR)
    assert refused(lambda: there.scored(one, judge)) == "recused"
    assert [row.tied for row in queries.to_judge(judge, there.over)] == [True]


def test_what_one_has_judged_makes_room_for_what_one_has_not(there):
    call = there.called(total=40_000_00, most=1_000_00)
    there.on_the_wall(call)
    first, second, _third = there.judges
    for judge in there.judges:
        actions.name_panelist(call.pk, judge.person_id, by=there.officer, at=MONDAY + HOUR)
    bids = []
    for n in range(PAGE_SIZE + 2):
        group = actions.enter_group(
            a_new(there.village.code, name=f"帮帮团{n}", office=there.body.pk), by=there.officer, at=MONDAY
        )
        bids.append(there.sent(call, fen=1_000_00, group=group.pk))
    waiting = queries.to_judge(first, there.over)
    assert len(waiting) == PAGE_SIZE + 1  # one more: there is another page
    assert [row.bid for row in queries.to_judge(first, there.over, waiting[-2].bid.pk)] == bids[-2:]
    for bid in bids[:-1]:
        there.scored(bid, first)
    assert [row.bid for row in queries.to_judge(first, there.over)] == bids[-1:]
    assert [row.said.points for row in queries.to_judge(first, there.over, judged=True)][:1] == [80]
    there.scored(bids[5], second, points=100)
    page = queries.call_page(there.officer, call.pk)
    assert page.bids[0] == bids[5]  # the best mean
    rest = queries.call_page(there.officer, call.pk, (page.bids[-2].rank, page.bids[-2].pk))
    assert rest.bids[-1] == bids[-1] and rest.bids[-1].mean is None  # nobody scored it: last
    assert [one.pk for one in page.bids[:-1] + rest.bids] == [bids[5].pk] + [
        b.pk for b in bids if b != bids[5]
    ]
