"""The incentive pool: money that was resolved to be split by points. Shares in the collective are nowhere here."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.deliberation.models import Item, Resolution
from sanzhi.notices.models import Notice
from sanzhi.people.models import Area, Household, Person
from sanzhi.rewards.triggers import POOL_RESOLVED


class Pool(models.Model):
    """奖励金: so much money of a village and year, as which item it was put to the vote, what was resolved, and who looked at it.

    Whether the resolution passed is counted from its figures each time (`pool_rules.resolution_passes`); no field says it. They
    are the resolution's own; of what was entered before meetings were held here, as they were typed from the minutes.
    """

    class Body(models.TextChoices):
        MEMBERS = "members", _("成员大会")
        DELEGATES = "delegates", _("成员代表大会")

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    fen = models.PositiveBigIntegerField()
    threshold = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    body = models.CharField(max_length=9, choices=Body)
    put_as = models.OneToOneField(Item, models.PROTECT, null=True, related_name="+")
    resolution = models.OneToOneField(Resolution, models.PROTECT, null=True, related_name="+")
    notified_on = models.DateField(null=True)
    met_on = models.DateField(null=True)
    entitled = models.PositiveIntegerField(null=True)
    present = models.PositiveIntegerField(null=True)
    in_favour = models.PositiveIntegerField(null=True)
    party_studied_on = models.DateField()
    minutes_digest = models.CharField(max_length=64, blank=True)
    minutes_mime = models.CharField(max_length=40, blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()
    review = models.CharField(max_length=300, blank=True)
    reviewed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    reviewed_at = models.DateTimeField(null=True)
    points_at = models.DateTimeField(null=True)  # the moment whose balances it was split by
    drawn_at = models.DateTimeField(null=True)
    notice = models.ForeignKey(Notice, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["area", "-id"], name="pool_by_area")]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "year", "name"], name="one_pool_per_village_year_and_name"
            ),
            models.CheckConstraint(condition=Q(fen__gt=0), name="a_pool_holds_money"),
            models.CheckConstraint(
                condition=Q(present__lte=F("entitled"), in_favour__lte=F("present")),
                name="no_more_votes_than_people",
            ),
            models.CheckConstraint(
                condition=Q(resolution__isnull=False)
                | (Q(put_as__isnull=False) & Q(reviewed_at__isnull=True))
                | Q(
                    put_as__isnull=True,
                    notified_on__isnull=False,
                    met_on__isnull=False,
                    entitled__isnull=False,
                ),
                name="a_pool_is_reviewed_when_resolved",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True, review="")
                | (Q(reviewed_at__isnull=False, reviewed_by__isnull=False) & ~Q(review="")),
                name="a_review_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("entered_by")),
                name="a_second_person_reviews_a_pool",
            ),
            models.CheckConstraint(
                condition=Q(drawn_at__isnull=True) | Q(reviewed_at__isnull=False, points_at__isnull=False),
                name="a_pool_is_split_after_its_review",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_pool_is_what_was_resolved",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=POOL_RESOLVED,
            )
        ]

    def __str__(self) -> str:
        return self.name


class PoolShare(models.Model):
    """一户所得: what a household had in points and gets in fen."""

    pool = models.ForeignKey(Pool, models.PROTECT, related_name="shares", db_index=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    points = models.BigIntegerField()
    fen = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pool", "household"], name="a_household_shares_a_pool_once")
        ]
