"""称重: what a scale read of a bin at a moment."""

import pgtrigger
from django.db import models
from django.db.models import Q

from sanzhi.people.models import Area, Client, Household, Person
from sanzhi.points.models import Claim
from sanzhi.waste.triggers import WEIGHING_STAYS

from .bins import Bin, Stream


class Weighing(models.Model):
    """称重: so many grams in one bin, read from its tag by one scale at one moment; what was read never changes.

    It came in a table (`entered_by`) or from another system (`client`).
    """

    bin = models.ForeignKey(Bin, models.PROTECT, related_name="weighings", db_index=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    stream = models.CharField(max_length=10, choices=Stream)
    scale = models.CharField(max_length=20)
    grams = models.PositiveIntegerField()
    day = models.DateField()
    weighed_at = models.DateTimeField()  # by the clock of the scale
    received_at = models.DateTimeField()
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, null=True, related_name="+", db_index=False)
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [
            models.Index(fields=["area", "-id"], name="weighing_by_area"),
            models.Index(fields=["household", "-id"], name="weighing_by_household"),
            models.Index(
                fields=["area", "received_at"], name="weighing_to_reward", condition=Q(claim__isnull=True)
            ),
            models.Index(fields=["claim"], name="weighing_by_claim", condition=Q(claim__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["scale", "weighed_at", "bin"], name="a_reading_counts_once"),
            models.CheckConstraint(condition=Q(grams__gte=10, grams__lte=500_000), name="weighing_in_bounds"),
            models.CheckConstraint(
                condition=Q(entered_by__isnull=False, client__isnull=True)
                | Q(entered_by__isnull=True, client__isnull=False),
                name="a_weighing_came_from_somewhere",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_weighing_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=WEIGHING_STAYS,
            ),
            pgtrigger.Protect(name="weighings_are_kept", operation=pgtrigger.Delete),
        ]

    @property
    def kg(self) -> str:
        return f"{self.grams / 1000:.2f}"
