"""志愿服务记录证明: asked for by the volunteer, shown in the organisation for a week, then issued under a number."""

from datetime import timedelta

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.groups.models import Group
from sanzhi.people.models import Person
from sanzhi.volunteering.triggers import CERTIFICATE_STANDS

from .volunteers import Volunteer

A_WEEK = models.Value(timedelta(days=7))


class Certificate(models.Model):
    """证明: whoever recorded the hours certifies them (谁记录谁证明). `code` opens the public page that says whether it holds."""

    class State(models.TextChoices):
        ASKED = "asked", _("等组织公示")
        SHOWN = "shown", _("组织内部公示中")
        ISSUED = "issued", _("已出具")
        REFUSED = "refused", _("不出具")
        REVOKED = "revoked", _("已作废")

    group = models.ForeignKey(Group, models.PROTECT, related_name="+", db_index=False)
    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="certificates", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    first_day = models.DateField()
    last_day = models.DateField()
    minutes = models.PositiveIntegerField()
    times = models.PositiveIntegerField()
    content = models.CharField(max_length=310)  # five titles
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True)
    shown_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    number = models.CharField(max_length=24, null=True, unique=True)
    code = models.CharField(max_length=20, null=True, unique=True)
    issued_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    in_charge = models.CharField(max_length=30, blank=True)
    handler = models.CharField(max_length=60, blank=True)
    contact = models.CharField(max_length=40, blank=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["group", "-id"], name="certificate_of_a_group"),
            models.Index(fields=["person", "-id"], name="certificate_of_a_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day"), minutes__gt=0), name="a_certificate_has_hours"
            ),
            models.CheckConstraint(
                condition=Q(issued_at__isnull=True)
                | Q(issued_at__gte=F("shown_at") + A_WEEK, number__isnull=False, code__isnull=False, issued_by__isnull=False),
                name="shown_a_week_before_it_is_issued",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("issued", "revoked")) | Q(issued_at__isnull=False),
                name="what_is_issued_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(issued_by__isnull=True) | ~Q(issued_by=F("person")),
                name="nobody_certifies_themselves",
            ),
            models.UniqueConstraint(
                fields=["group", "volunteer"],
                condition=Q(state__in=("asked", "shown")),
                name="one_certificate_on_its_way",
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="a_certificate_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=CERTIFICATE_STANDS,
            ),
            pgtrigger.Protect(name="certificates_are_kept", operation=pgtrigger.Delete),
        ]
