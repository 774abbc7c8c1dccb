from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Area(models.Model):
    """区划: a county, town or village under its 12-digit code (2-2-2-3-3). A code is never used again."""

    class Level(models.TextChoices):
        COUNTY = "county", _("县（市）")
        TOWN = "town", _("镇（街道）")
        VILLAGE = "village", _("村（社区）")

    code = models.CharField(max_length=12, primary_key=True)
    name = models.CharField(max_length=60)
    level = models.CharField(max_length=8, choices=Level)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaces")
    # Approximate centre, WGS-84 degrees; null where nobody has drawn it yet.
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=r"^\d{12}$"), name="area_code_is_12_digits"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="area_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def reach(self) -> str:
        """The code prefix that this area and everything in it share."""
        return {"county": self.code[:6], "town": self.code[:9]}.get(self.level, self.code)


class Grid(models.Model):
    """网格: part of a village that one worker answers for."""

    class Kind(models.TextChoices):
        BASIC = "B", _("基础网格")
        DEDICATED = "D", _("专属网格")

    # 12-digit village code + kind + three-digit serial (本平台约定); never used again.
    code = models.CharField(max_length=16, primary_key=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="grids")
    kind = models.CharField(max_length=1, choices=Kind, default=Kind.BASIC)
    name = models.CharField(max_length=60)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)  # the first day it is no more; it may be still to come
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="took_over", db_index=False
    )  # what goes on in its place; none: the village itself

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^\d{12}[BD]\d{3}$"), name="grid_code_has_its_shape"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True, successor__isnull=True)
                | Q(valid_to__isnull=False, valid_to__gt=F("valid_from")),
                name="grid_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(code=F("successor")), name="no_grid_takes_over_from_itself"),
        ]

    def __str__(self) -> str:
        return self.name
