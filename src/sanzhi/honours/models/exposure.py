"""曝光: a place and a problem, never a person; shut until it is opened by two, let out by two, gone after fifteen days."""

from datetime import timedelta

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.honours.triggers import EXPOSURE_GOES_OUT
from sanzhi.people.models import Area, Person


class Opening(models.Model):
    """打开曝光: the decision that a county or a village has an exposure board at all; proposed by one role, agreed by another."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    ground = models.CharField(max_length=300)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    proposed_as = models.CharField(max_length=30)  # the role
    proposed_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    agreed_as = models.CharField(max_length=30, blank=True)
    agreed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    closed_at = models.DateTimeField(null=True)
    closed_why = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["area", "-id"], name="opening_by_area")]
        constraints = [
            models.UniqueConstraint(
                fields=["area"], condition=Q(closed_at__isnull=True), name="one_open_decision_per_area"
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True, agreed_at__isnull=True, agreed_as="")
                | (
                    Q(agreed_by__isnull=False, agreed_at__isnull=False)
                    & ~Q(agreed_by=F("proposed_by"))
                    & ~Q(agreed_as=F("proposed_as"))
                ),
                name="two_people_in_two_roles_open_a_board",
            ),
        ]


class Exposure(models.Model):
    """曝光一条: where, what is wrong, a photo pixelated but for the problem. `until` is the first moment it is not shown.

    `original` is the photo as taken: nobody but who draws it up sees it, and it is gone with the second release.
    """

    class Category(models.TextChoices):
        LITTER = "litter", _("乱扔垃圾")
        HEAP = "heap", _("乱堆乱放")
        WATER = "water", _("沟渠河道")
        PARKING = "parking", _("占道停放")
        WIRES = "wires", _("飞线私拉")
        FACILITY = "facility", _("设施损坏")

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    category = models.CharField(max_length=8, choices=Category)
    place = models.CharField(max_length=60)
    problem = models.CharField(max_length=200)
    days = models.PositiveSmallIntegerField()
    original_digest = models.CharField(max_length=64, blank=True)
    original_mime = models.CharField(max_length=40, blank=True)
    blurred_digest = models.CharField(max_length=64, blank=True)
    blurred_mime = models.CharField(max_length=40, blank=True)
    clear = ArrayField(
        models.PositiveSmallIntegerField(), default=list
    )  # the cells of the grid that stay clear
    drawn_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    drawn_at = models.DateTimeField()
    first_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    first_as = models.CharField(max_length=30, blank=True)
    first_at = models.DateTimeField(null=True)
    second_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    second_as = models.CharField(max_length=30, blank=True)
    second_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    fixed_at = models.DateTimeField(null=True)
    fixed_note = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["area", "-id"], name="exposure_by_area"),
            models.Index(fields=["until"], name="exposure_out", condition=Q(second_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(second_at__isnull=True, until__isnull=True)
                | Q(until__lte=F("second_at") + models.Value(timedelta(days=15))),
                name="an_exposure_lasts_fifteen_days_at_most",
            ),
            models.CheckConstraint(
                condition=Q(second_by__isnull=True)
                | (
                    Q(first_by__isnull=False, second_at__isnull=False)
                    & ~Q(first_as=F("second_as"))
                    & ~Q(first_by=F("second_by"))
                    & ~Q(first_by=F("drawn_by"))
                    & ~Q(second_by=F("drawn_by"))
                ),
                name="two_others_in_two_roles_let_it_out",
            ),
            models.CheckConstraint(
                condition=Q(second_at__isnull=True) | Q(original_digest="", original_mime=""),
                name="the_original_is_gone_when_it_is_out",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="an_exposure_goes_out",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=EXPOSURE_GOES_OUT,
            )
        ]

    def __str__(self) -> str:
        return self.place


class ExposureReply(models.Model):
    """回应: what somebody answers, shown beside it without their name; one from each."""

    exposure = models.ForeignKey(Exposure, models.CASCADE, related_name="replies", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    text = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exposure", "person"], name="everybody_replies_once")]


class Takedown(models.Model):
    """要求撤下: by anybody, signed in or not; it is hidden from that moment until a third person has answered."""

    exposure = models.ForeignKey(Exposure, models.CASCADE, related_name="takedowns")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    reason = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True)
    shown_again = models.BooleanField(null=True)
    answer = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, shown_again__isnull=True)
                | (
                    Q(answered_at__isnull=False, answered_by__isnull=False, shown_again__isnull=False)
                    & ~Q(answer="")
                ),
                name="a_takedown_is_answered_whole",
            )
        ]
