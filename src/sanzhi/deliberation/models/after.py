"""会后: the minutes, signed and locked; what follows from a resolution, done and accepted; what residents propose."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.deliberation.triggers import AMENDMENT_MOVES, MINUTES_LOCK, PROPOSAL_MOVES, TASK_MOVES
from sanzhi.people.models import Person

from .bodies import Body
from .meetings import Item, Meeting
from .votes import Resolution


class Minutes(models.Model):
    """会议记录: one finalised version: what was counted, as it stood, and what was said. Signed by two it is locked."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes", db_index=False)
    version = models.PositiveSmallIntegerField()
    chair = models.CharField(max_length=60)
    notes = models.TextField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "version"], name="minutes_have_their_version"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="signed_minutes_are_the_last",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=MINUTES_LOCK,
            ),
            pgtrigger.Protect(name="minutes_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]


class Signature(models.Model):
    """签字: of one person under one version."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="signatures", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["minutes", "person"], name="signed_once")]
        triggers = [pgtrigger.Protect(name="signatures_stay", operation=pgtrigger.Update | pgtrigger.Delete)]


class Proposal(models.Model):
    """提议: of a resident to a body, supported by others; put on an agenda, or not, with the reason. `confidential`: read by who
    wrote it and whoever keeps the body alone."""

    class State(models.TextChoices):
        OPEN = "open", _("征集附议")
        LISTED = "listed", _("列入议程")
        HANDED = "handed", _("转到保护渠道")
        REFUSED = "refused", _("没有采纳")

    body = models.ForeignKey(Body, models.PROTECT, related_name="proposals", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    title = models.CharField(max_length=80)
    text = models.TextField()
    confidential = models.BooleanField(default=False)
    at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=State, default=State.OPEN)
    answer = models.CharField(max_length=300, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True)
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="proposals", db_index=False)

    class Meta:
        indexes = [
            models.Index(fields=["body", "-id"], name="proposal_to_a_body"),
            models.Index(fields=["person", "-id"], name="proposal_of_a_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(answer=""), name="a_refused_proposal_is_answered"
            ),
            models.CheckConstraint(
                condition=Q(item__isnull=True) | Q(state="listed"), name="listed_by_its_item"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_proposal_moves_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=PROPOSAL_MOVES,
            ),
            pgtrigger.Protect(name="proposals_are_kept", operation=pgtrigger.Delete),
        ]


class Support(models.Model):
    """附议."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="supports", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "person"], name="supported_once")]


class Amendment(models.Model):
    """修改意见: one paragraph of a proposal, as it was and as somebody would have it; taken or not before it is listed."""

    class State(models.TextChoices):
        OPEN = "open", _("还没定")
        TAKEN = "taken", _("采纳")
        LEFT = "left", _("不采纳")

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="amendments", db_index=False)
    paragraph = models.PositiveSmallIntegerField()  # from 0
    old = models.TextField()
    new = models.TextField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    state = models.CharField(max_length=5, choices=State, default=State.OPEN)

    class Meta:
        ordering = ["paragraph", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "paragraph"],
                condition=Q(state="taken"),
                name="a_paragraph_is_amended_once",
            ),
            models.CheckConstraint(condition=~Q(old=F("new")), name="an_amendment_changes_something"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="an_amendment_is_settled_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=AMENDMENT_MOVES,
            ),
            pgtrigger.Protect(name="amendments_are_kept", operation=pgtrigger.Delete),
        ]


class Task(models.Model):
    """落实事项: what follows from a resolution, whose it is, by when; done with evidence; accepted or sent back by residents."""

    class State(models.TextChoices):
        GIVEN = "given", _("落实中")
        DONE = "done", _("等验收")
        ACCEPTED = "accepted", _("验收通过")

    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="tasks", db_index=False)
    body = models.ForeignKey(Body, models.PROTECT, related_name="tasks", db_index=False)
    text = models.CharField(max_length=300)
    owner = models.CharField(max_length=60)
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.GIVEN)
    round = models.PositiveSmallIntegerField(default=1)  # how often it was reported as done, and one
    evidence = models.CharField(max_length=300, blank=True)
    photo = models.CharField(max_length=64, blank=True)
    mime = models.CharField(max_length=20, blank=True)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    given_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["body", "state", "due_on"], name="task_of_a_body")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="given") | (~Q(evidence="") & Q(done_at__isnull=False)),
                name="done_is_shown",
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", ended_at__isnull=False)
                | (~Q(state="accepted") & Q(ended_at__isnull=True)),
                name="accepted_is_the_end",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(done_at__gte=F("given_at")), name="done_after_given"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_task_moves_on", when=pgtrigger.Before, operation=pgtrigger.Update, func=TASK_MOVES
            ),
            pgtrigger.Protect(name="tasks_are_kept", operation=pgtrigger.Delete),
        ]


class Acceptance(models.Model):
    """验收意见: of one resident on what was shown in one round."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="acceptances", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    round = models.PositiveSmallIntegerField()
    content = models.BooleanField()
    words = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "person", "round"], name="one_word_each_a_round")
        ]
        triggers = [pgtrigger.Protect(name="acceptances_stay", operation=pgtrigger.Update | pgtrigger.Delete)]
