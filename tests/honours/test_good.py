"""桐乡好人: proposed, agreed, checked by another who sees nothing else, announced, awarded, taken back by two."""

import re

import pytest
from django.db import DatabaseError, transaction

from sanzhi.honours import actions, queries
from sanzhi.honours.flow import GOOD
from sanzhi.honours.models import Nomination
from sanzhi.honours.triggers import GOOD_MOVES
from sanzhi.kit.verdict import Refusal
from sanzhi.notices import actions as notices
from sanzhi.people.models import Consent
from sanzhi.people.roles import ROLES
from tests.county import MONDAY
from tests.honours.conftest import CONTACT, DAY, HOUR, LATER


def on_the_roll(village, at=LATER + HOUR):
    return [(one.award.number, one.name) for one in queries.roll(village.code[:6], at)]


@pytest.mark.parametrize("level", ["village", "town", "county"])
def test_from_a_neighbours_word_to_an_award_with_a_number(village, level):
    extra = {"level": level}
    if level == "town":  # the town's officer checks, the county's awards
        one = village.good("announced", **extra)
        one = actions.award(one.pk, by=village.county_civility, at=LATER)
    else:
        one = village.good("awarded", **extra)
    assert one.state == "awarded"
    assert one.serial == 1
    assert on_the_roll(village) == [(one.number, "沈小满")]


def test_one_may_propose_oneself_but_nobody_else_for_it(village):
    one = village.nominated(by=village.resident, source="self")
    with pytest.raises(Refusal, match="not_the_same"):
        actions.accept(one.pk, person=village.neighbour.person_id, by=village.clerk, at=MONDAY)
    assert actions.accept(one.pk, person=village.resident.person_id, by=village.clerk, at=MONDAY)


def test_an_organisation_says_who_it_is(village):
    with pytest.raises(Refusal, match="organisation_missing"):
        village.nominated(by=village.clerk, source="organisation")
    assert village.nominated(by=village.clerk, source="organisation", organisation="红帆志愿队")


def test_no_step_is_taken_without_the_nominees_agreement(village):
    one = village.good("asked")
    with pytest.raises(Refusal, match="elsewhere"):
        actions.check(one.pk, true=True, facts="走访属实", by=village.civility, at=MONDAY)
    with pytest.raises(DatabaseError, match="agreement"), transaction.atomic():
        Nomination.objects.filter(pk=one.pk).update(state="agreed")


def test_the_nominee_says_no_without_a_reason_and_that_is_the_end(village):
    one = village.good("asked")
    assert actions.refuse_nomination(one.pk, by=village.resident, at=MONDAY + HOUR).state == "refused"


def test_a_child_is_never_nominated_to_the_end(village):
    one = village.nominated()
    with pytest.raises(Refusal, match="under_age"):
        actions.accept(one.pk, person=village.child.person_id, by=village.clerk, at=MONDAY)


def test_a_nomination_is_turned_away_for_one_of_a_closed_list_of_reasons(village):
    one = village.nominated()
    with pytest.raises(Refusal, match="choice_unknown"):
        actions.decline(one.pk, why="petitioner", by=village.clerk, at=MONDAY)
    assert actions.decline(one.pk, why="unknown", by=village.clerk, at=MONDAY).state == "declined"


def test_whoever_checks_or_awards_sees_no_petition_and_whoever_checks_no_points():
    for role in ROLES.values():
        if "honour.check" in role.permissions or "honour.award" in role.permissions:
            assert not [one for one in role.permissions if not one.startswith(("honour.", "exposure."))]
        if "honour.publish" in role.permissions:  # awards at village level
            assert not [one for one in role.permissions if one.startswith("case.")]


@pytest.mark.parametrize("facts", ["查了他的信访记录，没有问题", "积分在全村前十名，属实", "没有人投诉过他"])
def test_a_check_that_weighs_petitions_or_points_is_refused_twice(village, facts):
    one = village.good("agreed")
    with pytest.raises(Refusal, match="weighs_what_it_must_not"):
        actions.check(one.pk, true=True, facts=facts, by=village.civility, at=MONDAY + HOUR)
    with pytest.raises(DatabaseError), transaction.atomic():
        Nomination.objects.filter(pk=one.pk).update(facts=facts)


def test_whoever_proposed_accepted_or_is_proposed_does_not_check(village):
    one = village.good("agreed")
    for hand in (one.nominated_by_id, one.accepted_by_id, one.nominee_id):
        with pytest.raises(DatabaseError), transaction.atomic():
            Nomination.objects.filter(pk=one.pk).update(checked_by=hand)


def test_whoever_checked_does_not_award(village):
    one = village.good("announced", level="town")
    with pytest.raises(Refusal, match="own_hand"):
        actions.award(one.pk, by=village.civility, at=LATER)


