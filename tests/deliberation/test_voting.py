"""表决: by name, by hands, by proxy, by area; counted and judged, never typed; and nothing of it changes afterwards."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import DatabaseError, transaction

from sanzhi.deliberation import actions, queries
from sanzhi.deliberation.actions import NewMember
from sanzhi.deliberation.models import Item, Resolution, Vote
from sanzhi.kit import walls
from sanzhi.people.access import sight_of

from .council import DAY, HOUR, MONDAY, Council, a_photo, an_item, here, refused, stranger, violations

MINUTE = timedelta(minutes=1)


@pytest.fixture
def village(db) -> Council:
    return Council()


def test_more_than_half_of_those_there_carries_it(village: Council):
    item = village.voting(here=8)
    village.voted(item, *["for"] * 5, "against", "abstain")
    made = village.closed(item)
    assert (made.passed, made.code, made.counts) == (True, "", {"heads": [9, 8, 5, 1, 1]})
    assert "第三十条" in made.basis
    assert violations() == []


def test_who_abstains_or_stays_silent_is_there_and_not_in_favour(village: Council):
    item = village.voting(here=8)
    village.voted(item, *["for"] * 4, "abstain")
    assert village.closed(item).code == "votes_short"


def test_too_few_there_and_nothing_is_resolved_however_they_voted(village: Council):
    item = village.voting(here=5)
    village.voted(item, *["for"] * 5)
    made = village.closed(item)
    assert (made.passed, made.code) == (False, "quorum_short")
    assert "第三十条" in made.sentence


def test_one_votes_on_ones_own_phone_and_that_is_being_there(village: Council):
    item = village.voting()
    me = village.resident_at(1)
    with walls.seeing(sight_of(me)):
        actions.vote(item.pk, "for", by=me, at=MONDAY)
        assert refused(lambda: actions.vote(item.pk, "against", by=me, at=MONDAY)) == "voted_already"
        assert queries.own(me, item.meeting).voted == {item.pk: "for"}
    assert here(item.meeting) == (9, 1)
    twice = partial(actions.vote_for, item.pk, "1", "against", by=village.clerk, at=MONDAY)
    assert refused(twice) == "voted_already"
    assert refused(lambda: actions.vote(item.pk, "for", by=stranger(), at=MONDAY)) == "not_on_roster"


def test_a_vote_is_seen_by_its_voter_and_by_whoever_counts_and_by_no_other(village: Council):
    item = village.voting()
    village.voted(item, "for", "against")
    for who, sees in (
        (village.resident_at(1), 1),
        (village.resident_at(3), 0),
        (village.clerk, 2),
        (stranger(), 0),
    ):
        with walls.seeing(sight_of(who)):
            assert Vote.objects.count() == sees, who.name


def test_the_holder_of_a_proxy_votes_twice_once_for_each(db):
    village = Council(pack="members", size=1)
    home = village.household("8")
    for name, phone in (("委托的", ""), ("受托的", "13355556666")):
        new = NewMember(name, phone=phone, household=home)
        actions.add_member(village.body.pk, new, by=village.clerk, at=MONDAY - 20 * DAY)
    item = village.voting()
    proxy = actions.enter_proxy(item.meeting_id, "2", "3", a_photo(), by=village.clerk, at=MONDAY)
    me = village.resident_at(3)
    with walls.seeing(sight_of(me)):
        actions.vote(item.pk, "for", by=me, at=MONDAY)
        actions.vote(item.pk, "for", giver=proxy.giver_id, by=me, at=MONDAY)
        assert [one.pk for one in queries.own(me, item.meeting).givers] == [proxy.giver_id]
        again = partial(actions.vote, item.pk, "for", giver=proxy.giver_id, by=me, at=MONDAY)
        assert refused(again) == "voted_already"
    assert here(item.meeting) == (3, 2)
    other = village.resident_at(1)
    not_theirs = partial(actions.vote, item.pk, "for", giver=proxy.giver_id, by=other, at=MONDAY)
    assert refused(not_theirs) == "no_proxy"
    assert village.closed(item).passed  # two of three, of all of them


def test_owners_are_counted_by_heads_and_by_area_and_both_must_hold(db):
    village = Council(pack="owners", size=0, measure="heads")
    for number, metres in enumerate((300, 50, 50, 50), start=1):
        owner = NewMember(f"业主{number}", "owner", area_cm2=metres * 10_000)
        actions.add_member(village.body.pk, owner, by=village.clerk, at=MONDAY - 20 * DAY)
    for choices, ends in (
        (("for", "for", "for", "against"), ""),
        (("against", "for", "for", "for"), "votes_short"),
        (("for", "against", "against", "against"), "votes_short"),
    ):
        item = village.voting()
        village.voted(item, *choices)
        made = village.closed(item)
        assert (made.code, made.counts["area"][1]) == (ends, 450 * 10_000)
    assert refused(lambda: village.called(MONDAY, an_item("hands"))) == "method_weighs"
    assert refused(lambda: village.called(MONDAY, an_item("secret"))) == "method_weighs"
    assert violations() == []


def test_hands_are_counted_by_two_who_agree_and_one_brings_a_photo(village: Council):
    item = village.voting("hands", here=8)
    clerk, overseer = village.clerk, village.overseer

    def count(who, figures, photo=None):
        actions.count_by_hand(item.pk, figures, photo, by=who, at=MONDAY)

    assert refused(lambda: village.closed(item)) == "one_teller"
    count(clerk, (6, 1, 1))
    assert refused(lambda: count(clerk, (6, 1, 1))) == "counted_already"
    assert refused(lambda: village.closed(item)) == "one_teller"
    count(overseer, (5, 2, 1))
    assert refused(lambda: village.closed(item)) == "tellers_differ"
    count(overseer, (6, 1, 1))
    count(clerk, (6, 1, 1))
    assert refused(lambda: village.closed(item)) == "photo_missing"


def test_a_count_that_two_agree_on_is_the_result(village: Council):
    item = village.voting("hands", here=8)
    actions.count_by_hand(item.pk, (6, 1, 1), a_photo(), by=village.clerk, at=MONDAY)
    actions.count_by_hand(item.pk, (6, 1, 1), None, by=village.overseer, at=MONDAY)
    again = partial(actions.count_by_hand, item.pk, (7, 1, 0), None, by=village.overseer, at=MONDAY)
    assert refused(again) == "counted_already"
    assert village.closed(item).counts == {"heads": [9, 8, 6, 1, 1]}


def test_more_hands_than_people_are_refused(village: Council):
    item = village.voting("hands", here=8)
    over = partial(actions.count_by_hand, item.pk, (8, 1, 0), None, by=village.overseer, at=MONDAY)
    assert refused(over) == "counts_shape"


def test_the_hands_of_those_who_keep_out_are_not_among_those_counted(village: Council):
    meeting = village.opened(an_item("hands"), here=8)
    item = meeting.items.get()
    for number in ("1", "9"):  # there, and not there
        actions.recuse(item.pk, number, "承包人是本人", by=village.clerk, at=MONDAY)
    actions.open_vote(item.pk, by=village.clerk, at=MONDAY)
    over = partial(actions.count_by_hand, item.pk, (8, 0, 0), None, by=village.overseer, at=MONDAY)
    assert refused(over) == "counts_shape"
    assert actions.count_by_hand(item.pk, (7, 0, 0), None, by=village.overseer, at=MONDAY)


def test_whoever_is_recused_is_there_and_does_not_vote(village: Council):
    meeting = village.opened(an_item("named"), here=8)
    item = meeting.items.get()
    actions.recuse(item.pk, "1", "承包人是本人", by=village.clerk, at=MONDAY)
    actions.open_vote(item.pk, by=village.clerk, at=MONDAY)
    assert refused(lambda: village.voted(item, "for")) == "recused"
    late = partial(actions.recuse, item.pk, "2", "也是亲戚", by=village.clerk, at=MONDAY)
    assert refused(late) == "voted_already"
    village.voted(item, *["for"] * 4, first=2)
    assert village.closed(item).code == "votes_short"  # four of eight


def test_a_vote_that_is_closed_takes_no_more_and_changes_no_more(village: Council):
    item = village.voting(here=8)
    village.voted(item, *["for"] * 5)
    made = village.closed(item)
    assert refused(lambda: village.voted(item, "for", first=6)) == "vote_shut"
    assert refused(lambda: village.closed(item)) == "vote_shut"
    vote = Vote.objects.first()
    assert vote
    changes = (
        lambda: Resolution.objects.filter(pk=made.pk).update(passed=False, code="votes_short"),
        lambda: Resolution.objects.filter(pk=made.pk).delete(),
        lambda: Vote.objects.filter(pk=vote.pk).update(choice="against"),
        lambda: Vote.objects.filter(pk=vote.pk).delete(),
        lambda: Item.objects.filter(pk=item.pk).update(state="voting"),
        lambda: Vote.objects.create(
            item=item,
            elector_id=vote.elector_id + 6,
            choice="for",
            channel="web",
            by_id=vote.by_id,
            at=MONDAY,
        ),
    )
    for change in changes:
        with (
            pytest.raises(Exception, match="row-level|permission|stays|Cannot|does not go|not being voted"),
            transaction.atomic(),
        ):
            change()
            raise AssertionError("it changed")


def test_nobody_types_that_it_passed(village: Council):
    """The last line behind the rules: a hand-made resolution below half is refused by the database itself."""
    item = village.voting(here=8)
    said = {"item": item, "pack": "representatives", "notice_days": 11, "basis": "", "decided_by_id": village.clerk.person_id, "decided_at": MONDAY}  # fmt: skip
    for counts in ({}, {"heads": [9, 8, 4, 0, 0]}, {"heads": [9, 4, 4, 0, 0]}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Resolution.objects.create(counts=counts, passed=True, **said)


def test_no_vote_is_closed_before_its_meeting_begins(village: Council):
    item = village.voting(here=8)
    village.voted(item, *["for"] * 5)
    early = partial(actions.close_vote, item.pk, by=village.clerk, at=MONDAY - MINUTE)
    assert refused(early) == "not_begun"
    assert village.closed(item).passed


def test_whoever_comes_after_a_result_changes_it_in_no_recount(village: Council):
    meeting = village.opened(an_item("named"), an_item("named", title="晒谷场"), here=7)
    first, second = meeting.items.all()
    for item in (first, second):
        actions.open_vote(item.pk, by=village.clerk, at=MONDAY)
    village.voted(first, *["for"] * 4)
    assert village.closed(first).counts == {"heads": [9, 7, 4, 0, 0]}
    actions.sign_in(meeting.pk, "8", by=village.clerk, at=MONDAY + HOUR)  # the very moment
    actions.vote(second.pk, "for", by=village.resident_at(3), at=MONDAY)
    actions.sign_in(meeting.pk, "9", by=village.clerk, at=MONDAY)  # pressed before, taken after
    assert village.closed(second).counts == {"heads": [9, 9, 1, 0, 0]}
    assert violations() == []


def test_only_ones_own_place_is_counted_and_kept(village: Council):
    item = village.voting("hands", here=8)
    assert (
        refused(lambda: actions.close_vote(item.pk, by=village.overseer, at=MONDAY + HOUR))
        == "role_may_not_keep"
    )
    assert (
        refused(lambda: actions.count_by_hand(item.pk, (1, 0, 0), None, by=village.handler, at=MONDAY))
        == "not_visible"
    )
