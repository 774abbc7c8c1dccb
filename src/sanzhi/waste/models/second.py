"""第二双眼睛: another grade of the same bin on the same day, a blind re-grading, a household's appeal, a visit to help."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sanzhi.people.models import Area, Household, Person
from sanzhi.waste.triggers import BY_ANOTHER

from .rounds import Fault, Grade, Inspection


def _by_another(name: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name, when=pgtrigger.Before, operation=pgtrigger.Insert | pgtrigger.Update, func=BY_ANOTHER
    )


class Conflict(models.Model):
    """不一致: a second grade of one bin on one day. The first stands until somebody else settles it."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="conflicts", db_index=False)
    grade = models.CharField(max_length=6, choices=Grade)
    faults = ArrayField(models.CharField(max_length=10, choices=Fault), default=list)
    photo = models.CharField(max_length=64, blank=True)
    mime = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    offline_id = models.UUIDField()
    taken_at = models.DateTimeField()
    synced_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True)
    decided_as = models.CharField(max_length=6, choices=Grade, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["inspection"], name="conflict_by_inspection"),
            models.Index(fields=["id"], name="conflict_open", condition=Q(decided_at__isnull=True)),
            models.Index(fields=["taken_at"], name="conflict_photo_by_age", condition=~Q(photo="")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["by", "offline_id"], name="a_second_scan_arrives_once"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, decided_as="")
                | Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(decided_as=""),
                name="a_conflict_is_settled_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("by")),
                name="nobody_settles_ones_own_grade",
            ),
        ]
        triggers = [_by_another("a_conflict_is_settled_by_another")]


class Sample(models.Model):
    """抽查: so many of a hundred of a village's photos, drawn by a lot whose seed stays on record."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    first = models.DateField()
    last = models.DateField()
    percent = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=40)
    among = models.PositiveIntegerField()  # how many photos there were to draw from
    drawn_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    drawn_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["area", "-id"], name="sample_by_area")]
        constraints = [
            models.CheckConstraint(condition=Q(percent__gte=1, percent__lte=100), name="sample_percent"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="sample_days"),
        ]
        triggers = [pgtrigger.Protect(name="samples_are_kept", operation=pgtrigger.Update | pgtrigger.Delete)]


class Review(models.Model):
    """复核: one drawn photo, graded again by somebody who is not shown the first grade."""

    sample = models.ForeignKey(Sample, models.PROTECT, related_name="reviews", db_index=False)
    inspection = models.OneToOneField(Inspection, models.PROTECT, related_name="review")
    decided_as = models.CharField(max_length=6, choices=Grade, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["sample"], name="review_by_sample")]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, decided_as="")
                | Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(decided_as=""),
                name="a_review_is_somebodys",
            )
        ]
        triggers = [_by_another("a_review_is_by_another")]


class Appeal(models.Model):
    """申诉: of the household whose bin it is, once for one inspection, with its reason."""

    inspection = models.OneToOneField(Inspection, models.PROTECT, related_name="appeal")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    reason = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    decided_as = models.CharField(max_length=6, choices=Grade, blank=True)
    answer = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["id"], name="appeal_open", condition=Q(decided_at__isnull=True))]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, decided_as="", answer="")
                | Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(decided_as="") & ~Q(answer=""),
                name="an_appeal_is_answered_in_words",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("person")),
                name="nobody_answers_ones_own_appeal",
            ),
        ]
        triggers = [_by_another("an_appeal_is_answered_by_another")]


class Visit(models.Model):
    """上门帮: somebody went to a household to show how; help, never a mark against it."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    words = models.CharField(max_length=300)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["household", "-id"], name="visit_by_household")]
