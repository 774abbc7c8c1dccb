"""社工: who is employed where, their certificates and training; the allowance, month by month."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.groups.triggers_of_workers import ALLOWANCE_STANDS, SPELL_STANDS
from sanzhi.people.models import Area, Office, Person


class Level(models.TextChoices):
    """职业水平: as the certificate says."""

    ASSISTANT = "assistant", _("助理社会工作师")
    WORKER = "worker", _("社会工作师")
    SENIOR = "senior", _("高级社会工作师")


class SocialWorker(models.Model):
    """社工: listed by name as long as they are employed; `office`: where they are, or were last."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["area", "id"], name="social_worker_by_place")]
        triggers = [pgtrigger.Protect(name="social_workers_are_kept", operation=pgtrigger.Delete)]


class Employment(models.Model):
    """在岗的一段: of one worker at one office, from a day; `ends_on` is the last day. Months outside any have no allowance."""

    worker = models.ForeignKey(SocialWorker, models.PROTECT, related_name="spells", db_index=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["worker"], condition=Q(ends_on__isnull=True), name="employed_in_one_place_at_a_time"
            ),
            models.UniqueConstraint(fields=["worker", "starts_on"], name="a_spell_is_entered_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True, ended_by__isnull=True, ended_at__isnull=True)
                | Q(ends_on__gte=F("starts_on"), ended_by__isnull=False, ended_at__isnull=False),
                name="a_spell_ends_whole",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_spell_stands", when=pgtrigger.Before, operation=pgtrigger.Insert | pgtrigger.Update,
                func=SPELL_STANDS,
            ),
            pgtrigger.Protect(name="spells_are_kept", operation=pgtrigger.Delete),
        ]  # fmt: skip


class Registration(models.Model):
    """登记: of a certificate, for three years from its day; done again, it is the next row."""

    worker = models.ForeignKey(SocialWorker, models.PROTECT, related_name="registrations", db_index=False)
    level = models.CharField(max_length=10, choices=Level)
    number = models.CharField(max_length=40)
    registered_on = models.DateField()
    valid_to = models.DateField()  # the first day on which it no longer holds
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["-registered_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["number", "registered_on"], name="a_certificate_is_registered_once"),
            models.UniqueConstraint(fields=["worker", "registered_on"], name="one_registration_on_a_day"),
            models.CheckConstraint(condition=Q(valid_to__gt=F("registered_on")), name="a_registration_holds_a_while"),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="registrations_stay", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class Training(models.Model):
    """继续教育: hours, of what, on which day."""

    worker = models.ForeignKey(SocialWorker, models.PROTECT, related_name="training", db_index=False)
    held_on = models.DateField()
    hours = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=100)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["-held_on"]
        constraints = [
            models.UniqueConstraint(fields=["worker", "held_on", "what"], name="a_training_is_entered_once"),
            models.CheckConstraint(condition=Q(hours__range=(1, 80)), name="a_training_has_hours"),
        ]


class AllowanceRule(models.Model):
    """补贴标准: so much a month for a level, from a day, by a document of the county."""

    level = models.CharField(max_length=10, choices=Level)
    fen = models.PositiveIntegerField()
    from_on = models.DateField()
    document = models.CharField(max_length=60)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["level", "-from_on"]
        constraints = [models.UniqueConstraint(fields=["level", "from_on"], name="one_allowance_from_a_day")]
        triggers = [
            pgtrigger.Protect(name="allowance_rules_stay", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class Allowance(models.Model):
    """补贴: one month of one worker; proposed by one, agreed to by another, never by whoever gets it."""

    worker = models.ForeignKey(SocialWorker, models.PROTECT, related_name="allowances", db_index=False)
    month = models.DateField()  # its first day
    level = models.CharField(max_length=10, choices=Level)
    fen = models.PositiveIntegerField()
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    proposed_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    agreed_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-month", "worker_id"]
        indexes = [models.Index(fields=["month", "worker"], name="allowance_of_a_month")]
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "month"], condition=Q(refused_at__isnull=True), name="one_allowance_of_a_month"
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True, agreed_at__isnull=True)
                | Q(agreed_by__isnull=False, agreed_at__isnull=False, refused_at__isnull=True) & ~Q(agreed_by=F("proposed_by")),
                name="two_persons_agree_on_an_allowance",
            ),
            models.CheckConstraint(
                condition=Q(refused_at__isnull=True) | ~Q(reason=""), name="an_allowance_is_refused_with_a_reason"
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="an_allowance_stands", when=pgtrigger.Before, operation=pgtrigger.Insert | pgtrigger.Update,
                func=ALLOWANCE_STANDS,
            ),
            pgtrigger.Protect(name="allowances_are_kept", operation=pgtrigger.Delete),
        ]  # fmt: skip

    @property
    def office(self) -> str:
        """Where they were employed when the month began, and not where they are now; ask for it with the spells fetched along."""
        spells = self.worker.spells.all()
        then = (
            one
            for one in spells
            if one.starts_on <= self.month and (not one.ends_on or one.ends_on >= self.month)
        )
        return next((one.office.name for one in then), "")
