"""擂台赛: what is scored, over which days, and who competes with whom. Said before the first day that counts."""

from datetime import datetime, time, timedelta

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.contests.triggers import CONTEST_MOVES, SAID_BEFORE
from sanzhi.kit.calendar import COUNTY
from sanzhi.people.models import Area, Person

LONGEST = timedelta(days=366)


def _said_before(name: str) -> pgtrigger.Trigger:
    changes = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
    return pgtrigger.Trigger(name=name, when=pgtrigger.Before, operation=changes, func=SAID_BEFORE)


class Contest(models.Model):
    """三治擂台赛: of a county's towns, or of the villages in a place."""

    class Level(models.TextChoices):
        TOWN = "town", _("镇（街道）")
        VILLAGE = "village", _("村（社区）")

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    level = models.CharField(max_length=7, choices=Level)
    title = models.CharField(max_length=60)
    about = models.TextField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()  # the last day that counts
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    opened_at = models.DateTimeField(null=True)
    frozen_at = models.DateTimeField(null=True)  # when the standings were first shown
    shown_at = models.DateTimeField(
        null=True
    )  # when they were last counted; appeals are taken for five days from then
    closed_at = models.DateTimeField(null=True)
    called_off_at = models.DateTimeField(null=True)
    called_off_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on"), ends_on__lte=F("starts_on") + LONGEST),
                name="a_contest_ends_within_a_year",
            ),
            models.CheckConstraint(
                condition=Q(frozen_at=None, shown_at=None) | Q(frozen_at__isnull=False, shown_at__gte=F("frozen_at")),
                name="standings_are_shown_from_the_first_count_on",
            ),
            models.CheckConstraint(
                condition=Q(called_off_at=None) | ~Q(called_off_because=""), name="a_contest_called_off_says_why"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(frozen_at__isnull=False, called_off_at=None),
                name="a_contest_is_closed_after_its_standings",
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(name="a_contest_moves", when=pgtrigger.Before, operation=pgtrigger.Update, func=CONTEST_MOVES),
            pgtrigger.Protect(name="contests_are_kept", operation=pgtrigger.Delete),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def since(self) -> datetime:
        return datetime.combine(self.starts_on, time.min, COUNTY)

    @property
    def until(self) -> datetime:
        """The moment after the last day that counts."""
        return datetime.combine(self.ends_on + timedelta(days=1), time.min, COUNTY)


class Indicator(models.Model):
    """指标: counted from the rooms below (`gauge`), or given by a panel under a rubric (no gauge)."""

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="indicators")
    order = models.PositiveSmallIntegerField()
    gauge = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=40)
    formula = models.CharField(max_length=300)  # how it is counted, or the rubric; as it was when announced
    weight = models.PositiveSmallIntegerField()
    target = models.DecimalField(max_digits=5, decimal_places=2, null=True)  # percent at which it is full

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["contest", "order"], name="one_indicator_of_an_order"),
            models.UniqueConstraint(
                fields=["contest", "gauge"], condition=~Q(gauge=""), name="a_gauge_counts_once_in_a_contest"
            ),
            models.CheckConstraint(condition=Q(weight__range=(1, 100)), name="an_indicator_weighs_something"),
            models.CheckConstraint(
                condition=Q(target=None) | (Q(target__gt=0) & Q(target__lte=100) & ~Q(gauge="")),
                name="a_target_is_a_share_of_what_is_counted",
            ),
        ]
        triggers = [_said_before("an_indicator_is_said_before")]

    def __str__(self) -> str:
        return self.name


class Entrant(models.Model):
    """参赛的镇或村, and the group of like places it is compared in."""

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="entrants")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    band = models.CharField(max_length=20)

    class Meta:
        ordering = ["band", "area_id"]
        constraints = [models.UniqueConstraint(fields=["contest", "area"], name="a_place_enters_once")]
        triggers = [_said_before("an_entrant_is_said_before")]


class Judge(models.Model):
    """评委: who gives marks under the rubrics; never to their own place."""

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="judges")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    places = ArrayField(
        models.CharField(max_length=12)
    )  # what their posts cover, as they stood when they were asked

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["contest", "person"], name="a_judge_sits_once")]
        triggers = [_said_before("a_judge_is_said_before")]
