"""会后: minutes that two sign and nobody changes; proposals; what follows, accepted by residents and not by decree."""

from datetime import date
from functools import partial

import pytest
from django.db import DatabaseError, transaction

from sanzhi.deliberation import actions, queries
from sanzhi.deliberation.actions import NewMeeting
from sanzhi.deliberation.models import Item, Meeting, Minutes, Proposal, Task
from sanzhi.kit import walls
from sanzhi.people.access import sight_of
from sanzhi.people.models import Person
from sanzhi.people.roles import Actor
from tests.county import a_resident

from .council import DAY, HOUR, MONDAY, Council, a_photo, refused, stranger, violations

DUE = date(2026, 4, 1)


@pytest.fixture
def village(db) -> Council:
    return Council()


def neighbour(village: Council, name: str = "邻居") -> Actor:
    one = a_resident(name)
    Person.objects.filter(pk=one.person_id).update(area=village.village)
    return one


def resolved(village: Council) -> Item:
    item = village.voting(here=8)
    village.voted(item, *["for"] * 6)
    village.closed(item)
    actions.close_meeting(item.meeting_id, by=village.clerk, at=MONDAY + HOUR)
    return Item.objects.select_related("resolution", "meeting").get(pk=item.pk)


def finalised(village: Council, meeting: Meeting, notes: str = "大家同意先装西浜") -> Minutes:
    return actions.finalise_minutes(meeting.pk, "村书记", notes, by=village.clerk, at=MONDAY + 2 * HOUR)


def test_minutes_hold_what_was_counted_and_are_locked_by_two_signatures(village: Council):
    meeting = resolved(village).meeting
    first = finalised(village, meeting)
    assert first.content["items"][0]["counts"] == {"heads": [9, 8, 6, 0, 0]}
    second = finalised(village, meeting, "补一句：预算三万六千元")
    assert (first.version, second.version) == (1, 2)

    def sign(who: Actor, digest: str) -> None:
        actions.sign_minutes(meeting.pk, digest, by=who, at=MONDAY + 3 * HOUR)

    assert refused(lambda: sign(village.clerk, first.digest)) == "minutes_newer"
    sign(village.clerk, second.digest)
    sign(village.clerk, second.digest)
    assert not queries.minutes_of(meeting).locked
    sign(village.overseer, second.digest)
    assert queries.minutes_of(meeting).locked
    assert refused(lambda: finalised(village, meeting)) == "minutes_locked"
    for change in (
        lambda: Minutes.objects.filter(pk=second.pk).update(notes="改了"),
        lambda: Minutes.objects.create(
            meeting=meeting, version=3, chair="", notes="", content={}, digest="", made_by_id=village.clerk.person_id,
            made_at=MONDAY,
        ),
    ):  # fmt: skip
        with pytest.raises(Exception, match="signed|Cannot|permission"), transaction.atomic():
            change()
    assert violations() == []


def test_minutes_of_a_meeting_that_goes_on_are_not_drawn_up(village: Council):
    assert refused(lambda: finalised(village, village.opened())) == "wrong_state"


def test_what_follows_is_accepted_by_more_than_half_of_those_who_speak(village: Council):
    item = resolved(village)
    task = actions.give_task(item.pk, "装十二盏路灯", "村主任", DUE, by=village.clerk, at=MONDAY + HOUR)
    assert (
        refused(lambda: actions.end_acceptance(task.pk, by=village.clerk, at=MONDAY + DAY)) == "wrong_state"
    )
    done = partial(actions.show_done, task.pk, "十二盏都亮了", a_photo(), by=village.clerk)
    done(at=MONDAY + DAY)
    assert (
        refused(lambda: actions.end_acceptance(task.pk, by=village.clerk, at=MONDAY + DAY)) == "nobody_spoke"
    )
    one, two = village.resident_at(1), village.resident_at(2)

    def say(who: Actor, content: bool, words: str = "") -> None:
        actions.say_of_task(task.pk, content=content, words=words, by=who, at=MONDAY + 2 * DAY)

    assert refused(lambda: say(stranger(), True)) == "not_visible"
    assert refused(lambda: say(one, False)) == "words_missing"
    say(one, False, "有两盏不亮")
    assert refused(lambda: say(one, True)) == "said_already"
    say(two, True)
    assert actions.end_acceptance(task.pk, by=village.clerk, at=MONDAY + 3 * DAY).state == "given"
    assert queries.rate_of(village.body) == queries.Rate(accepted=0, given=1)
    done(at=MONDAY + 4 * DAY)
    say(one, True)
    assert actions.end_acceptance(task.pk, by=village.clerk, at=MONDAY + 5 * DAY).state == "accepted"
    assert queries.rate_of(village.body).accepted == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(state="given", ended_at=None)


