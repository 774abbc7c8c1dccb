from django.db import models
from django.db.models import F, Q

from sanzhi.people.models import Office, Person


class Sheet(models.Model):
    """导入表: an uploaded table between its preview and its last row. The same rows from one office are one sheet."""

    digest = models.CharField(max_length=64)  # SHA-256 of the rows as read, whatever program saved the file
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, default="matter", db_default="matter")  # of every row
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    rows = models.PositiveIntegerField()
    position = models.PositiveIntegerField(default=0)  # how many rows have been dealt with
    taken = models.PositiveIntegerField(default=0)  # how many of them are cases now
    # The post that pressed the button, in whose name the worker goes on; none while nobody has, or after a stop.
    running_as = models.CharField(max_length=30, blank=True)
    running_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    worked_at = models.DateTimeField(null=True)  # when the last rows were dealt with
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "digest"], name="the_same_rows_are_one_sheet"),
            models.CheckConstraint(
                condition=Q(position__lte=F("rows")), name="no_more_rows_done_than_there_are"
            ),
            models.CheckConstraint(condition=Q(taken__lte=F("position")), name="no_more_taken_than_done"),
        ]


class SheetPart(models.Model):
    """导入表的一段: some hundred rows together, so that no step has to open them all."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="parts", db_index=False)
    first = models.PositiveIntegerField()  # how many rows stand before it
    content = (
        models.BinaryField()
    )  # encrypted: kit.crypto, cases_sheetpart.content; rows hold names and phones

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "first"], name="parts_follow_each_other")]


class SheetTrouble(models.Model):
    """坏行: one thing to mend, by line and column; found before the import, or when the row was to be taken."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="troubles", db_index=False)
    line = models.PositiveIntegerField()
    column = models.CharField(max_length=30, blank=True)
    sentence = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "line", "column"], name="a_cell_is_told_of_once")
        ]
