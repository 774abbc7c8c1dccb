"""信访件的材料、听证和会同办理: what is shown, what was heard, and what a second organ says."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sanzhi.people.models import Office, Person
from sanzhi.petitions.triggers import HEARING_STAYS, JOINT_STAYS, PAPER_STAYS

from .letters import Letter
from .petition import Petition


class Paper(models.Model):
    """材料: one photographed or scanned paper that is shown with a petition, by whoever petitions or by an organ.

    The picture lies on this room's shelf under `digest`; name and digest go when the words of the case do.
    """

    class Side(models.TextChoices):
        PETITIONER = "petitioner", _("信访人提供")
        ORGAN = "organ", _("单位收集")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="papers", db_index=False)
    side = models.CharField(max_length=10, choices=Side)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", db_index=False)
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    mime = models.CharField(max_length=40)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "digest"], condition=~Q(digest=""), name="one_paper_once_in_a_petition"
            ),
            models.CheckConstraint(
                condition=Q(side="petitioner") | Q(office__isnull=False), name="an_organs_paper_says_whose"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_paper_stays_as_it_was_shown", when=pgtrigger.Before, operation=pgtrigger.Update, func=PAPER_STAYS
            ),
            pgtrigger.Protect(name="papers_are_never_deleted", operation=pgtrigger.Delete),
        ]  # fmt: skip


class Hearing(models.Model):
    """听证: why the clock of the re-examination stands still, from when until when, and what was held in that time.

    The words of the record (笔录) are a letter's, printed and kept like every other; this row says when and where. One that
    was not held after all is `off`: it has no record, and the clock counts as if it had never stood still.
    """

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="hearings", db_index=False)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    held_on = models.DateField(null=True)
    place = models.CharField(max_length=120, blank=True)
    chair = models.CharField(max_length=60, blank=True)
    open = models.BooleanField(null=True)
    record = models.OneToOneField(Letter, models.PROTECT, null=True, related_name="hearing")
    off = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["petition"], condition=Q(ended_at=None), name="one_hearing_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(record__isnull=True)
                | Q(ended_at__isnull=False, held_on__isnull=False, open__isnull=False),
                name="a_record_says_when_it_was_held",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(record__isnull=False, off=False) | Q(record__isnull=True, off=True),
                name="a_hearing_ends_with_its_record",
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="a_hearing_stays_as_it_was", when=pgtrigger.Before, operation=pgtrigger.Update, func=HEARING_STAYS
            ),
            pgtrigger.Protect(name="hearings_are_never_deleted", operation=pgtrigger.Delete),
        ]  # fmt: skip


class Joint(models.Model):
    """会同办理: an organ beside the one that answers, named by agreement of both or by the one above them (《信访工作条例》第二十四条).
    It writes its part; the one reply is the lead's. `left_at`: found after all not to be concerned."""

    class Named(models.TextChoices):
        AGREED = "agreed", _("有关单位协商")
        ABOVE = "above", _("共同的上一级机关、单位指定")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="joint", db_index=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    named = models.CharField(max_length=6, choices=Named)
    asked = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    part = models.TextField(blank=True)
    written_at = models.DateTimeField(null=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["office", "-petition"], name="joint_petitions_of_an_organ")]
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "office"], condition=Q(left_at=None), name="an_organ_joins_once"
            ),
            models.CheckConstraint(
                condition=Q(written_at__isnull=True, by__isnull=True)
                | Q(written_at__isnull=False, by__isnull=False, left_at__isnull=True),
                name="a_part_says_by_whom",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_part_stays_as_it_was_written", when=pgtrigger.Before, operation=pgtrigger.Update, func=JOINT_STAYS
            ),
            pgtrigger.Protect(name="joint_organs_are_never_deleted", operation=pgtrigger.Delete),
        ]  # fmt: skip
