"""发展基金: money that came in for a purpose, what was called for with it, and who judges."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.notices.models import Notice
from sanzhi.people.models import Area, Person

from .register import Group


class Fund(models.Model):
    """发展基金, granted to organisations under a call; 捐赠资金, each gift used for what it was given for. What lies in it stands
    in the book (`ledger`), in fen."""

    class Kind(models.TextChoices):
        DEVELOPMENT = "development", _("社会组织发展基金")
        DONATIONS = "donations", _("乡贤和社会捐赠资金")

    kind = models.CharField(max_length=12, choices=Kind, default=Kind.DEVELOPMENT)
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
    refused_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    refused_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)  # why it was refused

    class Meta:
        indexes = [models.Index(fields=["fund", "-id"], name="gift_of_a_fund")]
        constraints = [
            models.CheckConstraint(condition=Q(fen__gt=0), name="a_gift_holds_money"),
            models.UniqueConstraint(
                fields=["fund", "voucher"], condition=Q(refused_at__isnull=True), name="a_voucher_is_entered_once"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True, posting__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False, posting__isnull=False),
                name="a_gift_is_confirmed_whole",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("entered_by")),
                name="a_second_person_confirms_a_gift",
            ),
            models.CheckConstraint(
                condition=Q(refused_by__isnull=True, refused_at__isnull=True)
                | Q(refused_by__isnull=False, refused_at__isnull=False, posting__isnull=True) & ~Q(reason=""),
                name="a_gift_is_refused_with_a_reason",
            ),
        ]  # fmt: skip
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
