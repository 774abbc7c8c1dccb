"""Confirmed hours become points once: additions only, of the grown who take part, never twice, never taken back for anything else."""

from dataclasses import replace
from datetime import datetime
from functools import partial

import pytest
from django.db import DatabaseError, transaction

from sanzhi.points import actions as points
from sanzhi.points import queries as book
from sanzhi.points.actions import Report, Served
from sanzhi.points.models import Claim
from sanzhi.points.verify import CHECKS as BOOK
from sanzhi.volunteering import actions
from sanzhi.volunteering.models import Correction, SignUp

from .team import DAY, HOUR, MINUTE, MONDAY, SATURDAY, Team, refused, violations

LATE = SATURDAY + 25 * DAY  # the points have been entered


def entered(village: Team, at=SATURDAY + DAY) -> None:
    held = points.close_scoring(village.code, by=village.clerk, at=at)
    held = points.announce(held.id, contact="监委老姚 88880000", by=village.clerk, at=at)
    village.on_the_wall(held.additions, at + HOUR)
    points.post_round(held.id, by=village.clerk, at=at + 20 * DAY)


def test_two_hours_are_one_claim_of_the_person_that_nobody_scores_again(scheme: Team):
    scheme.confirmed()
    scheme.delivered()
    claim = Claim.objects.get()
    assert (claim.source, claim.direction, claim.quantity, claim.state) == ("volunteer", "+", 2, "verified")
    assert (claim.person_id, claim.verified_by_id) == (scheme.resident.person_id, scheme.clerk.person_id)
    assert [one for who in scheme.panel for one in book.to_score(who)] == []
    entered(scheme)
    claim.refresh_from_db()
    assert (claim.points, claim.state) == (4, "confirmed")  # two points an hour
    assert violations() == []


def test_delivered_again_and_again_it_stays_one(scheme: Team):
    one = scheme.confirmed()
    for _again in range(3):
        scheme.delivered()
        actions.hand_over(one.pk, at=SATURDAY + 5 * HOUR)
    assert Claim.objects.count() == 1
    assert SignUp.objects.get().claim_id == Claim.objects.get().pk


def test_whoever_takes_no_part_is_served_the_same_and_gets_no_points(scheme: Team):
    points.leave(scheme.neighbour.person_id, by=scheme.neighbour, at=MONDAY)
    one = scheme.confirmed(scheme.neighbour)
    scheme.delivered()
    assert one.minutes == 120 and not Claim.objects.exists()


def test_a_child_has_hours_and_no_points(scheme: Team):
    child = scheme.child()
    one = actions.join(guardian_phone=scheme.phone_of(scheme.resident), by=child, at=MONDAY)
    actions.agree(one.pk, by=scheme.resident, at=MONDAY)
    served = scheme.served(child)
    actions.confirm(served.pk, minutes=120, by=scheme.clerk, at=SATURDAY + 3 * HOUR)
    scheme.delivered()
    assert SignUp.objects.get().minutes == 120 and not Claim.objects.exists()
    assert violations() == []


@pytest.mark.parametrize("minutes, hours", [(59, []), (60, [1]), (119, [1])])
def test_whole_hours_are_points_and_less_than_one_is_none(scheme: Team, minutes: int, hours: list[int]):
    one = scheme.served(went=minutes)
    actions.confirm(one.pk, minutes=minutes, by=scheme.clerk, at=SATURDAY + 3 * HOUR)
    scheme.delivered()
    assert list(Claim.objects.values_list("quantity", flat=True)) == hours


def test_a_village_without_a_standard_gives_no_points(village: Team):
    assert village.confirmed().minutes == 120
    village.delivered()
    assert not Claim.objects.exists()


def test_hours_are_not_reported_by_hand_besides(scheme: Team):
    new = Report(
        "volunteer", scheme.home.pk, MONDAY.date(), person=scheme.resident.person_id, text="扫了地的"
    )
    for who in (scheme.clerk, scheme.resident):
        assert refused(lambda who=who: points.report(new, by=who, at=MONDAY)) == "hours_count_themselves"


