"""桐乡好人: one nomination and all that becomes of it, the award and its end among it."""

from datetime import timedelta

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.honours.triggers import GOOD_MOVES
from sanzhi.notices.models import Notice
from sanzhi.people.models import Area, Consent, Person

from .red import Category


class Nomination(models.Model):
    """好人推荐: who is proposed for what, at which level and for which year.

    `called` is how whoever proposes them calls them; `nominee` is who that is in the village's register. Kept apart
    from everything that is known of the nominee elsewhere: there is no field for points, petitions or complaints.
    """

    class Level(models.TextChoices):
        VILLAGE = "village", _("村（社区）好人")
        TOWN = "town", _("镇（街道）好人")
        COUNTY = "county", _("桐乡好人")

    class Source(models.TextChoices):
        SELF = "self", _("自荐")
        RESIDENT = "resident", _("居民推荐")
        CLERK = "clerk", _("村（社区）推荐")
        ORGANISATION = "organisation", _("组织推荐")

    class State(models.TextChoices):
        NOMINATED = "nominated", _("待对人")
        ASKED = "asked", _("等本人同意")
        AGREED = "agreed", _("待核实")
        CHECKED = "checked", _("待公示")
        ANNOUNCED = "announced", _("公示中")
        AWARDED = "awarded", _("已评上")
        REVOKED = "revoked", _("已撤销")
        DECLINED = "declined", _("没有受理")
        REFUSED = "refused", _("本人不同意")
        FAILED = "failed", _("核实不通过")
        OBJECTED = "objected", _("异议成立")

    class Declined(models.TextChoices):
        """不受理的理由: a closed list, so that nothing else can weigh."""

        UNKNOWN = "unknown", _("本村（社区）没有找到这个人")
        UNDER_AGE = "under_age", _("未满十八周岁或者出生日期没有登记")
        TWICE = "twice", _("同一年同一级已经有人推荐")

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    level = models.CharField(max_length=7, choices=Level)
    year = models.PositiveSmallIntegerField()
    category = models.CharField(max_length=8, choices=Category)
    called = models.CharField(max_length=40)
    story = models.CharField(max_length=1000)
    source = models.CharField(max_length=12, choices=Source)
    organisation = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.NOMINATED)
    nominated_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    nominated_at = models.DateTimeField()
    declined_why = models.CharField(max_length=9, choices=Declined, blank=True)
    nominee = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    accepted_at = models.DateTimeField(null=True)
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, related_name="+", db_index=False)
    checked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    checked_at = models.DateTimeField(null=True)
    facts = models.CharField(max_length=600, blank=True)  # what was looked at, and with whom
    told = models.CharField(
        max_length=1000, blank=True
    )  # the story as everybody reads it: it points at nobody else
    notice = models.ForeignKey(Notice, models.PROTECT, null=True, related_name="+", db_index=False)
    awarded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    awarded_at = models.DateTimeField(null=True)
    serial = models.PositiveIntegerField(null=True)
    place = models.CharField(max_length=12)  # the area the level is of: where its numbers are counted
    paper = models.CharField(max_length=32, null=True, unique=True)  # what the certificate's QR code holds
    shown_until = models.DateTimeField(null=True)
    shown_since = models.DateTimeField(null=True)
    revoking_why = models.CharField(max_length=300, blank=True)
    revoking_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    revoking_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    revoked_at = models.DateTimeField(null=True)
    reply = models.CharField(max_length=300, blank=True)  # the nominee's own word on the withdrawal

    class Meta:
        indexes = [
            models.Index(fields=["area", "state", "-id"], name="nomination_by_area"),
            models.Index(fields=["area", "-id"], name="nomination_listed"),
            models.Index(
                fields=["-awarded_at", "-id"],
                name="nomination_awarded",
                condition=Q(awarded_at__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["level", "place", "year", "serial"], name="a_title_number_is_given_once"
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True)
                | (
                    ~Q(checked_by=F("nominated_by"))
                    & ~Q(checked_by=F("accepted_by"))
                    & ~Q(checked_by=F("nominee"))
                ),
                name="another_person_checks_a_nomination",
            ),
            models.CheckConstraint(
                condition=Q(awarded_by__isnull=True)
                | (~Q(awarded_by=F("checked_by")) & ~Q(awarded_by=F("nominee"))),
                name="another_person_awards",
            ),
            models.CheckConstraint(
                condition=Q(revoked_by__isnull=True)
                | (~Q(revoked_by=F("revoking_by")) & ~Q(revoking_why="")),
                name="two_people_and_a_reason_take_an_award_back",
            ),
            models.CheckConstraint(
                condition=Q(shown_until__isnull=True)
                | Q(shown_until__lte=F("shown_since") + models.Value(timedelta(days=30))),
                name="an_awarded_name_expires_within_thirty_days",
            ),
            models.CheckConstraint(
                condition=~Q(facts__regex="信访|上访|投诉|举报|起诉|诉讼|积分"),
                name="a_check_weighs_no_petition_and_no_points",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_nomination_moves",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=GOOD_MOVES,
            ),
            pgtrigger.Protect(name="nominations_are_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.year}"

    @property
    def number(self) -> str:
        """Of its title: 2026-村-003."""
        return f"{self.year}-{self.place[6:]}-{self.serial:03}" if self.serial else ""
