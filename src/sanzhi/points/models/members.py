"""谁参加、谁评分: joined by oneself and left in one step; a panel whose members do not score their own."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.people.models import Area, Household, Person
from sanzhi.points.triggers import ADULT_JOINS


class Participant(models.Model):
    """参加: a grown person who wants points to be kept, for themselves and their household, until they no longer do."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    joined_at = models.DateTimeField()
    joined_with = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    left_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["household"], name="participant_by_household"),
            models.Index(fields=["area", "id"], name="participant_by_area"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(left_at__isnull=True), name="a_person_takes_part_once"
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("joined_at")),
                name="one_leaves_after_joining",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="only_the_grown_take_part",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=ADULT_JOINS,
            )
        ]


class Pledge(models.Model):
    """户承诺: what a household has signed up to answer for, by one of its participants; ended when they say so."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="+", db_index=False)
    duty = models.CharField(max_length=10)
    signed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    signed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["household", "duty"],
                condition=Q(ended_at__isnull=True),
                name="a_duty_is_pledged_once",
            )
        ]


class Panelist(models.Model):
    """积分评定小组成员: of a village, for a term."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    since = models.DateField()
    until = models.DateField(null=True)  # the first day they no longer are

    class Meta:
        indexes = [models.Index(fields=["person"], name="panelist_by_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "person"], condition=Q(until__isnull=True), name="one_seat_per_panelist"
            )
        ]


class Tie(models.Model):
    """近亲属: a household that a panelist does not score, besides their own."""

    class Kind(models.TextChoices):
        KIN = "kin", _("近亲属")
        INTEREST = "interest", _("有利害关系")

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.KIN)
    told_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    told_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "household"], name="a_tie_is_told_once")]
