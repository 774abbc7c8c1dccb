"""警情: what the police hand over of an incident, the least that can be worked with, and every version of it."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from sanzhi.alarms.triggers import ALARM_HAS_ITS_VERSION, VERSION_STAYS
from sanzhi.people.models import Area, Client, Person


class Batch(models.Model):
    """导入批次: one table, or one sending of another system; how many rows were new, corrected, known and broken."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()
    taken = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    known = models.PositiveIntegerField()
    broken = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["area", "-id"], name="batch_by_area")]
        constraints = [
            models.CheckConstraint(
                condition=Q(entered_by__isnull=False, client__isnull=True)
                | Q(entered_by__isnull=True, client__isnull=False),
                name="a_batch_came_from_somewhere",
            )
        ]


class Alarm(models.Model):
    """警情: one incident as it is known now. Nothing here says who anybody is.

    `place_key` is where it was, spelt one way (`places.py`), within its town; `cause` is one of the rule's kinds, or "".
    """

    alarm_no = models.CharField(max_length=30, unique=True)
    reported_at = models.DateTimeField()
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    place = models.CharField(max_length=120)
    place_key = models.CharField(max_length=140, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    category = models.CharField(max_length=20)
    sub_category = models.CharField(max_length=20, blank=True)
    cause = models.CharField(max_length=12, blank=True)
    is_police_matter = models.BooleanField()
    brief = models.CharField(max_length=200, blank=True)
    handled_by = models.CharField(max_length=60, blank=True)
    result = models.CharField(max_length=200, blank=True)
    transferred_to = models.CharField(max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1)
    received_at = models.DateTimeField()
    erased_at = models.DateTimeField(
        null=True
    )  # what it said is gone; that there was one, when and in which town, stays

    class Meta:
        indexes = [
            models.Index(fields=["reported_at"], name="alarm_to_forget", condition=Q(erased_at=None)),
            # With all that the rule counts by: it reads a window of a year from the index, and no alarm's own row.
            models.Index(
                fields=["-reported_at", "-id"], include=["area", "cause", "place_key"], name="alarm_by_time"
            ),
            models.Index(fields=["area", "-reported_at", "-id"], name="alarm_by_area"),
            models.Index(
                fields=["place_key", "cause", "-reported_at"], name="alarm_by_place", condition=~Q(cause="")
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="an_alarm_has_a_whole_point_or_none",
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="an_alarm_has_its_version",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=ALARM_HAS_ITS_VERSION,
            ),
            pgtrigger.Protect(name="alarms_are_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.alarm_no


class AlarmVersion(models.Model):
    """警情版本: what a sending said of it; a correction is the next one, and the one before stays."""

    alarm = models.ForeignKey(Alarm, models.PROTECT, related_name="versions", db_index=False)
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveIntegerField()
    said = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alarm", "version"], name="versions_follow_each_other")
        ]
        triggers = [
            pgtrigger.Protect(name="versions_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="versions_are_kept", when=pgtrigger.Before, operation=pgtrigger.Update, func=VERSION_STAYS
            ),
        ]  # fmt: skip


class AlarmParty(models.Model):
    """警情当事人: only what the police approved, sealed (`kit.crypto`, alarms_alarmparty.sealed).

    `key` is a keyed hash of the telephone number: it says that two incidents had the same party, and nothing else.
    """

    alarm = models.ForeignKey(Alarm, models.PROTECT, related_name="parties", db_index=False)
    key = models.BinaryField(max_length=34)
    sealed = models.BinaryField(default=b"")
    approval = models.CharField(max_length=60)  # the police's own paper that allows it
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["key"], name="party_by_key")]
        constraints = [
            models.UniqueConstraint(fields=["alarm", "key"], name="a_party_is_named_once_with_an_alarm"),
            models.CheckConstraint(condition=~Q(approval=""), name="no_party_without_approval"),
        ]


class DayReport(models.Model):
    """当日报数: how many alarms of a day the police say they handed over, with their numbers where they say them."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    sent = models.PositiveIntegerField()
    numbers = ArrayField(models.CharField(max_length=30), default=list)
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["area", "day", "-id"], name="day_report_by_day")]
        triggers = [
            pgtrigger.Protect(name="day_reports_are_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]
