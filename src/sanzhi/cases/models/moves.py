import pgtrigger
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.kit.appendonly import never_truncated
from sanzhi.people.models import Office, Person

from .case import Case
from .clocks import ClockRun


class ThisTransaction(Func):
    """The number of the transaction that writes the row."""

    template = "(pg_current_xact_id()::text)::bigint"
    output_field = models.BigIntegerField()


class Move(models.Model):
    """办理记录: one move of one case. Never edited, never deleted; its words are in the journal entry `entry_id`."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="moves", db_index=False)
    seq = models.PositiveIntegerField()
    step = models.CharField(max_length=30)
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    role = models.CharField(max_length=30)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()
    public = models.BooleanField()
    entry_id = models.BigIntegerField(
        unique=True
    )  # journal_entry; the journal is written by its own hand only
    # The transaction that wrote it: ids are taken before they are committed, transactions end before a horizon.
    written_in = models.BigIntegerField(db_default=ThisTransaction(), editable=False)

    class Meta:
        ordering = ["case_id", "seq"]
        indexes = [
            models.Index(fields=["written_in"], name="move_by_transaction"),
            models.Index(fields=["case"], name="move_of_a_leader", condition=Q(step="instruct")),
        ]
        constraints = [models.UniqueConstraint(fields=["case", "seq"], name="moves_are_numbered_without_gap")]
        triggers = [
            pgtrigger.Protect(name="moves_are_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            never_truncated("moves_are_never_truncated", "moves are never truncated"),
        ]


class Assignment(models.Model):
    """交办: one office's part in a case, as lead (主办) or helper (协办), with its own answer."""

    class Part(models.TextChoices):
        LEAD = "lead", _("主办")
        HELPER = "helper", _("协办")

    case = models.ForeignKey(Case, models.PROTECT, related_name="assignments")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    part = models.CharField(max_length=6, choices=Part)
    assigned_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True)
    answer_entry_id = models.BigIntegerField(null=True)
    clock = models.ForeignKey(ClockRun, models.PROTECT, null=True, related_name="helping")  # a helper's own
    score = models.PositiveSmallIntegerField(null=True)  # 1–5, from the lead
    score_entry_id = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)  # returned, replaced, waived or finished
    ended_as = models.CharField(max_length=10, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["office", "-case"], name="assignment_by_office"),
            models.Index(
                fields=["office", "case"],
                name="assignment_waiting_for_help",
                condition=Q(part="helper", answered_at__isnull=True, ended_at__isnull=True),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(part="lead", ended_at__isnull=True),
                name="one_open_lead_per_case",
            ),
            models.UniqueConstraint(
                fields=["case", "office"],
                condition=Q(ended_at__isnull=True),
                name="an_office_has_one_open_part",
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by__isnull=True)
                | Q(signed_at__isnull=False, signed_by__isnull=False),
                name="signed_when_and_by_whom_together",
            ),
            models.CheckConstraint(
                condition=Q(score=None, score_entry_id=None)
                | Q(
                    score__range=(1, 5),
                    score_entry_id__isnull=False,
                    answered_at__isnull=False,
                    part="helper",
                ),
                name="only_an_answered_helper_is_scored",
            ),
        ]


class Attachment(models.Model):
    """附件: a file kept outside the web root under its own digest; images are re-encoded and carry no place.

    Where a part of it was covered, `covered_digest` names the copy that is shown in its place, and `covering` says
    what lies under paint: {"across": cells each way, "cells": which, "reason": why}.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="attachments")
    move_seq = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    mime = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    public = models.BooleanField(default=True)
    covering = models.JSONField(null=True)
    covered_digest = models.CharField(max_length=64, blank=True)
    covered_mime = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(covering__isnull=True, covered_digest="", covered_mime="")
                | (Q(covering__isnull=False) & ~Q(covered_digest="") & ~Q(covered_mime="")),
                name="a_covering_has_its_copy",
            )
        ]

    @property
    def shown(self) -> tuple[str, str]:
        """(digest, type) of what is shown of it."""
        if self.covered_digest:
            return self.covered_digest, self.covered_mime
        return self.digest, self.mime


class CallBack(models.Model):
    """回访: one try to ask the citizen the two questions; by someone other than whoever handled the case."""

    class Means(models.TextChoices):
        PHONE = "phone", _("电话回访")
        SELF = "self", _("本人评价")
        LINK = "link", _("免登录评价")

    case = models.ForeignKey(Case, models.PROTECT, related_name="call_backs")
    means = models.CharField(max_length=5, choices=Means)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    handled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()
    round = models.PositiveSmallIntegerField()  # 0 the first time, +1 for each reopening
    reached = models.BooleanField()
    declined = models.BooleanField(default=False)  # reached, but did not want to answer
    solved = models.BooleanField(null=True)
    satisfied = models.PositiveSmallIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["case", "id"], name="call_back_by_case"),
            models.Index(fields=["at"], name="call_back_by_time"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(handled_by__isnull=True) | ~Q(by=F("handled_by")),
                name="nobody_calls_back_own_work",
            ),
            models.CheckConstraint(
                condition=Q(reached=False, declined=False, solved__isnull=True, satisfied__isnull=True)
                | Q(reached=True, declined=True, solved__isnull=True, satisfied__isnull=True)
                | Q(reached=True, declined=False, solved__isnull=False, satisfied__range=(1, 5)),
                name="two_verdicts_exactly_when_answered",
            ),
        ]
