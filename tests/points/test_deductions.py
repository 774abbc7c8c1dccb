"""扣分: facts, a photo, what the household signed up to, two people and a panel, told in person, fifteen days, and never below nought."""

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanzhi.kit.verdict import Refusal
from sanzhi.notices import actions as notices
from sanzhi.points import actions, queries, verify
from sanzhi.points.models import Claim
from tests.county import MONDAY
from tests.points.conftest import CONTACT, DAY, HOUR, Hamlet

LATER = MONDAY + 30 * DAY


def refused(code: str):
    return pytest.raises(Refusal, match=code)


def with_points(village: Hamlet, points: int = 3) -> None:
    """The household has earned something, and has signed up for its yard."""
    village.entered(*[village.verified(at=MONDAY - n * DAY) for n in range(points // 3)])
    actions.pledge(village.home.pk, "yard", by=village.resident, at=MONDAY)


def reported(village: Hamlet) -> Claim:
    return village.verified("rubbish", by=village.grid, at=LATER)


def test_a_household_answers_only_for_what_it_has_signed(village: Hamlet):
    with refused("not_pledged"):
        reported(village)
    with refused("not_yours"):
        actions.pledge(village.home.pk, "yard", by=village.neighbour, at=MONDAY)
    with pytest.raises(DatabaseError, match="has not signed"), transaction.atomic():
        item = queries.by_code(village.standard, "rubbish")
        Claim.objects.create(
            item=item, area_id=village.code, household=village.home, direction="-", year=2026, happened_on=MONDAY.date(),
            source="grid", reported_by_id=village.grid.person_id, reported_at=MONDAY, text="堆了三天",
        )  # fmt: skip


def test_a_household_does_not_answer_for_the_days_before_it_signed(village: Hamlet):
    actions.pledge(village.home.pk, "yard", by=village.resident, at=LATER)
    with refused("not_pledged"):
        village.report("rubbish", at=LATER, by=village.grid, happened_on=(LATER - DAY).date())


def test_a_deduction_takes_effect_only_after_notice_service_and_fifteen_days(village: Hamlet):
    with_points(village)
    claim = reported(village)
    held = village.announced(claim, at=LATER + DAY)
    assert (queries.balance_of(village.home.pk).posted, queries.balance_of(village.home.pk).free) == (3, 1)
    actions.serve(claim.id, how="上门当面告知", by=village.grid, at=LATER + 2 * DAY)
    with refused("nothing_stands"):
        actions.post_round(held.id, by=village.clerk, at=LATER + 16 * DAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(state="confirmed", decided_at=LATER + 16 * DAY)
    actions.post_round(held.id, by=village.clerk, at=LATER + 25 * DAY)
    assert queries.balance_of(village.home.pk).posted == 1
    assert queries.total_of(village.home.pk, village.code, LATER).points == 101
    assert verify.check_never().violations == []


def test_a_household_that_nobody_told_while_it_could_object_loses_nothing(village: Hamlet):
    with_points(village)
    claim = reported(village)
    held = village.announced(claim, at=LATER + DAY)
    actions.serve(claim.id, how="公示过了才去说", by=village.grid, at=LATER + 20 * DAY)
    actions.post_round(held.id, by=village.clerk, at=LATER + 40 * DAY)
    claim.refresh_from_db()
    assert (claim.state, claim.note) == ("rejected", "公示期内没有当面告知，不扣分。")
    assert queries.balance_of(village.home.pk).free == 3


def test_an_upheld_objection_lets_go_of_what_was_set_aside(village: Hamlet):
    with_points(village)
    claim = reported(village)
    held = village.announced(claim, at=LATER + DAY)
    actions.serve(claim.id, how="上门当面告知", by=village.grid, at=LATER + 2 * DAY)
    raised = notices.object_to(
        held.deductions_id, line=1, text="那是邻居家的。", by=village.resident, at=LATER + 3 * DAY
    )
    with refused("nothing_stands"):
        actions.post_round(held.id, by=village.clerk, at=LATER + 3 * DAY)
    notices.answer_objection(
        raised.id, upheld=True, answer="看过照片，不是。", by=village.dispatcher, at=LATER + 4 * DAY
    )
    actions.post_round(held.id, by=village.clerk, at=LATER + 25 * DAY)
    assert queries.balance_of(village.home.pk).free == 3
    claim.refresh_from_db()
    assert claim.state == "rejected"


def test_what_is_not_there_is_not_taken(village: Hamlet):
    actions.pledge(village.home.pk, "yard", by=village.resident, at=MONDAY)
    claim = reported(village)
    village.announced(claim, at=LATER + DAY)
    actions.serve(claim.id, how="上门当面告知", by=village.grid, at=LATER + 2 * DAY)
    actions.post_round(claim_round(claim), by=village.clerk, at=LATER + 25 * DAY)
    assert queries.balance_of(village.home.pk).posted == 0
    assert queries.total_of(village.home.pk, village.code, LATER).points == 98
    assert verify.check_never().violations == []


def claim_round(claim: Claim) -> int:
    return Claim.objects.get(pk=claim.pk).round_id


def test_a_wrong_deduction_is_given_back(village: Hamlet):
    with_points(village)
    claim = reported(village)
    held = village.announced(claim, at=LATER + DAY)
    actions.serve(claim.id, how="上门当面告知", by=village.grid, at=LATER + 2 * DAY)
    actions.post_round(held.id, by=village.clerk, at=LATER + 25 * DAY)
    actions.revise(claim.id, reason="照片拍错了门牌", by=village.overseer, at=LATER + 30 * DAY)
    assert queries.balance_of(village.home.pk).posted == 3
    assert verify.check_never().violations == []


def test_a_child_is_never_named_nor_made_to_answer(village: Hamlet):
    with refused("person_missing"):
        village.verified("blocked-lane", by=village.grid, at=LATER)


STEPS = st.permutations(["verify", "score", "announce", "serve", "post"])


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS, gaps=st.lists(st.integers(0, 20), min_size=5, max_size=5))
def test_no_order_of_steps_takes_points_earlier(village: Hamlet, steps, gaps):
    with transaction.atomic():
        actions.pledge(village.home.pk, "yard", by=village.resident, at=MONDAY)
        claim = village.report("rubbish", by=village.grid, at=LATER)
        at = LATER
        for step, gap in zip(steps * 2, gaps * 2, strict=True):
            at += gap * DAY + HOUR
            _try(village, claim, step, at)
        done = Claim.objects.get(pk=claim.pk)
        if done.state == "confirmed":
            assert done.decided_at >= done.served_at + 15 * DAY
            assert done.decided_at >= done.round.deductions.until
        transaction.set_rollback(True)


def _try(village: Hamlet, claim: Claim, step: str, at) -> None:
    now = Claim.objects.get(pk=claim.pk)
    try:
        with transaction.atomic():
            if step == "verify":
                actions.verify(claim.id, by=village.clerk, at=at)
            elif step == "score":
                village.scored(claim, at=at)
            elif step == "announce" and now.round_id:
                held = actions.announce(now.round_id, contact=CONTACT, by=village.clerk, at=at)
                if held.deductions and held.deductions.posted_at is None:
                    village.on_the_wall(held.deductions, at)
            elif step == "serve":
                actions.serve(claim.id, how="上门当面告知", by=village.grid, at=at)
            elif now.round_id:
                actions.post_round(now.round_id, by=village.clerk, at=at)
    except Refusal:
        pass
