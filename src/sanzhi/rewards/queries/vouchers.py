"""Vouchers: a household's own with their codes, and one found by its code, for whoever takes it."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from sanzhi.kit import ids, walls
from sanzhi.kit.tickets import Tickets
from sanzhi.kit.verdict import Refusal, Verdict
from sanzhi.people.roles import Actor
from sanzhi.rewards import rules
from sanzhi.rewards.models import Merchant, Voucher

from .shop import PAGE_SIZE, Holding, page

TICKETS = Tickets("rewards_voucher.salt", "rewards_voucher.digest")


def code_of(voucher: Voucher) -> str:
    """The code again; "" when the key it was made under is gone."""
    return TICKETS.code_of(voucher.salt, voucher.digest)


def vouchers_of(holding: Holding, before: int = 0) -> list[Voucher]:
    """我家的券, the newest first."""
    rows = Voucher.objects.filter(household=holding.household).select_related("reward", "merchant")
    return page(rows, before)


def voucher_of(holding: Holding, voucher_id: int) -> Voucher:
    """One of the household's own."""
    rows = Voucher.objects.filter(pk=voucher_id, household=holding.household)
    found = rows.select_related("reward", "merchant", "area").prefetch_related("reward__merchants").first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这张券。"))
    return found


def found_by_code(typed: str) -> Voucher:
    """The voucher of a code, for whoever holds it; to be shown without the household. Refusal code_length,
    code_mistyped, or not_visible where no voucher has it."""
    code = ids.normalise_code(typed)
    with walls.the_house():
        rows = Voucher.objects.filter(digest__in=TICKETS.digests(code))
        found = rows.select_related("reward", "merchant").prefetch_related("reward__merchants").first()
    if found is None:
        raise Refusal("not_visible", _("没有这张券，请对照客人手机上的券码核对。"))
    return found


def usable(voucher: Voucher, at: datetime) -> Verdict:
    """Whether it is worth anything now; else what became of it, where and when."""
    where = voucher.merchant.name if voucher.merchant else ""
    return rules.usable(rules.Ticket(voucher.state, voucher.expires_at, voucher.ended_at, where), at)


def taken_by(actor: Actor, voucher: Voucher) -> tuple[Verdict, list[Merchant]]:
    """Whether whoever scans may take it, and at which of their merchants."""
    mine = merchants_for(actor, voucher)
    where = "、".join(shop.name for shop in voucher.reward.merchants.all() if not shop.closed_at)
    return rules.taken_here(len(mine), len(mine or merchants_for(actor)), where), mine


def merchants_for(actor: Actor, voucher: Voucher | None = None) -> list[Merchant]:
    """The open merchants this person may redeem for; with a voucher: those where it is redeemed."""
    rows = Merchant.objects.filter(closed_at=None, hands__person=actor.person_id or 0, hands__until=None)
    if voucher:
        rows = rows.filter(rewards=voucher.reward_id)
    return list(rows.order_by("id").distinct())


def redeemed_at(shops: Sequence[Merchant], before: int = 0) -> list[Voucher]:
    """收过的券 at these merchants, the newest redeemed first, a page and one more; no household among it."""
    with walls.the_house():
        rows = Voucher.objects.filter(merchant__in=[shop.pk for shop in shops], state=Voucher.State.REDEEMED)
        if last := rows.filter(pk=before).values_list("ended_at", flat=True).first():
            rows = rows.filter(Q(ended_at__lt=last) | Q(ended_at=last, id__lt=before))
        return list(rows.select_related("reward", "merchant").order_by("-ended_at", "-id")[: PAGE_SIZE + 1])
