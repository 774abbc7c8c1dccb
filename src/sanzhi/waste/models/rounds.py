"""检查: planned by the village, walked by an inspector; what was found in which bin, once a day."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.people.models import Area, Grid, Household, Person
from sanzhi.points.models import Claim
from sanzhi.waste.triggers import INSPECTION_STAYS

from .bins import Bin, Stream


class Grade(models.TextChoices):
    """等次. 没投 is ours (本平台约定): a bin was looked at and nothing was in it; that costs nothing."""

    A = "A", _("A（分得好）")
    B = "B", _("B（有小问题）")
    C = "C", _("C（没分好）")
    REJECT = "reject", _("拒收")
    NONE = "none", _("没投")


class Fault(models.TextChoices):
    MIXED = "mixed", _("混投")
    BAGGED = "bagged", _("没破袋")
    OVERFLOW = "overflow", _("满溢")
    HAZARDOUS = "hazardous", _("混入有害垃圾")


class WasteRound(models.Model):
    """检查轮次: of a village, or of one of its grids, on a day."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    grid = models.ForeignKey(Grid, models.PROTECT, null=True, related_name="+", db_index=False)
    day = models.DateField()
    route = models.CharField(max_length=60)
    vehicle = models.CharField(max_length=20, blank=True)
    planned_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    planned_at = models.DateTimeField()
    inspector = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["area", "-id"], name="waste_round_by_area"),
            models.Index(fields=["inspector", "-id"], name="waste_round_by_inspector"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(started_at__isnull=True, inspector__isnull=True, finished_at__isnull=True)
                | Q(started_at__isnull=False, inspector__isnull=False, dropped_at__isnull=True),
                name="a_started_round_has_an_inspector",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(finished_at__gte=F("started_at")),
                name="a_round_ends_after_it_begins",
            ),
        ]


class Inspection(models.Model):
    """检查结果: `grade` is what the inspector said and never changes; `counted` is what it counts as now."""

    bin = models.ForeignKey(Bin, models.PROTECT, related_name="inspections", db_index=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    round = models.ForeignKey(WasteRound, models.PROTECT, null=True, related_name="+", db_index=False)
    stream = models.CharField(max_length=10, choices=Stream)
    day = models.DateField()
    grade = models.CharField(max_length=6, choices=Grade)
    counted = models.CharField(max_length=6, choices=Grade)
    faults = ArrayField(models.CharField(max_length=10, choices=Fault), default=list)
    photo = models.CharField(max_length=64, blank=True)  # its digest on the shelf; "" once it is deleted
    mime = models.CharField(max_length=40, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    offline_id = models.UUIDField()
    taken_at = models.DateTimeField()  # by the clock of the phone, within `rules.LATE` of the next
    synced_at = models.DateTimeField()
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [
            models.Index(fields=["area", "day", "id"], name="inspection_by_area_and_day"),
            models.Index(fields=["household", "-id"], name="inspection_by_household"),
            models.Index(fields=["round"], name="inspection_by_round"),
            models.Index(fields=["claim"], name="inspection_by_claim", condition=Q(claim__isnull=False)),
            models.Index(fields=["taken_at"], name="inspection_photo_by_age", condition=~Q(photo="")),
            models.Index(
                fields=["taken_at"], name="inspection_place_by_age", condition=Q(latitude__isnull=False)
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["bin", "day", "stream"], name="a_bin_is_graded_once_a_day"),
            models.UniqueConstraint(fields=["by", "offline_id"], name="a_scan_arrives_once"),
            models.CheckConstraint(
                condition=Q(grade__in=Grade.values, counted__in=Grade.values), name="inspection_grade_is_one"
            ),
            models.CheckConstraint(
                condition=Q(taken_at__lte=F("synced_at")), name="nothing_is_inspected_in_the_future"
            ),
            models.CheckConstraint(
                condition=Q(photo="", mime="") | ~Q(photo="") & ~Q(mime=""), name="a_photo_has_its_kind"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="an_inspection_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=INSPECTION_STAYS,
            ),
            pgtrigger.Protect(name="inspections_are_kept", operation=pgtrigger.Delete),
        ]
