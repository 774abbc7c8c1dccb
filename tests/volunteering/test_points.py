"""Confirmed hours become points once: additions only, of the grown who take part, never twice, never taken back for anything else."""

import pytest
from django.db import DatabaseError, transaction

from sanzhi.points import actions as points
from sanzhi.points import queries as book
from sanzhi.points.actions import Report
from sanzhi.points.models import Claim
from sanzhi.volunteering import actions
from sanzhi.volunteering.models import SignUp

from .team import DAY, HOUR, MINUTE, MONDAY, SATURDAY, Team, refused, violations


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


def test_less_than_an_hour_is_no_point_and_a_village_without_a_standard_gives_none(scheme: Team, request):
    one = scheme.served(went=59)
    actions.confirm(one.pk, minutes=59, by=scheme.clerk, at=SATURDAY + 3 * HOUR)
    scheme.delivered()
    assert not Claim.objects.exists()


def test_hours_are_not_reported_by_hand_besides(scheme: Team):
    new = Report(
        "volunteer", scheme.home.pk, MONDAY.date(), person=scheme.resident.person_id, text="扫了地的"
    )
    for who in (scheme.clerk, scheme.resident):
        assert refused(lambda who=who: points.report(new, by=who, at=MONDAY)) == "hours_count_themselves"


def test_a_correction_before_scoring_moves_the_claim_and_after_it_leaves_the_points(scheme: Team):
    one = scheme.confirmed(minutes=60)
    scheme.delivered()
    asked = actions.ask_correction(
        one.pk, minutes=120, reason="签退晚了", by=scheme.resident, at=SATURDAY + DAY
    )
    actions.answer_correction(asked.pk, granted=120, answer="核对过了", by=scheme.clerk, at=SATURDAY + DAY)
    assert sorted(Claim.objects.values_list("quantity", "state")) == [(1, "withdrawn"), (2, "verified")]
    entered(scheme, SATURDAY + 2 * DAY)
    again = actions.ask_correction(one.pk, minutes=90, reason="多算了的", by=scheme.resident, at=SATURDAY + 25 * DAY)  # fmt: skip
    actions.answer_correction(
        again.pk, granted=90, answer="按您说的改", by=scheme.clerk, at=SATURDAY + 25 * DAY
    )
    assert SignUp.objects.get().minutes == 90
    assert Claim.objects.get(state="confirmed").points == 4
    assert violations() == []


def test_the_leader_confirms_never_their_own_and_only_what_came_and_went(scheme: Team):
    one = scheme.served()
    own = SignUp.objects.select_related("group").get(pk=one.pk)
    with pytest.raises(DatabaseError, match="nobody_confirms_their_own"), transaction.atomic():
        SignUp.objects.filter(pk=own.pk).update(
            state="confirmed", minutes=60, confirmed_by=own.person_id, confirmed_at=SATURDAY
        )
    confirm = lambda minutes: actions.confirm(one.pk, minutes=minutes, by=scheme.clerk, at=SATURDAY + 3 * HOUR)  # noqa: E731  # fmt: skip
    assert refused(lambda: confirm(121)) == "minutes_shape"
    confirm(120)
    assert refused(lambda: confirm(60)) == "not_gone"


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


def test_verify_notices_a_second_claim_and_hours_of_nobody(scheme: Team):
    one = scheme.confirmed()
    scheme.delivered()
    SignUp.objects.filter(pk=one.pk).update(claim=None)
    actions.hand_over(one.pk, at=SATURDAY + 5 * HOUR)  # the key brings the same claim again
    assert Claim.objects.count() == 1 and violations() == []
