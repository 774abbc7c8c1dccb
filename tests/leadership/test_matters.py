"""四议两公开: four meetings and two publications; none is skipped, none is typed."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import psycopg
import pytest
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.deliberation import actions as councils
from sanzhi.deliberation.actions import NewMeeting
from sanzhi.journal import delivery
from sanzhi.kit import clock, ids
from sanzhi.leadership import actions, queries, rules, sweeps
from sanzhi.leadership.actions import Held, Put
from sanzhi.leadership.models import Gate, Matter
from sanzhi.leadership.rules import Counted
from sanzhi.leadership.verify import check_leadership
from sanzhi.notices import actions as notices
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor
from sanzhi.reactions.table import REACTIONS
from tests.county import a_member_of_staff
from tests.deliberation.council import DAY, HOUR, MONDAY, Council, refused

TEXT = "西浜一带装十二盏路灯，从村集体收入里出三万六千元。"
ENOUGH = Counted(entitled=9, present=7, in_favour=6, against=0, abstained=1)
BEGUN = MONDAY - 25 * DAY


@pytest.fixture
def village(db) -> Council:
    return Council()


def begun(village: Council) -> Matter:
    return actions.begin_matter(village.body.pk, "西浜路灯", by=village.clerk, at=BEGUN)


def held(village: Council, one: Matter, counts: Counted = ENOUGH, **said: object) -> Gate:
    new = Held(BEGUN.date(), counts, TEXT, "村档案柜二号盒")
    gate = actions.enter_gate(one.pk, replace(new, **said), by=village.clerk, at=BEGUN + HOUR)
    return actions.check_gate(gate.pk, right=True, by=village.overseer, at=BEGUN + HOUR)


def agreed(village: Council) -> Matter:
    one = begun(village)
    assert [held(village, one).kind for _turn in range(3)] == ["propose", "discuss", "review"]
    return one


def put(village: Council, one: Matter, starts_at=MONDAY, method: str = "named") -> Matter:
    new = NewMeeting("第一季度代表会议", "村文化礼堂", starts_at)
    meeting = councils.call_meeting(village.body.pk, new, by=village.clerk, at=starts_at - 20 * DAY)
    said = Put(meeting.pk, method, "周律师", "经费来源合法，可以上会。")
    return actions.put_matter(one.pk, said, by=village.clerk, at=starts_at - 20 * DAY)


def decided(village: Council, choices: list[str], method: str = "named", taken: bool = True) -> Matter:
    one = put(village, agreed(village), method=method)
    meeting, item = one.item.meeting, one.item
    councils.send_notice(meeting.pk, by=village.clerk, at=MONDAY - 11 * DAY)
    councils.open_meeting(meeting.pk, by=village.clerk, at=MONDAY - HOUR)
    for number in range(1, len(choices) + 1):
        councils.sign_in(meeting.pk, str(number), by=village.clerk, at=MONDAY)
    councils.open_vote(item.pk, by=village.clerk, at=MONDAY)
    if method == "secret":
        for number, choice in enumerate(choices, start=1):
            councils.cast(item.pk, choice, ids.public_code(), by=village.resident_at(number), at=MONDAY)
    else:
        village.voted(item, *choices)
    village.closed(item)
    councils.close_meeting(meeting.pk, by=village.clerk, at=MONDAY + HOUR)
    return actions.take_decision(one.pk, by=village.clerk, at=MONDAY + HOUR) if taken else one


def test_a_matter_walks_four_meetings_and_two_publications(village: Council):
    one = decided(village, ["for"] * 7)
    assert one.state == "passed"
    assert [rung.done for rung in queries.matter_page(one.pk).rungs] == [True] * 4 + [False] * 2
    one = actions.publish_decision(one.pk, "村文书 0573-88880000", by=village.clerk, at=MONDAY + DAY)
    assert "应到 9 人，到会 7，赞成 7" in one.decision.body and "第三十条" in one.decision.body
    assert one.decision.days == 15

    def early() -> Matter:
        said = "十二盏都亮了，花了三万五。"
        return actions.publish_outcome(one.pk, said, "村文书", by=village.clerk, at=MONDAY + DAY)

    assert refused(early) == "decision_first"
    notices.post_notice(one.decision.pk, by=village.overseer, at=MONDAY + DAY)
    assert refused(early) == "tasks_left"
    task = councils.give_task(
        one.item.pk, "装十二盏路灯", "村委会", (MONDAY + 30 * DAY).date(), by=village.clerk, at=MONDAY + DAY
    )
    councils.show_done(task.pk, "十二盏都装好了", None, by=village.clerk, at=MONDAY + 20 * DAY)
    assert refused(early) == "tasks_left"
    councils.say_of_task(task.pk, content=True, by=village.resident_at(1), at=MONDAY + 21 * DAY)
    councils.end_acceptance(task.pk, by=village.clerk, at=MONDAY + 22 * DAY)
    one = actions.publish_outcome(
        one.pk, "十二盏都亮了，花了三万五。", "村文书 0573-88880000", by=village.clerk, at=MONDAY + 22 * DAY
    )
    notices.post_notice(one.outcome.pk, by=village.overseer, at=MONDAY + 22 * DAY)
    assert all(rung.done for rung in queries.matter_page(one.pk).rungs)


def test_no_step_is_skipped_and_nobody_checks_their_own(village: Council):
    one, new = begun(village), Held(BEGUN.date(), ENOUGH, TEXT, "村档案柜")

    def enter(**said: object) -> Gate:
        return actions.enter_gate(one.pk, replace(new, **said), by=village.clerk, at=BEGUN + HOUR)

    def check(by: Actor, **said: object) -> Gate:
        return actions.check_gate(gate.pk, **{"right": True, **said}, by=by, at=BEGUN + HOUR)

    assert refused(lambda: put(village, one)) == "gates_first"
    assert refused(lambda: enter(held_on=(BEGUN + DAY).date())) == "day_outside"
    assert refused(lambda: enter(counted=replace(ENOUGH, abstained=2))) == "counts_shape"
    gate = enter()
    assert refused(enter) == "gate_waits"
    assert refused(lambda: check(village.clerk)) == "own_entry"
    assert refused(lambda: check(village.overseer, right=False)) == "reason_missing"
    assert check(village.overseer, right=False, reason="到会人数和记录不一样").passed is None
    assert queries.matter_page(one.pk).next == "propose"
    assert held(village, one, replace(ENOUGH, in_favour=3, against=3)).passed is False
    assert queries.matter_page(one.pk).next == "propose"
    held(village, one)
    assert refused(lambda: enter(held_on=(BEGUN - DAY).date())) == "day_outside"
    assert (
        refused(lambda: actions.begin_matter(village.body.pk, "路灯", by=village.overseer, at=BEGUN))
        == "role_may_not_keep"
    )
    women = councils.open_body("women", "妇女议事会", village.village.code, by=village.clerk, at=BEGUN)
    assert (
        refused(lambda: actions.begin_matter(women.pk, "路灯", by=village.clerk, at=BEGUN))
        == "choice_unknown"
    )
    actions.drop_matter(one.pk, "经费没有着落", by=village.clerk, at=BEGUN + HOUR)
    assert refused(lambda: held(village, one)) == "moved_on"


def test_what_did_not_pass_is_neither_published_nor_put_again(village: Council):
    one = decided(village, ["for"] * 3 + ["against"] * 4)
    assert one.state == "failed"
    assert (
        refused(lambda: actions.publish_decision(one.pk, "村文书", by=village.clerk, at=MONDAY + DAY))
        == "moved_on"
    )


def test_what_passed_and_cannot_be_done_ends_with_a_reason_that_hangs_and_the_town_hears_of(village: Council):
    town = a_member_of_staff("镇指挥", "town_dispatcher", village.room)
    one = decided(village, ["for"] * 7)
    end = partial(
        actions.give_up_matter,
        one.pk,
        "电力公司不同意接线，明年再议。",
        "村文书 0573-88880000",
        by=village.clerk,
        at=MONDAY + 3 * DAY,
    )
    assert refused(end) == "decision_first"  # what was decided is told first
    one = actions.publish_decision(one.pk, "村文书 0573-88880000", by=village.clerk, at=MONDAY + DAY)
    assert not queries.matter_page(one.pk).may_end
    notices.post_notice(one.decision.pk, by=village.overseer, at=MONDAY + DAY)
    assert queries.matter_page(one.pk).may_end
    ended = end()
    assert (ended.state, ended.outcome.days) == ("ended", 15)
    assert "没能实施" in ended.outcome.title and "明年再议" in ended.outcome.body
    assert refused(end) == "published_already"
    delivery.deliver(REACTIONS, at=clock.now() + DAY)
    assert [m.text for m in people.messages_for(town.person_id) if "没能实施" in m.text]
    page = queries.matter_page(one.pk)
    assert page.next == "" and not page.may_end and not page.rungs[-1].done
    notices.post_notice(ended.outcome.pk, by=village.overseer, at=MONDAY + 4 * DAY)
    assert queries.matter_page(one.pk).rungs[-1].done
    notices.withdraw_notice(ended.outcome.pk, reason="写错了一个字", by=village.overseer, at=MONDAY + 5 * DAY)
    assert end().outcome_id != ended.outcome_id
    assert check_leadership().violations == []
    with pytest.raises(DatabaseError), transaction.atomic():
        Matter.objects.filter(pk=one.pk).update(state="passed")


def test_an_item_that_was_dropped_can_be_put_again(village: Council):
    one = put(village, agreed(village))
    assert refused(lambda: actions.take_decision(one.pk, by=village.clerk, at=MONDAY)) == "not_resolved"
    councils.drop_item(one.item.pk, by=village.clerk, at=MONDAY - 15 * DAY)
    assert actions.take_decision(one.pk, by=village.clerk, at=MONDAY - 14 * DAY).state == "running"
    assert put(village, one, MONDAY + 30 * DAY).state == "voting"


def test_the_town_hears_once_of_a_decision_that_nobody_published(village: Council):
    town = a_member_of_staff("镇指挥", "town_dispatcher", village.room)
    decided(village, ["for"] * 7, taken=False)  # that nobody takes the result changes nothing
    late = MONDAY + 12 * DAY
    assert [sweeps.warn_of_matters(at=at) for at in (MONDAY + 9 * DAY, late, late)] == [0, 1, 0]
    delivery.deliver(REACTIONS, at=clock.now() + timedelta(days=1))
    assert sum("没有公开" in one.text for one in people.messages_for(town.person_id)) == 1


def test_a_secret_vote_below_the_quorum_is_told_to_nobody(village: Council):
    one = decided(village, ["for", "against"], method="secret")
    assert one.state == "failed"
    told = queries.matter_page(one.pk).told
    assert "赞成" not in told and "反对" not in told and told == one.resolution.sentence


def test_a_withdrawn_notice_of_the_decision_is_drafted_anew_and_nothing_hangs_before_it(village: Council):
    one = decided(village, ["for"] * 7)
    one = actions.publish_decision(one.pk, "村文书 0573-88880000", by=village.clerk, at=MONDAY + DAY)
    first = one.decision
    said = notices.NewNotice(
        first.area_id, first.kind, first.title, "村文书 0573-88880001", body=first.body, days=20
    )
    assert notices.change_draft(first.pk, said, by=village.clerk, at=MONDAY + DAY).contact.endswith("1")
    dearer = replace(said, body=first.body.replace("三万六千元", "八万元"))
    assert (
        refused(lambda: notices.change_draft(first.pk, dearer, by=village.clerk, at=MONDAY + DAY))
        == "lines_follow"
    )
    notices.post_notice(first.pk, by=village.overseer, at=MONDAY + DAY)
    notices.withdraw_notice(first.pk, reason="联系电话写错了", by=village.overseer, at=MONDAY + 2 * DAY)
    tell = ("都办好了，花了三万五。", "村文书 0573-88880000")
    early = refused(lambda: actions.publish_outcome(one.pk, *tell, by=village.clerk, at=MONDAY + 2 * DAY))
    assert early == "decision_first" and queries.matter_page(one.pk).next == "decision"
    again = actions.publish_decision(one.pk, "村文书 0573-88880001", by=village.clerk, at=MONDAY + 3 * DAY)
    assert again.decision_id != first.pk
    assert {found.check for found in check_leadership().violations} == set()


@given(st.integers(1, 60), st.data())
def test_no_meeting_agrees_below_its_quorum_or_its_majority(entitled: int, data):
    present = data.draw(st.integers(1, entitled))
    in_favour = data.draw(st.integers(0, present))
    one = Counted(entitled, present, in_favour, present - in_favour, 0)
    for kind in rules.GATES:
        if rules.gate_passes(kind, one):
            assert in_favour * 2 > present and present * 2 >= entitled
            assert kind != "review" or in_favour * 2 > entitled
    for kind in ("propose", "discuss"):
        assert bool(rules.gate_passes(kind, one)) == (present * 2 > entitled and in_favour * 2 > present)
    assert bool(rules.gate_passes("review", one)) == (present * 2 >= entitled and in_favour * 2 > entitled)


CHANGES = {
    "passed by hand": lambda m: Matter.objects.filter(pk=m.pk).update(state="passed"),
    "voted on without its meetings": lambda m: Matter.objects.filter(pk=m.pk).update(state="voting", item=m.body.meetings.first().items.first()),
    "another title": lambda m: Matter.objects.filter(pk=m.pk).update(title="别的事"),
    "deleted": lambda m: m.delete(),
    "a meeting recounted": lambda m: m.gates.update(in_favour=7, abstained=0),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_keeps_the_order_of_the_steps(village: Council, change: str):
    one = begun(village)
    village.called()
    held(village, one)
    with pytest.raises((DatabaseError, ProtectedError)), transaction.atomic():
        CHANGES[change](one)
    assert Matter.objects.get(pk=one.pk).state == "running"


# Each fault as the owner of the tables would plant it, and the check that must speak.
PLANTED = {
    "skipped": "UPDATE leadership_gate SET passed = NULL, returned = '退回' WHERE kind = 'review'",
    "published": "UPDATE notices_notice SET body = '八万元'",
    "decided": "UPDATE leadership_matter SET state = 'failed', decision_id = NULL",
}


def test_a_planted_fault_is_found(committed_db, owner_connection: psycopg.Connection):
    with transaction.atomic():
        village = Council()
        one = decided(village, ["for"] * 7)
        actions.publish_decision(one.pk, "村文书 0573-88880000", by=village.clerk, at=MONDAY + DAY)
    assert {one.check for one in check_leadership().violations} == set()
    for fault, statement in PLANTED.items():
        with owner_connection.transaction():
            for table in ("leadership_matter", "leadership_gate", "notices_notice"):
                owner_connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            owner_connection.execute(statement)
        assert fault in {one.check for one in check_leadership().violations}
