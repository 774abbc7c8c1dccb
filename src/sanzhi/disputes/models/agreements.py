"""调解协议: what was agreed (人民调解法 art. 29), when it is in force, and how it is performed."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.disputes.triggers import AGREEMENT_IN_FORCE, INSTALMENT_STANDS
from sanzhi.people.models import Person

from .bodies import Body
from .disputes import Dispute, Party


class Agreement(models.Model):
    """调解协议: written and signed, or oral and entered in the register. In force it stays as it is."""

    class Form(models.TextChoices):
        WRITTEN = "written", _("书面协议")
        ORAL = "oral", _("口头协议")

    case = models.ForeignKey(Dispute, models.PROTECT, related_name="agreements", db_index=False)
    version = models.PositiveSmallIntegerField()
    form = models.CharField(max_length=7, choices=Form)
    facts = models.TextField()  # 主要事实、争议事项以及各方责任
    terms = models.TextField()
    manner = models.CharField(max_length=300)
    place = models.CharField(max_length=120, blank=True)
    perform_by = models.DateField()
    paper_only = models.BooleanField()  # 电子签名法 art. 3: of this kind nothing is signed online
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    drafted_at = models.DateTimeField()
    mediator_signed_at = models.DateTimeField(null=True)
    sealed_at = models.DateTimeField(null=True)
    in_force_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["case", "version"], name="agreements_are_counted"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(dropped_at__isnull=True), name="one_agreement_stands"
            ),
            models.CheckConstraint(
                condition=~Q(facts="") & ~Q(terms="") & ~Q(manner=""),
                name="an_agreement_says_what_the_law_asks",
            ),
            models.CheckConstraint(
                condition=Q(in_force_at__isnull=True) | Q(dropped_at__isnull=True),
                name="what_is_in_force_is_not_dropped",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="an_agreement_comes_into_force",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=AGREEMENT_IN_FORCE,
            ),
            pgtrigger.Protect(name="agreements_are_never_deleted", operation=pgtrigger.Delete),
        ]


class Instalment(models.Model):
    """履行事项: one thing one party does for another by a day, and whether it was done."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="instalments", db_index=False)
    seq = models.PositiveSmallIntegerField()
    debtor = models.ForeignKey(Party, models.PROTECT, related_name="+", db_index=False)
    what = models.CharField(max_length=200)
    amount_cents = models.BigIntegerField(null=True)
    due_on = models.DateField()
    reminded_at = models.DateTimeField(null=True)  # before the day
    missed_at = models.DateTimeField(null=True)  # noted the day after
    performed_on = models.DateField(null=True)
    noted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        ordering = ["seq"]
        indexes = [
            models.Index(
                fields=["due_on", "id"], name="instalment_due", condition=Q(performed_on__isnull=True)
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "seq"], name="instalments_are_counted"),
            models.CheckConstraint(
                condition=Q(performed_on__isnull=True, noted_by__isnull=True)
                | Q(performed_on__isnull=False, noted_by__isnull=False),
                name="somebody_noted_the_performance",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="an_instalment_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=INSTALMENT_STANDS,
            )
        ]


class Visit(models.Model):
    """回访记录: one party asked after the agreement: performed? content? a new risk?"""

    party = models.ForeignKey(Party, models.PROTECT, related_name="visits", db_index=False)
    performance = models.CharField(max_length=200)
    satisfied = models.PositiveSmallIntegerField()
    risk = models.CharField(max_length=300, blank=True)  # a suit, or a new risk
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["party", "id"], name="visit_by_party")]
        constraints = [
            models.CheckConstraint(condition=Q(satisfied__range=(1, 5)), name="a_visits_answer_is_1_to_5")
        ]


class Subsidy(models.Model):
    """以案定补: what a mediator is paid for one dispute, once; drafted, reviewed and approved by three people."""

    class Grade(models.TextChoices):
        SIMPLE = "simple", _("简易")
        ORDINARY = "ordinary", _("一般")
        DIFFICULT = "difficult", _("疑难")
        MAJOR = "major", _("重大")

    class State(models.TextChoices):
        DRAFTED = "drafted", _("待审核")
        REVIEWED = "reviewed", _("待批准")
        APPROVED = "approved", _("待发放")
        PAID = "paid", _("已发放")
        REFUSED = "refused", _("不予补贴")

    case = models.OneToOneField(Dispute, models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_index=False)
    mediator = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    grade = models.CharField(max_length=9, choices=Grade)
    amount_cents = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State, default=State.DRAFTED)
    reason = models.CharField(max_length=200, blank=True)
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    drafted_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True)  # paid or refused

    class Meta:
        indexes = [models.Index(fields=["state", "-drafted_at", "-case"], name="subsidy_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True)
                | (~Q(reviewed_by=F("mediator")) & ~Q(reviewed_by=F("drafted_by"))),
                name="a_subsidy_is_reviewed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | (~Q(approved_by=F("mediator")) & ~Q(approved_by=F("reviewed_by"))),
                name="a_subsidy_is_approved_by_a_third",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("reviewed", "approved", "paid")) | Q(reviewed_by__isnull=False),
                name="no_subsidy_without_a_review",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("approved", "paid")) | Q(approved_by__isnull=False),
                name="no_payment_without_approval",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="a_refused_subsidy_has_a_reason"
            ),
        ]
