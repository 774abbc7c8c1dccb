"""乡贤: who agreed to stand in the register, and what they suggested. No field for a party, a family or a fortune."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sanzhi.groups.triggers import GENTRY_AGREED
from sanzhi.people.models import Area, Person


class GentryMember(models.Model):
    """乡贤: of a village or town, by their own agreement, under the name they want; taken out in one step."""

    class Kind(models.TextChoices):
        LOCAL = "local", _("本土乡贤")
        AWAY = "away", _("外出乡贤")
        ARRIVED = "arrived", _("外来乡贤")

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(max_length=30, blank=True)
    expertise = models.CharField(max_length=100, blank=True)
    joined_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", db_index=False
    )  # from a signed paper
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["area", "id"], name="gentry_of_a_place")]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(left_at__isnull=True), name="in_the_register_once"),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) & ~Q(name="") | Q(left_at__isnull=False, name="", expertise=""),
                name="who_left_is_not_named",
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="gentry_have_agreed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=GENTRY_AGREED,
            ),
            pgtrigger.Protect(name="gentry_are_kept", operation=pgtrigger.Delete),
        ]


class GentrySuggestion(models.Model):
    """建议: to the village or town where one stands in the register; answered within a term; may go on to a council."""

    class State(models.TextChoices):
        SENT = "sent", _("等答复")
        ANSWERED = "answered", _("已答复")
        PROPOSED = "proposed", _("已交议事会")

    member = models.ForeignKey(GentryMember, models.PROTECT, related_name="suggestions", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    title = models.CharField(max_length=60)
    text = models.TextField(max_length=2000)
    state = models.CharField(max_length=8, choices=State, default=State.SENT)
    sent_at = models.DateTimeField()
    answer_by = models.DateField()
    late_told_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=1000, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True)
    proposal = models.BigIntegerField(null=True)  # of a council

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["member", "-id"], name="suggestion_of_a_member"),
            models.Index(fields=["area", "-id"], name="suggestion_to_a_place"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="answered") | ~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False),
                name="a_suggestion_is_answered_in_words",
            ),
            models.CheckConstraint(
                condition=~Q(state="proposed") | Q(proposal__isnull=False), name="a_suggestion_goes_on_as_a_proposal"
            ),
        ]  # fmt: skip
