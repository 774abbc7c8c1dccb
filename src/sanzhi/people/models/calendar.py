from django.db import models
from django.db.models import Q


class CalendarYear(models.Model):
    """年度放假安排: a year whose State Council notice has been loaded, and where the notice stands."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    notice = models.CharField(max_length=300)
    loaded_at = models.DateTimeField()


class CalendarDay(models.Model):
    """调休日历: a day that the notice turns into a rest day or a working day against its weekday."""

    date = models.DateField(primary_key=True)
    year = models.ForeignKey(CalendarYear, models.PROTECT, related_name="days")
    works = models.BooleanField()
    name = models.CharField(max_length=40)

    class Meta:
        ordering = ["date"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="a_special_day_has_a_name")]
