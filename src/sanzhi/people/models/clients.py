from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from .persons import Person


class Client(models.Model):
    """接口客户: another system that may file here, for how long, from where and how often. Its token is not kept."""

    name = models.CharField(max_length=60)
    digest = models.BinaryField(unique=True)  # SHA-256 of the token, which was shown once
    hint = models.CharField(max_length=8)  # how the token begins, so that two can be told apart
    channels = ArrayField(models.CharField(max_length=10))
    areas = ArrayField(models.CharField(max_length=12))  # area-code prefixes
    per_minute = models.PositiveIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="a_client_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=Q(per_minute__range=(1, 6000)), name="a_client_has_a_rate"),
        ]
