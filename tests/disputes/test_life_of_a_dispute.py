"""From an application to the call-back, and every way out."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils.timezone import localdate

from sanzhi.cases import actions as cases
from sanzhi.cases.models import Case, ClockRun
from sanzhi.disputes import actions, sweeps
from sanzhi.disputes.flow import DISPUTE_1, OPEN
from sanzhi.disputes.models import Agreement, Answer, Confirmation, Instalment
from tests.county import DAY, HOUR, MONDAY
from tests.disputes.room import FACTS, Room, later, nothing_wrong, refused, state

# --- the whole way ----------------------------------------------------------------------------


def test_neighbours_come_to_an_agreement_perform_it_and_are_called(room: Room):
    dispute = room.accepted()
    assert (dispute.year, dispute.serial, state(dispute)) == (2026, 1, "dispute-taken")
    run = ClockRun.objects.get(case_id=dispute.pk, stopped_at=None)
    assert (run.rule.clock, localdate(run.due_at)) == ("dispute-people", date(2026, 4, 2))
    room.given(dispute)
    first, _second = room.parties(dispute)
    room.hold(room.planned(dispute, apart=first.pk))
    room.hold(room.planned(dispute))
    agreement = room.draft(dispute)
    assert state(dispute) == "dispute-signing"
    room.signed(dispute)
    agreement.refresh_from_db()
    assert agreement.in_force_at == later(3)
    assert state(dispute) == "dispute-perform"
    asked = Confirmation.objects.get(agreement=agreement)
    assert (asked.court_name, localdate(asked.apply_by)) == (
        "桐乡市人民法院",
        date(2026, 4, 8),
    )  # 5 April is Qingming
    assert sweeps.remind(at=later(16)) == 1  # three days before the first part
    assert sweeps.remind(at=later(16)) == 0
    assert sweeps.remind(at=later(19)) == 1  # the day after it was not done
    for one in Instalment.objects.filter(agreement=agreement):
        actions.note_performance(one.pk, on=later(20).date(), by=room.clerk, at=later(20))
    case = Case.objects.get(pk=dispute.pk)
    assert (case.state, case.handled_by_id, case.done_late) == ("follow_up", room.mediator.person_id, False)
    cases.call_back(case.id, solved=True, satisfied=5, by=room.caller, at=later(21))
    assert state(dispute) == "closed"
    nothing_wrong()


def test_an_oral_agreement_is_in_force_as_it_is_entered(room: Room):
    dispute = room.talking()
    agreement = room.draft(dispute, form="oral")
    agreement.refresh_from_db()
    assert (agreement.in_force_at, state(dispute)) == (later(2), "dispute-perform")
    assert {one.means for one in Answer.objects.filter(about="agreement")} == {"oral"}
    assert not Confirmation.objects.exists()
    nothing_wrong()


def test_what_is_not_performed_ends_with_the_ways_told_and_can_go_to_court(room: Room):
    dispute = room.performing()
    actions.fail(dispute.pk, reason="对方没有付清理费", by=room.clerk, at=later(40))
    assert state(dispute) == "dispute-endfail"
    nothing_wrong()


# --- free, voluntary, leavable (I15) --------------------------------------------------------------


@pytest.mark.parametrize("here", OPEN)
def test_the_flow_has_an_exit_in_one_move_from_every_open_state(here):
    for name in ("dispute-leave", "dispute-court", "dispute-police"):
        step = DISPUTE_1.step(name, here)
        assert DISPUTE_1.states[step.to].ended, (here, name)


def test_there_is_no_open_state_without_its_exit():
    still_open = {code for code, one in DISPUTE_1.states.items() if not one.ended}
    assert still_open == set(OPEN)


@pytest.mark.parametrize("here", OPEN)
@pytest.mark.parametrize("who", ["applicant", "other"])
def test_every_party_leaves_from_every_open_state_in_one_move(room: Room, here, who):
    dispute = room.in_state(here)
    actor = getattr(room, who)
    party = next(one for one in room.parties(dispute) if one.person_id == actor.person_id)
    actions.leave(dispute.pk, party=party.pk, by=actor, at=later(25))
    assert state(dispute) == "dispute-endleft"
    assert not ClockRun.objects.filter(case_id=dispute.pk, stopped_at=None).exists()
    actions.leave(dispute.pk, party=party.pk, by=actor, at=later(26))
    nothing_wrong()


def test_no_table_of_this_room_holds_a_fee(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_name LIKE 'disputes_%' "
            "AND column_name ~ 'fee|price|charge'"
        )
        assert cursor.fetchall() == []


def test_who_refuses_ends_it_before_it_begins(room: Room):
    dispute = room.applied()
    second = room.parties(dispute)[1]
    actions.answer(dispute.pk, "consent", False, party=second.pk, by=room.other, at=MONDAY + HOUR)
    assert state(dispute) == "dispute-endrefused"
    nothing_wrong()


def test_nothing_is_accepted_before_everybody_has_agreed(room: Room):
    dispute = room.applied()
    assert refused(lambda: actions.accept(dispute.pk, by=room.clerk, at=MONDAY + HOUR)) == "consent_missing"
    assert refused(lambda: actions.accept(dispute.pk, by=room.mediator, at=MONDAY + HOUR)) == "not_the_clerk"


def test_a_mediator_is_whom_all_accept_and_one_is_refused_at_any_time(room: Room):
    dispute = room.accepted()
    actions.propose_mediator(dispute.pk, room.first.pk, by=room.other, at=MONDAY + 3 * HOUR)
    first, second = room.parties(dispute)
    dispute.refresh_from_db()
    assert dispute.mediator is None
    actions.answer(
        dispute.pk,
        "mediator",
        True,
        party=first.pk,
        subject=room.first.pk,
        by=room.applicant,
        at=MONDAY + 4 * HOUR,
    )
    dispute.refresh_from_db()
    assert dispute.mediator_id == room.first.pk
    actions.answer(
        dispute.pk,
        "mediator",
        False,
        party=second.pk,
        subject=room.first.pk,
        by=room.other,
        at=MONDAY + 5 * HOUR,
    )
    dispute.refresh_from_db()
    assert dispute.mediator is None


def test_who_has_to_do_with_a_party_is_not_chosen(room: Room):
    dispute = room.accepted()
    who = room.other.person_id
    actions.declare_conflict(room.first.pk, who, "表兄弟", by=room.mediator, at=MONDAY)
    assert (
        refused(
            lambda: actions.propose_mediator(dispute.pk, room.first.pk, by=room.clerk, at=MONDAY + 3 * HOUR)
        )
        == "conflict"
    )


def test_only_the_parties_together_lengthen_the_time(room: Room):
    dispute = room.talking()
    due = Case.objects.get(pk=dispute.pk).due_at
    actions.ask_more_time(dispute.pk, 10, by=room.mediator, at=later(5))
    first, second = room.parties(dispute)
    actions.answer(dispute.pk, "more_time", True, party=first.pk, by=room.applicant, at=later(6))
    assert Case.objects.get(pk=dispute.pk).due_at == due
    actions.answer(dispute.pk, "more_time", True, party=second.pk, by=room.other, at=later(6))
    assert Case.objects.get(pk=dispute.pk).due_at == due + 12 * DAY  # forty days end on a Saturday
    nothing_wrong()


# --- sessions -----------------------------------------------------------------------------------


def test_no_minutes_are_kept_of_what_is_said_apart(room: Room):
    dispute = room.talking()
    one = room.planned(dispute, apart=room.parties(dispute)[0].pk)
    said = actions.Record("他悄悄说愿意出两百元。")
    assert (
        refused(lambda: actions.hold_session(one.pk, said, rights_told=True, by=room.mediator, at=later(2)))
        == "apart_no_minutes"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        type(one).objects.filter(pk=one.pk).update(minutes="他悄悄说")


def test_rights_are_told_first(room: Room):
    dispute = room.given(room.accepted())
    one = room.planned(dispute)
    said = actions.Record("双方到场，各说各的看法。")
    assert (
        refused(lambda: actions.hold_session(one.pk, said, rights_told=False, by=room.mediator, at=later(2)))
        == "rights_untold"
    )


def test_a_video_session_is_held_at_the_countys_own_address_or_not_at_all(room: Room, settings):
    dispute = room.given(room.accepted())
    new = actions.NewSession("video", later(1))
    assert (
        refused(lambda: actions.plan_session(dispute.pk, new, by=room.clerk, at=later(0.5))) == "no_meetings"
    )
    settings.SANZHI_MEETINGS = "https://meet.example.cn/{code}"
    one = actions.plan_session(dispute.pk, new, by=room.clerk, at=later(0.5))
    assert one.place == f"https://meet.example.cn/{Case.objects.get(pk=dispute.pk).public_code}-1"


def test_nobody_is_made_to_sit_with_whom_they_fear(room: Room):
    dispute = room.given(room.accepted())
    actions.flag_danger(dispute.pk, capacity=False, by=room.clerk, at=MONDAY + 5 * HOUR)
    assert refused(lambda: room.planned(dispute)) == "joint_not_wanted"
    room.planned(dispute, apart=room.parties(dispute)[0].pk)
    room.says(dispute, "joint", True, later(1))
    room.planned(dispute)


# --- the agreement ------------------------------------------------------------------------------


def test_an_agreement_says_what_the_law_asks(room: Room):
    dispute = room.talking()
    new = actions.NewAgreement("written", "", "甲方移走杂物", "自行履行", date(2026, 3, 31))
    assert (
        refused(lambda: actions.draft_agreement(dispute.pk, new, by=room.mediator, at=later(2)))
        == "agreement_incomplete"
    )


@pytest.mark.parametrize("kind", ["marriage", "adoption", "inheritance", "family", "utility"])
def test_what_the_law_keeps_on_paper_is_not_signed_online_but_on_paper(room: Room, kind):
    dispute = room.talking(type=kind)
    agreement = room.draft(dispute)
    party = room.parties(dispute)[0]
    assert (
        refused(lambda: actions.sign(dispute.pk, party=party.pk, by=room.applicant, at=later(3)))
        == "paper_only"
    )
    with pytest.raises(DatabaseError, match="cannot sign"), transaction.atomic():
        Answer.objects.create(
            party=party, about="agreement", subject=agreement.pk, yes=True, means="online", at=later(3),
            entered_by_id=party.person_id,
        )  # fmt: skip
    for one in room.parties(dispute):
        actions.sign(dispute.pk, party=one.pk, means="fingerprint", by=room.clerk, at=later(3))
    actions.sign_as_mediator(dispute.pk, by=room.mediator, at=later(3))
    actions.seal(dispute.pk, by=room.clerk, at=later(3))
    assert state(dispute) == "dispute-perform"
    assert Confirmation.objects.exists() == (kind not in ("marriage", "adoption"))


def test_the_database_lets_no_agreement_into_force_unsigned(room: Room):
    dispute = room.talking()
    agreement = room.draft(dispute)
    for changes, wrong in (
        ({"in_force_at": later(3)}, "lacks the mediator"),
        ({"in_force_at": later(3), "mediator_signed_at": later(3), "sealed_at": later(3)}, "every party"),
        ({"terms": "别的"}, "as it was drafted"),
    ):
        with pytest.raises(DatabaseError, match=wrong), transaction.atomic():
            Agreement.objects.filter(pk=agreement.pk).update(**changes)


def test_an_answer_is_never_changed(room: Room):
    room.applied()
    for change in (lambda: Answer.objects.update(yes=False), lambda: Answer.objects.all().delete()):
        with pytest.raises(DatabaseError, match="stands as it was given"), transaction.atomic():
            change()


def test_what_is_redrafted_is_signed_anew(room: Room):
    dispute = room.talking()
    room.draft(dispute)
    first = room.parties(dispute)[0]
    actions.sign(dispute.pk, party=first.pk, by=room.applicant, at=later(3))
    actions.redraft(dispute.pk, by=room.other, at=later(3))
    assert state(dispute) == "dispute-talks"
    again = room.draft(dispute, at=later(3))
    assert again.version == 2
    room.signed(dispute)
    assert state(dispute) == "dispute-perform"
    assert again.facts == FACTS
    nothing_wrong()
