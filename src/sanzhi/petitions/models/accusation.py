"""检举控告: kept in tables of its own, apart from every case, list, search and count (《信访工作条例》第三十条)."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.kit.appendonly import never_truncated
from sanzhi.people.models import Office, Person
from sanzhi.petitions.triggers import LAWFUL_BODY, STAYS_WITH_WHOM_IT_ACCUSES


class Accusation(models.Model):
    """检举控告件: what somebody holds against an office or somebody who works there.

    `sealed` holds the words, which nobody reads but the body that has it and whoever wrote them. `body` is never the
    accused, nor under it, nor a place where anybody of theirs sits: `petitions_lawful` says so in the database.
    """

    class State(models.TextChoices):
        RECEIVED = "received", _("待登记")
        REGISTERED = "registered", _("办理中")
        CONCLUDED = "concluded", _("已办结")
        DECLINED = "declined", _("不属于受理范围")

    code = models.CharField(max_length=24, unique=True)
    accuser = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # None: 匿名
    accused = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    body = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    version = models.PositiveIntegerField(default=1)
    sealed = models.BinaryField()
    received_at = models.DateTimeField()
    register_by = models.DateTimeField()
    inform_by = models.DateTimeField()
    registered_at = models.DateTimeField(null=True)
    informed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["body", "state", "register_by", "id"], name="accusation_by_body"),
            models.Index(fields=["body", "-id"], name="accusation_listed"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(accused=F("body")), name="whom_it_accuses_does_not_have_it"),
            models.CheckConstraint(
                condition=Q(state__in=["received", "registered"], ended_at__isnull=True)
                | Q(state__in=["concluded", "declined"], ended_at__isnull=False),
                name="an_accusation_ends_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["registered", "concluded"]) | Q(registered_at__isnull=False),
                name="registered_before_it_is_handled",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="no_accusation_goes_to_the_accused",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("body_id"),
                func=LAWFUL_BODY,
            ),
            pgtrigger.Trigger(
                name="whom_it_accuses_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=STAYS_WITH_WHOM_IT_ACCUSES,
            ),
            pgtrigger.Protect(name="accusations_are_never_deleted", operation=pgtrigger.Delete),
            never_truncated("accusations_are_never_truncated", "accusations are never truncated"),
        ]


class AccusationMove(models.Model):
    """检举控告办理记录: one step. `sealed` holds what was said; the journal has that something was done, and no word of it."""

    accusation = models.ForeignKey(Accusation, models.PROTECT, related_name="moves", db_index=False)
    seq = models.PositiveIntegerField()
    step = models.CharField(max_length=12)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()
    public = models.BooleanField()  # whether whoever accused reads it
    sealed = models.BinaryField()
    entry_id = models.BigIntegerField()

    class Meta:
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=["accusation", "seq"], name="accusation_moves_are_numbered")
        ]
        triggers = [
            pgtrigger.Protect(name="accusation_moves_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            never_truncated("accusation_moves_are_never_truncated", "accusations are never truncated"),
        ]


class AccusationLook(models.Model):
    """打开记录: who at the body opened the words, when and what for. Whoever accused reads it, and nobody else (I12)."""

    accusation = models.ForeignKey(Accusation, models.PROTECT, related_name="looks", db_index=False)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    purpose = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["accusation", "id"], name="look_at_accusation")]
        triggers = [
            pgtrigger.Protect(name="accusation_looks_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            never_truncated("accusation_looks_are_never_truncated", "accusations are never truncated"),
        ]


class KeptOut(models.Model):
    """回避单位: an office that was the accused's, or under it, when the accusation came in or at any time since. It only grows."""

    accusation = models.ForeignKey(Accusation, models.PROTECT, related_name="kept_out", db_index=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["accusation", "office"], name="an_office_is_kept_out_once")
        ]
        triggers = [
            pgtrigger.Protect(
                name="who_is_kept_out_stays_out", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            never_truncated("kept_out_is_never_truncated", "accusations are never truncated"),
        ]
