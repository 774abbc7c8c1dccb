"""评分期: one month of one village: scored by the panel, announced, objected to, entered."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from sanzhi.notices.models import Notice
from sanzhi.people.models import Area, Household, Person
from sanzhi.points.triggers import SCORED_BY_A_STRANGER


class Round(models.Model):
    """评分期: additions and deductions are announced apart, because they stand for different times."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    month = models.CharField(max_length=7)  # "2026-11"
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    closed_at = models.DateTimeField()  # scoring ended
    seats = models.PositiveSmallIntegerField()  # of the panel, then
    additions = models.ForeignKey(Notice, models.PROTECT, null=True, related_name="+", db_index=False)
    deductions = models.ForeignKey(Notice, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["area", "-id"], name="round_by_area")]


class Score(models.Model):
    """评分: one panelist's word on one claim; given once, changed until the scoring ends."""

    claim = models.ForeignKey("points.Claim", models.PROTECT, related_name="scores")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    agrees = models.BooleanField()
    points = models.PositiveSmallIntegerField(null=True)  # for each unit, where the item leaves it open
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "by"], name="one_score_per_panelist"),
            models.CheckConstraint(
                condition=Q(agrees=True, points__isnull=False) | Q(agrees=False, points__isnull=True),
                name="who_agrees_says_how_much",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="scored_by_a_stranger",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=SCORED_BY_A_STRANGER,
            )
        ]


class Transfer(models.Model):
    """转户: points go with people when a household splits, merges or moves; asked by one, approved by another."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    giver = models.ForeignKey(Household, models.PROTECT, related_name="+", db_index=False)
    taker = models.ForeignKey(Household, models.PROTECT, related_name="+", db_index=False)
    points = models.PositiveIntegerField()
    reason = models.CharField(max_length=200)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    approved_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    posting = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["area", "-id"], name="transfer_by_area")]
        constraints = [
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="a_transfer_has_two_households"),
            models.CheckConstraint(condition=Q(points__gte=1), name="a_transfer_moves_something"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("asked_by")),
                name="another_than_who_asked_approves_a_transfer",
            ),
            models.CheckConstraint(
                condition=Q(posting__isnull=True) | Q(approved_at__isnull=False),
                name="only_an_approved_transfer_is_entered",
            ),
        ]
