"""兑换: points for vouchers, all of it or nothing; and what is given back."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from sanzhi.kit.verdict import Refusal
from sanzhi.ledger import queries as book
from sanzhi.people.models import Person
from sanzhi.rewards import actions, queries, sweeps
from sanzhi.rewards.models import Budget, Reward, Tally, Voucher
from tests.county import MONDAY, a_resident
from tests.rewards.conftest import DAY, HOUR, Shop, a_household


def refused(act) -> str:
    with pytest.raises(Refusal) as caught, transaction.atomic():
        act()
    return caught.value.code


def test_what_is_bought_costs_points_stock_limit_and_budget_at_once(shop: Shop):
    shop.funded()
    reward = shop.offered(limit_month=5)
    first, second = shop.bought(reward, count=2)
    reward.refresh_from_db()
    budget = Budget.objects.get()
    assert (reward.stock, shop.free(shop.shen), Tally.objects.get().taken) == (18, 80, 2)
    assert (budget.points_spent, budget.fen_committed) == (20, 2000)
    assert queries.liability_of([budget]) == {budget.id: 2000}
    assert shop.code(first) != shop.code(second)
    moved = book.moved([first.posting, second.posting])
    assert [(one.key, one.amount) for one in moved.values()] == [
        (f"voucher:{first.id}", 10), (f"voucher:{second.id}", 10),
    ]  # fmt: skip
    assert shop.violations() == []


def test_nothing_is_sold_without_a_budget_and_nothing_beyond_it(shop: Shop):
    reward = shop.offered()
    assert refused(lambda: shop.bought(reward)) == "budget_spent"
    shop.funded(points=25, fen=100_00)
    assert len(shop.bought(reward, count=2)) == 2
    assert refused(lambda: shop.bought(reward)) == "budget_spent"
    shop.funded(points=1000, fen=0)
    assert len(shop.bought(reward, count=8)) == 8  # the last of the hundred yuan
    assert refused(lambda: shop.bought(reward, by=shop.neighbour)) == "budget_spent"
    reward.refresh_from_db()
    assert (reward.stock, shop.free(shop.lu)) == (10, 100)


def test_whoever_entered_a_budget_does_not_approve_it(shop: Shop):
    entered = actions.enter_allotment(
        area=shop.village.code, year=2026, points=10, fen=0, ground="镇里拨付", by=shop.dispatcher, at=MONDAY
    )
    assert (
        refused(lambda: actions.approve_allotment(entered.id, by=shop.dispatcher, at=MONDAY)) == "own_entry"
    )
    assert (
        refused(lambda: actions.approve_allotment(entered.id, by=shop.clerk, at=MONDAY))
        == "role_may_not_sign"
    )
    with transaction.atomic(), pytest.raises(IntegrityError, match="second_person"):
        type(entered).objects.filter(pk=entered.id).update(
            approved_by=entered.entered_by_id, approved_at=MONDAY
        )
    actions.approve_allotment(entered.id, by=shop.overseer, at=MONDAY)
    assert refused(lambda: actions.approve_allotment(entered.id, by=shop.overseer, at=MONDAY)) == "approved"


def test_each_reason_not_to_sell_has_its_name(shop: Shop):
    shop.funded()
    dear = shop.offered(name="电饭煲", price=101)
    few = shop.offered(name="洗衣液", stock=1)
    later = shop.offered(name="月饼", open_from=date(2026, 9, 1))
    gone = actions.close_reward(shop.offered(name="旧毛巾").id, by=shop.clerk, at=MONDAY)
    for reward, count, code in (
        (dear, 1, "short"), (few, 2, "sold_out"), (later, 1, "not_open_yet"), (gone, 1, "closed"), (few, 0, "count_shape"),
        (few, 11, "count_shape"),
    ):  # fmt: skip
        assert refused(lambda r=reward, c=count: shop.bought(r, count=c)) == code
    assert (
        refused(lambda: actions.buy(few.id, count=1, price=9, key="old-page", by=shop.resident, at=MONDAY))
        == "price_changed"
    )
    assert not Voucher.objects.exists() and shop.free(shop.shen) == 100


def test_a_stranger_a_child_and_another_village_cannot_buy(shop: Shop):
    shop.funded()
    reward = shop.offered()
    assert refused(lambda: shop.bought(reward, by=a_resident("路过人"))) == "no_household"
    child, far = a_resident("小宝"), a_resident("外村人")
    Person.objects.filter(pk=child.person_id).update(household=shop.shen, birth_date=date(2012, 5, 1))
    assert refused(lambda: shop.bought(reward, by=child)) == "minor"
    Person.objects.filter(pk=child.person_id).update(birth_date=None)
    assert refused(lambda: shop.bought(reward, by=child)) == "age_unknown"
    a_household("330483101201", "远9", far)
    assert refused(lambda: shop.bought(reward, by=far)) == "not_visible"


def test_a_household_stays_within_its_limit_of_a_month_and_a_year(shop: Shop):
    shop.funded()
    reward = shop.offered(limit_month=2, limit_year=3)
    shop.bought(reward, count=2)
    assert refused(lambda: shop.bought(reward)) == "limit"
    assert refused(lambda: shop.bought(reward, count=3, by=shop.neighbour)) == "limit"
    shop.bought(reward, at=MONDAY + 31 * DAY)
    assert refused(lambda: shop.bought(reward, at=MONDAY + 62 * DAY)) == "limit"
    with transaction.atomic(), pytest.raises(IntegrityError, match="within_the_limit"):
        Tally.objects.update(taken=9)


def test_the_same_key_again_is_the_same_purchase_and_another_body_is_refused(shop: Shop):
    shop.funded()
    reward = shop.offered()
    same = {"price": 10, "key": "one-press", "by": shop.resident, "at": MONDAY + HOUR}
    assert actions.buy(reward.id, count=1, **same) == actions.buy(reward.id, count=1, **same)
    assert refused(lambda: actions.buy(reward.id, count=2, **same)) == "key_reused"
    other = same | {"by": shop.neighbour}
    assert refused(lambda: actions.buy(reward.id, count=1, **other)) == "key_reused"
    assert Voucher.objects.count() == 1


def test_a_voucher_that_is_cancelled_gives_everything_back_once(shop: Shop):
    shop.funded()
    reward = shop.offered(limit_month=1)
    (voucher,) = shop.bought(reward)
    assert refused(lambda: actions.cancel(voucher.id, by=shop.neighbour, at=MONDAY + DAY)) == "not_visible"
    actions.cancel(voucher.id, by=shop.resident, at=MONDAY + DAY)
    assert refused(lambda: actions.cancel(voucher.id, by=shop.resident, at=MONDAY + DAY)) == "cancelled"
    reward.refresh_from_db()
    budget = Budget.objects.get()
    assert (reward.stock, shop.free(shop.shen), Tally.objects.get().taken) == (20, 100, 0)
    assert (budget.points_spent, budget.fen_committed) == (0, 0)
    voucher.refresh_from_db()
    assert book.moved([voucher.posting])[voucher.posting].reversed_by == voucher.refund
    assert len(shop.bought(reward, at=MONDAY + 2 * DAY)) == 1
    assert shop.violations() == []


@pytest.mark.parametrize(("refund", "points", "stock"), [(True, 100, 20), (False, 90, 19)])
def test_a_voucher_expires_once_and_is_refunded_where_its_reward_says_so(shop: Shop, refund, points, stock):
    shop.funded()
    (voucher,) = shop.bought(shop.offered(valid_days=1, refund_on_expiry=refund))
    assert sweeps.expire_vouchers(at=voucher.expires_at - HOUR) == 0
    assert queries.usable(voucher, voucher.expires_at).code == "expired"  # whatever the clock did
    assert refused(lambda: actions.cancel(voucher.id, by=shop.resident, at=voucher.expires_at)) == "expired"
    assert sweeps.expire_vouchers(at=voucher.expires_at) == 1
    assert sweeps.expire_vouchers(at=voucher.expires_at + DAY) == 0
    assert (shop.free(shop.shen), Reward.objects.get().stock) == (points, stock)
    assert Budget.objects.get().fen_committed == 0
    assert shop.violations() == []


def test_what_a_voucher_was_bought_as_never_changes_whoever_asks_the_database(shop: Shop):
    shop.funded()
    (voucher,) = shop.bought(shop.offered())
    mine = Voucher.objects.filter(pk=voucher.id)
    for changes in (
        {"price": 1},
        {"face_fen": 99_00},
        {"household": shop.lu},
        {"expires_at": MONDAY + 900 * DAY},
    ):
        with transaction.atomic(), pytest.raises(DatabaseError, match="stays what it was"):
            mine.update(**changes)
    actions.cancel(voucher.id, by=shop.resident, at=MONDAY + DAY)
    with transaction.atomic(), pytest.raises(DatabaseError, match="has ended"):
        mine.update(state="issued", ended_at=None, refund=None)
    with transaction.atomic(), pytest.raises(DatabaseError, match="Cannot delete"):
        mine.delete()


def test_the_table_holds_no_code(shop: Shop, owner_connection):
    shop.funded()
    (voucher,) = shop.bought(shop.offered())
    code = shop.code(voucher).replace("-", "").encode()
    for kept in (bytes(voucher.salt), bytes(voucher.digest)):
        assert code not in kept
    assert queries.found_by_code(shop.code(voucher).lower().replace("-", " ")).id == voucher.id


def test_terms_that_cannot_stand_are_named(shop: Shop):
    for changes, code in (
        ({"name": "面"}, "name_shape"), ({"price": 0}, "price_shape"), ({"face_fen": 0}, "face_shape"),
        ({"stock": -1}, "stock_shape"), ({"valid_days": 0}, "valid_shape"), ({"limit_month": 0}, "limit_shape"),
        ({"open_to": date(2026, 2, 1)}, "span_shape"), ({"merchants": []}, "merchant_missing"),
        ({"merchants": [0]}, "merchant_elsewhere"), ({"area": "330483101201"}, "not_your_area"),
    ):  # fmt: skip
        assert refused(lambda c=changes: shop.offered(**c)) == code
    assert (
        refused(lambda: actions.offer_reward(shop.new(), by=shop.overseer, at=MONDAY))
        == "role_may_not_manage"
    )
