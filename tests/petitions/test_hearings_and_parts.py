"""A hearing with its record, two organs with one reply, and a call-back that moves no right."""

import pytest
from django.db import DatabaseError, connection, transaction

from sanzhi.cases import actions as cases
from sanzhi.cases import queries as engine
from sanzhi.cases.models import CallBack, Case, ClockRun
from sanzhi.kit import walls
from sanzhi.people.access import sight_of
from sanzhi.petitions import access, actions, queries
from sanzhi.petitions.models import Hearing, Joint, Letter, Petition
from tests.county import DAY, HOUR, MONDAY, a_member_of_staff

from .bureau import OPINION, Bureau, clocks, record, refused, state_of, whole


@pytest.fixture
def county(db) -> Bureau:
    actions.load_reference(at=MONDAY)
    return Bureau()


# --- the hearing ---------------------------------------------------------------------------------------


def hearing(county) -> Petition:
    one = county.reexamining()
    return actions.hold_hearing(one.pk, reason="情况重大", by=county.officer, at=MONDAY + 45 * DAY)


def test_a_hearing_ends_with_a_record_that_is_printed_and_kept(county):
    one = hearing(county)
    said = record((MONDAY + 50 * DAY).date())
    letter = actions.end_hearing(one.pk, said, by=county.officer, at=MONDAY + 55 * DAY)
    body = str(letter.body)
    for words in (said.place, said.chair, said.questions, said.statements, said.conclusion, *said.present):
        assert words in body, words
    held = Hearing.objects.get()
    assert (held.record_id, held.held_on, held.open) == (letter.pk, said.held_on, True)
    assert whole(county) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"statements": ""}, "record_incomplete"),
        ({"present": ()}, "record_incomplete"),
        ({"held_on": (MONDAY + 40 * DAY).date()}, "hearing_day_wrong"),
        ({"held_on": (MONDAY + 90 * DAY).date()}, "hearing_day_wrong"),
    ],
)
def test_without_a_whole_record_the_clock_does_not_go_on(county, changes, code):
    one = hearing(county)
    said = record(**{"on": (MONDAY + 50 * DAY).date(), **changes})
    assert refused(lambda: actions.end_hearing(one.pk, said, by=county.officer, at=MONDAY + 55 * DAY)) == code
    assert clocks(one)["petition-reexam"].paused_at is not None


def test_announcing_a_hearing_and_not_holding_it_buys_no_time(county):
    one = county.reexamining()
    due = clocks(one)["petition-reexam"].due_at
    actions.hold_hearing(one.pk, reason="情况重大", by=county.officer, at=MONDAY + 45 * DAY)
    actions.call_off_hearing(one.pk, reason="信访人不愿参加", by=county.officer, at=MONDAY + 60 * DAY)
    run = clocks(one)["petition-reexam"]
    assert (run.due_at, run.paused_at) == (due, None)
    assert whole(county) == []


def test_a_mutant_that_lets_the_clock_stand_still_without_a_hearing_is_found(county):
    one = hearing(county)
    actions.end_hearing(one.pk, record((MONDAY + 50 * DAY).date()), by=county.officer, at=MONDAY + 55 * DAY)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_clockpause SET started_at = started_at - interval '3 days'")
    assert "unheard" in {violation.check for violation in whole(county)}


def test_a_hearing_that_is_over_stays(county):
    one = hearing(county)
    actions.end_hearing(one.pk, record((MONDAY + 50 * DAY).date()), by=county.officer, at=MONDAY + 55 * DAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        Hearing.objects.update(place="别处")


# --- two organs, one reply -------------------------------------------------------------------------------


def joined(county, at=MONDAY + 2 * DAY) -> tuple[Petition, Joint]:
    one = county.accepted()
    joint = actions.join_organ(
        one.pk, office=county.water.pk, named="above", asked="排水管网是否归你单位", by=county.officer, at=at
    )
    return one, joint


def test_the_second_organ_writes_its_part_and_the_reply_is_one(county):
    one, _joint = joined(county)
    water = a_member_of_staff("水利老吴", "handler", county.water)
    answer = lambda at: actions.answer(one.pk, OPINION, by=county.handler, at=at)  # noqa: E731
    assert refused(lambda: answer(MONDAY + 5 * DAY)) == "parts_missing"
    actions.write_part(one.pk, part="管网由我局管理，恢复标准见技术规程。", by=water, at=MONDAY + 6 * DAY)
    letter = answer(MONDAY + 7 * DAY)
    assert "管网由我局管理" in str(letter.body) and county.water.name in str(letter.body)
    assert letter.body["office"] == county.roads.name
    assert Letter.objects.filter(petition=one, kind="opinion").count() == 1
    again = lambda: actions.write_part(one.pk, part="再写一遍这一部分的意见", by=water, at=MONDAY + 7 * DAY)  # noqa: E731
    assert refused(again) in ("part_written", "step_not_open")
    assert whole(county) == []


def test_the_second_organ_sees_it_while_it_is_concerned_and_no_longer(county):
    one, joint = joined(county)
    water = a_member_of_staff("水利老吴", "handler", county.water)
    with walls.seeing(sight_of(water)):
        assert queries.visible_to(water).filter(pk=one.pk).exists()
    seen = Petition.objects.select_related("case").get(pk=one.pk)
    assert access.may_see(water, seen, [], None, queries.joint_offices(one.pk))
    let_go = {"office": county.water.pk, "reason": "经查不涉及排水管网", "by": county.officer}
    actions.let_organ_go(one.pk, **let_go, at=MONDAY + 3 * DAY)
    with walls.seeing(sight_of(water)):
        assert not queries.visible_to(water).filter(pk=one.pk).exists()
    assert not access.may_see(water, seen, [], None, queries.joint_offices(one.pk))
    joint.refresh_from_db()
    assert joint.left_at == MONDAY + 3 * DAY
    actions.answer(one.pk, OPINION, by=county.handler, at=MONDAY + 5 * DAY)


def test_what_it_wrote_cannot_be_let_go_or_changed(county):
    one, joint = joined(county)
    water = a_member_of_staff("水利老吴", "handler", county.water)
    actions.write_part(one.pk, part="管网由我局管理，恢复标准见技术规程。", by=water, at=MONDAY + 6 * DAY)
    let_go = {"office": county.water.pk, "reason": "想去掉", "by": county.officer, "at": MONDAY + 7 * DAY}
    assert refused(lambda: actions.let_organ_go(one.pk, **let_go)) == "not_joint"
    with pytest.raises(DatabaseError), transaction.atomic():
        Joint.objects.filter(pk=joint.pk).update(part="别的意见")


def test_joint_handling_lengthens_no_time(county):
    one = county.accepted()
    due = clocks(one)["petition-handle"].due_at
    actions.join_organ(
        one.pk, office=county.water.pk, named="agreed", asked="排水管网是否归你单位", by=county.officer, at=MONDAY + 2 * DAY
    )  # fmt: skip
    assert clocks(one)["petition-handle"].due_at == due


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"office": 0}, "choice_unknown"),
        ({"named": "somebody"}, "choice_unknown"),
        ({"asked": "管"}, "asked_missing"),
        ({"by": "handler"}, "not_in_your_hands"),
        ({"office": "roads"}, "organ_already"),
    ],
)
def test_who_may_be_asked_beside_the_organ_and_by_whom(county, changes, code):
    one = county.accepted()
    said = {
        "office": county.water.pk,
        "named": "agreed",
        "asked": "排水管网是否归你单位",
        "by": county.officer,
        **changes,
    }
    if said["office"] == "roads":
        said["office"] = county.roads.pk
    if said["by"] == "handler":
        said["by"] = county.handler
    assert refused(lambda: actions.join_organ(one.pk, **said, at=MONDAY + 2 * DAY)) == code


