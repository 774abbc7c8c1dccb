"""To points: an A gives one, nothing else gives or takes anything; each inspection once; a mistake is taken back there."""

import pytest
from django.db import IntegrityError, transaction

from sanzhi.kit.verdict import Refusal
from sanzhi.points import actions as points
from sanzhi.points import queries as scheme
from sanzhi.points.models import Claim
from sanzhi.waste import actions, rules
from sanzhi.waste.models import Conflict, Inspection
from tests.waste.conftest import DAY, HOUR, MONDAY, Sorted

LATER = MONDAY + 40 * DAY


def handed(village: Sorted, at=LATER):
    return actions.hand_over(village.code, by=village.clerk, at=at)


def entered(village: Sorted, at=LATER) -> None:
    held = points.close_scoring(village.code, by=village.clerk, at=at + HOUR)
    held = points.announce(held.id, contact="监委老姚 88880000", by=village.clerk, at=at + HOUR)
    village.on_the_wall(held.additions, at + 2 * HOUR)
    points.post_round(held.id, by=village.clerk, at=at + 20 * DAY)


def test_only_an_a_gives_a_point_and_nothing_takes_one(scheme):
    for day, grade in enumerate(("A", "B", "C", "reject", "none", "A")):
        scheme.graded(grade, MONDAY + day * DAY)
    done = handed(scheme)
    assert (done.inspections, done.claims, done.households) == (2, 2, 1)
    entered(scheme)
    claims = Claim.objects.filter(source="waste")
    assert set(claims.values_list("direction", "points", "state")) == {("+", 1, "confirmed")}
    assert scheme_balance(scheme) == 2
    assert scheme.violations() == []


def scheme_balance(village: Sorted) -> int:
    return scheme.balance_of(village.home.pk).free


def test_a_second_press_hands_nothing_over_again(scheme):
    scheme.graded("A")
    handed(scheme)
    with pytest.raises(Refusal, match="没有可以交的"):
        handed(scheme, LATER + DAY)
    assert Claim.objects.count() == 1


def test_two_bins_on_one_day_are_one_claim_within_the_cap_of_a_day(scheme):
    scheme.graded("A")
    scheme.graded("A", code=scheme.bin(stream="other").code)
    handed(scheme)
    claim = Claim.objects.get()
    assert (claim.quantity, claim.happened_on) == (2, MONDAY.date())
    entered(scheme)
    claim.refresh_from_db()
    assert (claim.points, claim.capped) == (1, True)  # the template: once a day, 30 a month


def test_a_month_gives_no_more_than_its_cap(scheme):
    for day in range(31):  # of March
        scheme.graded("A", MONDAY + (day - 1) * DAY)
    assert handed(scheme).claims == 31
    entered(scheme)
    assert scheme_balance(scheme) == 30


def test_what_may_still_be_contested_waits(scheme):
    kept = scheme.graded("A")
    with pytest.raises(Refusal, match="没有可以交的"):
        handed(scheme, MONDAY + rules.WINDOW)
    scheme.sent(scheme.scan("C"), by=scheme.colleague)
    with pytest.raises(Refusal, match="没有可以交的"):
        handed(scheme)
    actions.settle(Conflict.objects.get().id, "A", by=scheme.overseer, at=LATER)
    assert handed(scheme, LATER + HOUR).inspections == 1
    kept.refresh_from_db()
    assert kept.claim_id


def test_an_appeal_that_is_upheld_counts_like_any_a(scheme):
    kept = scheme.graded("C")
    asked = actions.appeal(kept.id, reason="那天是收桶的人弄混的", by=scheme.resident, at=MONDAY + DAY)
    actions.answer_appeal(
        asked.id, "A", answer="看了照片，确实分好了", by=scheme.overseer, at=MONDAY + 2 * DAY
    )
    assert handed(scheme).inspections == 1


def test_a_household_that_takes_no_part_earns_nothing_and_loses_nothing(scheme):
    points.leave(scheme.neighbour.person_id, by=scheme.neighbour, at=MONDAY)
    scheme.graded("A", code=scheme.bin(scheme.next_door).code)
    scheme.graded("C", MONDAY + DAY, code=scheme.bin(scheme.next_door).code)
    with pytest.raises(Refusal, match="没有可以交的"):
        handed(scheme)


def test_nobody_hands_over_what_they_graded_themselves(scheme):
    """A dispatcher may hand over; what one graded oneself waits for somebody else."""
    scheme.graded("A")
    assert actions.hand_over(scheme.code, by=scheme.dispatcher, at=LATER).inspections == 1
    for who in (scheme.inspector, scheme.grid, scheme.overseer):
        with pytest.raises(Refusal):
            actions.hand_over(scheme.code, by=who, at=LATER)


def test_what_turns_out_wrong_before_it_is_scored_is_withdrawn_and_the_rest_handed_over_again(scheme):
    wrong = scheme.graded("A", photo=scheme.photo())
    right = scheme.graded("A", code=scheme.bin(stream="other").code)
    handed(scheme)
    reviewed_as(scheme, "C")
    (claim,) = Claim.objects.all()
    actions.correct(claim.id, reason="复核改成了 C", by=scheme.clerk, at=LATER + DAY)
    assert handed(scheme, LATER + 2 * DAY).inspections == 1
    wrong.refresh_from_db()
    right.refresh_from_db()
    assert wrong.claim_id is None
    assert Claim.objects.get(pk=right.claim_id).quantity == 1
    assert scheme.violations() == []


def reviewed_as(village: Sorted, grade: str) -> None:
    sample = actions.draw_sample(
        village.code, first=MONDAY.date(), last=MONDAY.date(), percent=100, by=village.overseer, at=LATER
    )
    actions.review(sample.reviews.get().id, grade, by=village.overseer, at=LATER + HOUR)


def test_what_was_entered_is_moved_back_once_by_a_second_person(scheme):
    scheme.graded("A", photo=scheme.photo())
    handed(scheme)
    entered(scheme)
    at = LATER + 21 * DAY
    with pytest.raises(Refusal, match="没有要更正的"):
        actions.correct(Claim.objects.get().id, reason="随便改改看", by=scheme.overseer, at=at)
    reviewed_as(scheme, "C")
    claim = Claim.objects.get()
    with pytest.raises(Refusal, match="核准"):
        actions.correct(claim.id, reason="复核改成了 C", by=scheme.clerk, at=at)
    actions.correct(claim.id, reason="复核改成了 C", by=scheme.overseer, at=at)
    assert scheme_balance(scheme) == 0
    assert scheme.violations() == []


def test_verify_notices_a_claim_whose_inspection_is_gone(scheme):
    kept = scheme.graded("A")
    handed(scheme)
    Inspection.objects.filter(pk=kept.id).update(claim=None)
    assert any("another number of inspections" in one for one in scheme.violations())


def test_a_standard_can_hold_no_deduction_for_waste(village):
    draft = points.draft_standard(village.code, by=village.clerk, at=village.start)
    with pytest.raises(IntegrityError, match="waste_is_only_rewarded"), transaction.atomic():
        draft.items.filter(source="waste").update(
            direction="-", most=1, per_month=5, evidence="photo", duty="bin"
        )
