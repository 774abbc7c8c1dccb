"""What happens to a voucher that nobody redeemed: refunded or not, its money is free again. The caller holds the row."""

from datetime import datetime

from django.db.models import F

from sanzhi.journal.actions import record
from sanzhi.ledger import actions as ledger
from sanzhi.rewards import rules
from sanzhi.rewards.models import Budget, Reward, Tally, Voucher


def give_back(voucher: Voucher, state: str, *, refund: bool, by: int | None, at: datetime) -> None:
    """With `refund`, points, stock, limit and budget come back as if it had not been bought."""
    points = voucher.price if refund else 0
    if refund:
        Reward.objects.filter(pk=voucher.reward_id).update(stock=F("stock") + 1)
        periods = rules.periods_of(voucher.issued_at)
        tallies = Tally.objects.filter(household=voucher.household_id, reward=voucher.reward_id)
        tallies.filter(period__in=periods).update(taken=F("taken") - 1)
    Budget.objects.filter(pk=voucher.budget_id).update(
        points_spent=F("points_spent") - points, fen_committed=F("fen_committed") - voucher.face_fen
    )
    if refund:
        assert voucher.posting
        keys = {f"voucher:{voucher.id}:back": voucher.posting}
        (back,) = ledger.reverse(keys, "rewards.refund", about=("voucher", voucher.id), by=by, at=at)
        voucher.refund = back.id
    voucher.state, voucher.ended_at = state, at
    voucher.save(update_fields=["state", "ended_at", "refund"])
    said = {"area": voucher.area_id, "refunded": refund}
    record(f"voucher.{state}", by=by, at=at, about=("voucher", voucher.id), content=said)
