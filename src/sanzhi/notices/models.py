"""What is announced, line by line; what was objected; that it hung on the wall; and what a village owes to publish."""

from datetime import timedelta

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.kit.appendonly import never_truncated
from sanzhi.people.models import Area, Person

from .triggers import CLEARED_AFTERWARDS, LINES_OF_A_DRAFT, ONLY_WHAT_MAY_CHANGE, THIRD_PERSON_ANSWERS

A_DAY = models.Value(timedelta(days=1))


class Confidence(models.TextChoices):
    """出处: how sure a ground is."""

    TEXT = "V", _("有文本依据")
    WEAK = "W", _("出处较弱，仅供参考")
    OURS = "D", _("本平台约定")


class NoticeRule(models.Model):
    """公示规则: how long notices of one kind stand, and on what ground. Replaced, never edited; never below `least`."""

    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=40)
    days = models.PositiveSmallIntegerField()
    least = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=200)
    confidence = models.CharField(max_length=1, choices=Confidence)
    effective_from = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "effective_from"], name="one_notice_rule_per_kind_and_day"
            ),
            models.CheckConstraint(condition=Q(days__gte=F("least")), name="a_rule_is_not_below_its_least"),
            models.CheckConstraint(
                condition=Q(confidence__in=Confidence.values), name="notice_rule_says_how_sure"
            ),
        ]


class Duty(models.Model):
    """公开事项: what every village, or those named, publishes each period, and within how many days of its end."""

    class Every(models.TextChoices):
        MONTH = "month", _("每月")
        QUARTER = "quarter", _("每季度")

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=60)
    every = models.CharField(max_length=8, choices=Every)
    within_days = models.PositiveSmallIntegerField()
    everywhere = models.BooleanField(default=True)
    areas = ArrayField(models.CharField(max_length=12), default=list)  # which villages, where not everywhere
    named_on = models.JSONField(
        default=dict
    )  # {village: the day it was named}: nothing is owed for periods before
    basis = models.CharField(max_length=200)
    confidence = models.CharField(max_length=1, choices=Confidence)
    since = models.DateField()

    class Meta:
        ordering = ["id"]