def corrected(scheme: Team, one: SignUp, minutes: int, at: datetime, granted: int | None = None) -> None:
    asked = actions.ask_correction(one.pk, minutes=minutes, reason="时间记错了", by=scheme.resident, at=at)
    answer = {"granted": minutes if granted is None else granted, "answer": "核对过了"}
    actions.answer_correction(asked.pk, **answer, by=scheme.clerk, at=at)


def claims() -> list[tuple[int, str]]:
    return list(Claim.objects.order_by("id").values_list("quantity", "state"))


def test_a_correction_before_scoring_moves_the_claim(scheme: Team):
    one = scheme.confirmed(minutes=60)
    scheme.delivered()
    corrected(scheme, one, 120, SATURDAY + DAY)
    assert claims() == [(1, "withdrawn"), (2, "verified")] and violations() == []


def test_a_correction_of_what_had_no_points_gives_them(scheme: Team):
    one = scheme.confirmed(minutes=30)
    scheme.delivered()
    assert claims() == []
    corrected(scheme, one, 120, SATURDAY + DAY)
    assert claims() == [(2, "verified")] and violations() == []


def test_more_hours_after_the_points_were_entered_give_the_difference(scheme: Team):
    one = scheme.confirmed(minutes=60)
    scheme.delivered()
    entered(scheme)
    corrected(scheme, one, 120, LATE)
    assert claims() == [(1, "confirmed"), (1, "verified")]
    scheme.delivered(LATE + HOUR)
    assert book.own_balance(scheme.resident.person_id).free == 2
    assert violations() == []


def test_fewer_hours_move_the_points_back_and_the_rest_is_handed_over_anew(scheme: Team):
    one = scheme.confirmed()
    scheme.delivered()
    entered(scheme)
    assert book.own_balance(scheme.resident.person_id).free == 4
    corrected(scheme, one, 60, LATE)
    assert claims() == [(2, "revised"), (1, "verified")]
    assert book.own_balance(scheme.resident.person_id).free == 0
    scheme.delivered(LATE + HOUR)
    assert violations() == [] and not [one for check in BOOK.values() for one in check().violations]


def test_points_that_were_spent_stay_and_the_hours_are_put_right_all_the_same(scheme: Team):
    one = scheme.confirmed()
    scheme.delivered()
    entered(scheme)
    points.bring_home(key="press-1", by=scheme.resident, at=LATE)
    corrected(scheme, one, 60, LATE)
    assert SignUp.objects.get().minutes == 60 and claims() == [(2, "confirmed")]
    assert violations() == []


def test_what_the_village_rejected_is_not_handed_over_again(scheme: Team):
    one = scheme.confirmed(minutes=60)
    scheme.delivered()
    Claim.objects.update(state="rejected", note="村民有异议", decided_at=SATURDAY + DAY)
    corrected(scheme, one, 120, LATE)
    assert claims() == [(1, "rejected"), (1, "verified")]  # the difference, to be announced like every other
    corrected(scheme, one, 60, LATE + HOUR)
    assert claims() == [(1, "rejected"), (1, "withdrawn")] and violations() == []


def test_while_the_points_are_announced_the_hours_do_not_fall(scheme: Team):
    one = scheme.confirmed()
    scheme.delivered()
    points.announce(
        points.close_scoring(scheme.code, by=scheme.clerk, at=SATURDAY + DAY).id, contact="监委老姚 88880000", by=scheme.clerk, at=SATURDAY + DAY
    )  # fmt: skip
    assert refused(lambda: corrected(scheme, one, 60, SATURDAY + 2 * DAY)) == "announced"
    assert SignUp.objects.get().minutes == 120


def test_a_correction_goes_no_further_than_the_volunteers_own_word(scheme: Team):
    one = scheme.confirmed(minutes=90)
    at = SATURDAY + DAY
    assert refused(lambda: corrected(scheme, one, 110, at, granted=60)) == "minutes_shape"
    asked = Correction.objects.get()
    assert refused(lambda: actions.answer_correction(asked.pk, granted=111, answer="核对过了", by=scheme.clerk, at=at)) == "minutes_shape"  # fmt: skip
    actions.answer_correction(asked.pk, granted=100, answer="核对过了", by=scheme.clerk, at=at)
    assert SignUp.objects.get().minutes == 100


