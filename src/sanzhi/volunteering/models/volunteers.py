"""志愿者: joined by oneself, left in one step; the young ones with their guardian's word."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from sanzhi.people.models import Person
from sanzhi.volunteering.triggers import OLD_ENOUGH


class Volunteer(models.Model):
    """志愿者: one person and one number for good. Somebody of fourteen to seventeen waits for `guardian` to agree (I7).
    Left and come back, the number and the hours are the same."""

    number = models.CharField(max_length=16, unique=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="+")
    guardian = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    joined_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)  # by the guardian
    left_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["guardian"], name="volunteer_of_a_guardian", condition=Q(guardian__isnull=False))
        ]  # fmt: skip
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True) | Q(guardian__isnull=False), name="a_guardian_agrees"
            ),
            models.CheckConstraint(condition=~Q(guardian=F("person")), name="nobody_is_their_own_guardian"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_volunteer_is_old_enough",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=OLD_ENOUGH,
            ),
            pgtrigger.Protect(name="volunteers_are_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def waits(self) -> bool:
        """For the guardian's word."""
        return self.guardian_id is not None and self.agreed_at is None
