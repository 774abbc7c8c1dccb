from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.kit.limits import SPAN
from sanzhi.people.models import Office, Person

from .case import Case
from .clocks import Card, ClockPause, ClockRun, LimitRule
from .moves import CallBack


class DelayRule(models.Model):
    """延期规则: how far and how often one clock of one pace may be put off, and who may allow it. Replaced, never edited."""

    clock = models.CharField(max_length=20)
    pace = models.CharField(
        max_length=20
    )  # of the category; "" = any. Where no rule stands, nothing may be put off.
    name = models.CharField(max_length=60)
    most = models.CharField(max_length=8)  # each time, in the limit's own unit: "5wd"
    times = models.PositiveSmallIntegerField()
    granted_by = models.JSONField()  # role codes
    basis = models.CharField(max_length=200)
    confidence = models.CharField(max_length=1, choices=LimitRule.Confidence)
    effective_from = models.DateTimeField()

    class Meta:
        ordering = ["clock", "pace", "effective_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["clock", "pace", "effective_from"], name="one_delay_rule_per_clock_and_day"
            ),
            models.CheckConstraint(condition=Q(most__regex=SPAN), name="a_delay_is_number_and_unit"),
        ]


class Extension(models.Model):
    """延期: asked for once, answered once by somebody else. The due time is counted from the clock and its granted rows."""

    class State(models.TextChoices):
        ASKED = "asked", _("待审核")
        GRANTED = "granted", _("已同意")
        REFUSED = "refused", _("未同意")
        LAPSED = "lapsed", _("未审核，已失效")  # the matter left the asker's hands first

    clock = models.ForeignKey(ClockRun, models.PROTECT, related_name="extensions")
    case = models.ForeignKey(Case, models.PROTECT, related_name="extensions")
    rule = models.ForeignKey(DelayRule, models.PROTECT, related_name="+", db_index=False)
    more = models.PositiveSmallIntegerField()  # in the unit of the clock's limit
    state = models.CharField(max_length=7, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    due_before = models.DateTimeField()  # what it would have been without
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["id"], name="extension_waiting", condition=Q(state="asked"))]
        constraints = [
            models.UniqueConstraint(
                fields=["clock"], condition=Q(state="asked"), name="one_open_ask_per_clock"
            ),
            models.CheckConstraint(condition=Q(more__gte=1), name="a_delay_is_longer_than_nothing"),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at__isnull=True) | Q(answered_at__isnull=False),
                name="a_delay_is_open_or_answered",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("granted", "refused")) | Q(answered_by__isnull=False),
                name="somebody_answered_the_delay",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("asked_by")),
                name="nobody_answers_own_delay",
            ),
            models.CheckConstraint(
                condition=~Q(state="granted") | Q(answered_at__lt=F("due_before")),
                name="no_delay_after_the_limit",
            ),
        ]


class SuspensionGround(models.Model):
    """中止事由: a ground on which the clock may stand still, by which rule, and how long at most. Replaced, never edited."""

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    most = models.CharField(max_length=8)
    times = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=200)
    confidence = models.CharField(max_length=1, choices=LimitRule.Confidence)
    effective_from = models.DateTimeField()
    effective_to = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["code", "effective_from"], name="one_ground_per_code_and_day"),
            models.CheckConstraint(condition=Q(most__regex=SPAN), name="a_ground_is_number_and_unit"),
        ]


class Suspension(models.Model):
    """中止: from when, on which ground, until when at the latest; its pause says what did not count."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="suspensions")
    ground = models.ForeignKey(SuspensionGround, models.PROTECT, related_name="+", db_index=False)
    pause = models.OneToOneField(ClockPause, models.PROTECT, related_name="suspension")
    started_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["until"], name="suspension_to_end", condition=Q(ended_at__isnull=True))
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at__isnull=True), name="one_open_suspension_per_case"
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("started_at")), name="a_suspension_ends_after_it_begins"
            ),
        ]


class Contest(models.Model):
    """申诉: an office contests a rating or a card; somebody of another office decides. What is contested stays as it is."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="contests")
    call_back = models.OneToOneField(CallBack, models.PROTECT, null=True, related_name="contest")
    card = models.OneToOneField(Card, models.PROTECT, null=True, related_name="contest")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    limit = models.ForeignKey(LimitRule, models.PROTECT, null=True, related_name="+", db_index=False)
    due_at = models.DateTimeField(
        null=True
    )  # when it has to be decided; null where it was asked before there was one
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    decided_office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True)
    upheld = models.BooleanField(null=True)

    class Meta:
        indexes = [models.Index(fields=["id"], name="contest_waiting", condition=Q(upheld__isnull=True))]
        constraints = [
            models.CheckConstraint(
                condition=Q(call_back__isnull=True, card__isnull=False)
                | Q(call_back__isnull=False, card__isnull=True),
                name="a_contest_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(upheld__isnull=True, decided_by__isnull=True, decided_at__isnull=True)
                | Q(upheld__isnull=False, decided_by__isnull=False, decided_at__isnull=False),
                name="a_contest_is_open_or_decided",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="nobody_decides_own_contest",
            ),
            models.CheckConstraint(
                condition=Q(decided_office__isnull=True) | ~Q(decided_office=F("office")),
                name="another_office_decides_a_contest",
            ),
        ]
