"""交接: one matter from one organ to another, under the number the person got first."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.cases.models import Case
from sanzhi.people.models import Office, Person
from sanzhi.windows.triggers import HANDOVER_MOVES

CHANNELS = ("petition", "mediation", "police", "court", "law_enforcement")  # never an accusation (I16)


class Handover(models.Model):
    """交接: `first` is the case whose number the person got first, `case` what ended to be handed on, `made` the case that the
    receiving office made of it, where it works here. Whose own number it has elsewhere stands in `their_no`."""

    class State(models.TextChoices):
        SENT = "sent", _("等对方接收")
        RECEIVED = "received", _("已接收")
        RETURNED = "returned", _("已退回")
        LAPSED = "lapsed", _("本人有异议，不转了")

    first = models.ForeignKey(Case, models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+", db_index=False)
    hop = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=16)
    sender = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    to = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    agreed = models.BooleanField()
    reason = models.CharField(max_length=300)
    bound = models.BooleanField(default=False)  # by a supervisor's word: not sent back
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    sent_at = models.DateTimeField()
    due_at = models.DateTimeField()
    reminded_at = models.DateTimeField(
        null=True
    )  # when its office and the supervisors were told that it is late
    state = models.CharField(max_length=8, choices=State, default=State.SENT)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True)
    ground = models.CharField(max_length=300, blank=True)
    taken_back_at = models.DateTimeField(null=True)
    made = models.OneToOneField(Case, models.PROTECT, null=True, related_name="+")
    their_no = models.CharField(max_length=60, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["hop"]
        indexes = [
            models.Index(fields=["to", "state", "due_at"], name="handover_to_receive"),
            models.Index(fields=["sender", "-id"], name="handover_by_sender"),
            models.Index(fields=["case"], name="handover_of_a_case"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["first", "hop"], name="hops_follow_each_other"),
            models.UniqueConstraint(
                fields=["first"], condition=Q(state="sent"), name="one_number_is_handed_once_at_a_time"
            ),
            models.CheckConstraint(condition=Q(channel__in=CHANNELS), name="no_accusation_is_handed_over"),
            models.CheckConstraint(
                condition=Q(agreed=True) | ~Q(channel__in=("mediation", "court")),
                name="mediation_is_agreed_to",
            ),
            models.CheckConstraint(condition=~Q(to=F("sender")), name="nobody_hands_to_themselves"),
            models.CheckConstraint(
                condition=Q(made__isnull=True) | Q(made__gt=F("case")), name="a_handover_leads_forward"
            ),
            models.CheckConstraint(
                condition=Q(state="sent", ended_by__isnull=True, ended_at__isnull=True, made__isnull=True)
                | Q(state="received", ended_by__isnull=False, ended_at__isnull=False)
                | Q(
                    state__in=("returned", "lapsed"),
                    ended_by__isnull=False,
                    ended_at__isnull=False,
                    made__isnull=True,
                ),
                name="a_handover_ends_whole",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True) | Q(state="returned"),
                name="what_came_back_is_taken_back",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_handover_moves_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=HANDOVER_MOVES,
            ),
            pgtrigger.Protect(name="handovers_are_kept", operation=pgtrigger.Delete),
        ]


class Ruling(models.Model):
    """督查决定: after so many hops somebody above says who has it, and that one may not send it back."""

    first = models.ForeignKey(Case, models.PROTECT, related_name="+", db_index=False)
    channel = models.CharField(max_length=16)
    to = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    used = models.OneToOneField(Handover, models.PROTECT, null=True, related_name="ruling")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["first"], condition=Q(used__isnull=True), name="one_ruling_at_a_time"
            ),
            models.CheckConstraint(condition=Q(channel__in=CHANNELS), name="no_accusation_is_ruled_on"),
        ]
