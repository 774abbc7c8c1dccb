from django.db import models
from django.db.models import Q

from .case import Case


class Repeat(models.Model):
    """重复反映: how often the same was reported before this case, within `repeats.WITHIN`; counted once, by the clock.

    `by_person`: earlier filings of the same reporter, of the same village and category. `at_place`: how many other
    people reported the same category at the same place (the same point, or the same words for it).
    """

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="repeat")
    by_person = models.PositiveSmallIntegerField()
    at_place = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [
            models.Index(
                fields=["case"], name="repeat_found", condition=Q(by_person__gt=0) | Q(at_place__gt=0)
            )
        ]
