"""服务记录: who signed up, came, went, and how long it counts. The hours are the person's; no road to it is in them."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.groups.models import Group
from sanzhi.people.models import Person
from sanzhi.points.models import Claim
from sanzhi.volunteering.triggers import HOURS_STAND, VOLUNTEERS_SIGN_UP

from .shifts import Shift
from .volunteers import Volunteer


class SignUp(models.Model):
    """报名和服务: one place of `of_places` at one shift, or a place in the queue. Where a phone stood when it checked in is
    not kept, only how far that was."""

    class State(models.TextChoices):
        SIGNED = "signed", _("已报名")
        WAITING = "waiting", _("候补")
        OFF = "off", _("已取消")
        CAME = "came", _("已签到")
        WENT = "went", _("已签退")
        MISSED = "missed", _("没有来")
        CONFIRMED = "confirmed", _("已核定")

    class How(models.TextChoices):
        QR = "qr", _("扫码")
        PLACE = "place", _("扫码并定位")
        LEADER = "leader", _("负责人代签")

    shift = models.ForeignKey(Shift, models.PROTECT, related_name="signups", db_index=False)
    group = models.ForeignKey(Group, models.PROTECT, related_name="+", db_index=False)
    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="signups", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=9, choices=State)
    seat = models.PositiveSmallIntegerField(null=True)
    of_places = models.PositiveSmallIntegerField()
    signed_at = models.DateTimeField()
    came_at = models.DateTimeField(null=True)
    came_how = models.CharField(max_length=6, choices=How, blank=True)
    metres = models.PositiveIntegerField(null=True)  # how far from the place, where a phone said so
    went_at = models.DateTimeField(null=True)
    went_by_clock = models.BooleanField(default=False)
    planned = models.PositiveSmallIntegerField()  # minutes of the shift: no more can be confirmed
    minutes = models.PositiveSmallIntegerField(null=True)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    confirmed_at = models.DateTimeField(null=True)
    said = models.CharField(max_length=200, blank=True)  # what the leader said of the service
    claim = models.OneToOneField(Claim, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["shift", "id"], name="signup_of_a_shift"),
            models.Index(fields=["person", "-id"], name="signup_of_a_person"),
            models.Index(fields=["group", "volunteer"], name="signup_of_a_group"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["shift", "volunteer"], condition=~Q(state="off"), name="signed_up_once_for_a_shift"
            ),
            models.UniqueConstraint(
                fields=["shift", "seat"],
                condition=~Q(state="off") & Q(seat__isnull=False),
                name="a_place_is_taken_once",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", seat__isnull=True)
                | Q(state="off")
                | ~Q(state__in=("waiting", "off")) & Q(seat__gte=1, seat__lte=F("of_places")),
                name="no_more_places_than_are_needed",
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed", minutes__isnull=False, confirmed_by__isnull=False, confirmed_at__isnull=False)
                | ~Q(state="confirmed") & Q(minutes__isnull=True, confirmed_by__isnull=True, confirmed_at__isnull=True),
                name="confirmed_whole",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("person")),
                name="nobody_confirms_their_own_hours",
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__lte=F("planned")), name="no_more_than_the_shift"
            ),
            models.CheckConstraint(
                condition=Q(went_at__isnull=True) | Q(came_at__isnull=False, went_at__gte=F("came_at")),
                name="one_goes_after_coming",
            ),
            models.CheckConstraint(
                condition=Q(claim__isnull=True) | Q(state="confirmed"), name="points_for_confirmed_hours"
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="hours_stand", when=pgtrigger.Before, operation=pgtrigger.Update, func=HOURS_STAND
            ),
            pgtrigger.Trigger(
                name="volunteers_sign_up",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=VOLUNTEERS_SIGN_UP,
            ),
            pgtrigger.Protect(name="signups_are_kept", operation=pgtrigger.Delete),
        ]


class Correction(models.Model):
    """更正: a volunteer says that the record is wrong; whoever runs the organisation answers, once, and another than asked."""

    signup = models.ForeignKey(SignUp, models.PROTECT, related_name="corrections", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    minutes = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    granted = models.PositiveSmallIntegerField(null=True)  # the minutes from now on; null: as it was
    answer = models.CharField(max_length=300, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["signup", "id"], name="correction_of_a_signup")]
        constraints = [
            models.UniqueConstraint(
                fields=["signup"], condition=Q(answered_at__isnull=True), name="one_correction_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True, answered_at__isnull=True, granted__isnull=True)
                | Q(answered_by__isnull=False, answered_at__isnull=False) & ~Q(answer=""),
                name="a_correction_is_answered_whole",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("person")),
                name="nobody_answers_their_own_correction",
            ),
        ]
        triggers = [pgtrigger.Protect(name="corrections_are_kept", operation=pgtrigger.Delete)]