def test_nobody_decrees_that_it_is_accepted(village: Council):
    item = resolved(village)
    task = actions.give_task(item.pk, "装十二盏路灯", "村主任", DUE, by=village.clerk, at=MONDAY + HOUR)
    actions.show_done(task.pk, "十二盏都亮了", None, by=village.clerk, at=MONDAY + DAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(state="accepted", ended_at=MONDAY)


def test_what_did_not_pass_is_given_to_nobody(village: Council):
    item = village.voting(here=8)
    village.closed(item)
    give = partial(actions.give_task, item.pk, "装十二盏路灯", "村主任", DUE, by=village.clerk, at=MONDAY)
    assert refused(give) == "not_passed"


def test_what_is_not_done_comes_to_the_next_agenda(village: Council):
    item = resolved(village)
    actions.give_task(item.pk, "装十二盏路灯", "村主任", DUE, by=village.clerk, at=MONDAY + HOUR)
    new = NewMeeting("下一次", "礼堂", MONDAY + 30 * DAY)
    meeting = actions.call_meeting(village.body.pk, new, by=village.clerk, at=MONDAY + 2 * DAY)
    (carried,) = meeting.items.all()
    assert (carried.method, "装十二盏路灯" in carried.text) == ("hear", True)


def test_all_of_what_is_not_done_comes_along_and_what_is_confidential_stays_so(village: Council):
    close = village.voting(here=8, confidential=True)
    village.voted(close, *["for"] * 6)
    village.closed(close)
    open_one = resolved(village)
    for number in range(1, 23):
        said = f"第{number}件要办的事"
        actions.give_task(open_one.pk, said, "村主任", DUE, by=village.clerk, at=MONDAY + HOUR)
    actions.give_task(close.pk, "上门看望那一家", "村主任", DUE, by=village.clerk, at=MONDAY + HOUR)
    new = NewMeeting("下一次", "礼堂", MONDAY + 30 * DAY)
    meeting = actions.call_meeting(village.body.pk, new, by=village.clerk, at=MONDAY + 2 * DAY)
    carried = [
        (one.confidential, one.text.count("\n") + 1, "看望" in one.text) for one in meeting.items.all()
    ]
    assert carried == [(False, 22, False), (True, 1, True)]


@pytest.mark.parametrize("end", ["dropped", "cancelled", "called again"])
def test_what_was_proposed_is_not_lost_with_its_item(village: Council, end: str):
    me = neighbour(village)
    one = actions.propose(village.body.pk, "装路灯", "西浜太暗，装灯。", by=me, at=MONDAY - 20 * DAY)
    new, by = NewMeeting("代表会议", "礼堂", MONDAY), {"by": village.clerk, "at": MONDAY - 17 * DAY}
    meeting = actions.call_meeting(village.body.pk, new, **by)
    item = actions.list_proposal(one.pk, meeting.pk, "named", **by)
    if end == "dropped":
        actions.drop_item(item.pk, **by)
    elif end == "cancelled":
        actions.cancel_meeting(meeting.pk, **by)
    else:
        actions.send_notice(meeting.pk, **by)
        again = actions.reconvene(meeting.pk, NewMeeting("第二次", "礼堂", MONDAY + DAY), **by)
        found = queries.proposal_here(me, one.pk)
        assert (found.state, found.item) == ("listed", again.items.get())
        return
    found = queries.proposal_here(me, one.pk)
    assert (found.state, found.item, found.answered_at) == ("open", None, None)
    again = actions.call_meeting(village.body.pk, new, **by)
    assert actions.list_proposal(one.pk, again.pk, "named", **by).title == "装路灯"


def test_what_is_voted_on_does_not_come_free_again(village: Council):
    one = actions.propose(
        village.body.pk, "装路灯", "西浜太暗，装灯。", by=neighbour(village), at=MONDAY - 20 * DAY
    )
    new, by = NewMeeting("代表会议", "礼堂", MONDAY), {"by": village.clerk, "at": MONDAY - 17 * DAY}
    meeting = actions.call_meeting(village.body.pk, new, **by)
    actions.list_proposal(one.pk, meeting.pk, "named", **by)
    with pytest.raises(DatabaseError), transaction.atomic():
        Proposal.objects.filter(pk=one.pk).update(state="open", item=None)


def test_a_proposal_is_supported_amended_and_listed_as_amended(village: Council):
    me, other = neighbour(village), neighbour(village, "另一家")
    one = actions.propose(village.body.pk, "装路灯", "西浜太暗。\n装十盏灯。", by=me, at=MONDAY - 20 * DAY)
    with walls.seeing(sight_of(other)):
        actions.support(one.pk, by=other, at=MONDAY - 19 * DAY)
        actions.support(one.pk, by=other, at=MONDAY - 19 * DAY)
        change = actions.amend(one.pk, 1, "装十二盏灯。", by=other, at=MONDAY - 19 * DAY)
        more = actions.amend(one.pk, 1, "装二十盏灯。", by=other, at=MONDAY - 19 * DAY)
        same = partial(actions.amend, one.pk, 1, "装十盏灯。", by=other, at=MONDAY)
        assert refused(same) == "nothing_changed"
        assert [row.supported for row in queries.proposals(other)] == [1]
    actions.settle_amendment(change.pk, taken=True, by=village.clerk, at=MONDAY - 18 * DAY)
    again = partial(actions.settle_amendment, more.pk, taken=True, by=village.clerk, at=MONDAY)
    assert refused(again) == "paragraph_taken"
    new = NewMeeting("代表会议", "礼堂", MONDAY)
    meeting = actions.call_meeting(village.body.pk, new, by=village.clerk, at=MONDAY - 17 * DAY)
    item = actions.list_proposal(one.pk, meeting.pk, "named", by=village.clerk, at=MONDAY - 17 * DAY)
    assert item.text == "西浜太暗。\n装十二盏灯。"
    assert queries.proposal_here(me, one.pk).state == "listed"
    late = partial(actions.refuse_proposal, one.pk, "已经有灯了", by=village.clerk, at=MONDAY)
    assert refused(late) == "answered_already"


def test_a_refusal_has_its_reason_and_only_neighbours_propose(village: Council):
    one = actions.propose(village.body.pk, "装路灯", "西浜太暗，装灯。", by=neighbour(village), at=MONDAY)
    assert (
        refused(lambda: actions.refuse_proposal(one.pk, "不", by=village.clerk, at=MONDAY))
        == "reason_missing"
    )
    assert (
        actions.refuse_proposal(one.pk, "去年已经装过", by=village.clerk, at=MONDAY).answer == "去年已经装过"
    )
    assert (
        refused(lambda: actions.propose(village.body.pk, "装路灯", "西浜太暗", by=stranger(), at=MONDAY))
        == "not_visible"
    )


def test_what_was_told_in_confidence_goes_the_safe_way_and_nobody_else_reads_it(village: Council):
    me, other = neighbour(village), neighbour(village, "另一家")
    one = actions.propose(village.body.pk, "想请帮忙", "家里有人打人。", confidential=True, by=me, at=MONDAY)
    for who, sees in ((me, 1), (other, 0), (village.clerk, 1)):
        with walls.seeing(sight_of(who)):
            assert len(queries.proposals(who)) == sees, who.name
            assert queries.proposals_to(who).count() == sees
    for who in (other, village.overseer):  # whoever only counts there is no keeper
        with walls.seeing(sight_of(who)):
            assert not Proposal.objects.exists(), who.name
    assert not queries.proposals(village.overseer)
    open_one = actions.propose(village.body.pk, "装路灯", "西浜太暗，装灯。", by=me, at=MONDAY)
    assert (
        refused(lambda: actions.hand_to_safety(open_one.pk, by=village.clerk, at=MONDAY))
        == "not_confidential"
    )
    assert actions.hand_to_safety(one.pk, by=village.clerk, at=MONDAY).state == "handed"
    assert not Item.objects.exists()
