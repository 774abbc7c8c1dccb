from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.kit.limits import SPAN
from sanzhi.people.models import Office

from .case import Case


class LimitRule(models.Model):
    """时限规则: how long one clock runs for one pace of matter, from a day on. A rule is replaced, never edited."""

    class Confidence(models.TextChoices):
        TEXT = "V", _("有文本依据")
        WEAK = "W", _("出处较弱，仅供参考")
        OURS = "D", _("本平台约定")

    clock = models.CharField(max_length=20)  # "dispatch", "sign", "handle", "call_back"
    pace = models.CharField(max_length=20)  # of the category; "" = any
    name = models.CharField(max_length=60)
    limit = models.CharField(max_length=8)  # "2h", "15d", "5wd"
    yellow = models.CharField(max_length=8)
    red = models.CharField(max_length=8)
    basis = models.CharField(max_length=200)
    confidence = models.CharField(max_length=1, choices=Confidence)
    effective_from = models.DateTimeField()

    class Meta:
        ordering = ["clock", "pace", "effective_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["clock", "pace", "effective_from"], name="one_limit_per_clock_and_day"
            ),
            models.CheckConstraint(
                condition=Q(limit__regex=SPAN, yellow__regex=SPAN, red__regex=SPAN),
                name="a_limit_is_number_and_unit",
            ),
        ]


class ClockRun(models.Model):
    """计时: one running of one clock for one case. The due times are computed, never typed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="clocks", db_index=False)
    rule = models.ForeignKey(LimitRule, models.PROTECT, related_name="+", db_index=False)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", db_index=False)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    yellow_at = models.DateTimeField()
    red_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    # When the sweep must look at this clock again; null when nothing is left to raise.
    next_card_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["case", "id"], name="clock_by_case"),
            models.Index(
                fields=["next_card_at"], name="clock_due_for_card", condition=Q(next_card_at__isnull=False)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True) | Q(stopped_at__gte=F("started_at")),
                name="clock_stops_after_start",
            ),
            models.CheckConstraint(
                condition=Q(next_card_at__isnull=True) | Q(stopped_at__isnull=True, paused_at__isnull=True),
                name="only_a_running_clock_raises_cards",
            ),
        ]


class ClockPause(models.Model):
    """中止计时: an interval that does not count, and why."""

    clock = models.ForeignKey(ClockRun, models.PROTECT, related_name="pauses")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["clock"], condition=Q(ended_at__isnull=True), name="one_open_pause_per_clock"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                name="pause_ends_after_it_begins",
            ),
        ]


class Card(models.Model):
    """黄牌红牌: raised by the clock against the office that held the case, once per clock and colour."""

    clock = models.ForeignKey(ClockRun, models.PROTECT, related_name="cards")
    case = models.ForeignKey(Case, models.PROTECT, related_name="cards")
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", db_index=False)
    colour = models.CharField(max_length=6, choices=[("yellow", _("黄牌")), ("red", _("红牌"))])
    due_at = models.DateTimeField()  # the moment that was missed
    raised_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["office", "-raised_at"], name="card_by_office")]
        constraints = [
            models.UniqueConstraint(fields=["clock", "colour"], name="one_card_per_clock_and_colour")
        ]
