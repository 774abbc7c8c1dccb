from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .offices import Office
from .persons import Person
from .places import Area, Grid


class PlaceSheet(models.Model):
    """位置表: positions as they were read from a file or drawn, between their preview and the day they take effect."""

    class Kind(models.TextChoices):
        VILLAGE = "village", _("村（社区）的点")
        OFFICE = "office", _("窗口的点")
        GRID = "grid", _("网格的边界")

    kind = models.CharField(max_length=8, choices=Kind)
    source = models.CharField(
        max_length=200
    )  # where the positions come from, in the words of whoever brought them
    rows = models.JSONField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["-published_at"], name="place_sheet_by_publication")]


class Position(models.Model):
    """位置: where a village, a counter or a grid lies, from a day to a day. WGS-84 degrees."""

    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="positions", db_index=False)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="positions", db_index=False)
    grid = models.ForeignKey(Grid, models.PROTECT, null=True, related_name="positions", db_index=False)
    # The point itself; for a grid, where its name stands.
    latitude = models.FloatField()
    longitude = models.FloatField()
    ring = models.JSONField(
        default=list
    )  # a grid's corners, [[longitude, latitude], …], the first not repeated
    sheet = models.ForeignKey(PlaceSheet, models.PROTECT, related_name="positions", db_index=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["valid_to", "area"], name="position_in_force")]
        constraints = [
            models.CheckConstraint(
                condition=Q(area__isnull=False, office__isnull=True, grid__isnull=True)
                | Q(area__isnull=True, office__isnull=False, grid__isnull=True)
                | Q(area__isnull=True, office__isnull=True, grid__isnull=False),
                name="a_position_is_of_one_thing",
            ),
            # Equal where it was mended on the day it began; it was then never in force for a whole day.
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="position_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["area"], condition=Q(valid_to=None), name="one_position_of_a_village"
            ),
            models.UniqueConstraint(
                fields=["office"], condition=Q(valid_to=None), name="one_position_of_an_office"
            ),
            models.UniqueConstraint(
                fields=["grid"], condition=Q(valid_to=None), name="one_position_of_a_grid"
            ),
        ]
