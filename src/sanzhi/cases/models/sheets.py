from django.db import models
from django.db.models import F, Q

from sanzhi.people.models import Office, Person


class Sheet(models.Model):
    """导入表: an uploaded table between its preview and its last row. The same rows from one office are one sheet."""

    digest = models.CharField(max_length=64)  # SHA-256 of the rows as read, whatever program saved the file
    name = models.CharField(max_length=120)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    content = (
        models.BinaryField()
    )  # encrypted: kit.crypto, cases_sheet.content; the rows hold names and phones
    rows = models.PositiveIntegerField()
    position = models.PositiveIntegerField(default=0)  # how many rows have been dealt with
    refused = models.JSONField(default=dict)  # line → why it was not taken
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "digest"], name="the_same_rows_are_one_sheet"),
            models.CheckConstraint(
                condition=Q(position__lte=F("rows")), name="no_more_rows_done_than_there_are"
            ),
        ]
