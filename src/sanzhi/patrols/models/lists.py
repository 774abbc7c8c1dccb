"""网格事务清单: what grid workers do, version by version; and what an office asks to have put on it."""

from datetime import date

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.patrols.triggers import HAND_STAYS, ITEM_STAYS, LIST_STANDS, REQUEST_STANDS
from sanzhi.people.models import Office, Person


class Kind(models.TextChoices):
    """哪一类: the five of the ordinance that we follow (domain.md §14)."""

    PATROL = "patrol", _("巡查")
    COLLECT = "collect", _("采集")
    VISIT = "visit", _("走访")
    PUBLICISE = "publicise", _("宣传")
    HELP = "help", _("帮办")


class DutyList(models.Model):
    """清单的一版: drafted by one, put in force by another from a day on, until the next one (`replaced_on`)."""

    number = models.PositiveSmallIntegerField(unique=True)
    change = models.CharField(max_length=300)  # what this version changes, for the history
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    drafted_at = models.DateTimeField()
    in_force_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    in_force_at = models.DateTimeField(null=True)
    force_from = models.DateField(null=True)
    replaced_on = models.DateField(null=True)  # the first day on which it holds no more

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["in_force_at"], condition=Q(in_force_at=None), nulls_distinct=False, name="one_list_is_drafted"
            ),
            models.UniqueConstraint(
                fields=["replaced_on"], condition=Q(force_from__isnull=False, replaced_on=None), nulls_distinct=False,
                name="one_list_is_the_last",
            ),
            models.CheckConstraint(
                condition=Q(in_force_at=None, in_force_by=None, force_from=None)
                | Q(in_force_at__isnull=False, in_force_by__isnull=False, force_from__isnull=False),
                name="in_force_by_somebody_from_a_day",
            ),
            models.CheckConstraint(condition=~Q(in_force_by=F("drafted_by")), name="a_list_has_two_hands"),
            models.CheckConstraint(condition=Q(replaced_on=None) | Q(replaced_on__gt=F("force_from")), name="a_list_held"),
        ]  # fmt: skip
        triggers = [pgtrigger.Trigger(name="a_list_stands", when=pgtrigger.Before, operation=pgtrigger.Update, func=LIST_STANDS)]  # fmt: skip

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return (
            self.force_from is not None
            and self.force_from <= day
            and (self.replaced_on is None or day < self.replaced_on)
        )


class DutyItem(models.Model):
    """一项: what it is, by what article or document, who asked for it. `key` is the same through every version."""

    list = models.ForeignKey(DutyList, models.PROTECT, related_name="items", db_index=False)
    key = models.PositiveIntegerField()
    kind = models.CharField(max_length=9, choices=Kind)
    what = models.CharField(max_length=120)
    ground = models.CharField(max_length=160)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["list", "key"], name="an_item_stands_once_on_a_list"),
            models.CheckConstraint(condition=~Q(what="") & ~Q(ground=""), name="an_item_says_what_and_why"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="an_item_stays", when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete, func=ITEM_STAYS,
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.what


class Hand(models.Model):
    """经手人: whoever wrote, changed, dropped or admitted an item of a version, also where a later change wrote over it."""

    list = models.ForeignKey(DutyList, models.PROTECT, related_name="hands", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["list", "person"], name="a_hand_in_a_list_is_named_once")
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_hand_stays", when=pgtrigger.Before, operation=pgtrigger.Update | pgtrigger.Delete, func=HAND_STAYS
            )
        ]  # fmt: skip


class Admission(models.Model):
    """准入申请: what an office wants grid workers to do that the list does not name; decided once, with a reason."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=9, choices=Kind)
    what = models.CharField(max_length=120)
    ground = models.CharField(max_length=160)
    why = models.CharField(max_length=300)
    filed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    filed_at = models.DateTimeField()
    admitted = models.BooleanField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["office", "-id"], name="admission_by_office")]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at=None, admitted=None, decided_by=None)
                | (Q(decided_at__isnull=False, admitted__isnull=False, decided_by__isnull=False) & ~Q(reason="")),
                name="a_request_is_decided_with_a_reason",
            ),
            models.CheckConstraint(condition=~Q(decided_by=F("filed_by")), name="nobody_decides_their_own_request"),
        ]  # fmt: skip
        triggers = [pgtrigger.Trigger(name="a_request_stands", when=pgtrigger.Before, operation=pgtrigger.Update, func=REQUEST_STANDS)]  # fmt: skip
