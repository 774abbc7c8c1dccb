"""四议两公开: what a village wants to decide walks four meetings and two publications, each with what was counted there."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.deliberation.models import Body, Item, Resolution
from sanzhi.leadership.triggers import GATE_STANDS, MATTER_MOVES
from sanzhi.notices.models import Notice
from sanzhi.people.models import Person


class Matter(models.Model):
    """村级重大事项: put to `body` at last; `resolution` is what came of it, `decision` and `outcome` the two publications."""

    class State(models.TextChoices):
        RUNNING = "running", _("提议、商议、审议中")
        VOTING = "voting", _("等表决")
        PASSED = "passed", _("决议通过")
        FAILED = "failed", _("没有通过")
        DROPPED = "dropped", _("不办了")
        ENDED = "ended", _("决议没能实施")

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_index=False)
    title = models.CharField(max_length=80)
    state = models.CharField(max_length=7, choices=State, default=State.RUNNING)
    item = models.OneToOneField(Item, models.PROTECT, null=True, related_name="+")
    resolution = models.OneToOneField(Resolution, models.PROTECT, null=True, related_name="+")
    decision = models.OneToOneField(Notice, models.PROTECT, null=True, related_name="+")
    outcome = models.OneToOneField(Notice, models.PROTECT, null=True, related_name="+")
    because = models.CharField(max_length=200, blank=True)
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    begun_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    warned_at = models.DateTimeField(null=True)  # that its decision is still not published; once

    class Meta:
        indexes = [
            models.Index(fields=["body", "-id"], name="matters_of_a_body"),
            models.Index(
                fields=["resolved_at"], condition=Q(state="passed", warned_at=None), name="matters_to_publish"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("passed", "failed", "ended"), resolution__isnull=False, resolved_at__isnull=False)
                | Q(resolution__isnull=True, resolved_at__isnull=True) & ~Q(state__in=("passed", "ended")),
                name="a_matter_passes_by_resolution",
            ),
            models.CheckConstraint(condition=~Q(state="voting") | Q(item__isnull=False), name="voted_on_an_item"),
            models.CheckConstraint(
                condition=~Q(state__in=("dropped", "ended")) | ~Q(because=""), name="dropped_with_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state="ended") | Q(outcome__isnull=False), name="what_was_not_done_is_published"
            ),
            models.CheckConstraint(
                condition=Q(decision__isnull=True) | Q(state__in=("passed", "ended")), name="what_passed_is_published"
            ),
            models.CheckConstraint(
                condition=Q(outcome__isnull=True) | Q(decision__isnull=False), name="the_decision_is_told_before_the_outcome"
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(name="a_matter_moves", when=pgtrigger.Before, operation=pgtrigger.Update, func=MATTER_MOVES),
            pgtrigger.Protect(name="matters_are_kept", operation=pgtrigger.Delete),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Gate(models.Model):
    """一议: one of the first three meetings, as counted there and checked by another. `text`: the matter as it left it."""

    class Kind(models.TextChoices):
        PROPOSE = "propose", _("党组织提议")
        DISCUSS = "discuss", _("两委商议")
        REVIEW = "review", _("党员大会审议")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="gates", db_index=False)
    kind = models.CharField(max_length=7, choices=Kind)
    held_on = models.DateField()
    entitled = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    in_favour = models.PositiveIntegerField()
    against = models.PositiveIntegerField()
    abstained = models.PositiveIntegerField()
    text = models.TextField()
    minutes_at = models.CharField(
        max_length=100
    )  # where the signed minutes lie: who is of a party is not kept here
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()
    checked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    checked_at = models.DateTimeField(null=True)
    returned = models.CharField(max_length=200, blank=True)
    passed = models.BooleanField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["matter"], condition=Q(checked_at=None), name="one_meeting_waits_to_be_checked"),
            models.UniqueConstraint(fields=["matter", "kind"], condition=Q(passed=True), name="a_meeting_agrees_once"),
            models.CheckConstraint(
                condition=Q(present=F("in_favour") + F("against") + F("abstained"), present__lte=F("entitled")),
                name="who_was_there_is_counted",
            ),
            models.CheckConstraint(
                condition=Q(checked_at=None, passed=None)
                | Q(checked_at__isnull=False) & ~Q(checked_by=F("entered_by")) & (Q(passed__isnull=False, returned="") | Q(passed=None) & ~Q(returned="")),
                name="checked_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(passed=True)
                | Q(kind="review", present__gte=F("entitled") - F("present"), in_favour__gt=F("entitled") - F("in_favour"))
                | ~Q(kind="review") & Q(present__gt=F("entitled") - F("present"), in_favour__gt=F("present") - F("in_favour")),
                name="no_meeting_agrees_below_half",
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(name="a_meeting_stands", when=pgtrigger.Before, operation=pgtrigger.Update, func=GATE_STANDS),
            pgtrigger.Protect(name="gates_are_kept", operation=pgtrigger.Delete),
        ]  # fmt: skip
