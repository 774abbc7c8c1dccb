"""班次: who is on duty, who stands in for whom, and what an office was called before."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .offices import Appointment, Office
from .persons import Person


class Duty(models.Model):
    """值班: one person on duty at an office for half a day."""

    class Half(models.TextChoices):
        MORNING = "am", _("上午")
        AFTERNOON = "pm", _("下午")

    office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    half = models.CharField(max_length=2, choices=Half)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "day", "half"], name="one_on_duty_per_half_day")
        ]


class Deputy(models.Model):
    """代班: a colleague who may act in somebody's post, from a day to a day; `valid_to` is the first day they may not."""

    post = models.ForeignKey(Appointment, models.PROTECT, related_name="deputies")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField()
    named_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="deputy_ends_after_it_begins"
            ),
            models.UniqueConstraint(fields=["post", "person", "valid_from"], name="deputy_named_once"),
        ]


class OfficeName(models.Model):
    """曾用名: what an office was called until it was renamed."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="former_names")
    name = models.CharField(max_length=60)
    until = models.DateTimeField()
    renamed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
