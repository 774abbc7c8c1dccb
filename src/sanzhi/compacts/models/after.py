"""履、评: what was seen of a clause and put right; how a version in force is scored, and what came of it."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.compacts.triggers import APPRAISAL_MOVES, CHECK_STANDS, SCORED_WHILE_OPEN
from sanzhi.people.models import Person

from .compacts import Clause, Version


class Appraisal(models.Model):
    """评价: of the version in force, over some days; `overall` is the mean of its clauses, None while too few scored."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="appraisals", db_index=False)
    number = models.PositiveSmallIntegerField()
    opens_on = models.DateField()
    closes_on = models.DateField()  # the last day on which it is scored
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    overall = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    off_because = models.CharField(max_length=200, blank=True)  # called off before anybody scored

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="an_appraisal_has_its_number"),
            models.UniqueConstraint(fields=["version"], condition=Q(closed_at=None), name="one_appraisal_is_open"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="an_appraisal_takes_days"),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(name="an_appraisal_moves", when=pgtrigger.Before, operation=pgtrigger.Update, func=APPRAISAL_MOVES),
            pgtrigger.Protect(name="appraisals_are_kept", operation=pgtrigger.Delete),
        ]  # fmt: skip


class Check(models.Model):
    """检查: at a place, what was seen of one clause; what is not right has a day by which it is. Never a person."""

    clause = models.ForeignKey(Clause, models.PROTECT, related_name="checks")
    place = models.CharField(max_length=60)
    seen = models.CharField(max_length=300)
    ok = models.BooleanField()
    due_on = models.DateField(null=True)
    seen_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    seen_at = models.DateTimeField()
    appraisal = models.ForeignKey(Appraisal, models.PROTECT, null=True, related_name="checks", db_index=False)
    done = models.CharField(max_length=300, blank=True)
    put_right_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    put_right_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ok=True, due_on=None) | Q(ok=False, due_on__isnull=False),
                name="what_is_not_right_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(put_right_at=None, done="") | (Q(put_right_at__isnull=False, ok=False) & ~Q(done="")),
                name="put_right_says_how",
            ),
        ]  # fmt: skip
        triggers = [pgtrigger.Trigger(name="a_check_stands", when=pgtrigger.Before, operation=pgtrigger.Update, func=CHECK_STANDS)]  # fmt: skip


class Assessor(models.Model):
    """评议员: who scores as one of the panel, named when it is opened."""

    appraisal = models.ForeignKey(Appraisal, models.PROTECT, related_name="assessors", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["appraisal", "person"], name="an_assessor_sits_once")]


class Group(models.TextChoices):
    """谁评的: of a household that signed, of one that did not, of the panel."""

    MEMBER = "member", _("签了承诺的")
    NEIGHBOUR = "neighbour", _("没签的邻居")
    PANEL = "panel", _("评议员")


class Score(models.Model):
    """打分: of one to five, for one clause, by one person, once."""

    appraisal = models.ForeignKey(Appraisal, models.PROTECT, related_name="scores", db_index=False)
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    group = models.CharField(max_length=9, choices=Group)
    points = models.PositiveSmallIntegerField()
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appraisal", "clause", "person"], name="a_clause_is_scored_once"),
            models.CheckConstraint(condition=Q(points__range=(1, 5)), name="scored_from_one_to_five"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="scored_while_open", when=pgtrigger.Before, operation=pgtrigger.Insert, func=SCORED_WHILE_OPEN
            ),
            pgtrigger.Protect(name="scores_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]  # fmt: skip


class Mean(models.Model):
    """均分: of one clause by one group, as it was counted at the close; None where too few scored."""

    appraisal = models.ForeignKey(Appraisal, models.PROTECT, related_name="means", db_index=False)
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="+", db_index=False)
    group = models.CharField(max_length=9, choices=Group)
    mean = models.DecimalField(max_digits=3, decimal_places=2, null=True)

    class Meta:
        ordering = ["clause__number", "id"]
        constraints = [
            models.UniqueConstraint(fields=["appraisal", "clause", "group"], name="a_mean_is_counted_once")
        ]
