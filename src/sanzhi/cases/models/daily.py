from django.contrib.postgres.fields import ArrayField
from django.db import models

from sanzhi.people.models import Office

from .categories import Category


class Counted(models.Model):
    """日计数水位: every move of a transaction before `horizon` is in the day counts; `shape` names what they count."""

    horizon = models.BigIntegerField()
    shape = models.CharField(max_length=64)
    at = models.DateTimeField()


class DayTown(models.Model):
    """每日每镇: of the cases reported on one day in one town, how many meet each condition of `shape`, in its order."""

    day = models.DateField()
    town_code = models.CharField(max_length=9)
    counts = ArrayField(models.IntegerField())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "town_code"], name="one_count_per_day_and_town")
        ]


class DayCategory(models.Model):
    """每日每类: how many cases of a category were reported on one day in one town.

    `month`: the sum of a month, under its first day, so that a year is not read day by day.
    """

    day = models.DateField()
    month = models.BooleanField(default=False, db_default=False)
    town_code = models.CharField(max_length=9)
    category = models.ForeignKey(Category, models.PROTECT, related_name="+", db_index=False)
    filed = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "month", "town_code", "category"], name="one_count_per_day_town_and_category"
            )
        ]


class DayOffice(models.Model):
    """每日各单位亮牌: of the cases reported on one day in one town, in how many an office was shown each card.

    `month`: as with `DayCategory`.
    """

    day = models.DateField()
    month = models.BooleanField(default=False, db_default=False)
    town_code = models.CharField(max_length=9)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    yellow = models.IntegerField()
    red = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "month", "town_code", "office"], name="one_count_per_day_town_and_office"
            )
        ]
