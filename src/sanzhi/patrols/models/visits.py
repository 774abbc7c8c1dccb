"""走访: of a household that was asked first, what it needs and who follows up; and the diary of a day."""

import pgtrigger
from django.db import models
from django.db.models import Q

from sanzhi.cases.models import Case
from sanzhi.patrols.triggers import DIARY_STANDS, VISIT_STANDS
from sanzhi.people.models import Area, Grid, Household, Person

from .lists import DutyItem


class VisitRecord(models.Model):
    """走访记录: for a purpose on the list. `asked` are the words of the question; who said no is written down as a visit and
    nothing else. There is no field for what somebody believes, belongs to or suffers from, and none is to be added."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    grid = models.ForeignKey(Grid, models.PROTECT, null=True, related_name="+", db_index=False)
    item = models.ForeignKey(DutyItem, models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    visited_at = models.DateTimeField()
    asked = models.CharField(max_length=200)
    consented = models.BooleanField()
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    text = models.CharField(max_length=500, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["household", "-id"], name="grid_visit_by_home"),
            models.Index(fields=["area", "-id"], name="grid_visit_by_place"),
            models.Index(fields=["by", "visited_at"], name="grid_visit_by_hand"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(consented=True, agreed_by__isnull=False) | Q(consented=False, agreed_by=None, text=""),
                name="without_consent_nothing_is_written",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None) | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, text=""),
                name="what_is_withdrawn_is_gone",
            ),
        ]  # fmt: skip
        triggers = [pgtrigger.Trigger(name="a_visit_stands", when=pgtrigger.Before, operation=pgtrigger.Update, func=VISIT_STANDS)]  # fmt: skip


class Need(models.Model):
    """需求: what the household asked for, who follows up, and what came of it; a case where they agreed to file one."""

    visit = models.ForeignKey(VisitRecord, models.PROTECT, related_name="needs")
    what = models.CharField(max_length=200)
    follows = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    noted_at = models.DateTimeField()
    done = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True)
    case = models.OneToOneField(Case, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["follows", "done_at"], name="need_by_hand")]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, done="") | (Q(done_at__isnull=False) & ~Q(done="")), name="a_need_says_how_it_was_met"
            )
        ]  # fmt: skip


class Correction(models.Model):
    """更正: what somebody of the household says is wrong; changed, or answered why not."""

    visit = models.ForeignKey(VisitRecord, models.PROTECT, related_name="corrections")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    says = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    changed = models.BooleanField(null=True)
    answer = models.CharField(max_length=300, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["visit"], condition=Q(answered_at=None), name="one_correction_waits"),
            models.CheckConstraint(
                condition=Q(answered_at=None, changed=None) | (Q(answered_at__isnull=False, changed__isnull=False) & ~Q(answer="")),
                name="a_correction_is_answered_in_words",
            ),
        ]  # fmt: skip


class GridDiary(models.Model):
    """网格日志: of a day and a worker; `lines` are what was recorded that day, as it stood when it was signed."""

    worker = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    words = models.CharField(max_length=1000, blank=True)
    lines = models.JSONField(default=list)
    digest = models.CharField(max_length=64, blank=True)
    signed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-day", "id"]
        indexes = [models.Index(fields=["area", "day"], name="diary_by_place")]
        constraints = [
            models.UniqueConstraint(fields=["worker", "day"], name="a_day_has_one_diary"),
            models.CheckConstraint(
                condition=Q(signed_at=None, digest="") | (Q(signed_at__isnull=False) & ~Q(digest="")), name="a_signed_diary_is_sealed"
            ),
        ]  # fmt: skip
        triggers = [pgtrigger.Trigger(name="a_diary_stands", when=pgtrigger.Before, operation=pgtrigger.Update | pgtrigger.Delete, func=DIARY_STANDS)]  # fmt: skip


class Addendum(models.Model):
    """补记: what is said after a diary was signed."""

    diary = models.ForeignKey(GridDiary, models.PROTECT, related_name="addenda")
    words = models.CharField(max_length=500)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="an_addendum_says_something")]
        triggers = [pgtrigger.Protect(name="addenda_stay", operation=pgtrigger.Update | pgtrigger.Delete)]
