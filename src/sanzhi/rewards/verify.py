"""核验兑换: stock, budgets, vouchers, settlements and pools recounted from their rows, and every point and fen found in the book."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import islice

from django.db import connection
from django.db.models import Q, Sum

from sanzhi.journal.verify import Check, Finding, Violation, in_one_view
from sanzhi.ledger import codes
from sanzhi.ledger import queries as ledger

from . import queries
from .models import Pool, Settlement, Voucher

BATCH = 1_000
# What was not given back: issued, redeemed, or expired without a refund.
# What must return nothing: name → (sentence, query for the ids of those that break it).
NEVER = {
    "stock": (
        "its stock is not what was put in less what was sold",
        "SELECT 'reward ' || r.id FROM rewards_reward AS r WHERE r.stock < 0 OR r.stock <> r.stocked - "
        "(SELECT count(*) FROM rewards_voucher AS v WHERE v.reward_id = r.id AND (v.state IN ('issued', 'redeemed') "
        "OR (v.state = 'expired' AND v.refund IS NULL)))",
    ),
    "limit": (
        "a household has had more than its limit",
        "SELECT 'tally ' || t.id FROM rewards_tally AS t WHERE t.taken > t.most OR t.taken < 0",
    ),
    "issued": (
        "it has not as many vouchers as were bought",
        "SELECT 'purchase ' || p.id FROM rewards_purchase AS p WHERE p.count <> "
        "(SELECT count(*) FROM rewards_voucher AS v WHERE v.purchase_id = p.id)",
    ),
    "spent": (
        "what it has spent is not what its vouchers cost, or is more than was approved",
        "SELECT 'budget ' || b.id FROM rewards_budget AS b WHERE b.points_spent > b.points OR b.fen_committed > b.fen "
        "OR b.points_spent <> (SELECT coalesce(sum(v.price), 0) FROM rewards_voucher AS v WHERE v.budget_id = b.id "
        "AND (v.state IN ('issued', 'redeemed') OR (v.state = 'expired' AND v.refund IS NULL))) "
        "OR b.fen_committed <> (SELECT coalesce(sum(v.face_fen), 0) FROM rewards_voucher AS v "
        "WHERE v.budget_id = b.id AND v.state IN ('issued', 'redeemed'))",
    ),
    "approved": (
        "it holds other than what a second person approved",
        "SELECT 'budget ' || b.id FROM rewards_budget AS b WHERE (b.points, b.fen) <> (SELECT "
        "coalesce(sum(a.points), 0), coalesce(sum(a.fen), 0) FROM rewards_allotment AS a "
        "WHERE a.budget_id = b.id AND a.approved_by_id <> a.entered_by_id)",
    ),
    "redeemed": (
        "it was redeemed where its reward is not had, or after its last day",
        "SELECT 'voucher ' || v.id FROM rewards_voucher AS v WHERE v.state = 'redeemed' AND (v.ended_at >= v.expires_at "
        "OR NOT EXISTS (SELECT FROM rewards_merchant AS m WHERE m.id = v.merchant_id AND m.area_id = v.area_id))",
    ),
    "settled": (
        "its sum is not count times face of its vouchers, or one of them is of another merchant",
        "SELECT 'settlement ' || s.id FROM rewards_settlement AS s WHERE (s.count, s.fen) <> (SELECT count(*), "
        "coalesce(sum(v.face_fen), 0) FROM rewards_voucher AS v WHERE v.settlement_id = s.id AND v.merchant_id = s.merchant_id) "
        "OR s.fen <> (SELECT coalesce(sum(l.count * l.face_fen), 0) FROM rewards_settlementline AS l WHERE l.settlement_id = s.id)",
    ),
    "hands": (
        "one person stands twice on it",
        "SELECT 'settlement ' || s.id FROM rewards_settlement AS s WHERE s.village_signed_by_id = s.drawn_by_id "
        "OR s.merchant_signed_by_id IN (s.drawn_by_id, s.village_signed_by_id)",
    ),
    "shared": (
        "its shares do not come to the pool",
        "SELECT 'pool ' || p.id FROM rewards_pool AS p WHERE p.drawn_at IS NOT NULL AND p.fen <> "
        "(SELECT coalesce(sum(h.fen), 0) FROM rewards_poolshare AS h WHERE h.pool_id = p.id)",
    ),
}


def check_rewards() -> Finding:
    violations: list[Violation] = []
    with connection.cursor() as cursor:
        for name, (sentence, sql) in NEVER.items():
            cursor.execute(sql)
            violations += [Violation(name, row[0], sentence) for row in cursor.fetchmany(20)]
    for pool in Pool.objects.select_related("put_as", "resolution").order_by("id").iterator(chunk_size=500):
        if pool.drawn_at and not queries.passes(pool):
            violations.append(Violation("resolved", f"pool {pool.id}", "its resolution did not pass"))
        if pool.put_as and pool.put_as.text != queries.text_of(pool):
            violations.append(
                Violation("resolved", f"pool {pool.id}", "what was voted on is not what it says")
            )
        if not pool.minutes_digest:
            continue
        path, _mime = queries.minutes_of(pool)
        if not path.exists() or sha256(path.read_bytes()).hexdigest() != pool.minutes_digest:
            violations.append(Violation("minutes", f"pool {pool.id}", "the minutes are gone or others"))
    return Finding(Voucher.objects.count(), violations, [])


def check_book() -> Finding:
    """Each voucher has its posting, each refund its reverse, each signed settlement its own; and the sums agree."""
    looked, violations = 0, list[Violation]()
    for batch in _batches(Voucher.objects.order_by("id").iterator(chunk_size=BATCH)):
        looked += len(batch)
        violations += _vouchers(batch)
    for signed in _batches(
        Settlement.objects.exclude(posting=None).order_by("id").iterator(chunk_size=BATCH)
    ):
        moved = ledger.moved([one.posting for one in signed])
        for one in signed:
            found = moved.get(one.posting)
            if not found or (found.key, found.amount) != (f"settlement:{one.id}", one.fen):
                violations.append(Violation("owed", f"settlement {one.id}", "the book says otherwise"))
    return Finding(looked, [*violations, *_sums()], [])


def _vouchers(batch: list[Voucher]) -> Iterator[Violation]:
    moved = ledger.moved([one.posting for one in batch if one.posting])
    for one in batch:
        found = moved.get(one.posting or 0)
        if not found or (found.key, found.amount) != (f"voucher:{one.id}", one.price):
            yield Violation("paid", f"voucher {one.id}", "the book does not say what it cost")
        elif found.reversed_by != one.refund:
            yield Violation("refunded", f"voucher {one.id}", "its refund and the book's reverse are no pair")


def _sums() -> Iterator[Violation]:
    """Where a village's points were spent lies as much as its vouchers cost."""
    kept = Q(state__in=["issued", "redeemed"]) | Q(state="expired", refund=None)
    rows = Voucher.objects.values("area").annotate(points=Sum("price", filter=kept))
    cost = {codes.of_spent(row["area"]): row["points"] or 0 for row in rows}
    accounts = ledger.accounts(codes.POINT, list(cost))
    stands = ledger.balances(list(accounts.values()))
    for code, points in cost.items():
        stand = stands.get(accounts.get(code, 0), ledger.Stand())
        if stand.posted != points:
            yield Violation("spent_points", code, f"holds {stand.posted}, its vouchers cost {points}")


def _batches(rows: Iterable) -> Iterator[list]:
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        yield batch


CHECKS: dict[str, Check] = {
    "rewards": in_one_view(check_rewards),
    "rewards_book": in_one_view(check_book),
}
