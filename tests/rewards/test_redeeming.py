"""收券: once, at the right shop, by somebody of that shop; each other case with its own sentence."""

import pytest
from django.db import DatabaseError, transaction

from sanzhi.kit import ids, walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people.access import sight_of
from sanzhi.rewards import actions, queries
from sanzhi.rewards.models import Voucher
from tests.county import MONDAY
from tests.rewards.conftest import DAY, Shop


def test_a_voucher_is_redeemed_once_and_the_second_is_told_where_and_when(shop: Shop):
    shop.funded()
    (voucher,) = shop.bought(shop.offered())
    code = shop.code(voucher)
    taken = actions.redeem(code, by=shop.noodles, at=MONDAY + DAY)
    assert (taken.state, taken.merchant) == ("redeemed", shop.noodle_shop)
    with pytest.raises(Refusal, match="已于 2026-03-03 09:00 在 乌镇面馆 用过"):
        actions.redeem(code, by=shop.barber, at=MONDAY + 2 * DAY)
    with pytest.raises(Refusal, match="用过"):
        actions.cancel(voucher.id, by=shop.resident, at=MONDAY + 2 * DAY)
    assert queries.liability_of([voucher.budget]) == {}


def test_wrong_shop_expired_cancelled_unknown_and_mistyped_each_has_its_sentence(shop: Shop):
    shop.funded()
    one, two, three = shop.bought(shop.offered(merchants=[shop.noodle_shop.id]), count=3)
    with pytest.raises(Refusal, match="不在您店里用，要到 乌镇面馆"):
        actions.redeem(shop.code(one), by=shop.barber, at=MONDAY + DAY)
    with pytest.raises(Refusal, match="只到 2026-04-01，已经过期"):
        actions.redeem(shop.code(two), by=shop.noodles, at=two.expires_at)
    actions.cancel(three.id, by=shop.resident, at=MONDAY + DAY)
    with pytest.raises(Refusal, match="退掉"):
        actions.redeem(shop.code(three), by=shop.noodles, at=MONDAY + DAY)
    with pytest.raises(Refusal, match="没有这张券"):
        actions.redeem(ids.public_code(), by=shop.noodles, at=MONDAY + DAY)
    with pytest.raises(Refusal, match="16 位"):
        actions.redeem("K7M2", by=shop.noodles, at=MONDAY + DAY)
    actions.end_hand(shop.noodle_shop.id, person=shop.noodles.person_id, by=shop.clerk, at=MONDAY + DAY)
    with pytest.raises(Refusal, match="还不是哪家商户"):
        actions.redeem(shop.code(one), by=shop.noodles, at=MONDAY + DAY)
    with pytest.raises(Refusal, match="岗位"):
        actions.redeem(shop.code(one), by=shop.clerk, at=MONDAY + DAY)


def test_behind_the_wall_a_merchant_finds_it_by_its_code_and_no_other_way(shop: Shop):
    shop.funded()
    (voucher,) = shop.bought(shop.offered())
    for actor, seen in (
        (shop.resident, 1),
        (shop.neighbour, 0),
        (shop.noodles, 0),
        (shop.overseer, 0),
        (shop.clerk, 1),
    ):
        with walls.seeing(sight_of(actor)):
            assert Voucher.objects.count() == seen, actor.name
    with walls.seeing(sight_of(shop.noodles)):
        actions.redeem(shop.code(voucher), by=shop.noodles, at=MONDAY + DAY)
        assert Voucher.objects.count() == 0
        assert [one.id for one in queries.redeemed_at([shop.noodle_shop])] == [voucher.id]
        assert queries.redeemed_at([shop.barber_shop]) == []


def test_buying_and_cancelling_work_behind_the_residents_own_wall(shop: Shop):
    shop.funded()
    reward = shop.offered(limit_month=3)
    with walls.seeing(sight_of(shop.resident)):
        (voucher,) = shop.bought(reward)
        actions.cancel(voucher.id, by=shop.resident, at=MONDAY + DAY)
        assert shop.free(shop.shen) == 100
    assert shop.violations() == []


def test_only_somebody_with_the_post_becomes_a_hand_and_only_once(shop: Shop):
    for person, code in ((shop.clerk, "no_post"), (shop.resident, "no_post"), (shop.noodles, "hand_there")):
        with pytest.raises(Refusal) as refusal:
            actions.add_hand(shop.noodle_shop.id, person=person.person_id, by=shop.clerk, at=MONDAY)
        assert refusal.value.code == code
    with pytest.raises(Refusal, match="同名"):
        shop.a_merchant("乌镇面馆", shop.barber)


def test_a_redeemed_voucher_cannot_be_redeemed_elsewhere_whoever_asks_the_database(shop: Shop):
    shop.funded()
    (voucher,) = shop.bought(shop.offered())
    actions.redeem(shop.code(voucher), by=shop.noodles, at=MONDAY + DAY)
    for changes in (
        {"merchant": shop.barber_shop},
        {"state": "issued", "ended_at": None, "merchant": None, "redeemed_by": None},
    ):
        with transaction.atomic(), pytest.raises(DatabaseError, match="has ended"):
            Voucher.objects.filter(pk=voucher.id).update(**changes)
