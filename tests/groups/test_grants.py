"""How a grant ends, and how what was entered or proposed wrong is sent back: with a reason, and nothing granted twice for it."""

import pytest
from django.db import DatabaseError, transaction

from sanzhi.groups import actions, queries
from sanzhi.groups.models import Gift, Grant
from tests.county import DAY, HOUR, MONDAY

from .fund import GRANTED, refused, violations


def test_a_grant_that_ends_lets_go_of_what_was_not_accepted(there):
    grant = there.granted()
    first, second = grant.milestones.all()
    there.reported(first)
    there.accepted(first)
    actions.end_grant(grant.pk, reason="后面的不做了", by=there.officer, at=GRANTED + DAY)
    second.refresh_from_db()
    assert second.state == "dropped" and queries.free_of(there.fund.pk) == 46_000_00
    actions.pay_milestone(first.pk, voucher="付1号", by=there.second, at=GRANTED + DAY)
    assert violations() == []


def test_what_an_ended_grant_had_paid_stays_spent_of_the_calls_money(there):
    """Of 40,000: 8,000 paid before it ended; so 32,000 are left, and not 40,000."""
    one = there.bid_scored()
    grant = actions.agree_grant(there.proposed(one, 20_000_00).pk, by=there.second, at=GRANTED)
    first, _second = grant.milestones.all()
    there.reported(first)
    there.accepted(first)
    actions.pay_milestone(first.pk, voucher="付1号", by=there.second, at=GRANTED + DAY)
    assert queries.granted_in(one.call_id) == 20_000_00
    actions.end_grant(grant.pk, reason="后面的不做了", by=there.officer, at=GRANTED + DAY)
    assert queries.granted_in(one.call_id) == 8_000_00
    one.call.__class__.objects.filter(pk=one.call_id).update(total=7_999_00, most=7_999_00)
    assert violations() == ["more was granted under a call than it had"]


def test_a_grant_of_which_all_was_accepted_or_paid_is_not_ended(there):
    grant = there.granted()
    for row in grant.milestones.all():
        there.reported(row)
        there.accepted(row)
    end = {"reason": "后面的不做了", "by": there.officer, "at": GRANTED + DAY}
    assert refused(lambda: actions.end_grant(grant.pk, **end)) == "nothing_left"
    assert not Grant.objects.get().may_end


def test_a_proposal_that_is_refused_says_why_and_another_can_be_made(there):
    one = there.bid_scored()
    grant = there.proposed(one, 20_000_00)

    def refuse(reason: str = "第二阶段写得太笼统") -> Grant:
        return actions.refuse_grant(grant.pk, reason=reason, by=there.second, at=GRANTED)

    assert refused(lambda: refuse("不行")) == "reason_missing"
    refuse()
    assert queries.granted_in(one.call_id) == 0
    assert refused(refuse) == "moved_on"
    assert refused(lambda: actions.agree_grant(grant.pk, by=there.second, at=GRANTED)) == "moved_on"
    with pytest.raises(DatabaseError, match="was refused"), transaction.atomic():
        Grant.objects.filter(pk=grant.pk).update(refused_at=None, refused_by=None)
    again = there.proposed(one, 10_000_00)
    actions.agree_grant(again.pk, by=there.second, at=GRANTED)
    assert refused(lambda: actions.refuse_grant(again.pk, reason="反悔了不给了", by=there.officer, at=GRANTED)) == "decided"  # fmt: skip
    assert violations() == []


def test_money_entered_wrong_is_sent_back_and_its_voucher_entered_again(there):
    wrong = there.gift("第2号", 3_000_00)

    def refuse(gift: Gift, reason: str = "金额多写了一个零") -> Gift:
        return actions.refuse_gift(gift.pk, reason=reason, by=there.officer, at=MONDAY + HOUR)

    assert refused(lambda: refuse(wrong, "错")) == "reason_missing"
    refuse(wrong)
    assert refused(lambda: actions.confirm_gift(wrong.pk, by=there.second, at=MONDAY + HOUR)) == "moved_on"
    right = there.gift("第2号", 300_00)
    actions.confirm_gift(right.pk, by=there.second, at=MONDAY + HOUR)
    assert refused(lambda: refuse(right)) == "confirmed"
    assert queries.free_of(there.fund.pk) == 50_300_00
    assert [one.pk for one in queries.fund_desk(there.officer, there.fund.pk).to_confirm] == []
    assert violations() == []


def test_one_voucher_of_a_fund_pays_one_milestone(there):
    first, second = (there.accepted(there.reported(row)) for row in there.granted().milestones.all())
    actions.pay_milestone(first.pk, voucher="付1号", by=there.second, at=GRANTED + DAY)
    again = {"voucher": " 付1号 ", "by": there.second, "at": GRANTED + DAY}
    assert refused(lambda: actions.pay_milestone(second.pk, **again)) == "voucher_used"
