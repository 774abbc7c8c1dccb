"""The red board: a deed, and whoever is named with it by their own consent."""

from datetime import timedelta

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.honours.triggers import DEED_IS_AGREED, NAMED_IN_TIME
from sanzhi.notices.models import Notice
from sanzhi.people.models import Area, Consent, Household, Person


class Category(models.TextChoices):
    """类别 of what is praised (本平台约定)."""

    HELP = "help", _("助人为乐")
    COURAGE = "courage", _("见义勇为")
    HONESTY = "honesty", _("诚实守信")
    WORK = "work", _("敬业奉献")
    FAMILY = "family", _("孝老爱亲")
    PUBLIC = "public", _("热心公益")
    CLEAN = "clean", _("美化环境")


class Deed(models.Model):
    """红榜事迹: what was done, when, in words that name nobody; names stand in `Named`, the photo goes with them.

    `until` is the first moment at which nobody is named any more.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    category = models.CharField(max_length=8, choices=Category)
    title = models.CharField(max_length=40)
    text = models.CharField(max_length=600)
    happened_on = models.DateField()
    period = models.CharField(max_length=7)  # the month it happened in: "2026-03"
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="+", db_index=False)
    photo_digest = models.CharField(max_length=64, blank=True)
    photo_mime = models.CharField(max_length=40, blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()
    notice = models.ForeignKey(Notice, models.PROTECT, null=True, related_name="+", db_index=False)
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    published_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["area", "-id"], name="deed_by_area"),
            models.Index(
                fields=["area", "-published_at", "-id"],
                name="deed_published",
                condition=Q(published_at__isnull=False, ended_at__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True, until__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False, until__isnull=False),
                name="published_by_whom_when_and_until",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("entered_by")),
                name="a_second_person_publishes_a_deed",
            ),
            # I8: a name on the red board stays for thirty days at most (本平台约定).
            models.CheckConstraint(
                condition=Q(until__isnull=True)
                | Q(until__lte=F("published_at") + models.Value(timedelta(days=30))),
                name="a_name_expires_within_thirty_days",
            ),
            models.CheckConstraint(
                condition=Q(photo_digest="", photo_mime="") | (~Q(photo_digest="") & ~Q(photo_mime="")),
                name="a_photo_has_its_type",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_deed_is_agreed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=DEED_IS_AGREED,
            ),
            pgtrigger.Protect(
                name="published_deeds_are_never_deleted",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.notice_id IS NOT NULL"),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Named(models.Model):
    """具名的人: asked whether they may be named with a deed, and what they said. Grown, known to be so.

    `consent` is in `people`: withdrawn there, they are named nowhere from that moment on.
    """

    deed = models.ForeignKey(Deed, models.CASCADE, related_name="named", db_index=False)
    area = models.ForeignKey(
        Area, models.PROTECT, related_name="+", db_index=False
    )  # the deed's, for the wall
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, related_name="+", db_index=False)
    refused_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deed", "person"], name="a_person_is_named_once_with_a_deed"),
            models.CheckConstraint(
                condition=Q(consent__isnull=True) | Q(refused_at__isnull=True),
                name="whoever_refused_did_not_agree",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="named_in_time",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=NAMED_IN_TIME,
            )
        ]
