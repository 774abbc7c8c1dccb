"""法律顾问: who advises which villages, when they are there, and what somebody asked them in confidence."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.groups.triggers import CONSULTATION_MOVES
from sanzhi.people.models import Area, Duty, Person


class LegalAdviser(models.Model):
    """法律顾问: a lawyer, or a legal-service worker, with the licence they practise under."""

    class Kind(models.TextChoices):
        LAWYER = "lawyer", _("律师")
        LEGAL_WORKER = "legal_worker", _("基层法律服务工作者")

    person = models.OneToOneField(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    licence = models.CharField(max_length=30, unique=True)
    firm = models.CharField(max_length=60)
    phone = models.CharField(max_length=20)  # public, of the work
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        triggers = [pgtrigger.Protect(name="advisers_are_kept", operation=pgtrigger.Delete)]


class AdviserTerm(models.Model):
    """聘期: of a village, from a day; `ends_on` is the last day; called off before it began, it is of no day."""

    adviser = models.ForeignKey(LegalAdviser, models.PROTECT, related_name="terms", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    starts_on = models.DateField()
    ends_on = models.DateField()
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()
    off_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["area_id", "-starts_on"]
        indexes = [models.Index(fields=["area", "ends_on"], name="adviser_of_a_village")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="an_adviser_term_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["adviser", "area", "starts_on"], condition=Q(off_at__isnull=True), name="an_adviser_term_is_entered_once"
            ),
        ]  # fmt: skip


class AdviserHours(models.Model):
    """坐班: one half-day of one adviser in one village. Not `Duty`, which is of an office and tells its colleagues who sits there."""

    adviser = models.ForeignKey(LegalAdviser, models.PROTECT, related_name="hours", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    half = models.CharField(max_length=2, choices=Duty.Half)
    place = models.CharField(max_length=60)
    off_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["day", "half"]
        constraints = [
            models.UniqueConstraint(
                fields=["adviser", "day", "half"], condition=Q(off_at__isnull=True), name="in_one_place_at_a_time"
            )
        ]  # fmt: skip
        indexes = [models.Index(fields=["area", "day"], name="adviser_hours_of_a_village")]


class Consultation(models.Model):
    """咨询: what somebody asked, and what was answered on which ground. Read by the two of them and nobody else."""

    class State(models.TextChoices):
        ASKED = "asked", _("等答复")
        ANSWERED = "answered", _("已答复")
        CONFLICT = "conflict", _("这位顾问要回避，请问别的顾问")
        CANCELLED = "cancelled", _("已取消")

    adviser = models.ForeignKey(LegalAdviser, models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    hours = models.ForeignKey(AdviserHours, models.PROTECT, null=True, related_name="+", db_index=False)
    question = models.TextField(max_length=2000, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    answer = models.TextField(max_length=3000, blank=True)
    ground = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    late_told_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    asked_again = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="+"
    )  # of another adviser

    class Meta:
        indexes = [
            models.Index(fields=["person", "-id"], name="consultation_of_a_person"),
            models.Index(fields=["adviser", "-id"], name="consultation_of_an_adviser"),
            models.Index(fields=["area", "asked_at"], name="consultation_by_village"),
            models.Index(
                fields=["answer_by"],
                condition=Q(state="asked", late_told_at__isnull=True),
                name="consultation_unanswered",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["hours"], condition=Q(state__in=("asked", "answered")), name="a_half_day_is_booked_once"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", ended_at__isnull=True) | ~Q(state="asked") & Q(ended_at__isnull=False),
                name="a_consultation_ends",
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="a_consultation_moves", when=pgtrigger.Before, operation=pgtrigger.Update, func=CONSULTATION_MOVES
            ),
            pgtrigger.Protect(name="consultations_are_kept", operation=pgtrigger.Delete),
        ]  # fmt: skip
