"""垃圾桶: whose it is, for which of the four classes, and what became of it."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.people.models import Area, Grid, Household, Person
from sanzhi.waste.triggers import BIN_STAYS


class Stream(models.TextChoices):
    """四分类: 浙江省生活垃圾管理条例 art. 26."""

    RECYCLABLE = "recyclable", _("可回收物")
    FOOD = "food", _("易腐垃圾")
    HAZARDOUS = "hazardous", _("有害垃圾")
    OTHER = "other", _("其他垃圾")


class Bin(models.Model):
    """垃圾桶: of one household for one class, under the code on its label; never given to another."""

    class End(models.TextChoices):
        LOST = "lost", _("丢失")
        BROKEN = "broken", _("损坏")
        RETURNED = "returned", _("收回")

    code = models.CharField(max_length=9, unique=True)  # as printed: "K7M2-9QXD"; no secret
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    grid = models.ForeignKey(Grid, models.PROTECT, null=True, related_name="+", db_index=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="+", db_index=False)
    stream = models.CharField(max_length=10, choices=Stream)
    issued_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    issued_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_as = models.CharField(max_length=8, choices=End, blank=True)
    replaced_by = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaces")

    class Meta:
        indexes = [
            models.Index(fields=["area", "id"], name="bin_by_area"),
            models.Index(fields=["household"], name="bin_by_household"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "stream"],
                condition=Q(ended_at__isnull=True),
                name="a_household_has_one_bin_of_a_class",
            ),
            models.CheckConstraint(condition=Q(stream__in=Stream.values), name="one_of_the_four_classes"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_as="")
                | Q(ended_at__gte=F("issued_at"), ended_as__in=("lost", "broken", "returned")),
                name="when_and_how_a_bin_ended_together",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | Q(ended_at__isnull=False),
                name="a_replaced_bin_has_ended",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_bin_stays_whose_it_is",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=BIN_STAYS,
            ),
            pgtrigger.Protect(name="bins_are_kept", operation=pgtrigger.Delete),
        ]
