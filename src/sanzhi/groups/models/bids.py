"""申报和资助: what an organisation asked for, how it was scored, who was chosen, and what was paid for which accepted milestone."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.groups.triggers import BID_IN_TIME, MILESTONE_MOVES, SCORED_BY_A_STRANGER, SUM_OF_MILESTONES
from sanzhi.people.models import Person

from .funds import Call, Fund
from .register import Group


class Bid(models.Model):
    """申报: of one organisation under one call."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="bids", db_index=False)
    group = models.ForeignKey(Group, models.PROTECT, related_name="+", db_index=False)
    title = models.CharField(max_length=60)
    plan = models.CharField(max_length=2000)
    fen = models.PositiveBigIntegerField()
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    sent_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["call", "id"], name="bid_of_a_call"), models.Index(fields=["group", "-id"], name="bid_of_a_group")]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["call", "group"], condition=Q(withdrawn_at__isnull=True), name="one_bid_of_a_group"
            ),
            models.CheckConstraint(condition=Q(fen__gt=0), name="a_bid_asks_for_money"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_bid_comes_in_time",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=BID_IN_TIME,
            ),
            pgtrigger.Protect(name="bids_are_kept", operation=pgtrigger.Delete),
        ]

    @property
    def grant(self) -> "Grant | None":
        """What was proposed or agreed to, not what was refused; ask for it with `grants` fetched along."""
        return next((one for one in self.grants.all() if one.refused_at is None), None)


class BidScore(models.Model):
    """评分: of a bid, by a panelist who has nothing to do with the organisation; of a hundred."""

    bid = models.ForeignKey(Bid, models.PROTECT, related_name="scores", db_index=False)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    points = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bid", "by"], name="one_score_of_a_panelist"),
            models.CheckConstraint(condition=Q(points__lte=100), name="a_score_is_of_a_hundred"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_bid_is_scored_by_a_stranger",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=SCORED_BY_A_STRANGER,
            )
        ]


class Grant(models.Model):
    """资助: what one proposed and another agreed to; from then on its money is set aside in the book, milestone by milestone."""

    bid = models.ForeignKey(Bid, models.PROTECT, related_name="grants")
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="grants", db_index=False)
    fen = models.PositiveBigIntegerField()
    contract = models.CharField(max_length=40)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    proposed_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    agreed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    refused_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    refused_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)  # why it was refused, or ended before all was paid

    class Meta:
        indexes = [models.Index(fields=["fund", "-id"], name="grant_of_a_fund")]
        constraints = [
            models.UniqueConstraint(
                fields=["bid"], condition=Q(refused_at__isnull=True), name="one_grant_of_a_bid"
            ),
            models.CheckConstraint(condition=Q(fen__gt=0), name="a_grant_holds_money"),
            models.CheckConstraint(
                condition=Q(refused_by__isnull=True, refused_at__isnull=True)
                | Q(refused_by__isnull=False, refused_at__isnull=False, agreed_at__isnull=True) & ~Q(reason=""),
                name="a_grant_is_refused_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True, agreed_at__isnull=True)
                | Q(agreed_by__isnull=False, agreed_at__isnull=False),
                name="a_grant_is_agreed_whole",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("proposed_by")),
                name="two_persons_decide_a_grant",
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="milestones_are_the_grant",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=SUM_OF_MILESTONES,
            ),
            pgtrigger.Protect(name="grants_are_kept", operation=pgtrigger.Delete),
        ]

    @property
    def may_end(self) -> bool:
        """Agreed to, and something of it is neither accepted nor paid; ask for it with `milestones` fetched along."""
        left = any(row.state in ("planned", "reported") for row in self.milestones.all())
        return self.agreed_at is not None and self.ended_at is None and left


class Milestone(models.Model):
    """阶段: what is done by when for how much; reported with evidence, accepted by another, paid by a third hand."""

    class State(models.TextChoices):
        PLANNED = "planned", _("进行中")
        REPORTED = "reported", _("等验收")
        ACCEPTED = "accepted", _("验收合格")
        PAID = "paid", _("已付款")
        DROPPED = "dropped", _("不做了")

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="milestones", db_index=False)
    number = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=200)
    fen = models.PositiveBigIntegerField()
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    hold = models.BigIntegerField(null=True)  # in the ledger
    evidence = models.CharField(max_length=1000, blank=True)
    reported_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    reported_at = models.DateTimeField(null=True)
    remark = models.CharField(max_length=300, blank=True)  # of whoever accepted or sent it back
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    accepted_at = models.DateTimeField(null=True)
    paid_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    paid_at = models.DateTimeField(null=True)
    voucher = models.CharField(max_length=40, blank=True)
    posting = models.BigIntegerField(null=True, unique=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["grant", "number"], name="milestones_are_numbered"),
            models.CheckConstraint(condition=Q(fen__gt=0), name="a_milestone_holds_money"),
            models.CheckConstraint(
                condition=~Q(state__in=("accepted", "paid"))
                | Q(accepted_by__isnull=False, accepted_at__isnull=False) & ~Q(evidence=""),
                name="accepted_by_somebody_on_evidence",
            ),
            models.CheckConstraint(
                condition=Q(posting__isnull=True, paid_at__isnull=True, paid_by__isnull=True)
                & ~Q(state="paid")
                | Q(state="paid", posting__isnull=False, paid_by__isnull=False, paid_at__gte=F("accepted_at"))
                & ~Q(voucher=""),
                name="nothing_is_paid_before_it_is_accepted",
            ),
            models.CheckConstraint(
                condition=Q(accepted_by__isnull=True) | ~Q(accepted_by=F("reported_by")),
                name="another_than_reported_accepts",
            ),
            models.CheckConstraint(
                condition=Q(paid_by__isnull=True) | ~Q(paid_by=F("accepted_by")),
                name="another_than_accepted_pays",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_milestone_moves_on", when=pgtrigger.Before, operation=pgtrigger.Update, func=MILESTONE_MOVES
            ),
            pgtrigger.Protect(name="milestones_are_kept", operation=pgtrigger.Delete),
        ]  # fmt: skip
