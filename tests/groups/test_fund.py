"""The development fund: money in by two hands, a call by notice, bids, scores by strangers, grants by two, paid by accepted milestone."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from sanzhi.groups import actions, queries
from sanzhi.groups.actions import NewGift, NewMilestone
from sanzhi.groups.models import Grant, Milestone
from sanzhi.notices import actions as notices
from sanzhi.people.roles import Actor
from tests.county import DAY, MONDAY

from .fund import GRANTED, refused, violations

YUAN = 100


def test_money_is_in_the_book_once_another_has_confirmed_it(there):
    assert queries.free_of(there.fund.pk) == 50_000 * YUAN
    gift = there.gift("第2号", 300 * YUAN)
    assert queries.free_of(there.fund.pk) == 50_000 * YUAN

    def confirm(by: Actor) -> None:
        actions.confirm_gift(gift.pk, by=by, at=MONDAY)

    assert refused(lambda: confirm(there.officer)) == "own_hand"
    confirm(there.second)
    assert refused(lambda: confirm(there.second)) == "confirmed"
    assert queries.free_of(there.fund.pk) == 50_300 * YUAN
    assert refused(lambda: there.gift("第2号", 300 * YUAN)) == "voucher_taken"
    assert violations() == []


def test_nobody_bids_before_the_notice_hangs_after_the_end_or_for_too_much(there):
    call = there.called()
    assert refused(lambda: there.sent(call)) == "not_announced"
    there.on_the_wall(call)
    assert refused(lambda: there.sent(call, fen=20_001 * YUAN)) == "money_shape"
    assert refused(lambda: there.sent(call, at=call.until)) == "call_over"
    assert refused(lambda: there.sent(call, by=there.officer)) == "not_visible"
    there.sent(call)
    assert refused(lambda: there.sent(call)) == "bid_there"


def test_a_call_is_for_no_more_than_lies_free(there):
    assert refused(lambda: there.called(total=50_001 * YUAN)) == "short"


def test_a_grant_needs_three_scores_the_notice_and_two_persons(there):
    one = there.bid_in()
    assert refused(lambda: there.proposed(one)) == "scores_missing"
    for judge in there.judges:
        there.scored(one, judge)
    grant = there.proposed(one)
    assert refused(lambda: actions.agree_grant(grant.pk, by=there.officer, at=GRANTED)) == "own_hand"
    actions.agree_grant(grant.pk, by=there.second, at=GRANTED)
    assert queries.free_of(there.fund.pk) == 40_000 * YUAN
    with pytest.raises(DatabaseError, match="stays as it was decided"), transaction.atomic():
        Grant.objects.filter(pk=grant.pk).update(fen=1)
    assert violations() == []


def test_milestones_are_all_of_the_money_and_no_more_than_was_asked(there):
    one = there.bid_scored()
    for fen, parts in ((20_001, (20_001,)), (10_000, (5_000,)), (10_000, (10_000, 0))):
        rows = [NewMilestone("做完", part * YUAN, GRANTED.date()) for part in parts]
        assert refused(lambda fen=fen, rows=rows: there.proposed(one, fen * YUAN, rows)) in ("money_shape", "milestones_shape")  # fmt: skip


def test_nothing_is_paid_before_another_accepted_it_and_a_third_hand_pays(there):
    first, _second = there.granted().milestones.all()

    def pay(by: Actor) -> Milestone:
        return actions.pay_milestone(first.pk, voucher="付1号", by=by, at=GRANTED + DAY)

    assert refused(lambda: pay(there.second)) == "not_accepted"
    there.reported(first)
    assert refused(lambda: pay(there.second)) == "not_accepted"
    back = there.accepted(first, passes=False)
    assert (back.state, back.remark) == ("planned", "资料齐全")
    there.reported(first)
    there.accepted(first)
    assert refused(lambda: pay(there.officer)) == "own_hand"
    assert pay(there.second).state == "paid"
    assert refused(lambda: pay(there.second)) == "not_accepted"
    page = queries.fund_page(there.fund.pk)
    assert (page.paid, page.set_aside, page.free) == (4_000 * YUAN, 6_000 * YUAN, 40_000 * YUAN)
    assert violations() == []


def test_the_database_pays_nothing_that_was_not_accepted(there):
    first, _second = there.granted().milestones.all()
    with pytest.raises(DatabaseError), transaction.atomic():
        Milestone.objects.filter(pk=first.pk).update(
            state="paid", posting=1, paid_by=there.second.person_id, paid_at=GRANTED, voucher="付1号"
        )
    there.reported(first)
    with pytest.raises(IntegrityError, match="another_than_reported"), transaction.atomic():
        Milestone.objects.filter(pk=first.pk).update(
            state="accepted", accepted_by=there.leader.person_id, accepted_at=GRANTED
        )


def test_what_was_withdrawn_is_not_scored_and_one_may_bid_again(there):
    call = there.called()
    there.on_the_wall(call)
    one = there.sent(call)
    actions.withdraw_bid(one.pk, by=there.leader, at=MONDAY + 2 * DAY)
    assert queries.to_judge(there.judges[0], there.over) == []
    there.sent(call, at=MONDAY + 2 * DAY)


def test_an_objection_to_the_call_keeps_everything_back(there):
    one = there.bid_in()
    for judge in there.judges:
        there.scored(one, judge)
    notice = one.call.notice
    assert notice
    notices.object_to(
        notice.pk,
        text="最多两万元太少了",
        sort="objection",
        line=None,
        by=there.resident,
        at=MONDAY + 2 * DAY,
    )
    assert refused(lambda: there.proposed(one)) == "notice_stands_not"


def test_verify_notices_a_payment_that_the_book_never_made(there):
    first, second = there.granted().milestones.all()
    for row in (first, second):
        there.reported(row)
        there.accepted(row)
        actions.pay_milestone(row.pk, voucher=f"付{row.number}号", by=there.second, at=GRANTED + DAY)
    assert violations() == []
    first.refresh_from_db()
    Milestone.objects.filter(pk=first.pk).update(posting=first.posting + 1_000_000)
    assert violations() == [
        "what was paid for a milestone is not what the book moved for it", "the book paid from a fund for no milestone",
    ]  # fmt: skip


def test_a_gift_of_nothing_is_refused(there):
    new = NewGift("donation", "爱心人士", 0, "都可以", MONDAY.date(), "第4号")
    assert refused(lambda: actions.enter_gift(there.fund.pk, new, by=there.officer, at=MONDAY)) == "gift_shape"  # fmt: skip