def test_the_leader_confirms_never_their_own_and_only_what_came_and_went(scheme: Team):
    one = scheme.served()
    own = SignUp.objects.select_related("group").get(pk=one.pk)
    with pytest.raises(DatabaseError, match="nobody_confirms_their_own"), transaction.atomic():
        SignUp.objects.filter(pk=own.pk).update(
            state="confirmed", minutes=60, confirmed_by=own.person_id, confirmed_at=SATURDAY
        )

    def confirm(minutes: int) -> SignUp:
        return actions.confirm(one.pk, minutes=minutes, by=scheme.clerk, at=SATURDAY + 3 * HOUR)

    assert refused(lambda: confirm(121)) == "minutes_shape"
    confirm(120)
    assert refused(lambda: confirm(60)) == "not_gone"


def test_no_more_is_confirmed_than_lies_between_coming_and_going(scheme: Team):
    one = scheme.served(came=30, went=90)
    confirm = partial(actions.confirm, one.pk, by=scheme.clerk, at=SATURDAY + 3 * HOUR)
    assert refused(partial(confirm, minutes=61)) == "minutes_shape"
    with pytest.raises(DatabaseError, match="between coming and going"), transaction.atomic():
        SignUp.objects.filter(pk=one.pk).update(
            state="confirmed", minutes=61, confirmed_by=scheme.clerk.person_id, confirmed_at=SATURDAY
        )
    assert confirm(minutes=60).minutes == 60


def test_confirmed_hours_change_by_a_granted_correction_only(scheme: Team):
    one = scheme.confirmed()
    with pytest.raises(DatabaseError, match="by a correction only"), transaction.atomic():
        SignUp.objects.filter(pk=one.pk).update(minutes=60)
    late = SATURDAY + 40 * DAY
    assert refused(lambda: actions.ask_correction(one.pk, minutes=90, reason="记错了的", by=scheme.resident, at=late)) == "too_late"  # fmt: skip
    assert refused(lambda: actions.ask_correction(one.pk, minutes=90, reason="记错了的", by=scheme.neighbour, at=SATURDAY + DAY)) == "not_visible"  # fmt: skip


def test_whoever_comes_without_a_phone_is_checked_in_and_out_by_hand(scheme: Team):
    scheme.joined()
    one = scheme.signed()
    by = {"by": scheme.clerk, "at": SATURDAY + 2 * HOUR}
    actions.check_in_for(one.pk, came_at=SATURDAY, **by)
    actions.check_out_for(one.pk, went_at=SATURDAY + 90 * MINUTE, **by)
    assert SignUp.objects.get().came_how == "leader"


def test_handing_over_again_under_the_same_key_brings_the_same_claim(scheme: Team):
    one = scheme.confirmed()
    scheme.delivered()
    SignUp.objects.filter(pk=one.pk).update(claim=None)
    actions.hand_over(one.pk, at=SATURDAY + 5 * HOUR)
    assert Claim.objects.count() == 1 and violations() == []


def test_verify_notices_a_second_claim_and_one_of_another_service(scheme: Team):
    one = scheme.confirmed(minutes=60)
    scheme.delivered()
    served = Served(
        f"hours:{one.pk}:again", one.person_id, SATURDAY.date(), 1, "又一次", scheme.clerk.person_id
    )
    points.take_service(served, at=SATURDAY + 5 * HOUR)
    twice = "one service has more claims that count than corrections explain, or of more hours than its shift"
    assert violations() == [twice]
    other = points.take_service(replace(served, key=f"hours:{one.pk}0"), at=SATURDAY + 5 * HOUR)
    SignUp.objects.filter(pk=one.pk).update(claim=other)
    assert "a claim of points is not of the hours it was made of, or is no addition" in violations()
