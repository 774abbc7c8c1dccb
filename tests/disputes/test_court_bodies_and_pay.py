"""What the court sends and confirms, who sits in a body, and how a mediator is paid."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils.timezone import localdate

from sanzhi.cases import actions as cases
from sanzhi.cases.models import Case, ClockRun
from sanzhi.disputes import actions, sweeps
from sanzhi.disputes.flow import CLOCKS
from sanzhi.disputes.models import Confirmation, Diversion, Subsidy, Term
from sanzhi.disputes.verify import check_disputes
from tests.county import HOUR, MONDAY
from tests.disputes.room import Room, later, nothing_wrong, refused, state

# --- the court ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("mode", "days"), [("delegated", 30), ("ordinary", 15), ("summary", 7)])
def test_what_a_court_sends_has_its_time_from_the_mediators_signature(room: Room, mode, days):
    dispute = room.diverted(mode)
    for party in room.parties(dispute):
        actions.answer(
            dispute.pk, "consent", True, party=party.pk, means="signed", by=room.clerk, at=MONDAY + HOUR
        )
    assert refused(lambda: actions.accept(dispute.pk, by=room.clerk, at=later(1))) == "signer_missing"
    actions.accept(dispute.pk, signed_by=room.first.pk, by=room.clerk, at=later(1))
    run = ClockRun.objects.select_related("rule").get(case_id=dispute.pk, stopped_at=None)
    assert run.rule.clock == CLOCKS[mode]
    assert Diversion.objects.get().signed_at == later(1)
    assert run.rule.limit == f"{days}d"


@pytest.mark.parametrize("here", ["dispute-new", "dispute-taken", "dispute-talks", "dispute-signing"])
def test_a_refused_diversion_is_filed_now_from_wherever_it_stands(room: Room, here):
    dispute = room.diverted()
    if here != "dispute-new":
        for party in room.parties(dispute):
            actions.answer(
                dispute.pk, "consent", True, party=party.pk, means="signed", by=room.clerk, at=MONDAY + HOUR
            )
        actions.accept(dispute.pk, signed_by=room.first.pk, by=room.clerk, at=MONDAY + 2 * HOUR)
    if here in ("dispute-talks", "dispute-signing"):
        room.given(dispute)
        room.hold(room.planned(dispute))
    if here == "dispute-signing":
        room.draft(dispute)
    assert state(dispute) == here
    second = room.parties(dispute)[1]
    actions.leave(dispute.pk, party=second.pk, by=room.other, at=later(4))
    sent = Diversion.objects.get()
    assert (state(dispute), sent.result, sent.returned_at) == ("dispute-endcourt", "refused", later(4))
    assert localdate(sent.file_by) == date(2026, 3, 14)  # seven days, the last one whole
    actions.note_filed(dispute.pk, "（2026）浙0483民初88号", by=room.court, at=later(6))
    nothing_wrong()


def test_the_parties_ask_for_confirmation_together_and_within_thirty_days(room: Room):
    dispute = room.performing()
    first, second = room.parties(dispute)
    asked = actions.join_confirmation(dispute.pk, True, party=first.pk, by=room.applicant, at=later(5))
    assert asked.applied_at is None
    asked = actions.join_confirmation(dispute.pk, True, party=second.pk, by=room.other, at=later(6))
    assert asked.applied_at == later(6)
    ruled = actions.Ruled(date(2026, 3, 12), "valid", "（2026）浙0483民特1号", date(2026, 3, 20))
    done = actions.note_ruling(asked.pk, ruled, by=room.court, at=later(20))
    assert done.ruling == "valid"
    nothing_wrong()


def test_after_thirty_days_it_is_too_late_for_the_court(room: Room):
    dispute = room.performing()
    first = room.parties(dispute)[0]
    assert (
        refused(
            lambda: actions.join_confirmation(
                dispute.pk, True, party=first.pk, by=room.applicant, at=later(37)
            )
        )
        == "too_late"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Confirmation.objects.update(applied_at=later(37))
    assert sweeps.remind_of_confirmation(at=later(30)) == 1
    assert sweeps.remind_of_confirmation(at=later(30)) == 0


def test_a_half_day_of_a_judge_is_booked_place_by_place(room: Room):
    new = actions.NewStation(
        "judge", room.village.code[:9] + "000", "陈法官", 3, "am", "乌镇司法所 2 楼", places=1
    )
    one = actions.open_station(new, by=room.court, at=MONDAY)
    day = date(2026, 3, 4)
    booked = actions.book(one.pk, day, "问赡养费", by=room.applicant, at=MONDAY)
    assert actions.book(one.pk, day, "问赡养费", by=room.applicant, at=MONDAY).pk == booked.pk
    assert refused(lambda: actions.book(one.pk, day, "问借款", by=room.other, at=MONDAY)) == "full"
    assert (
        refused(lambda: actions.book(one.pk, date(2026, 3, 5), "问借款", by=room.other, at=MONDAY))
        == "not_that_day"
    )


# --- bodies -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("women", "men", "wrong"), [(1, 1, "members"), (1, 9, "members"), (0, 3, "no_woman")]
)
def test_a_committee_has_three_to_nine_members_and_a_woman(room: Room, women, men, wrong):
    seats = room.seats(women, men)
    begins, ends = date(2026, 3, 2), date(2029, 3, 2)
    assert (
        refused(
            lambda: actions.elect(
                room.body.pk, seats, begins_on=begins, ends_on=ends, by=room.justice, at=MONDAY
            )
        )
        == wrong
    )


def test_the_database_too_wants_the_committee_whole(room: Room):
    begins, ends = date(2026, 3, 2), date(2029, 3, 2)
    actions.elect(room.body.pk, room.seats(), begins_on=begins, ends_on=ends, by=room.justice, at=MONDAY)
    with pytest.raises(DatabaseError, match="three to nine"), transaction.atomic():
        Term.objects.create(
            body=room.body, begins_on=date(2030, 1, 1), ends_on=date(2032, 1, 1), entered_by_id=room.justice.person_id,
            entered_at=MONDAY,
        )  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


# --- paying the mediator ------------------------------------------------------------------------


def ready_to_pay(room: Room):
    dispute = room.performed()
    for party in room.parties(dispute):
        actions.see_identity(dispute.pk, party.pk, {"sex": "男"}, by=room.clerk, at=later(21))
    return dispute


def test_a_subsidy_goes_through_three_hands_and_once_for_a_dispute(room: Room):
    dispute = ready_to_pay(room)
    one = actions.draft_subsidy(dispute.pk, "ordinary", by=room.clerk, at=later(22))
    assert actions.draft_subsidy(dispute.pk, "major", by=room.clerk, at=later(22)).pk == one.pk
    assert one.amount_cents == 8000
    actions.review_subsidy(dispute.pk, by=room.justice, at=later(23))
    assert refused(lambda: actions.approve_subsidy(dispute.pk, by=room.justice, at=later(23))) == "own_hand"
    actions.approve_subsidy(dispute.pk, by=room.justice_two, at=later(24))
    actions.pay_subsidy(dispute.pk, by=room.justice_two, at=later(25))
    assert Subsidy.objects.get().state == "paid"
    nothing_wrong()


def test_no_mediator_reviews_their_own_subsidy(room: Room):
    dispute = ready_to_pay(room)
    actions.draft_subsidy(dispute.pk, "ordinary", by=room.clerk, at=later(22))
    with pytest.raises(IntegrityError), transaction.atomic():
        Subsidy.objects.update(reviewed_by_id=room.mediator.person_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        Subsidy.objects.update(state="paid")


def test_what_lacks_a_part_of_its_dossier_is_neither_paid_nor_archived(room: Room):
    dispute = room.performed()
    assert (
        refused(lambda: actions.draft_subsidy(dispute.pk, "simple", by=room.clerk, at=later(22)))
        == "dossier_incomplete"
    )
    cases.call_back(dispute.pk, solved=True, satisfied=5, by=room.caller, at=later(23))
    assert refused(lambda: actions.archive(dispute.pk, by=room.clerk, at=later(24))) == "dossier_incomplete"
    for party in room.parties(dispute):
        actions.see_identity(dispute.pk, party.pk, {}, by=room.clerk, at=later(24))
    assert actions.archive(dispute.pk, by=room.clerk, at=later(24)).archived_at == later(24)


# --- once -----------------------------------------------------------------------------------------


def test_the_same_sending_again_is_the_same_dispute(room: Room):
    new = room.new()
    first = actions.apply(new, by=room.applicant, at=MONDAY)
    again = actions.apply(new, by=room.applicant, at=MONDAY + HOUR)
    assert (first.pk, Case.objects.filter(kind="dispute").count()) == (again.pk, 1)


def test_verify_finds_what_went_past_the_rules(room: Room):
    dispute = room.applied()
    type(dispute).objects.filter(pk=dispute.pk).update(accepted_at=MONDAY)
    assert [one.subject for one in check_disputes().violations] == [f"dispute {dispute.pk}"]
