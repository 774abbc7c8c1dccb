"""活动和班次: what is done where by whom, and how many are needed when."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.groups.models import Group
from sanzhi.people.models import Person
from sanzhi.volunteering.triggers import SHIFT_STAYS


class Activity(models.Model):
    """志愿服务活动: of one organisation or team. `latitude`, `longitude`: where it is, from where a phone may check in."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="+", db_index=False)
    title = models.CharField(max_length=60)
    project = models.CharField(max_length=60, blank=True)
    content = models.CharField(max_length=500)
    beneficiary = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=100)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    leader = models.CharField(max_length=30)
    phone = models.CharField(max_length=20)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["group", "-id"], name="activity_of_a_group")]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="a_place_has_both",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Template(models.Model):
    """班次模板: on this weekday from–to so many are needed. Ended, never changed; what was built of it stays."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="templates", db_index=False)
    weekday = models.PositiveSmallIntegerField()  # 0: Monday
    starts = models.TimeField()
    ends = models.TimeField()
    needed = models.PositiveSmallIntegerField()
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["weekday", "starts"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "weekday", "starts"],
                condition=Q(ended_at__isnull=True),
                name="one_template_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(weekday__range=(0, 6), ends__gt=F("starts"), needed__range=(1, 200)),
                name="a_template_has_its_shape",
            ),
        ]


class Shift(models.Model):
    """班次: one span of an activity for which so many are needed. `door`: the code that is shown there to check in."""

    class State(models.TextChoices):
        OPEN = "open", _("可以报名")
        CLOSED = "closed", _("已结束")
        CANCELLED = "cancelled", _("已取消")

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="shifts", db_index=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    needed = models.PositiveSmallIntegerField()
    door = models.CharField(max_length=9, unique=True)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["starts_at", "id"]
        indexes = [models.Index(fields=["state", "ends_at"], name="shift_to_close")]
        constraints = [
            models.UniqueConstraint(fields=["activity", "starts_at"], name="one_shift_of_an_activity_at_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at"), needed__range=(1, 200)), name="a_shift_has_its_shape"
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="a_shift_stays", when=pgtrigger.Before, operation=pgtrigger.Update, func=SHIFT_STAYS
            ),
            pgtrigger.Protect(name="shifts_are_kept", operation=pgtrigger.Delete),
        ]

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)
