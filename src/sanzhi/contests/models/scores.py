"""分数: marks with their evidence, each count of everything, and appeals. What was counted stays; a new count stands beside it."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from sanzhi.contests.triggers import APPEAL_STANDS, MARK_STAYS
from sanzhi.kit.appendonly import never_truncated
from sanzhi.people.models import Person

from .contests import Contest, Entrant, Indicator, Judge


def _only_added(what: str) -> list[pgtrigger.Trigger]:
    return [
        pgtrigger.Protect(name=f"contest_{what}_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        never_truncated(f"contest_{what}_are_never_truncated", f"{what} of contests are never truncated"),
    ]


class Mark(models.Model):
    """评委打分: of a hundred, under one rubric, with what was seen."""

    judge = models.ForeignKey(Judge, models.PROTECT, related_name="marks", db_index=False)
    entrant = models.ForeignKey(Entrant, models.PROTECT, related_name="marks", db_index=False)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="marks")
    points = models.DecimalField(max_digits=5, decimal_places=2)
    evidence = models.CharField(max_length=300)
    given_at = models.DateTimeField()
    set_aside_at = models.DateTimeField(null=True)  # by an appeal that was upheld

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["judge", "entrant", "indicator"], condition=Q(set_aside_at=None), name="a_judge_marks_once"
            ),
            models.CheckConstraint(condition=Q(points__range=(0, 100)), name="a_mark_is_of_a_hundred"),
            models.CheckConstraint(condition=~Q(evidence=""), name="a_mark_says_what_was_seen"),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(name="a_mark_stays", when=pgtrigger.Before, operation=pgtrigger.Update, func=MARK_STAYS),
            pgtrigger.Protect(name="marks_are_kept", operation=pgtrigger.Delete),
        ]  # fmt: skip


class Run(models.Model):
    """一次算分: everything counted at one moment; the last one holds."""

    contest = models.ForeignKey(Contest, models.PROTECT, related_name="runs", db_index=False)
    number = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=200)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["contest", "number"], name="one_run_of_a_number")]
        triggers = _only_added("runs")


class Reading(models.Model):
    """读数: what one place had in one indicator: so many of so many (of marks: their sum in hundredths and how many, and which),
    and its score."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="readings", db_index=False)
    entrant = models.ForeignKey(Entrant, models.PROTECT, related_name="+")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", db_index=False)
    part = models.PositiveIntegerField()
    whole = models.PositiveIntegerField()
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)  # None: too few to be counted
    appeal = models.ForeignKey(
        "Appeal", models.PROTECT, null=True, related_name="+", db_index=False
    )  # set right by it
    marks = models.ManyToManyField(Mark, through="ReadingMark", related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["run", "entrant", "indicator"], name="one_reading_of_a_place_in_a_run")
        ]  # fmt: skip
        triggers = _only_added("readings")


class ReadingMark(models.Model):
    """A mark that a reading was made of."""

    reading = models.ForeignKey(Reading, models.PROTECT, related_name="+", db_index=False)
    mark = models.ForeignKey(Mark, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reading", "mark"], name="a_mark_counts_once_in_a_reading")
        ]
        triggers = _only_added("marks_of_readings")


class Standing(models.Model):
    """名次 in the group of like places; the same total is the same rank."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="standings", db_index=False)
    entrant = models.ForeignKey(Entrant, models.PROTECT, related_name="+")
    total = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    rank = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["run_id", "entrant__band", "rank", "entrant_id"]
        constraints = [
            models.UniqueConstraint(fields=["run", "entrant"], name="one_standing_of_a_place_in_a_run"),
            models.CheckConstraint(
                condition=Q(total=None, rank=None) | Q(total__isnull=False, rank__gte=1), name="a_rank_has_a_total"
            ),
        ]  # fmt: skip
        triggers = _only_added("standings")


class Appeal(models.Model):
    """申诉: of one place against one indicator of the standings shown; upheld, it sets a count right or marks aside."""

    entrant = models.ForeignKey(Entrant, models.PROTECT, related_name="appeals")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", db_index=False)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+", db_index=False)  # the count it is against
    text = models.CharField(max_length=500)
    filed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    filed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True)
    upheld = models.BooleanField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    part = models.PositiveIntegerField(null=True)  # the count set right, where it was one of data
    whole = models.PositiveIntegerField(null=True)
    counted_in = models.ForeignKey(Run, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, upheld=None)
                | (Q(decided_at__isnull=False, upheld__isnull=False) & ~Q(reason="") & ~Q(decided_by=F("filed_by"))),
                name="an_appeal_is_decided_by_another_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(part=None, whole=None) | Q(upheld=True, part__lte=F("whole")),
                name="a_count_set_right_is_a_part_of_a_whole",
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(name="an_appeal_stands", when=pgtrigger.Before, operation=pgtrigger.Update, func=APPEAL_STANDS),
            pgtrigger.Protect(name="appeals_are_kept", operation=pgtrigger.Delete),
        ]  # fmt: skip
