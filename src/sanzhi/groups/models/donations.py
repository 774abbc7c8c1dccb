"""捐赠的使用: each gift used for its own purpose, by hands that change at each step; another purpose only on a word; shown each quarter."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.groups.triggers import PURPOSE_MOVES, USE_MOVES, USE_WITHIN_ITS_GIFT
from sanzhi.notices.models import Notice
from sanzhi.people.models import Person

from .funds import Fund, Gift


class GiftPurpose(models.Model):
    """改用途: of a gift, on the donor's word or a resolution, under its number; entered by one, agreed to by another, or refused
    with a reason: the donor says otherwise, or the paper does."""

    class Basis(models.TextChoices):
        DONOR = "donor", _("捐赠人书面同意")
        RESOLUTION = "resolution", _("村民会议或者村民代表会议决议")

    gift = models.ForeignKey(Gift, models.PROTECT, related_name="purposes")
    purpose = models.CharField(max_length=200)
    basis = models.CharField(max_length=10, choices=Basis)
    paper = models.CharField(max_length=60)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    agreed_at = models.DateTimeField(null=True)
    refused_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    refused_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)  # why it was refused

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["gift"], condition=Q(agreed_at__isnull=True, refused_at__isnull=True), name="one_purpose_waits_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True, agreed_at__isnull=True)
                | Q(agreed_by__isnull=False, agreed_at__isnull=False) & ~Q(agreed_by=F("entered_by")),
                name="two_persons_change_a_purpose",
            ),
            models.CheckConstraint(
                condition=Q(refused_by__isnull=True, refused_at__isnull=True)
                | Q(refused_by__isnull=False, refused_at__isnull=False, agreed_at__isnull=True) & ~Q(reason=""),
                name="a_purpose_is_refused_with_a_reason",
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="a_purpose_moves", when=pgtrigger.Before, operation=pgtrigger.Update, func=PURPOSE_MOVES
            ),
            pgtrigger.Protect(name="purposes_are_kept", operation=pgtrigger.Delete),
        ]


class GiftUse(models.Model):
    """用一笔捐赠: what for, how much; proposed, agreed to, paid against a voucher, each by another hand than the one before."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("等同意")
        AGREED = "agreed", _("同意了，等付款")
        PAID = "paid", _("已付款")
        REFUSED = "refused", _("不同意")
        DROPPED = "dropped", _("不用了")

    gift = models.ForeignKey(Gift, models.PROTECT, related_name="uses", db_index=False)
    purpose = models.CharField(max_length=200)  # of the gift, as it stood when this was proposed
    what = models.CharField(max_length=200)
    fen = models.PositiveBigIntegerField()
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    proposed_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    agreed_at = models.DateTimeField(null=True)
    hold = models.BigIntegerField(null=True)  # in the ledger
    paid_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    paid_at = models.DateTimeField(null=True)
    voucher = models.CharField(max_length=40, blank=True)
    posting = models.BigIntegerField(null=True, unique=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["gift", "id"], name="use_of_a_gift")]
        constraints = [
            models.CheckConstraint(condition=Q(fen__gt=0), name="a_use_holds_money"),
            models.CheckConstraint(
                condition=~Q(state__in=("agreed", "paid"))
                | Q(agreed_by__isnull=False, agreed_at__isnull=False, hold__isnull=False) & ~Q(agreed_by=F("proposed_by")),
                name="another_agrees_to_a_use",
            ),
            models.CheckConstraint(
                condition=Q(state="paid", paid_by__isnull=False, paid_at__isnull=False, posting__isnull=False)
                & ~Q(voucher="")
                & ~Q(paid_by=F("agreed_by"))
                | ~Q(state="paid") & Q(posting__isnull=True),
                name="another_pays_a_use_against_a_voucher",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("refused", "dropped")) | ~Q(reason=""), name="a_use_ends_with_a_reason"
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="a_use_is_within_its_gift", when=pgtrigger.Before, operation=pgtrigger.Insert, func=USE_WITHIN_ITS_GIFT
            ),
            pgtrigger.Trigger(name="a_use_moves", when=pgtrigger.Before, operation=pgtrigger.Update, func=USE_MOVES),
            pgtrigger.Protect(name="uses_are_kept", operation=pgtrigger.Delete),
        ]  # fmt: skip


class FundDisclosure(models.Model):
    """公开: what came in and was used in a quarter, by a notice; `told_at`: that it should hang and did not."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="disclosures", db_index=False)
    quarter = models.CharField(max_length=6)  # 2026Q1
    notice = models.OneToOneField(Notice, models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-quarter"]
        constraints = [
            models.UniqueConstraint(fields=["fund", "quarter"], name="a_quarter_is_disclosed_once")
        ]
