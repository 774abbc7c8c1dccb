"""签字纸: what somebody without a phone signed."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from sanzhi.honours.triggers import PAPER_STAYS
from sanzhi.people.models import Area, Consent, Person


class Paper(models.Model):
    """签字纸: the paper on which `person` agreed to be named, as a clerk photographed it; the consent is in `people`.

    `signed_on` is the day on the paper. The photo goes with the name it stands for; who entered it when, stays.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)  # for the wall
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    consent = models.OneToOneField(Consent, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, blank=True)
    mime = models.CharField(max_length=40, blank=True)
    signed_on = models.DateField()
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["entered_at"], name="paper_photo_by_age", condition=~Q(digest=""))]
        constraints = [
            models.CheckConstraint(
                condition=~Q(entered_by=F("person")), name="nobody_enters_a_paper_of_their_own"
            ),
            models.CheckConstraint(
                condition=Q(digest="", mime="") | (~Q(digest="") & ~Q(mime="")), name="a_paper_has_its_type"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_paper_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=PAPER_STAYS,
            ),
            pgtrigger.Protect(name="papers_are_kept", operation=pgtrigger.Delete),
        ]
