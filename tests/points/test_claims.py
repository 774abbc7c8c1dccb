"""From a deed to the book: reported by one, verified by another, scored by a panel, announced, entered; each line says why."""

import pytest
from django.db import DatabaseError, transaction

from sanzhi.kit.verdict import Refusal
from sanzhi.ledger import codes
from sanzhi.notices import actions as notices
from sanzhi.points import actions, queries, verify
from sanzhi.points.models import Claim, Participant
from tests.county import MONDAY, a_resident
from tests.points.conftest import DAY, HOUR, Hamlet


def refused(code: str):
    return pytest.raises(Refusal, match=code)


def states(*claims: Claim) -> list[str]:
    return [Claim.objects.get(pk=claim.pk).state for claim in claims]


def test_a_good_deed_becomes_points_that_name_their_rule_evidence_and_notice(village: Hamlet):
    claim = village.verified()
    held = village.entered(claim)
    assert queries.balance_of(village.home.pk).free == 3
    lines = queries.statement_of(codes.of_household(village.home.pk), until=MONDAY + 60 * DAY)
    assert [line.amount for line in lines] == [3]
    why = queries.why(lines)[lines[0].posting]
    assert (why.id, why.item.code, why.item.standard_id) == (claim.id, "litter", village.standard.id)
    assert lines[0].basis == f"standard:{village.standard.id}"
    assert why.round == held
    assert why.evidence.count() == 1
    assert queries.total_of(village.home.pk, village.code, MONDAY + 60 * DAY).points == 103
    assert verify.check_never().violations == []


def test_nothing_is_entered_before_its_notice_has_stood(village: Hamlet):
    claim = village.verified()
    held = village.announced(claim)
    with refused("nothing_stands"):
        actions.post_round(held.id, by=village.clerk, at=MONDAY + 6 * DAY)
    with pytest.raises(DatabaseError, match="before its notice"), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(state="confirmed", decided_at=MONDAY + 6 * DAY)
    assert queries.balance_of(village.home.pk).free == 0


def test_an_objection_upheld_on_one_line_ends_that_line_alone(village: Hamlet):
    mine, theirs = village.verified(), village.verified(household=village.next_door.pk, by=village.neighbour)
    held = village.announced(mine, theirs)
    number = held.additions.lines.get(key=f"claim:{mine.id}").number
    raised = notices.object_to(
        held.additions_id, line=number, text="那天不是他家清的。", by=village.neighbour, at=MONDAY + 2 * DAY
    )
    actions.post_round(held.id, by=village.clerk, at=MONDAY + 20 * DAY)
    assert states(mine, theirs) == ["objected", "confirmed"]
    notices.answer_objection(
        raised.id, upheld=True, answer="查过，确实不是。", by=village.dispatcher, at=MONDAY + 21 * DAY
    )
    actions.post_round(held.id, by=village.clerk, at=MONDAY + 22 * DAY)
    assert states(mine, theirs) == ["rejected", "confirmed"]
    assert queries.balance_of(village.home.pk).free == 0
    assert queries.balance_of(village.next_door.pk).free == 3
    assert verify.check_never().violations == []


def test_an_objection_that_was_not_upheld_lets_the_line_be_entered_afterwards(village: Hamlet):
    claim = village.verified()
    held = village.announced(claim)
    raised = notices.object_to(
        held.additions_id, line=1, text="我看不是。", by=village.neighbour, at=MONDAY + 2 * DAY
    )
    with pytest.raises(DatabaseError, match="before its notice"), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(state="confirmed", decided_at=MONDAY + 20 * DAY)
    notices.answer_objection(
        raised.id, upheld=False, answer="照片对得上。", by=village.dispatcher, at=MONDAY + 3 * DAY
    )
    actions.post_round(held.id, by=village.clerk, at=MONDAY + 20 * DAY)
    assert states(claim) == ["confirmed"]


def test_entering_twice_enters_once(village: Hamlet):
    held = village.entered(village.verified())
    with refused("nothing_stands"):
        actions.post_round(held.id, by=village.clerk, at=MONDAY + 30 * DAY)
    assert queries.balance_of(village.home.pk).free == 3


def test_whoever_reported_it_does_not_verify_it(village: Hamlet):
    claim = village.report("yard", by=village.grid)
    with refused("own_report"):
        actions.verify(claim.id, by=village.grid, at=MONDAY + HOUR)
    with pytest.raises(DatabaseError), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(
            state="verified", verified_by=village.grid.person_id, verified_at=MONDAY
        )


def test_a_resident_reports_for_the_own_household_and_only_what_may_be_self_reported(village: Hamlet):
    with refused("not_yours"):
        village.report(household=village.next_door.pk)
    with refused("not_self_reported"):
        village.report("yard")
    with refused("waste_counts_itself"):
        village.report("sorted", by=village.grid)
    with refused("photo_missing"):
        village.report(photos=[])
    with refused("to_come"):
        village.report(happened_on=(MONDAY + DAY).date())
    with refused("too_late"):
        village.report(happened_on=(MONDAY - 61 * DAY).date())


def test_the_same_press_twice_is_one_claim(village: Hamlet):
    assert village.report(key="press-1").id == village.report(key="press-1").id


def test_a_yard_is_checked_once_a_week(village: Hamlet):
    village.report("yard", by=village.grid)
    with refused("too_soon"):
        village.report("yard", by=village.grid, at=MONDAY + 6 * DAY)
    village.report("yard", by=village.grid, at=MONDAY + 7 * DAY)


