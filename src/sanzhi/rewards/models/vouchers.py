"""What was bought, the vouchers it gave, and how often a household has had something in a month or year."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.kit.appendonly import never_truncated
from sanzhi.people.models import Area, Household, Person
from sanzhi.rewards.triggers import A_VOUCHER_ENDS_ONCE

from .settlements import Settlement
from .shop import Budget, Merchant, Reward


class Purchase(models.Model):
    """兑换: so many of a reward for a household, once for its key."""

    key = models.CharField(max_length=80, unique=True)
    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    reward = models.ForeignKey(Reward, models.PROTECT, related_name="+", db_index=False)
    count = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()


class Tally(models.Model):
    """限兑计数: how many of a reward a household has had in a month ("2026-03") or year ("2026"), and at most."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="+", db_index=False)
    reward = models.ForeignKey(Reward, models.PROTECT, related_name="+", db_index=False)
    period = models.CharField(max_length=7)
    taken = models.PositiveIntegerField()
    most = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["household", "reward", "period"], name="one_tally_per_period"),
            models.CheckConstraint(
                condition=Q(taken__lte=F("most")), name="a_household_stays_within_the_limit"
            ),
        ]


class Voucher(models.Model):
    """券: one unit of a reward, for whoever shows its code, once.

    Its code is derived from `salt` by the key that lies outside the database and found by `digest`, a keyed hash:
    who reads the table alone can redeem nothing. `posting` is what it cost, `refund` what was given back, both in the
    ledger. `price` and `face_fen` are as bought.
    """

    class State(models.TextChoices):
        ISSUED = "issued", _("待使用")
        REDEEMED = "redeemed", _("已使用")
        EXPIRED = "expired", _("已过期")
        CANCELLED = "cancelled", _("已退回")

    purchase = models.ForeignKey(Purchase, models.PROTECT, related_name="vouchers")
    reward = models.ForeignKey(Reward, models.PROTECT, related_name="vouchers")
    budget = models.ForeignKey(Budget, models.PROTECT, related_name="vouchers", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="+", db_index=False)
    salt = models.BinaryField()
    digest = models.BinaryField(unique=True)
    price = models.PositiveIntegerField()
    face_fen = models.PositiveIntegerField()
    state = models.CharField(max_length=9, choices=State, default=State.ISSUED)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()  # the first moment at which it is worth nothing
    ended_at = models.DateTimeField(null=True)
    posting = models.BigIntegerField(null=True)
    refund = models.BigIntegerField(null=True)
    merchant = models.ForeignKey(Merchant, models.PROTECT, null=True, related_name="+", db_index=False)
    redeemed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    settlement = models.ForeignKey(Settlement, models.PROTECT, null=True, related_name="vouchers")

    class Meta:
        indexes = [
            models.Index(fields=["household", "-id"], name="voucher_by_household"),
            models.Index(fields=["expires_at", "id"], name="voucher_to_expire", condition=Q(state="issued")),
            models.Index(fields=["budget"], name="voucher_outstanding", condition=Q(state="issued")),
            models.Index(
                fields=["merchant", "ended_at"], name="voucher_redeemed", condition=Q(state="redeemed")
            ),
            models.Index(
                fields=["area", "ended_at"],
                name="voucher_to_settle",
                condition=Q(state="redeemed", settlement__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="issued", ended_at__isnull=True)
                | (~Q(state="issued") & Q(ended_at__isnull=False)),
                name="a_voucher_ends_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(state="redeemed", merchant__isnull=False, redeemed_by__isnull=False)
                | (~Q(state="redeemed") & Q(merchant__isnull=True, redeemed_by__isnull=True)),
                name="redeemed_where_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(settlement__isnull=True) | Q(state="redeemed"),
                name="only_what_was_redeemed_is_settled",
            ),
            models.CheckConstraint(
                condition=Q(refund__isnull=True) | Q(state__in=["expired", "cancelled"]),
                name="only_what_was_not_redeemed_is_refunded",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | Q(refund__isnull=False),
                name="what_is_cancelled_is_refunded",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_voucher_ends_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=A_VOUCHER_ENDS_ONCE,
            ),
            pgtrigger.Protect(name="vouchers_are_never_deleted", operation=pgtrigger.Delete),
            never_truncated("vouchers_are_never_truncated", "vouchers are never truncated"),
        ]
