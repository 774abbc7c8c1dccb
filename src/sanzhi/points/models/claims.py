"""申报: what somebody did, under which item, seen by whom, worth how much, announced where, entered as what."""

from datetime import timedelta

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.people.models import Area, Household, Person
from sanzhi.points.triggers import CLAIM_STANDS, EVIDENCE_STAYS

from .rounds import Round
from .standards import Item

FIFTEEN_DAYS = models.Value(timedelta(days=15))


class Claim(models.Model):
    """申报: of a household under one item, which pins the version of the standard in force on the day of the deed.

    Reported by one, verified by another, scored by a panel, announced, and only then entered in the book.
    """

    class State(models.TextChoices):
        SUBMITTED = "submitted", _("待核实")
        RETURNED = "returned", _("退回补充")
        VERIFIED = "verified", _("待评分")
        SCORED = "scored", _("已评分")
        PUBLICISED = "publicised", _("公示中")
        CONFIRMED = "confirmed", _("已入账")
        OBJECTED = "objected", _("有异议")
        REVISED = "revised", _("已更正")
        REJECTED = "rejected", _("不予计分")
        WITHDRAWN = "withdrawn", _("已撤回")

    item = models.ForeignKey(Item, models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    direction = models.CharField(max_length=1)
    year = models.PositiveSmallIntegerField()
    happened_on = models.DateField()
    quantity = models.PositiveSmallIntegerField(default=1)
    place = models.CharField(max_length=80, blank=True)
    text = models.CharField(max_length=500, blank=True)
    witness = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=12)
    key = models.CharField(max_length=80, null=True, unique=True)  # whoever sends it twice names it once
    reported_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    reported_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.SUBMITTED)
    note = models.CharField(max_length=300, blank=True)  # why returned, rejected or revised
    verified_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    verified_at = models.DateTimeField(null=True)
    served_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    served_at = models.DateTimeField(null=True)  # when whom a deduction is about was told of it in person
    points = models.PositiveIntegerField(null=True)
    capped = models.BooleanField(default=False)
    round = models.ForeignKey(Round, models.PROTECT, null=True, related_name="claims", db_index=False)
    scored_at = models.DateTimeField(null=True)
    posting = models.BigIntegerField(null=True)  # in the ledger
    reversal = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)  # entered, rejected or revised

    class Meta:
        indexes = [
            models.Index(fields=["area", "state", "-id"], name="claim_by_area_and_state"),
            models.Index(fields=["area", "-id"], name="claim_by_area"),
            models.Index(fields=["household", "-id"], name="claim_by_household"),
            models.Index(fields=["household", "item", "happened_on"], name="claim_same_deed"),
            models.Index(fields=["round", "direction", "household", "id"], name="claim_in_round"),
            models.Index(
                fields=["area", "year", "household"], name="claim_counted", condition=Q(state="confirmed")
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | Q(reported_by__isnull=True) | ~Q(verified_by=F("reported_by")),
                name="another_than_the_reporter_verifies",
            ),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | Q(person__isnull=True) | ~Q(verified_by=F("person")),
                name="nobody_verifies_ones_own_deed",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["verified", "scored", "publicised", "confirmed", "objected"])
                | Q(verified_by__isnull=False, verified_at__isnull=False),
                name="verified_before_it_is_scored",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["scored", "publicised", "confirmed", "objected"])
                | Q(points__isnull=False, round__isnull=False, scored_at__isnull=False),
                name="scored_in_a_round",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(decided_at__isnull=False), name="entered_at_a_moment"
            ),
            models.CheckConstraint(
                condition=Q(reversal__isnull=True) | Q(posting__isnull=False, state="revised"),
                name="only_what_was_entered_is_reversed",
            ),
            models.CheckConstraint(
                condition=Q(state="revised", posting__isnull=False, reversal__isnull=False)
                | Q(state="revised", posting__isnull=True)
                | ~Q(state="revised"),
                name="a_revised_entry_has_its_reversal",
            ),
            models.CheckConstraint(
                condition=~Q(direction="-", state="confirmed")
                | Q(served_at__isnull=False, decided_at__gte=F("served_at") + FIFTEEN_DAYS) & ~Q(text=""),
                name="a_deduction_has_facts_and_was_served",
            ),
            models.CheckConstraint(condition=Q(quantity__gte=1, quantity__lte=31), name="claim_quantity"),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="a_claim_stands_on_its_rules",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=CLAIM_STANDS,
            ),
            pgtrigger.Protect(name="claims_are_kept", operation=pgtrigger.Delete),
        ]


class Evidence(models.Model):
    """证据: a photo."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="evidence")
    digest = models.CharField(max_length=64)
    mime = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claim", "digest"], name="one_photo_once_in_a_claim")]
        triggers = [
            pgtrigger.Trigger(
                name="evidence_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=EVIDENCE_STAYS,
            )
        ]


class CapUse(models.Model):
    """已用限额: what a holder has been given under one item within one day, month or year. The CHECK keeps the cap."""

    holder = models.CharField(max_length=30)  # "household:12", "person:34", as in the book
    code = models.CharField(max_length=30)
    span = models.CharField(max_length=10)  # "2026-11-28", "2026-11", "2026"
    used = models.PositiveIntegerField()
    cap = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["holder", "code", "span"], name="one_use_per_holder_item_and_span"
            ),
            models.CheckConstraint(condition=Q(used__lte=F("cap")), name="no_more_than_the_cap"),
        ]
