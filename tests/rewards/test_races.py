"""Many at once, with real threads and real commits; and each protection taken out once, to see that these tests notice."""

from collections import Counter
from collections.abc import Callable
from itertools import count
from threading import Barrier

import psycopg
import pytest
from django.db.models import F

from sanzhi.rewards import actions
from sanzhi.rewards.actions import buying, redeeming
from sanzhi.rewards.models import Budget, Reward, Tally, Voucher
from tests.county import MONDAY, a_resident
from tests.ledger.test_races import all_at_once
from tests.rewards.conftest import DAY, HOUR, Shop, a_household, award

_keys = count(1)


@pytest.fixture
def shop(committed_db) -> Shop:
    shop = Shop()
    shop.funded()
    return shop


def buying_(reward: Reward, by, key: str = "") -> Callable[[], object]:
    key = key or f"race{next(_keys)}"
    return lambda: actions.buy(reward.id, count=1, price=reward.price, key=key, by=by, at=MONDAY + HOUR)


def eight_on_three(shop: Shop) -> tuple[Counter[str], Reward]:
    reward = shop.offered(stock=3)
    buyers = [a_resident(f"买家{n}") for n in range(8)]
    for n, buyer in enumerate(buyers):
        award(shop.village.code, a_household(shop.village.code, f"买{n}", buyer), 100)
    return all_at_once([buying_(reward, buyer) for buyer in buyers]), reward


def test_of_eight_who_want_one_of_three_three_get_it(shop: Shop):
    ended, reward = eight_on_three(shop)
    assert ended == {"done": 3, "sold_out": 5}
    reward.refresh_from_db()
    assert (reward.stock, Voucher.objects.count(), Budget.objects.get().points_spent) == (0, 3, 30)
    assert shop.violations() == []


def test_without_the_condition_and_the_check_more_would(
    shop: Shop, owner_connection: psycopg.Connection, monkeypatch
):
    """The mutant of R1: stock is looked at first and taken afterwards."""
    with owner_connection:
        owner_connection.execute("ALTER TABLE rewards_reward DROP CONSTRAINT stock_is_never_below_nought")
        owner_connection.execute("ALTER TABLE rewards_reward DROP CONSTRAINT rewards_reward_stock_check")

    together = Barrier(8, timeout=30)  # all have looked before anybody takes

    def unguarded(reward: Reward, n: int) -> None:
        together.wait()
        Reward.objects.filter(pk=reward.id).update(stock=F("stock") - n)

    monkeypatch.setattr(buying, "take_stock", unguarded)
    ended, reward = eight_on_three(shop)
    assert ended == {"done": 8}
    reward.refresh_from_db()
    assert reward.stock < 0


def test_a_household_of_many_presses_stays_within_its_limit(shop: Shop):
    reward = shop.offered(limit_month=2, price=1)
    ended = all_at_once([buying_(reward, shop.resident) for _n in range(16)])
    assert ended == {"done": 2, "limit": 14}
    assert Tally.objects.get().taken == 2


def test_a_household_spends_no_more_than_it_has(shop: Shop):
    reward = shop.offered(price=40, stock=100)
    ended = all_at_once([buying_(reward, shop.resident) for _n in range(12)])
    assert ended == {"done": 2, "short": 10}
    assert shop.free(shop.shen) == 20


def test_one_key_sent_by_sixteen_at_once_buys_once(shop: Shop):
    reward = shop.offered()
    assert all_at_once([buying_(reward, shop.resident, "one-press")] * 16) == {"done": 16}
    assert (Voucher.objects.count(), shop.free(shop.shen)) == (1, 90)


def two_shops_one_voucher(shop: Shop) -> Counter[str]:
    (voucher,) = shop.bought(shop.offered())
    code = shop.code(voucher)
    hands = [shop.noodles, shop.barber] * 8
    return all_at_once([lambda h=h: actions.redeem(code, by=h, at=MONDAY + DAY) for h in hands])


def test_of_two_shops_that_scan_one_voucher_one_wins_and_the_other_is_told_it_is_used(shop: Shop):
    assert two_shops_one_voucher(shop) == {"done": 1, "used": 15}


def test_without_the_condition_and_the_trigger_several_would(shop: Shop, owner_connection, monkeypatch):
    with owner_connection:
        owner_connection.execute("ALTER TABLE rewards_voucher DISABLE TRIGGER USER")

    together = Barrier(16, timeout=30)

    def unguarded(voucher: Voucher, at, *, merchant, redeemed_by) -> bool:
        together.wait()
        ended = {"state": "redeemed", "ended_at": at, "merchant": merchant, "redeemed_by": redeemed_by}
        return bool(Voucher.objects.filter(pk=voucher.id).update(**ended))

    monkeypatch.setattr(redeeming, "end_once", unguarded)
    assert two_shops_one_voucher(shop) == {"done": 16}


def test_redeemed_or_given_back_but_never_both(shop: Shop):
    vouchers = shop.bought(shop.offered(), count=8)
    acts = [lambda v=v: actions.redeem(shop.code(v), by=shop.noodles, at=MONDAY + DAY) for v in vouchers]
    acts += [lambda v=v: actions.cancel(v.id, by=shop.resident, at=MONDAY + DAY) for v in vouchers]
    ended = all_at_once(acts[::2] + acts[1::2])
    assert ended["done"] == 8
    states = Counter(Voucher.objects.values_list("state", flat=True))
    assert states["redeemed"] + states["cancelled"] == 8
    assert shop.free(shop.shen) == 20 + 10 * states["cancelled"]
    assert shop.violations() == []
