"""三张网: joint handling, and clues. (The third, early signs, are proposals: `nails.py`.)"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sanzhi.cases.models import Case
from sanzhi.people.models import Area, Office, Person

from .feed import Alarm


class JointCall(models.Model):
    """联动处置: the police ask for it, a dispatcher gives town, department and police their parts in one case."""

    alarm = models.OneToOneField(Alarm, models.PROTECT, related_name="joint")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    why = models.CharField(max_length=200)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    lead = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+", db_index=False)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["area", "-id"], name="joint_by_area")]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    case__isnull=True, answered_by__isnull=True, answered_at__isnull=True, lead__isnull=True
                )
                | Q(
                    case__isnull=False,
                    answered_by__isnull=False,
                    answered_at__isnull=False,
                    lead__isnull=False,
                ),
                name="a_joint_call_is_answered_whole",
            )
        ]


class Clue(models.Model):
    """排查线索: what a grid worker or a resident noticed of a dispute; a person makes a case of it or closes it."""

    class State(models.TextChoices):
        NEW = "new", _("待核实")
        CASE = "case", _("转为事项")
        CLOSED = "closed", _("已了结")

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    place = models.CharField(max_length=120)
    cause = models.CharField(max_length=12)
    text = models.CharField(max_length=500)
    by_resident = models.BooleanField()
    at = models.DateTimeField()
    state = models.CharField(max_length=6, choices=State, default="new")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+", db_index=False)
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["area", "state", "-id"], name="clue_by_area"),
            models.Index(fields=["person", "-id"], name="clue_by_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="new", decided_by__isnull=True, case__isnull=True)
                | Q(state="case", decided_by__isnull=False, case__isnull=False)
                | (Q(state="closed", decided_by__isnull=False, case__isnull=True) & ~Q(reason="")),
                name="a_clue_is_decided_whole",
            )
        ]
