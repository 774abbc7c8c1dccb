import pgtrigger
from django.db import models
from django.db.models import Q

from sanzhi.kit.appendonly import never_truncated


class CalendarYear(models.Model):
    """年度放假安排: a year whose State Council notice has been loaded, and where the notice stands."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    notice = models.CharField(max_length=300)
    loaded_at = models.DateTimeField()


class WorkingHours(models.Model):
    """上班时间: from a day on, when offices are open; replaced by a later one, never edited."""

    since = models.DateField(primary_key=True)
    windows = models.JSONField()  # [["08:30", "12:00"], …]
    basis = models.CharField(max_length=200)
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["since"]
        triggers = [
            pgtrigger.Protect(
                name="working_hours_are_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            never_truncated("working_hours_are_never_truncated", "working hours are never truncated"),
        ]


class CalendarDay(models.Model):
    """调休日历: a day that the notice turns into a rest day or a working day against its weekday."""

    date = models.DateField(primary_key=True)
    year = models.ForeignKey(CalendarYear, models.PROTECT, related_name="days")
    works = models.BooleanField()
    name = models.CharField(max_length=40)

    class Meta:
        ordering = ["date"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="a_special_day_has_a_name")]
