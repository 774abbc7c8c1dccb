"""Settlements: what can be drawn up, and those of one's area or of the merchants one redeems for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, DateField, Q, Sum
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from sanzhi.kit.calendar import COUNTY
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor
from sanzhi.rewards import rules
from sanzhi.rewards.models import MerchantHand, Settlement, Voucher

from .shop import PAGE_SIZE, page, within


@dataclass(frozen=True)
class ToDraw:
    """可以结算: a merchant and month with redeemed vouchers that are in no settlement yet."""

    merchant: int
    name: str
    area: str
    month: str
    count: int
    fen: int

    @property
    def key(self) -> str:
        """Where a page that ends here goes on: the month as a number, and the merchant."""
        return f"{self.month.replace('-', '')}-{self.merchant}"


def shops_of(actor: Actor) -> list[int]:
    """The merchants this person answers for, closed ones too."""
    return list(
        MerchantHand.objects.filter(person=actor.person_id or 0, until=None).values_list(
            "merchant", flat=True
        )
    )


def redeemers_of(merchants: Collection[int]) -> dict[int, set[int]]:
    """{merchant: who redeems for it now}. One query."""
    found: dict[int, set[int]] = {}
    rows = MerchantHand.objects.filter(merchant__in=merchants, until=None)
    for merchant, person in rows.values_list("merchant", "person"):
        found.setdefault(merchant, set()).add(person)
    return found


def settlements_of(notices: Collection[int]) -> dict[int, Settlement]:
    """{notice: the settlement whose payment it announces}. One query."""
    return {one.notice_id: one for one in Settlement.objects.filter(notice__in=notices) if one.notice_id}


def settlements_for(actor: Actor, before: int = 0) -> list[Settlement]:
    """结算单, the newest first."""
    return page(_visible(actor).select_related("merchant", "area"), before)


def settlement_by_id(actor: Actor, settlement_id: int) -> Settlement:
    """One with everybody who signed it."""
    rows = _visible(actor).select_related(
        "merchant", "area__parent", "drawn_by", "village_signed_by", "merchant_signed_by", "paid_by"
    )
    found = rows.prefetch_related("lines__reward").filter(pk=settlement_id).first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这张结算单。"))
    return found


def to_draw(actor: Actor, at: datetime, after: tuple[int, int] | None = None) -> list[ToDraw]:
    """Of one's area, months that are over, the oldest first, a page and one more. One query.

    `after`: (year × 100 + month, merchant) of the last one of the page ahead.
    """
    month, _year = rules.periods_of(at)
    this_month, _after = rules.span_of(month)
    rows = Voucher.objects.filter(
        within(actor), state=Voucher.State.REDEEMED, settlement=None, ended_at__lt=this_month
    )
    rows = rows.values("merchant", "merchant__name", "merchant__area__name")
    rows = rows.annotate(month=TruncMonth("ended_at", tzinfo=COUNTY, output_field=DateField()))
    if after and (begin := rules.month_numbered(after[0])):
        rows = rows.filter(Q(month__gt=begin) | Q(month=begin, merchant__gt=after[1]))
    totals = rows.annotate(count=Count("id"), fen=Sum("face_fen")).filter(fen__gt=0)
    return [
        ToDraw(
            row["merchant"],
            row["merchant__name"],
            row["merchant__area__name"],
            f"{row['month']:%Y-%m}",
            row["count"],
            row["fen"],
        )  # fmt: skip
        for row in totals.order_by("month", "merchant")[: PAGE_SIZE + 1]
    ]


def not_settled(at: datetime) -> list[str]:
    """Villages with vouchers of months that are over, redeemed for money and in no settlement yet. One query."""
    month, _year = rules.periods_of(at)
    this_month, _after = rules.span_of(month)
    rows = Voucher.objects.filter(
        state=Voucher.State.REDEEMED, settlement=None, ended_at__lt=this_month, face_fen__gt=0
    )
    return list(rows.order_by("merchant__area").values_list("merchant__area", flat=True).distinct())


def _visible(actor: Actor):
    """Of one's area, for whoever manages or signs there; of one's own merchants, for whoever redeems."""
    seen = Q(pk__in=[])
    if actor.may("reward.manage") or actor.may("reward.sign"):
        seen |= within(actor)
    if actor.may("reward.redeem"):
        seen |= Q(merchant__in=shops_of(actor))
    return Settlement.objects.filter(seen)
