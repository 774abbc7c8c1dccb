"""年度: how each household's year came out, frozen when it is announced; what is not carried over expires afterwards."""

import pgtrigger
from django.db import models
from django.db.models import Q

from sanzhi.notices.models import Notice
from sanzhi.people.models import Area, Household, Person


class Year(models.Model):
    """年度结果: of one village; announced for fifteen days before anything expires."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="+", db_index=False)
    carry_cap = models.PositiveIntegerField()  # of the standard in force on the year's last day
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    closed_at = models.DateTimeField()
    expired_at = models.DateTimeField(null=True)
    expired = models.PositiveBigIntegerField(null=True)  # how many points

    class Meta:
        indexes = [models.Index(fields=["area", "-id"], name="year_by_area")]
        constraints = [
            models.UniqueConstraint(fields=["area", "year"], name="a_year_is_closed_once"),
            models.CheckConstraint(
                condition=Q(expired_at__isnull=True, expired__isnull=True)
                | Q(expired_at__isnull=False, expired__isnull=False),
                name="what_expired_and_when_together",
            ),
        ]


class YearTotal(models.Model):
    """年度总分: of one household, as announced; never changed."""

    year = models.ForeignKey(Year, models.PROTECT, related_name="totals", db_index=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="+", db_index=False)
    base = models.PositiveSmallIntegerField()
    added = models.PositiveIntegerField()
    deducted = models.PositiveIntegerField()
    points = models.PositiveIntegerField()
    tier = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "household"], name="one_total_per_household_and_year")
        ]
        indexes = [models.Index(fields=["household"], name="total_by_household")]
        triggers = [
            pgtrigger.Protect(name="totals_are_append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]
