"""收券、退券: a voucher ends once, by one conditional statement, whoever else tries at the same moment."""

from datetime import datetime

from django.db import transaction

from sanzhi.journal.actions import record
from sanzhi.kit import walls
from sanzhi.people.roles import Actor
from sanzhi.rewards import access, queries
from sanzhi.rewards.models import Merchant, Voucher

from .giving_back import give_back


@transaction.atomic
def redeem(code: str, *, merchant: int | None = None, by: Actor, at: datetime) -> Voucher:
    """收券: at a merchant of whoever signs in (`merchant`: which, where they have several). Exactly one wins. Raises Refusal."""
    access.may_redeem(by).or_refuse()
    voucher = queries.found_by_code(code)
    verdict, mine = queries.taken_by(by, voucher)
    verdict.or_refuse()
    shop = next((one for one in mine if one.id == merchant), mine[0])
    with walls.the_house():
        if not end_once(voucher, at, merchant=shop, redeemed_by=by.person_id):
            voucher = queries.found_by_code(code)
            queries.usable(voucher, at).or_refuse()
    said = {"area": voucher.area_id, "merchant": shop.id}
    record("voucher.redeemed", by=by.person_id, at=at, about=("voucher", voucher.id), content=said)
    voucher.state, voucher.ended_at, voucher.merchant = Voucher.State.REDEEMED, at, shop
    return voucher


def end_once(voucher: Voucher, at: datetime, *, merchant: Merchant, redeemed_by: int | None) -> bool:
    """One statement: the second of two finds it used."""
    rows = Voucher.objects.filter(pk=voucher.id, state=Voucher.State.ISSUED, expires_at__gt=at)
    ended = {"state": Voucher.State.REDEEMED, "ended_at": at, "merchant": merchant}
    return bool(rows.update(**ended, redeemed_by=redeemed_by))


@transaction.atomic
def cancel(voucher_id: int, *, by: Actor, at: datetime) -> Voucher:
    """退券: by the household, while it is good: the points come back. Raises Refusal."""
    voucher = queries.voucher_of(queries.holding_of(by), voucher_id)
    rows = Voucher.objects.select_for_update(of=("self",)).filter(pk=voucher.id)
    voucher = rows.select_related("reward").get()
    queries.usable(voucher, at).or_refuse()
    give_back(voucher, str(Voucher.State.CANCELLED), refund=True, by=by.person_id, at=at)
    return voucher