def test_nothing_is_awarded_while_its_notice_hangs_or_an_objection_is_open(village):
    one = village.good("announced")
    with pytest.raises(Refusal, match="notice_running"):
        actions.award(one.pk, by=village.overseer, at=MONDAY + DAY)
    notices.object_to(
        one.notice_id, line=1, text="饭不是他送的", sort="objection", by=village.wife, at=MONDAY + DAY
    )
    with pytest.raises(Refusal, match="objection_open"):
        actions.award(one.pk, by=village.overseer, at=LATER)
    with pytest.raises(DatabaseError, match="before its notice"), transaction.atomic():
        Nomination.objects.filter(pk=one.pk).update(
            state="awarded", awarded_by=village.overseer.person_id, awarded_at=LATER, serial=9, paper="x"
        )


def test_an_objection_that_is_upheld_ends_it(village):
    one = village.good("announced")
    said = notices.object_to(
        one.notice_id, line=1, text="饭不是他送的", sort="objection", by=village.wife, at=MONDAY + DAY
    )
    notices.answer_objection(
        said.id, upheld=True, answer="核实后确实不是。", by=village.dispatcher, at=MONDAY + 2 * DAY
    )
    assert actions.close_objected(one.pk, by=village.clerk, at=LATER).state == "objected"


@pytest.mark.parametrize("state", ["agreed", "checked", "announced"])
def test_taking_it_back_on_the_way_ends_it_and_takes_the_notice_down(village, state):
    one = village.good(state)
    actions.take_back(f"honour-good-{one.pk}", by=village.resident, at=MONDAY + DAY)
    one.refresh_from_db()
    assert one.state == "refused"
    assert one.notice is None or one.notice.withdrawn_at


def test_taking_it_back_after_the_award_takes_it_off_the_roll_and_leaves_the_award(village):
    one = village.good("awarded")
    actions.take_back(f"honour-good-{one.pk}", by=village.resident, at=LATER + HOUR)
    assert on_the_roll(village) == []
    one = queries.by_paper(one.paper)
    assert one.state == "awarded"
    assert queries.name_now(one, LATER + HOUR) == ""


def test_the_name_leaves_the_roll_after_thirty_days_and_comes_back_by_the_persons_own_press(village):
    one = village.good("awarded")
    assert on_the_roll(village, LATER + 30 * DAY) == [(one.number, "")]
    actions.show_longer(one.pk, by=village.resident, at=LATER + 40 * DAY)
    assert on_the_roll(village, LATER + 41 * DAY) == [(one.number, "沈小满")]


def test_an_award_is_taken_back_by_two_after_the_person_was_heard(village):
    one = village.good("awarded")
    actions.ask_to_revoke(one.pk, reason="事迹是别人做的", by=village.clerk, at=LATER + DAY)
    with pytest.raises(Refusal, match="not_heard"):
        actions.revoke(one.pk, by=village.overseer, at=LATER + 2 * DAY)
    actions.answer_revocation(one.pk, text="是我和邻居一起做的", by=village.resident, at=LATER + 2 * DAY)
    one = actions.revoke(one.pk, by=village.overseer, at=LATER + 3 * DAY)
    assert one.state == "revoked"
    assert on_the_roll(village, LATER + 4 * DAY) == []


def test_one_person_cannot_take_an_award_back_alone(village):
    one = village.good("awarded")
    actions.ask_to_revoke(one.pk, reason="事迹是别人做的", by=village.overseer, at=LATER + DAY)
    with pytest.raises(Refusal, match="own_hand"):
        actions.revoke(one.pk, by=village.overseer, at=LATER + 20 * DAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        Nomination.objects.filter(pk=one.pk).update(
            state="revoked", revoked_by=village.overseer.person_id, revoked_at=LATER
        )


def test_the_trigger_and_the_flow_know_the_same_moves():
    moves = {(frm, step.to) for step in GOOD.steps for frm in step.frm}
    told = GOOD_MOVES.split("(OLD.state, NEW.state) NOT IN (")[1].split(")) THEN")[0] + ")"
    assert set(re.findall(r"\('(\w+)', '(\w+)'\)", told)) == moves


def test_a_consent_for_something_else_carries_nothing(village):
    one = village.good("asked")
    other = Consent.objects.create(
        person_id=village.resident.person_id, purpose="case_filing", items=["name"], basis="consent",
        text_version="1", channel="web", given_at=MONDAY,
    )  # fmt: skip
    with pytest.raises(DatabaseError, match="agreement"), transaction.atomic():
        Nomination.objects.filter(pk=one.pk).update(state="agreed", consent=other)


def test_a_story_with_a_telephone_is_not_taken_and_one_with_a_neighbours_name_is_not_announced(village):
    with pytest.raises(Refusal, match="points_at_somebody"):
        village.nominated(story="三年来每天送饭，有事打13812345678，从不间断。")
    one = village.good("checked", story="沈小满三年来每天给陆阿婆送饭，下雨下雪从不间断。")
    announce = {"contact": CONTACT, "by": village.clerk, "at": MONDAY + DAY}
    with pytest.raises(Refusal, match="points_at_somebody"):
        actions.announce_nomination(one.pk, **announce)
    told = "沈小满三年来每天给独居的老人送饭，下雨下雪从不间断。"
    assert actions.announce_nomination(one.pk, told=told, **announce).told == told