# --- the call-back ---------------------------------------------------------------------------------------


def asked(county) -> Petition:
    one = county.reexamining()
    actions.reexamine(one.pk, OPINION, result="keep", by=county.officer, at=MONDAY + 50 * DAY)
    return one


@pytest.mark.parametrize(("solved", "satisfied"), [(True, 5), (False, 1)])
def test_an_answer_at_the_call_back_closes_it_and_moves_no_right(county, solved, satisfied):
    one = asked(county)
    before = Petition.objects.filter(pk=one.pk).values().get()
    with walls.seeing(sight_of(county.caller)):
        assert sum(engine.callback_counts(county.caller, MONDAY + 80 * DAY).values()) == 1
    cases.call_back(one.pk, solved=solved, satisfied=satisfied, by=county.caller, at=MONDAY + 60 * DAY)
    assert Petition.objects.filter(pk=one.pk).values().get() == before
    case = Case.objects.get(pk=one.pk)
    assert (case.state, case.solved, case.reopens, case.holder_id) == ("closed", solved, 0, None)
    assert not ClockRun.objects.filter(case=case, stopped_at=None).exists()
    assert CallBack.objects.get(case=case).satisfied == satisfied
    reopen = lambda: cases.reopen(one.pk, reason="还要重新办理", by=county.resident, at=MONDAY + 61 * DAY)  # noqa: E731
    assert refused(reopen) == "unknown_step"
    again = county.filed(MONDAY + 70 * DAY)
    assert state_of(again) == "petition-new"
    assert whole(county) == []


def test_nobody_is_called_while_the_next_round_may_still_be_asked_for(county):
    one = Petition.objects.get(pk=county.served().petition_id)
    with walls.seeing(sight_of(county.caller)):
        assert sum(engine.callback_counts(county.caller, MONDAY + 20 * DAY).values()) == 0
    actions.lapse(one.pk, at=one.ask_by)
    assert state_of(one) == "follow_up"


def test_about_a_confidential_petition_nobody_is_called(county):
    one = county.accepted(confidential=True)
    letter = actions.answer(one.pk, OPINION, by=county.handler, at=MONDAY + 10 * DAY)
    actions.serve(letter.pk, how="direct", receipt="本人", by=county.handler, at=MONDAY + 11 * DAY)
    one.refresh_from_db()
    actions.lapse(one.pk, at=one.ask_by)
    assert state_of(one) == "petition-endreply"
    with walls.seeing(sight_of(county.caller)):
        assert not Case.objects.filter(pk=one.pk).exists()


def test_the_caller_sees_it_only_while_they_are_to_call(county):
    one = asked(county)
    with walls.seeing(sight_of(county.caller)):
        assert Case.objects.filter(pk=one.pk).exists()
    cases.call_back(one.pk, solved=True, satisfied=5, by=county.caller, at=MONDAY + 60 * DAY)
    with walls.seeing(sight_of(county.caller)):
        assert not Case.objects.filter(pk=one.pk).exists()


def test_the_last_paper_is_served_while_it_is_asked_about_and_after(county):
    one = asked(county)
    letter = Letter.objects.get(petition=one, kind="reexam")
    actions.serve(letter.pk, how="post", receipt="XA9", by=county.officer, at=MONDAY + 52 * DAY)
    assert state_of(one) == "follow_up"
    actions.rate(one.pk, satisfied=2, by=county.resident, at=MONDAY + 53 * DAY + HOUR)
    assert whole(county) == []
