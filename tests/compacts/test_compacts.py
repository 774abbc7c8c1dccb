"""定: drafted with opinions, reviewed by another, adopted by the body that may, filed, in force; the version before replaced."""

from datetime import datetime
from functools import partial

import pytest
from django.db import DatabaseError, transaction

from sanzhi.compacts import actions, queries
from sanzhi.compacts.actions import NewCompact
from sanzhi.compacts.models import Clause, Opinion, Version
from sanzhi.deliberation import actions as deliberation
from sanzhi.deliberation.actions import NewMeeting
from sanzhi.journal import delivery
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as records
from sanzhi.people import queries as people
from sanzhi.people.roles import INSTALLER, Actor
from sanzhi.reactions.table import REACTIONS
from tests.compacts.pact import ASKED, BORN, SENT, Pact
from tests.county import DAY, HOUR, MONDAY, a_member_of_staff, person_of
from tests.deliberation.council import refused

pytestmark = pytest.mark.django_db


def test_a_villages_compact_is_opened_only_for_its_assembly(pact: Pact):
    other = deliberation.open_body("residents", "居民代表会议", pact.village.code, by=pact.clerk, at=ASKED)
    assert refused(lambda: pact.compact(body=other.pk)) == "not_the_assembly"
    assert refused(lambda: pact.compact(body=0)) == "body_unknown"
    assert refused(lambda: pact.compact(kind="market", body=other.pk)) == "host_missing"
    assert pact.compact(kind="market", body=other.pk, host="农贸市场").compact.host == "农贸市场"
    assert pact.compact(host="不用写").compact.host == ""
    assert refused(pact.compact) == "compact_there"


def test_a_clause_that_no_compact_may_have_is_refused_when_it_is_written_with_its_ground(pact: Pact):
    one = pact.compact()
    with pytest.raises(Refusal) as caught:
        actions.add_clause(
            one.pk, field="order", kind="forbid", text="乱倒垃圾的罚款五十元。", by=pact.clerk, at=ASKED
        )
    assert caught.value.code == "unlawful_fine" and "第三十一条" in caught.value.sentence


def test_it_is_asked_again_when_it_is_sent(pact: Pact):
    one = pact.asked()
    one.clauses.filter(number=1).update(text="拖欠的停水停电。")  # as if it had come by another way
    assert refused(lambda: actions.send(one.pk, by=pact.clerk, at=SENT)) == "unlawful_utility"


def test_an_opinion_is_taken_and_becomes_the_clause_or_is_left_with_an_answer(pact: Pact):
    one, (she, he) = pact.asked(), pact.home("1号", "沈阿妹", "沈阿弟")
    clause = queries.clauses_of(one)[0]
    said = actions.give_opinion(clause.pk, wording="红白喜事不攀比，酒席不超过十桌。", by=she, at=ASKED + DAY)
    other = actions.give_opinion(clause.pk, wording="红白喜事一切从简。", by=he, at=ASKED + DAY)
    assert said.before == clause.text
    assert (
        refused(lambda: actions.give_opinion(clause.pk, wording="再说一遍改法。", by=she, at=ASKED + DAY))
        == "opinion_waits"
    )
    assert refused(lambda: actions.send(one.pk, by=pact.clerk, at=SENT)) == "opinions_left"
    assert refused(lambda: actions.drop_clause(clause.pk, by=pact.clerk, at=SENT)) == "opinions_left"
    actions.settle_opinion(said.pk, taken=True, by=pact.clerk, at=ASKED + 2 * DAY)
    assert (
        refused(lambda: actions.settle_opinion(other.pk, taken=False, by=pact.clerk, at=SENT))
        == "answer_missing"
    )
    actions.settle_opinion(
        other.pk, taken=False, answer="写清楚桌数好执行。", by=pact.clerk, at=ASKED + 2 * DAY
    )
    assert Clause.objects.get(pk=clause.pk).text == "红白喜事不攀比，酒席不超过十桌。"
    assert [each.taken for each in queries.my_opinions(he, one)] == [False]
    actions.drop_clause(clause.pk, by=pact.clerk, at=SENT)
    assert [each.number for each in queries.clauses_of(one)] == [1, 2]
    assert Opinion.objects.get(pk=said.pk).before == "红白喜事不攀比，酒席不超过十五桌。"


