"""谁牵头, 重点工程: who leads, what is to be done by when, and how far it has come. All of it is public."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.leadership.triggers import LEAD_ENDS, MILESTONE_MOVES
from sanzhi.people.models import Area, Office, Person


class Lead(models.Model):
    """三级书记和领导小组: who leads in a county, town or village, by the public post. Ended, never changed."""

    class Part(models.TextChoices):
        SECRETARY = "secretary", _("书记")
        HEAD = "head", _("领导小组组长")
        DEPUTY = "deputy", _("领导小组副组长")
        MEMBER = "member", _("领导小组成员")

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    part = models.CharField(max_length=10, choices=Part)
    name = models.CharField(max_length=30)
    post = models.CharField(max_length=60)
    duties = models.CharField(max_length=200)
    since = models.DateField()
    until = models.DateField(null=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["area_id", "id"]
        indexes = [models.Index(fields=["area", "since"], name="leads_of_a_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")), name="a_lead_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["area"], condition=Q(part="secretary", until=None), name="one_secretary_in_a_place"
            ),
        ]
        triggers = [pgtrigger.Trigger(name="a_lead_ends", when=pgtrigger.Before, operation=pgtrigger.Update, func=LEAD_ENDS)]  # fmt: skip


class KeyProject(models.Model):
    """重点工程: one of the numbered projects, who owns it and by what figure it is judged."""

    class Direction(models.TextChoices):
        UP = "up", _("越大越好")
        DOWN = "down", _("越小越好")

    number = models.PositiveSmallIntegerField(unique=True)
    title = models.CharField(max_length=60)
    about = models.TextField()
    owner = models.ForeignKey(Office, models.PROTECT, related_name="+")
    begins_on = models.DateField()
    ends_on = models.DateField()
    indicator = models.CharField(max_length=60)
    unit = models.CharField(max_length=12)
    direction = models.CharField(max_length=4, choices=Direction)
    target = models.DecimalField(max_digits=12, decimal_places=2)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()
    closed_on = models.DateField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("begins_on")), name="a_project_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(number__range=(1, 999)), name="a_project_has_its_number"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Milestone(models.Model):
    """节点: one thing by one day. Reported by the owner with what shows it, accepted by somebody else."""

    project = models.ForeignKey(KeyProject, models.PROTECT, related_name="milestones")
    title = models.CharField(max_length=60)
    due_on = models.DateField()
    evidence = models.CharField(max_length=500, blank=True)
    reported_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    reported_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    accepted_at = models.DateTimeField(null=True)
    warned_on = models.DateField(null=True)  # the alarm that was raised last, so that it is raised once
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(
                fields=["due_on"], condition=Q(accepted_at=None, dropped_at=None), name="milestones_to_come"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None) | (Q(reported_at__isnull=False) & ~Q(accepted_by=F("reported_by"))),
                name="a_milestone_is_accepted_by_another",
            ),
            models.CheckConstraint(
                condition=Q(reported_at=None) | ~Q(evidence=""), name="a_reported_milestone_shows_something"
            ),
        ]  # fmt: skip
        triggers = [pgtrigger.Trigger(name="a_milestone_moves", when=pgtrigger.Before, operation=pgtrigger.Update, func=MILESTONE_MOVES)]  # fmt: skip


class Reading(models.Model):
    """指标读数: what the figure was on a day, and where it was read. The last one of a day holds; none is changed."""

    project = models.ForeignKey(KeyProject, models.PROTECT, related_name="readings", db_index=False)
    on = models.DateField()
    value = models.DecimalField(max_digits=12, decimal_places=2)
    source = models.CharField(max_length=200)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["on", "id"]
        indexes = [models.Index(fields=["project", "on"], name="readings_of_a_project")]
