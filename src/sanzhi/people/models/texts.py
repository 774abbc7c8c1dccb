from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .persons import Person


class Text(models.Model):
    """短信: one text waiting for, or gone through, the county's gateway. It holds no number and no words of anybody."""

    class State(models.TextChoices):
        WAITING = "waiting", _("等待发送")
        SENT = "sent", _("已发出")
        SKIPPED = "skipped", _("不必发送")
        FAILED = "failed", _("发送失败")

    person = models.ForeignKey(Person, models.CASCADE, related_name="texts", db_index=False)
    kind = models.CharField(max_length=40)  # the class that says it
    cause = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)  # number, step, office, date, count; never anything personal
    link = models.CharField(max_length=200, blank=True)
    urgent = models.BooleanField(default=False)
    key = models.UUIDField(unique=True)  # one per text, the same at every try: the gateway knows it again
    at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_try_at", "id"], name="text_due", condition=Q(state="waiting")),
            models.Index(fields=["state", "-id"], name="text_by_state"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "cause"], name="one_text_per_cause"),
            models.CheckConstraint(
                condition=Q(state="waiting", ended_at__isnull=True)
                | ~Q(state="waiting") & Q(ended_at__isnull=False),
                name="a_text_ends_when_it_is_over",
            ),
        ]


class TextStop(models.Model):
    """短信退订: from when a person wants no texts of a group; ended when they want them again."""

    class Group(models.TextChoices):
        PROGRESS = "progress", _("办理进展")
        RATING = "rating", _("请您评价")
        DIGEST = "digest", _("督办日报周报")

    person = models.ForeignKey(Person, models.PROTECT, related_name="text_stops")
    group = models.CharField(max_length=10, choices=Group)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "group"], condition=Q(until__isnull=True), name="one_open_stop_per_group"
            )
        ]