def test_only_the_grown_of_the_place_give_opinions_and_only_while_they_are_asked(pact: Pact):
    one = pact.asked()
    clause = queries.clauses_of(one)[0].pk
    (child,) = pact.home("2号", "小沈", born=None)

    def give(who: Actor, at: datetime) -> Opinion:
        return actions.give_opinion(clause, wording="酒席不超过十桌为好。", by=who, at=at)

    assert (
        refused(lambda: give(child, ASKED))
        == refused(lambda: give(pact.resident, ASKED))
        == "lives_elsewhere"
    )
    (grown,) = pact.home("3号", "老沈")
    assert refused(lambda: give(grown, ASKED + 8 * DAY)) == "opinions_over"
    assert give(grown, ASKED + 7 * DAY).taken is None


def test_opinions_are_asked_for_a_week_before_it_is_sent(pact: Pact):
    one = pact.drafted()
    assert refused(lambda: actions.send(one.pk, by=pact.clerk, at=SENT)) == "opinions_first"
    short = (ASKED + 6 * DAY).date()
    assert (
        refused(lambda: actions.ask_opinions(one.pk, until=short, by=pact.clerk, at=ASKED))
        == "opinions_short"
    )
    pact.asked(one)
    assert refused(lambda: actions.send(one.pk, by=pact.clerk, at=ASKED + 7 * DAY)) == "opinions_first"
    assert actions.send(one.pk, by=pact.clerk, at=ASKED + 8 * DAY).state == "sent"


def test_what_people_were_asked_about_is_what_is_sent(pact: Pact):
    one = pact.asked()
    actions.add_clause(
        one.pk, field="order", kind="oblige", text="车辆停在划好的位置。", by=pact.clerk, at=ASKED + 8 * DAY
    )
    assert refused(lambda: actions.send(one.pk, by=pact.clerk, at=ASKED + 9 * DAY)) == "opinions_first"
    pact.asked(one, ASKED + 9 * DAY)
    assert actions.send(one.pk, by=pact.clerk, at=ASKED + 17 * DAY).state == "sent"


def test_of_two_who_would_change_one_clause_neither_is_undone(pact: Pact):
    one = pact.asked()
    (she, he), clause = pact.home("5号", "阿珍", "阿强"), queries.clauses_of(one)[0]
    first, second = (
        actions.give_opinion(clause.pk, wording=words, by=who, at=ASKED)
        for who, words in ((she, "红白喜事不攀比，酒席不超过十桌。"), (he, "红白喜事一切从简。"))
    )
    actions.settle_opinion(first.pk, taken=True, by=pact.clerk, at=ASKED)
    assert (
        refused(lambda: actions.settle_opinion(second.pk, taken=True, by=pact.clerk, at=ASKED))
        == "clause_moved"
    )


def test_whoever_worded_a_clause_as_a_resident_does_not_review_it_for_the_town(pact: Pact):
    one = pact.asked()
    (neighbour,) = pact.home("6号", "邻居")
    home = person_of(neighbour).household_id
    villager = pact.dispatcher.person_id or 0
    records.put_in_household(villager, home, birth_date=BORN, is_head=False, by=pact.clerk, at=ASKED)
    me = people.resident_actor(person_of(pact.dispatcher))
    said = actions.give_opinion(queries.clauses_of(one)[0].pk, wording="红白喜事一切从简。", by=me, at=ASKED)
    actions.settle_opinion(said.pk, taken=True, by=pact.clerk, at=ASKED)
    actions.send(one.pk, by=pact.clerk, at=SENT)
    assert refused(lambda: actions.review(one.pk, ok=True, by=pact.dispatcher, at=SENT)) == "own_draft"


def test_nobody_reviews_what_they_wrote_and_what_is_sent_back_says_why(pact: Pact):
    one = pact.asked()
    actions.send(one.pk, by=pact.clerk, at=SENT)
    both = people.actor_in(records.appoint(person_of(pact.clerk), "town_dispatcher", pact.room, by=INSTALLER, at=MONDAY))  # fmt: skip
    assert refused(lambda: actions.review(one.pk, ok=True, by=both, at=SENT)) == "own_draft"
    assert refused(lambda: actions.review(one.pk, ok=False, by=pact.dispatcher, at=SENT)) == "reason_missing"
    back = actions.review(one.pk, ok=False, reason="第一条写清楚桌数。", by=pact.dispatcher, at=SENT)
    assert (back.state, back.sent_back_because) == ("drafting", "第一条写清楚桌数。")
    actions.send(one.pk, by=pact.clerk, at=SENT)
    assert actions.review(one.pk, ok=True, by=pact.dispatcher, at=SENT).state == "reviewed"


