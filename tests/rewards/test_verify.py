"""核验: honest work holds; each planted fault is named. What is planted here, the application itself cannot do."""

import os

import psycopg
import pytest
from django.db import connection

from sanzhi.kit import clock
from sanzhi.rewards import actions
from sanzhi.rewards.verify import CHECKS
from tests.county import MONDAY
from tests.rewards.conftest import DAY, Shop
from tests.rewards.test_pools import entered, split_by_balance

APRIL = MONDAY + 31 * DAY


def found() -> set[str]:
    connection.check_constraints()
    return {one.check for check in CHECKS.values() for one in check().violations}


def a_month(shop: Shop) -> None:
    """Bought, redeemed, cancelled, settled; a pool split."""
    shop.funded()
    vouchers = shop.bought(shop.offered(limit_month=9), count=4)
    for voucher in vouchers[:2]:
        actions.redeem(shop.code(voucher), by=shop.noodles, at=MONDAY + DAY)
    actions.cancel(vouchers[2].id, by=shop.resident, at=MONDAY + DAY)
    settlement = actions.draw_settlement(shop.noodle_shop.id, month="2026-03", by=shop.clerk, at=APRIL)
    actions.sign_for_village(settlement.id, by=shop.overseer, at=APRIL)
    actions.sign_for_merchant(settlement.id, by=shop.noodles, at=APRIL)
    pool = entered(shop, threshold=10)
    actions.review_pool(pool.id, text="程序合法，同意。", by=shop.dispatcher, at=MONDAY)
    split_by_balance(shop, pool)


def test_a_month_of_honest_work_holds(shop: Shop):
    a_month(shop)
    with clock.simulated(APRIL):
        assert found() == set()


PLANTED = {
    "stock": "UPDATE rewards_reward SET stock = stock + 1",
    "limit": "UPDATE rewards_tally SET taken = most + 1",
    "issued": "UPDATE rewards_purchase SET count = count + 1",
    "spent": "UPDATE rewards_budget SET points_spent = points_spent - 1",
    "approved": "UPDATE rewards_budget SET fen = fen + 100",
    "redeemed": "UPDATE rewards_voucher SET expires_at = ended_at WHERE state = 'redeemed'",
    "settled": "UPDATE rewards_settlement SET fen = fen + 1",
    "shared": "UPDATE rewards_poolshare SET fen = fen + 1",
    "hands": "UPDATE rewards_settlement SET village_signed_by_id = drawn_by_id",
    "resolved": "UPDATE rewards_pool SET in_favour = 1",
    "minutes": f"UPDATE rewards_pool SET minutes_digest = '{'0' * 64}'",
    "paid": "UPDATE rewards_voucher SET posting = NULL WHERE state = 'issued'",
    "refunded": "UPDATE rewards_voucher SET refund = refund + 1 WHERE refund IS NOT NULL",
    "owed": "UPDATE rewards_settlement SET posting = 1",
    "spent_points": "UPDATE ledger_balance SET posted = posted + 1 WHERE account_id = "
    "(SELECT id FROM ledger_account WHERE code LIKE 'spent:%')",
}
NO_CHECKS = """
DO $$ DECLARE c record; BEGIN
    FOR c IN SELECT conname, conrelid::regclass AS t FROM pg_constraint
        WHERE contype = 'c' AND conrelid::regclass::text LIKE 'rewards\\_%'
    LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', c.t, c.conname); END LOOP;
END $$
"""


@pytest.mark.parametrize("fault", PLANTED)
def test_each_planted_fault_is_found_by_its_name(committed_db, server, fault):
    a_month(Shop())
    with psycopg.connect(server.url(os.environ["SANZHI_DATABASE"]), autocommit=True) as superuser:
        superuser.execute("SET session_replication_role = replica")
        superuser.execute(NO_CHECKS)
        superuser.execute(PLANTED[fault])
    assert fault in found()
