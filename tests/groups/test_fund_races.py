"""Two hands at one fund: never more granted than it has, a milestone is paid once, a gift is entered once."""

from collections import Counter

import pytest
from django.db import transaction

from sanzhi.groups import actions, queries
from tests.cases.test_family_race import race
from tests.county import DAY, MONDAY

from .fund import GRANTED, Bidding, violations


@pytest.fixture
def there(committed_db) -> Bidding:
    with transaction.atomic():
        return Bidding()


def test_two_grants_of_more_than_the_fund_has_are_one(there):
    with transaction.atomic():
        one, two = there.bids_of_two(fen=30_000_00)
        grants = [there.proposed(bid, 30_000_00, contract=f"协{bid.pk}") for bid in (one, two)]
    agree = [lambda g=g: actions.agree_grant(g.pk, by=there.second, at=GRANTED) for g in grants]
    ends = race(*agree)
    assert ends["won"] == 1 and sum(ends.values()) == 2
    assert queries.free_of(there.fund.pk) == 20_000_00
    assert violations() == []


def test_a_milestone_paid_by_two_at_once_is_paid_once(there):
    with transaction.atomic():
        first, _second = there.granted().milestones.all()
        there.reported(first)
        there.accepted(first)
    pay = [
        lambda n=n: actions.pay_milestone(first.pk, voucher=f"付{n}号", by=there.second, at=GRANTED + DAY)
        for n in (1, 2)
    ]
    assert race(*pay) == Counter({"won": 1, "not_accepted": 1})
    assert violations() == []


def test_a_gift_confirmed_by_two_at_once_is_in_the_book_once(there):
    with transaction.atomic():
        gift = there.gift("第2号", 100)
    confirm = [lambda: actions.confirm_gift(gift.pk, by=there.second, at=MONDAY)] * 2
    assert race(*confirm) == Counter({"won": 1, "confirmed": 1})


def test_what_one_agrees_to_and_another_refuses_at_once_is_one_of_both(there):
    with transaction.atomic():
        gift, grant = there.gift("第2号", 100), there.proposed(there.bid_scored())
    refusal = {"reason": "写错了要重来", "by": there.officer}
    ends = race(
        lambda: actions.confirm_gift(gift.pk, by=there.second, at=GRANTED),
        lambda: actions.refuse_gift(gift.pk, **refusal, at=GRANTED),
    )
    assert ends["won"] == 1
    ends = race(
        lambda: actions.agree_grant(grant.pk, by=there.second, at=GRANTED),
        lambda: actions.refuse_grant(grant.pk, **refusal, at=GRANTED),
    )
    assert ends["won"] == 1
    assert violations() == []