def test_the_result_is_taken_from_the_resolution_and_never_before_there_is_one(pact: Pact):
    one, meeting = pact.put()
    item = meeting.items.get()
    assert (
        item.text.splitlines()[0] == "第1条　提倡：红白喜事不攀比，酒席不超过十五桌。"
        and len(item.text.splitlines()) == 3
    )
    assert refused(lambda: actions.take_result(one.pk, by=pact.clerk, at=MONDAY)) == "not_resolved"
    pact.held(meeting, *["for"] * 4, *["against"] * 4)
    assert actions.take_result(one.pk, by=pact.clerk, at=MONDAY).state == "failed"
    again = actions.revise(one.compact_id, by=pact.clerk, at=MONDAY)
    assert again.number == 2 and len(queries.clauses_of(again)) == 3


def test_a_meeting_that_missed_its_quorum_is_followed_to_the_one_called_again(pact: Pact):
    one, meeting = pact.put()
    pact.held(meeting, *["for"] * 4)
    assert refused(lambda: actions.take_result(one.pk, by=pact.clerk, at=MONDAY)) == "short_yet"
    later = MONDAY + 12 * DAY
    again = deliberation.reconvene(
        meeting.pk, NewMeeting("村民会议", "礼堂", later), by=pact.clerk, at=MONDAY + HOUR
    )
    assert refused(lambda: actions.take_result(one.pk, by=pact.clerk, at=MONDAY)) == "not_resolved"
    deliberation.send_notice(again.pk, by=pact.clerk, at=MONDAY + HOUR)
    deliberation.open_meeting(again.pk, by=pact.clerk, at=later)
    pact.held(again, *["for"] * 6, "against", starts_at=later)
    assert actions.take_result(one.pk, by=pact.clerk, at=later).state == "passed"


def test_an_item_that_was_never_voted_on_may_be_put_again(pact: Pact):
    one, meeting = pact.put()
    deliberation.drop_item(meeting.items.get().pk, by=pact.clerk, at=MONDAY)
    assert actions.take_result(one.pk, by=pact.clerk, at=MONDAY).state == "reviewed"
    assert pact.passed(Version.objects.get(pk=one.pk), MONDAY + 20 * DAY).state == "passed"


def test_it_is_put_only_to_a_meeting_of_the_body_that_adopts_it(pact: Pact):
    one = pact.reviewed()
    other = deliberation.open_body("residents", "居民代表会议", pact.village.code, by=pact.clerk, at=ASKED)
    meeting = deliberation.call_meeting(
        other.pk, NewMeeting("代表会议", "礼堂", MONDAY), by=pact.clerk, at=SENT
    )
    put = partial(actions.put_to_vote, one.pk, meeting=meeting.pk, method="named", by=pact.clerk, at=SENT)
    assert refused(put) == "meeting_unknown"


def test_where_the_body_ended_another_is_named_but_not_while_it_votes(pact: Pact):
    one, _meeting = pact.put()
    other = deliberation.open_body("assembly", "新一届村民会议", pact.village.code, by=pact.clerk, at=SENT)
    council = deliberation.open_body("council", "百姓议事会", pact.village.code, by=pact.clerk, at=SENT)

    def name(body: int) -> str:
        return refused(lambda: actions.name_body(one.compact_id, body, by=pact.clerk, at=MONDAY))

    assert (name(council.pk), name(other.pk)) == ("not_the_assembly", "body_votes")
    pact.held(_meeting, *["against"] * 7)
    actions.take_result(one.pk, by=pact.clerk, at=MONDAY + HOUR)
    assert actions.name_body(one.compact_id, other.pk, by=pact.clerk, at=MONDAY + HOUR).body_id == other.pk


