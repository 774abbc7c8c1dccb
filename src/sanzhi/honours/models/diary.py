"""日行一善: what somebody writes for themself, and the little of it that they hang on their village's wall."""

from datetime import timedelta

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.honours.triggers import WALL_NOTE_STANDS
from sanzhi.people.models import Area, Person
from sanzhi.points.models import Claim

from .red import Category


class Entry(models.Model):
    """一善: a small good deed in its writer's own diary. Nobody else reads it; its writer deletes it whenever they like."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    category = models.CharField(max_length=8, choices=Category)
    words = models.CharField(max_length=300)
    written_at = models.DateTimeField()
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["person", "-day", "-id"], name="entry_by_person")]


class EntryPhoto(models.Model):
    """一善的照片: one of three at most, in the order they were sent; gone with its entry, and with it its file."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="photos", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)  # for the wall
    place = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    mime = models.CharField(max_length=40)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "place"], name="an_entry_has_its_photos_in_order"),
            models.UniqueConstraint(fields=["entry", "digest"], name="one_photo_once_in_an_entry"),
            models.CheckConstraint(
                condition=Q(place__gte=1, place__lte=3), name="an_entry_has_three_photos_at_most"
            ),
        ]


class WallNote(models.Model):
    """墙上一条: words of one entry as its writer asked to share them, with their name or without; never the photo.

    `until` is the first moment at which nobody reads it any more.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("等文书看")
        SHOWN = "shown", _("已上墙")
        REFUSED = "refused", _("没有上墙")

    entry = models.OneToOneField(Entry, models.CASCADE, related_name="note")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    category = models.CharField(max_length=8, choices=Category)
    words = models.CharField(max_length=300)
    signed = (
        models.BooleanField()
    )  # with the name: ticking it is the consent, taking the note down takes it back
    state = models.CharField(max_length=7, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    until = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["area", "id"], name="note_to_read", condition=Q(state="asked")),
            models.Index(fields=["area", "-id"], name="note_on_the_wall", condition=Q(state="shown")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="asked", decided_by__isnull=True)
                | (~Q(state="asked") & Q(decided_by__isnull=False) & ~Q(decided_by=F("person"))),
                name="another_person_decides_on_a_note",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="a_refused_note_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state="shown")
                | Q(until__lte=F("decided_at") + models.Value(timedelta(days=30))),
                name="a_note_hangs_for_thirty_days_at_most",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_wall_note_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=WALL_NOTE_STANDS,
            )
        ]
