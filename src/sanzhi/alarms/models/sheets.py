"""警情导入表: a table of the police between its check and its last row; the worker takes it part by part."""

from django.db import models
from django.db.models import F, Q

from sanzhi.people.models import Area, Person

from .feed import Batch


class AlarmSheet(models.Model):
    """警情导入表: the same rows from one place are one table. `skip`: its broken rows are left out, as whoever pressed said."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    digest = models.CharField(max_length=64)  # SHA-256 of the rows as read
    name = models.CharField(max_length=120)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    rows = models.PositiveIntegerField()
    wrong = models.PositiveIntegerField(default=0)
    skip = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)  # how many rows have been dealt with
    running = models.BooleanField(default=False)
    worked_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    batch = models.OneToOneField(Batch, models.PROTECT, null=True, related_name="sheet")

    class Meta:
        indexes = [models.Index(fields=["area", "-id"], name="alarm_sheet_by_area")]
        constraints = [
            models.UniqueConstraint(fields=["area", "digest"], name="the_same_alarms_are_one_sheet"),
            models.CheckConstraint(
                condition=Q(position__lte=F("rows")), name="no_more_alarms_done_than_there_are"
            ),
            models.CheckConstraint(
                condition=Q(wrong=0) | Q(skip=True) | Q(position=0),
                name="nothing_is_taken_beside_a_broken_row",
            ),
        ]


class AlarmSheetPart(models.Model):
    """导入表的一段: some hundred rows together; gone when the table is done."""

    sheet = models.ForeignKey(AlarmSheet, models.CASCADE, related_name="parts", db_index=False)
    first = models.PositiveIntegerField()  # how many rows stand before it
    content = models.BinaryField()  # encrypted: kit.crypto, alarms_alarmsheetpart.content

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "first"], name="alarm_parts_follow")]


class AlarmTrouble(models.Model):
    """坏行: what to mend in one row."""

    sheet = models.ForeignKey(AlarmSheet, models.CASCADE, related_name="troubles", db_index=False)
    line = models.PositiveIntegerField()
    sentence = models.CharField(max_length=300)

    class Meta:
        ordering = ["line"]
        constraints = [models.UniqueConstraint(fields=["sheet", "line"], name="a_broken_row_is_told_once")]
