"""积分证明: what one resident let one bank read for one purpose, until when, and what became of it."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.people.models import Household, Office, Person

from .terms import FIELDS, LIFE, STEP_UP

LIST_SIZE = 1 << 17  # entries of one status list; 16 KiB before it is packed

# Everything but its end: what was told to a bank is not rewritten, nor given a longer life.
_STAYS = """
IF (NEW.person_id, NEW.household_id, NEW.bank_id, NEW.purpose, NEW.fields, NEW.may_answer, NEW.issued_at,
    NEW.expires_at, NEW.confirmed_at, NEW.asked_by_id, NEW.salt, NEW.digest, NEW.position)
   IS DISTINCT FROM
   (OLD.person_id, OLD.household_id, OLD.bank_id, OLD.purpose, OLD.fields, OLD.may_answer, OLD.issued_at,
    OLD.expires_at, OLD.confirmed_at, OLD.asked_by_id, OLD.salt, OLD.digest, OLD.position)
   OR (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at)
THEN RAISE EXCEPTION 'a statement is not rewritten' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class Statement(models.Model):
    """积分证明: asked for by the person themselves. `token` is the signed text, sealed to its row; empty once forgotten."""

    class Purpose(models.TextChoices):
        FARMING = "farming", _("申请农业生产经营贷款")
        BUSINESS = "business", _("申请个体经营贷款")
        LIVING = "living", _("申请生活消费贷款")

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="+", db_index=False)
    bank = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    purpose = models.CharField(max_length=10, choices=Purpose)
    fields = ArrayField(models.CharField(max_length=10))
    may_answer = models.BooleanField()  # whether the bank may tell the platform what it decided
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    confirmed_at = models.DateTimeField()  # when the code sent to their phone was typed
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    token = models.BinaryField(default=b"")
    salt = models.BinaryField()  # what the code in the QR is derived from
    digest = models.BinaryField(unique=True)  # by what it is found
    position = models.PositiveIntegerField(
        unique=True
    )  # in the status lists, scattered so that it tells no order

    class Meta:
        indexes = [models.Index(fields=["person", "-id"], name="statement_by_person")]
        constraints = [
            models.CheckConstraint(condition=Q(asked_by=F("person")), name="a_statement_is_ones_own_act"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("issued_at"), expires_at__lte=F("issued_at") + LIFE),
                name="a_statement_ends_in_thirty_days",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__lte=F("issued_at"), confirmed_at__gte=F("issued_at") - STEP_UP),
                name="a_statement_is_confirmed_just_before",
            ),
            models.CheckConstraint(
                condition=Q(fields__contained_by=list(FIELDS), fields__len__gt=0),
                name="a_statement_says_what_it_may",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_statement_is_not_rewritten",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=_STAYS,
            ),
            pgtrigger.Protect(name="statements_are_not_deleted", operation=pgtrigger.Delete),
        ]


class Checking(models.Model):
    """核对记录: which officer of which bank looked, when, and whether it held. The person can read it."""

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="checkings", db_index=False)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    outcome = models.CharField(max_length=20)  # "good", or the code of why not
    fields = ArrayField(models.CharField(max_length=10))  # what was told to them
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["statement", "-id"], name="checking_by_statement"),
            models.Index(fields=["office", "-id"], name="checking_by_office"),
        ]
        triggers = [
            pgtrigger.Protect(name="checkings_are_append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class Answer(models.Model):
    """银行答复: only where the person agreed to it; once, and once more after they asked for a person to look again
    (个人信息保护法 art. 24)."""

    class Outcome(models.TextChoices):
        APPROVED = "approved", _("同意")
        DECLINED = "declined", _("不同意")

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="answers", db_index=False)
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    asked_again_at = models.DateTimeField(null=True)
    again = models.BooleanField(default=False)  # it answers the asking again

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "again"], name="a_bank_answers_once"),
            models.CheckConstraint(
                condition=Q(again=False) | Q(asked_again_at__isnull=True), name="one_asks_again_once"
            ),
        ]
