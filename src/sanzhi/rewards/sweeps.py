"""What the clock makes due of vouchers. It may run twice, or in two workers at once, and does its work once."""

from datetime import datetime, timedelta

from django.db import transaction

from . import queries
from .actions.giving_back import give_back
from .files import SHELF
from .models import Voucher

UNNAMED_FOR = timedelta(days=7)


def expire_vouchers(*, at: datetime) -> int:
    """过期: each voucher that nobody used in time, in a transaction of its own; refunded where its reward says so.
    Returns how many."""
    expired = 0
    while _expire_one(at):
        expired += 1
    return expired


def drop_unnamed_minutes(*, at: datetime) -> int:
    """清除无主文件: minutes whose pool was never entered after all."""
    return SHELF.drop_orphans(queries.photos_named(), before=at - UNNAMED_FOR)


@transaction.atomic
def _expire_one(at: datetime) -> bool:
    due = Voucher.objects.filter(state=Voucher.State.ISSUED, expires_at__lte=at).order_by("expires_at", "id")
    voucher = due.select_for_update(of=("self",), skip_locked=True).select_related("reward").first()
    if voucher is None:
        return False
    give_back(voucher, str(Voucher.State.EXPIRED), refund=voucher.reward.refund_on_expiry, by=None, at=at)
    return True
