"""What a village owes a merchant for a month, signed by both."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from sanzhi.notices.models import Notice
from sanzhi.people.models import Area, Person
from sanzhi.rewards.triggers import A_SIGNED_SETTLEMENT_STAYS

from .shop import Merchant, Reward


class Settlement(models.Model):
    """结算单: every voucher a merchant redeemed in a month, drawn up by one, signed by another for the village and by
    the merchant; then owed in the ledger (`posting`), then paid."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    merchant = models.ForeignKey(Merchant, models.PROTECT, related_name="settlements", db_index=False)
    month = models.CharField(max_length=7)
    count = models.PositiveIntegerField()
    fen = models.PositiveBigIntegerField()
    drawn_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    drawn_at = models.DateTimeField()
    village_signed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    village_signed_at = models.DateTimeField(null=True)
    merchant_signed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", db_index=False
    )
    merchant_signed_at = models.DateTimeField(null=True)
    posting = models.BigIntegerField(null=True)
    paid_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    paid_at = models.DateTimeField(null=True)
    reference = models.CharField(max_length=60, blank=True)
    notice = models.ForeignKey(Notice, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["area", "-id"], name="settlement_by_area")]
        constraints = [
            models.UniqueConstraint(fields=["merchant", "month"], name="a_month_is_settled_once"),
            models.CheckConstraint(
                condition=Q(village_signed_by__isnull=True, village_signed_at__isnull=True)
                | Q(village_signed_by__isnull=False, village_signed_at__isnull=False),
                name="village_signs_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=Q(merchant_signed_by__isnull=True, merchant_signed_at__isnull=True)
                | Q(merchant_signed_by__isnull=False, merchant_signed_at__isnull=False),
                name="merchant_signs_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=(Q(village_signed_by__isnull=True) | ~Q(village_signed_by=F("drawn_by")))
                & (Q(merchant_signed_by__isnull=True) | ~Q(merchant_signed_by=F("drawn_by")))
                & (
                    Q(village_signed_by__isnull=True)
                    | Q(merchant_signed_by__isnull=True)
                    | ~Q(village_signed_by=F("merchant_signed_by"))
                ),
                name="a_settlement_needs_three_people",
            ),
            models.CheckConstraint(
                condition=Q(posting__isnull=True)
                | Q(village_signed_at__isnull=False, merchant_signed_at__isnull=False),
                name="owed_only_with_both_signatures",
            ),
            models.CheckConstraint(
                condition=Q(paid_at__isnull=True, paid_by__isnull=True, reference="")
                | (Q(paid_at__isnull=False, paid_by__isnull=False, posting__isnull=False) & ~Q(reference="")),
                name="paid_with_a_reference_after_it_was_owed",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_signed_settlement_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=A_SIGNED_SETTLEMENT_STAYS,
            ),
            pgtrigger.Protect(
                name="signed_settlements_are_never_deleted",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition(
                    "OLD.village_signed_at IS NOT NULL OR OLD.merchant_signed_at IS NOT NULL"
                ),
            ),
        ]


class SettlementLine(models.Model):
    """结算明细: of one reward at one face value, how many and how much; says nothing of households."""

    settlement = models.ForeignKey(Settlement, models.CASCADE, related_name="lines", db_index=False)
    reward = models.ForeignKey(Reward, models.PROTECT, related_name="+", db_index=False)
    face_fen = models.PositiveIntegerField()
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["settlement", "reward", "face_fen"], name="one_line_per_reward_and_face"
            )
        ]

    @property
    def fen(self) -> int:
        return self.face_fen * self.count
