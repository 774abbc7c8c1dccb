"""巡查: what is published of a grid, its routes, tasks with their stops; on and off duty, and where somebody was meanwhile."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.cases.models import Case
from sanzhi.patrols.triggers import POINT_ON_DUTY, STOP_IS_TICKED_ONCE, TASK_MOVES
from sanzhi.people.models import Area, Grid, Office, Person

from .lists import DutyItem


class GridCard(models.Model):
    """网格公示牌: how many households, and the two numbers of an office to call. Never a person's."""

    grid = models.OneToOneField(Grid, models.PROTECT, related_name="+")
    households = models.PositiveIntegerField()
    office_phone = models.CharField(max_length=20)
    complaint_phone = models.CharField(max_length=20)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()


class Route(models.Model):
    """路线: stops in order, walked in a rhythm for one item of the list (`key`), whichever version is in force."""

    class Rhythm(models.TextChoices):
        DAILY = "daily", _("每天")
        WORKDAYS = "workdays", _("周一到周五")
        WEEKLY = "weekly", _("每周一次")

    grid = models.ForeignKey(Grid, models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=40)
    key = models.PositiveIntegerField()
    rhythm = models.CharField(max_length=8, choices=Rhythm)
    weekday = models.PositiveSmallIntegerField(null=True)  # 0 is Monday
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["area", "id"], name="route_by_place")]
        constraints = [
            models.UniqueConstraint(
                fields=["grid", "name"], condition=Q(ended_at=None), name="a_route_is_named_once_in_a_grid"
            ),
            models.CheckConstraint(
                condition=Q(rhythm="weekly", weekday__range=(0, 6)) | (~Q(rhythm="weekly") & Q(weekday=None)),
                name="a_weekly_route_has_its_day",
            ),
        ]  # fmt: skip


class RouteStop(models.Model):
    """一站: where to look, in words, and on the map where somebody said so."""

    route = models.ForeignKey(Route, models.PROTECT, related_name="stops", db_index=False)
    number = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=60)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["route", "number"], name="a_stop_has_its_number")]


class PatrolTask(models.Model):
    """任务: one item of the list, for one grid, by a day; made by a route or given by an office. `worker` took it up."""

    class State(models.TextChoices):
        OPEN = "open", _("等着做")
        STARTED = "started", _("在做")
        DONE = "done", _("做好了")
        OFF = "off", _("取消了")

    item = models.ForeignKey(DutyItem, models.PROTECT, related_name="+")
    grid = models.ForeignKey(Grid, models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    route = models.ForeignKey(Route, models.PROTECT, null=True, related_name="tasks", db_index=False)
    title = models.CharField(max_length=60)
    due_on = models.DateField()
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    given_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    given_at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=State, default=State.OPEN)
    worker = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, blank=True)  # how it went, or why it was called off
    told_late_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["area", "state", "due_on"], name="task_by_place"),
            models.Index(fields=["worker", "ended_at"], name="task_by_worker"),
            models.Index(fields=["office", "-id"], name="task_by_office"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["route", "due_on"], name="a_route_is_walked_once_a_day"),
            models.CheckConstraint(
                condition=Q(state="open", worker=None) | Q(state="started", worker__isnull=False)
                | Q(state="done", worker__isnull=False, ended_at__isnull=False)
                | (Q(state="off", ended_at__isnull=False) & ~Q(note="")),
                name="a_task_says_who_and_how_it_ended",
            ),
        ]  # fmt: skip
        triggers = [pgtrigger.Trigger(name="a_task_moves", when=pgtrigger.Before, operation=pgtrigger.Update, func=TASK_MOVES)]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class PatrolStop(models.Model):
    """任务的一站: fine, or what was found there, which is a case then. `offline_id` is the phone's, made before it was sent."""

    task = models.ForeignKey(PatrolTask, models.PROTECT, related_name="stops", db_index=False)
    number = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=60)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    ok = models.BooleanField(null=True)
    seen = models.CharField(max_length=300, blank=True)
    ticked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    ticked_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(
        null=True
    )  # when the phone got it through; of earlier ones it was not kept
    offline_id = models.UUIDField(null=True, unique=True)
    case = models.OneToOneField(Case, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["ticked_by", "ticked_at"], name="stop_by_hand")]
        constraints = [
            models.UniqueConstraint(fields=["task", "number"], name="a_task_has_its_stops"),
            models.CheckConstraint(
                condition=Q(ticked_at=None, ok=None, seen="", case=None)
                | Q(ticked_at__isnull=False, ticked_by__isnull=False, ok=True, case=None)
                | (Q(ticked_at__isnull=False, ticked_by__isnull=False, ok=False) & ~Q(seen="")),
                name="what_was_found_is_said",
            ),
        ]  # fmt: skip
        triggers = [pgtrigger.Trigger(name="a_stop_is_ticked_once", when=pgtrigger.Before, operation=pgtrigger.Update, func=STOP_IS_TICKED_ONCE)]  # fmt: skip


class Shift(models.Model):
    """上岗、下岗: from when to when somebody is at work; nobody is followed outside of it."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    on_at = models.DateTimeField()
    off_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["person", "-on_at"], name="shift_by_person")]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(off_at=None), name="one_is_on_duty_once"),
            models.CheckConstraint(condition=Q(off_at=None) | Q(off_at__gte=F("on_at")), name="a_shift_ends_later"),
        ]  # fmt: skip


class ClockPoint(models.Model):
    """打点: about where, rounded to some hundred metres, while on duty; read by oneself alone and gone after thirty days."""

    shift = models.ForeignKey(Shift, models.CASCADE, related_name="points")
    at = models.DateTimeField()
    latitude = models.DecimalField(max_digits=6, decimal_places=3)
    longitude = models.DecimalField(max_digits=6, decimal_places=3)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["at"], name="clock_point_by_age")]
        triggers = [
            pgtrigger.Trigger(name="a_point_is_on_duty", when=pgtrigger.Before, operation=pgtrigger.Insert, func=POINT_ON_DUTY),
            pgtrigger.Protect(name="points_stay", operation=pgtrigger.Update),
        ]  # fmt: skip
