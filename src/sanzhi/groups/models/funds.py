"""发展基金: money that came in for a purpose, a call, bids, who was chosen, and what was paid for which accepted milestone."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.groups.triggers import BID_IN_TIME, MILESTONE_MOVES, SCORED_BY_A_STRANGER, SUM_OF_MILESTONES
from sanzhi.notices.models import Notice
from sanzhi.people.models import Area, Person

from .register import Group


class Fund(models.Model):
    """社会组织发展基金: of the county or a town. What lies in it stands in the book (`ledger`), in fen."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=60)
    purpose = models.CharField(max_length=200)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["area", "name"], name="a_fund_has_its_name_in_its_place")
        ]

    def __str__(self) -> str:
        return self.name


class Gift(models.Model):
    """入账: who gave how much for what; entered by one, confirmed by another, and only then in the book."""

    class Kind(models.TextChoices):
        DONATION = "donation", _("捐赠")
        BUDGET = "budget", _("财政安排")
        OTHER = "other", _("其他")

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="gifts", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind)
    donor = models.CharField(max_length=60)  # as they want to be called; 爱心人士 for who does not
    fen = models.PositiveBigIntegerField()
    purpose = models.CharField(max_length=200)
    received_on = models.DateField()
    voucher = models.CharField(max_length=40)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    confirmed_at = models.DateTimeField(null=True)
    posting = models.BigIntegerField(null=True, unique=True)  # in the ledger

    class Meta:
        indexes = [models.Index(fields=["fund", "-id"], name="gift_of_a_fund")]
        constraints = [
            models.CheckConstraint(condition=Q(fen__gt=0), name="a_gift_holds_money"),
            models.UniqueConstraint(fields=["fund", "voucher"], name="a_voucher_is_entered_once"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True, posting__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False, posting__isnull=False),
                name="a_gift_is_confirmed_whole",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("entered_by")),
                name="a_second_person_confirms_a_gift",
            ),
        ]
        triggers = [pgtrigger.Protect(name="gifts_are_kept", operation=pgtrigger.Delete)]


class Call(models.Model):
    """征集: announced by a notice; bids come in until `until`; so much is there for all, and for one at most."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="calls", db_index=False)
    title = models.CharField(max_length=60)
    text = models.CharField(max_length=1000)
    total = models.PositiveBigIntegerField()
    most = models.PositiveBigIntegerField()
    until = models.DateTimeField()
    notice = models.OneToOneField(Notice, models.PROTECT, null=True, related_name="+")
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["fund", "-id"], name="call_of_a_fund")]
        constraints = [
            models.CheckConstraint(condition=Q(most__gt=0, most__lte=F("total")), name="a_call_has_its_money")
        ]

    def __str__(self) -> str:
        return self.title


class FundPanelist(models.Model):
    """评审: who scores the bids of a call; not those of an organisation they have to do with."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="panel", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    named_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    named_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "person"], name="on_a_panel_once")]


class FundTie(models.Model):
    """回避: a panelist said that they have to do with an organisation."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    group = models.ForeignKey(Group, models.PROTECT, related_name="+", db_index=False)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "group"], name="a_fund_tie_is_told_once")]
        triggers = [pgtrigger.Protect(name="fund_ties_stay", operation=pgtrigger.Update | pgtrigger.Delete)]


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

    bid = models.OneToOneField(Bid, models.PROTECT, related_name="grant")
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="grants", db_index=False)
    fen = models.PositiveBigIntegerField()
    contract = models.CharField(max_length=40)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    proposed_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    agreed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)  # why it ended before all was paid

    class Meta:
        indexes = [models.Index(fields=["fund", "-id"], name="grant_of_a_fund")]
        constraints = [
            models.CheckConstraint(condition=Q(fen__gt=0), name="a_grant_holds_money"),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True, agreed_at__isnull=True)
                | Q(agreed_by__isnull=False, agreed_at__isnull=False),
                name="a_grant_is_agreed_whole",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("proposed_by")),
                name="two_persons_decide_a_grant",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="milestones_are_the_grant",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=SUM_OF_MILESTONES,
            ),
            pgtrigger.Protect(name="grants_are_kept", operation=pgtrigger.Delete),
        ]


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