def test_caps_leave_what_they_leave_and_say_so(village: Hamlet):
    claims = [
        village.verified("hazard", happened_on=(MONDAY + n * DAY).date(), at=MONDAY + n * DAY)
        for n in range(7)
    ]
    village.entered(*claims, at=MONDAY + 8 * DAY)
    given = [Claim.objects.get(pk=claim.pk) for claim in claims]
    assert [one.points for one in given] == [2, 2, 2, 2, 2, 0, 0]
    assert given[-1].state == "rejected"
    assert "上限" in given[-1].note
    assert queries.balance_of(village.home.pk).free == 10
    assert verify.check_never().violations == []


def test_what_was_returned_is_supplemented_and_verified(village: Hamlet):
    claim = village.report()
    actions.return_claim(claim.id, reason="照片看不清", by=village.clerk, at=MONDAY + HOUR)
    with refused("not_yours"):
        actions.supplement(claim.id, text="补一句话", photos=[], by=village.neighbour, at=MONDAY + HOUR)
    actions.supplement(claim.id, text="补一张近的", photos=[], by=village.resident, at=MONDAY + 2 * HOUR)
    actions.verify(claim.id, by=village.clerk, at=MONDAY + 3 * HOUR)
    assert states(claim) == ["verified"]


def test_a_claim_may_be_withdrawn_until_it_is_scored(village: Hamlet):
    claim = village.verified()
    actions.withdraw(claim.id, by=village.resident, at=MONDAY + 2 * HOUR)
    with refused("elsewhere"):
        actions.verify(claim.id, by=village.clerk, at=MONDAY + 3 * HOUR)


def test_a_mistake_is_moved_back_once_by_a_second_person(village: Hamlet):
    claim = village.verified()
    village.entered(claim)
    with refused("role_may_not_approve"):
        actions.revise(claim.id, reason="登记重复了", by=village.clerk, at=MONDAY + 25 * DAY)
    actions.revise(claim.id, reason="登记重复了", by=village.overseer, at=MONDAY + 25 * DAY)
    assert queries.balance_of(village.home.pk).free == 0
    with refused("elsewhere"):
        actions.revise(claim.id, reason="登记重复了", by=village.overseer, at=MONDAY + 26 * DAY)
    assert verify.check_never().violations == []


def test_joining_is_free_and_leaving_is_one_step(village: Hamlet):
    village.entered(village.verified())
    actions.leave(village.resident.person_id, by=village.resident, at=MONDAY + 30 * DAY)
    assert queries.balance_of(village.home.pk).free == 3
    with refused("not_taking_part"):
        village.report(at=MONDAY + 31 * DAY)
    actions.join(village.resident.person_id, by=village.resident, at=MONDAY + 32 * DAY)
    village.report(at=MONDAY + 33 * DAY)


def test_nobody_under_eighteen_and_nobody_of_unknown_age_takes_part(village: Hamlet):
    child, unknown = a_resident("沈小宝"), a_resident("不知几岁")
    for one, born in ((child, (MONDAY - 17 * 365 * DAY).date()), (unknown, None)):
        village_put(village, one, born)
        with refused("under_age"):
            actions.join(one.person_id, by=one, at=MONDAY)
        with pytest.raises(DatabaseError, match="not known to be grown"), transaction.atomic():
            Participant.objects.create(
                person_id=one.person_id, household=village.home, area_id=village.code, joined_at=MONDAY
            )


def village_put(village: Hamlet, one, born) -> None:
    from sanzhi.people import actions as people

    people.put_in_household(
        one.person_id, village.home.pk, birth_date=born, is_head=False, by=village.clerk, at=MONDAY
    )


def test_points_go_with_people_when_a_household_splits(village: Hamlet):
    village.entered(village.verified())
    new = village.house("12-1")
    asked = actions.ask_transfer(
        village.home.pk, new.pk, points=2, reason="分户，村里议过", by=village.clerk, at=MONDAY + 30 * DAY
    )
    with refused("role_may_not_approve"):
        actions.approve_transfer(asked.id, by=village.clerk, at=MONDAY + 30 * DAY)
    actions.approve_transfer(asked.id, by=village.overseer, at=MONDAY + 31 * DAY)
    assert (queries.balance_of(village.home.pk).free, queries.balance_of(new.pk).free) == (1, 2)
    with refused("decided"):
        actions.approve_transfer(asked.id, by=village.overseer, at=MONDAY + 31 * DAY)


def test_what_a_person_earned_alone_is_brought_home_by_oneself(village: Hamlet):
    claim = village.verified("patrol", by=village.grid, person=village.resident.person_id)
    village.entered(claim)
    assert (
        queries.own_balance(village.resident.person_id).free,
        queries.balance_of(village.home.pk).free,
    ) == (3, 0)
    at = MONDAY + 30 * DAY
    assert actions.bring_home(key="press-1", by=village.resident, at=at) == 3
    assert (
        queries.own_balance(village.resident.person_id).free,
        queries.balance_of(village.home.pk).free,
    ) == (0, 3)
    with refused("nothing_there"):
        actions.bring_home(key="press-2", by=village.resident, at=at)
    assert queries.place_of(village.home.pk, village.code, 2026, village.standard) == (1, 1)


def test_leaving_withdraws_what_still_waits(village: Hamlet):
    claim = village.verified()
    actions.leave(village.resident.person_id, by=village.resident, at=MONDAY + DAY)
    assert states(claim) == ["withdrawn"]


def test_a_panelist_sees_first_what_is_not_scored_yet(village: Hamlet):
    first, second = village.verified(), village.verified("hazard")
    member = village.panel[0]
    actions.score(first.id, agrees=True, points=None, by=member, at=MONDAY + DAY)
    assert [claim.id for claim, _said in queries.to_score(member)] == [second.id, first.id]