def test_a_later_version_replaces_the_one_before_on_its_day(pact: Pact):
    first = pact.in_force()
    assert first.holds_on(MONDAY.date())
    second = actions.revise(first.compact_id, by=pact.clerk, at=MONDAY + DAY)
    assert refused(lambda: actions.revise(first.compact_id, by=pact.clerk, at=MONDAY + DAY)) == "draft_there"
    later = MONDAY + 40 * DAY
    second = pact.passed(pact.reviewed(second, MONDAY + 20 * DAY), later)
    actions.file_version(second.pk, number="乌镇备〔2026〕2号", by=pact.dispatcher, at=later)
    actions.bring_in_force(second.pk, day=(later + 5 * DAY).date(), by=pact.clerk, at=later)
    holds = [queries.in_force(first.compact, (later + days * DAY).date()) for days in (4, 5)]
    assert holds == [first, second]


def test_a_filing_number_is_used_once_and_only_the_town_files(pact: Pact):
    pact.in_force()
    market = deliberation.open_body("residents", "市场商户会", pact.village.code, by=pact.clerk, at=ASKED)
    deliberation.import_members(
        market.pk, [deliberation.NewMember(f"商户{n}") for n in range(7)], by=pact.clerk, at=ASKED
    )
    second = pact.passed(
        pact.reviewed(pact.drafted(kind="market", host="农贸市场", body=market.pk, name="市场公约"))
    )

    def file(who: Actor, number: str) -> Version:
        return actions.file_version(second.pk, number=number, by=who, at=MONDAY)

    assert refused(lambda: file(pact.clerk, "乌镇备〔2026〕2号")) == "role_may_not_review_compact"
    assert refused(lambda: file(pact.dispatcher, "乌镇备〔2026〕1号")) == "filing_taken"
    assert (
        refused(lambda: actions.bring_in_force(second.pk, day=MONDAY.date(), by=pact.clerk, at=MONDAY))
        == "wrong_state"
    )
    file(pact.dispatcher, "乌镇备〔2026〕2号")


def test_another_villages_clerk_finds_nothing(pact: Pact):
    from tests.county import an_office

    one = pact.drafted()
    elsewhere = people.towns_with_villages().get(code=pact.room.area_id).villages[1]
    stranger = a_member_of_staff(
        "邻村文书", "village_clerk", an_office("v2", "邻村", "village", elsewhere.code)
    )
    assert (
        refused(lambda: actions.ask_opinions(one.pk, until=SENT.date(), by=stranger, at=ASKED))
        == "not_visible"
    )
    assert refused(lambda: queries.version_here(stranger, one.pk)) == "not_visible"
    new = NewCompact(pact.village.code, "market", "市场公约", pact.body.pk, "农贸市场")
    assert refused(lambda: actions.open_compact(new, by=stranger, at=ASKED)) == "not_your_area"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE compacts_clause SET text = '别的话别的话'", "DELETE FROM compacts_clause", "UPDATE compacts_version SET filing_no = 'X1'",
        "UPDATE compacts_version SET state = 'failed'", "UPDATE compacts_version SET force_from = '2026-01-01'",
    ],
)  # fmt: skip
def test_the_database_lets_nothing_of_a_version_in_force_change(pact: Pact, statement: str):
    from django.db import connection

    pact.in_force()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_town_hears_what_waits_the_village_what_came_of_it_and_who_spoke_the_answer(pact: Pact):
    one, (she,) = pact.asked(at=MONDAY), pact.home("1号", "沈阿妹")
    said = actions.give_opinion(queries.clauses_of(one)[0].pk, wording="酒席不超过十桌。", by=she, at=MONDAY)
    actions.settle_opinion(said.pk, taken=True, by=pact.clerk, at=MONDAY)
    actions.send(one.pk, by=pact.clerk, at=MONDAY + 8 * DAY)
    actions.review(one.pk, ok=True, by=pact.dispatcher, at=MONDAY + 8 * DAY)
    while delivery.deliver(REACTIONS, at=MONDAY + 9 * DAY):
        pass
    heard = {who.name: [each.text for each in people.messages_for(who.person_id)] for who in (she, pact.clerk, pact.dispatcher)}  # fmt: skip
    assert heard == {
        "沈阿妹": ["您对公约提的意见有了答复。"],
        "村文书": ["您这里的一份公约有了审查结果，请接着办。"],
        "范受理": ["有一份公约报上来，等没有起草的人审查。"],
    }
