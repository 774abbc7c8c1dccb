"""个案: with the client's word, step by step; read by the worker, the named supervisor, the client and their guardian alone."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.groups.triggers_of_workers import CASEWORK_AGREED, CASEWORK_MOVES
from sanzhi.people.models import Area, Person

from .workers import SocialWorker


class Casework(models.Model):
    """一个个案: where it came from, what it is about, what was assessed, what came of it."""

    class Source(models.TextChoices):
        SELF = "self", _("本人找来")
        FAMILY = "family", _("家人介绍")
        VILLAGE = "village", _("村（社区）介绍")
        ORGAN = "organ", _("单位转来")
        SCHOOL = "school", _("学校转来")
        HOSPITAL = "hospital", _("医院转来")
        OTHER = "other", _("其他")

    class Stage(models.TextChoices):
        INTAKE = "intake", _("接案")
        ASSESSED = "assessed", _("预估")
        PLANNED = "planned", _("计划")
        INTERVENING = "intervening", _("介入")
        EVALUATED = "evaluated", _("评估")
        CLOSED = "closed", _("结案")

    class Closed(models.TextChoices):
        """为什么结案."""

        REACHED = "reached", _("目标达到了")
        CLIENT = "client", _("本人不再需要")
        MOVED = "moved", _("转介到别处")
        LOST = "lost", _("联系不上")
        OTHER = "other", _("其他")

    client = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    guardian = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    guarded_until = models.DateField(
        null=True
    )  # a child's eighteenth birthday: from that day the guardian reads no more
    worker = models.ForeignKey(SocialWorker, models.PROTECT, related_name="cases", db_index=False)
    supervisor = models.ForeignKey(SocialWorker, models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    source = models.CharField(max_length=8, choices=Source)
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.INTAKE)
    problem = models.TextField(max_length=2000, blank=True)
    assessment = models.TextField(max_length=2000, blank=True)
    plan = models.TextField(max_length=2000, blank=True)  # goals, one a line
    outcome = models.TextField(max_length=2000, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_for = models.CharField(max_length=8, choices=Closed, blank=True)
    closing = models.CharField(max_length=300, blank=True)
    erased_at = models.DateTimeField(null=True)
    hand_to = models.ForeignKey(
        SocialWorker, models.PROTECT, null=True, related_name="+", db_index=False
    )  # waits for a word
    # The last time somebody else was put on it without the client's word: by whom, and why, as the client reads it.
    moved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    moved_at = models.DateTimeField(null=True)
    moved_why = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["worker", "-id"], name="casework_of_a_worker"),
            models.Index(fields=["client", "-id"], name="casework_of_a_client"),
            models.Index(fields=["area", "opened_at"], name="casework_by_place"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(supervisor=F("worker")), name="another_supervises_casework"),
            models.CheckConstraint(
                condition=Q(stage="closed", closed_at__isnull=False) & ~Q(closed_for="")
                | ~Q(stage="closed") & Q(closed_at__isnull=True, closed_for=""),
                name="casework_is_closed_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(guardian__isnull=True, guarded_until__isnull=True)
                | Q(guardian__isnull=False, guarded_until__isnull=False),
                name="a_child_is_guarded_until_a_day",
            ),
            models.CheckConstraint(
                condition=Q(moved_by__isnull=True, moved_at__isnull=True, moved_why="")
                | Q(moved_by__isnull=False, moved_at__isnull=False) & ~Q(moved_why=""),
                name="casework_is_moved_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["client", "worker"], condition=Q(closed_at__isnull=True), name="one_open_case_with_a_worker"
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="casework_is_agreed_to", when=pgtrigger.Before, operation=pgtrigger.Insert, func=CASEWORK_AGREED
            ),
            pgtrigger.Trigger(
                name="casework_moves", when=pgtrigger.Before, operation=pgtrigger.Update, func=CASEWORK_MOVES
            ),
            pgtrigger.Protect(name="casework_is_kept", operation=pgtrigger.Delete),
        ]  # fmt: skip


class CaseworkSession(models.Model):
    """会谈: on which day, how long, what was done."""

    casework = models.ForeignKey(Casework, models.PROTECT, related_name="sessions")
    held_on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=2000, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["held_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__range=(5, 480)), name="a_session_takes_time")
        ]