class Notice(models.Model):
    """公示: drawn up by one, signed by another, then posted: from then on it never changes but to stand longer.

    `about` says what it is for to whoever asked for it. `until` is the first moment after its last day.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=20)
    rule = models.ForeignKey(NoticeRule, models.PROTECT, related_name="+", db_index=False)
    days = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    body = models.TextField(blank=True)
    contact = models.CharField(max_length=120)  # where to object by word of mouth
    about_type = models.CharField(max_length=20, blank=True)
    about_id = models.BigIntegerField(null=True)
    duty = models.ForeignKey(Duty, models.PROTECT, null=True, related_name="+", db_index=False)
    period = models.CharField(max_length=7, blank=True)  # "2026Q3", "2026-09"

    drafted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    drafted_at = models.DateTimeField()
    signed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    posted_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["area", "-posted_at", "-id"], name="notice_by_area"),
            models.Index(
                fields=["-posted_at", "-id"], name="notice_newest", condition=Q(posted_at__isnull=False)
            ),
            models.Index(fields=["about_type", "about_id"], name="notice_by_cause"),
            models.Index(fields=["area", "id"], name="notice_drafts", condition=Q(posted_at__isnull=True)),
            models.Index(
                fields=["until"],
                name="notice_to_clear",
                condition=Q(posted_at__isnull=False, cleared_at__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(posted_at__isnull=True, until__isnull=True, signed_by__isnull=True)
                | Q(posted_at__isnull=False, until__isnull=False, signed_by__isnull=False),
                name="posted_when_until_and_by_whom_together",
            ),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | ~Q(signed_by=F("drafted_by")),
                name="a_second_pair_of_eyes_signs_a_notice",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("posted_at") + F("days") * A_DAY),
                name="a_notice_stands_as_long_as_it_says",
            ),
            models.CheckConstraint(
                condition=Q(duty__isnull=True, period="") | (Q(duty__isnull=False) & ~Q(period="")),
                name="a_disclosure_is_for_a_period",
            ),
            models.UniqueConstraint(
                fields=["area", "duty", "period"],
                condition=Q(duty__isnull=False, posted_at__isnull=False, withdrawn_at__isnull=True),
                name="a_period_is_disclosed_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(posted_at__isnull=False),
                name="only_what_was_posted_is_withdrawn",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_posted_notice_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=ONLY_WHAT_MAY_CHANGE,
            ),
            pgtrigger.Protect(
                name="posted_notices_are_never_deleted",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.posted_at IS NOT NULL"),
            ),
            never_truncated("notices_are_never_truncated", "notices are never truncated"),
        ]

    def __str__(self) -> str:
        return self.title


class Line(models.Model):
    """公示的一行: who, what, how much. `key` is whatever the line is about, in the words of whoever asked for it.

    Who it was vanishes when the notice is over; the rest stays.
    """

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="lines", db_index=False)
    number = models.PositiveIntegerField()
    who = models.CharField(max_length=60, blank=True)
    what = models.CharField(max_length=200)
    figure = models.CharField(max_length=40, blank=True)
    key = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "number"], name="lines_of_a_notice_are_numbered"),
            models.UniqueConstraint(
                fields=["notice", "key"], condition=~Q(key=""), name="a_thing_stands_once_in_a_notice"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="lines_belong_to_a_draft",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Delete,
                func=LINES_OF_A_DRAFT,
            ),
            pgtrigger.Trigger(
                name="a_posted_line_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=CLEARED_AFTERWARDS,
            ),
        ]


class Objection(models.Model):
    """异议或询问: of a notice or one of its lines, answered once, by a third person. While one is open nothing takes effect."""

    class Sort(models.TextChoices):
        OBJECTION = "objection", _("异议")
        QUESTION = "question", _("询问")

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="objections", db_index=False)
    line = models.ForeignKey(Line, models.PROTECT, null=True, related_name="+", db_index=False)
    sort = models.CharField(max_length=9, choices=Sort)
    raised_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    text = models.TextField()
    raised_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True)
    upheld = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    taken_further_at = models.DateTimeField(null=True)  # when whoever raised it asked the town to look again

    class Meta:
        indexes = [
            models.Index(fields=["notice", "id"], name="objection_by_notice"),
            models.Index(
                fields=["due_at", "id"], name="objection_open", condition=Q(answered_at__isnull=True)
            ),
            models.Index(fields=["raised_by", "-id"], name="objection_by_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    answered_at__isnull=True, answered_by__isnull=True, answer="", upheld__isnull=True
                )
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="an_answer_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True)
                | Q(sort="question", upheld__isnull=True)
                | Q(sort="objection", upheld__isnull=False),
                name="an_objection_is_upheld_or_not",
            ),
            models.CheckConstraint(
                condition=Q(taken_further_at__isnull=True)
                | Q(sort="objection") & (Q(upheld=False) | Q(taken_further_at__gte=F("due_at"))),
                name="what_was_refused_or_late_goes_further",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("raised_by")),
                name="nobody_answers_own_objection",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_third_person_answers",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=THIRD_PERSON_ANSWERS,
            ),
            pgtrigger.Protect(name="objections_are_never_deleted", operation=pgtrigger.Delete),
        ]


class Proof(models.Model):
    """张贴证明: a photo of the notice on the wall."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="proofs")
    place = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    mime = models.CharField(max_length=40)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        triggers = [
            pgtrigger.Protect(name="proofs_are_append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class Overdue(models.Model):
    """逾期未公开: a village did not publish what it owed for a period; told once, ended by publishing."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="+", db_index=False)
    period = models.CharField(max_length=7)
    raised_at = models.DateTimeField()
    met_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["area", "id"], name="overdue_open", condition=Q(met_at__isnull=True))]
        constraints = [
            models.UniqueConstraint(fields=["area", "duty", "period"], name="overdue_is_raised_once")
        ]
