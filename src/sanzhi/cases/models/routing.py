from django.db import models
from django.utils.translation import gettext_lazy as _

from sanzhi.people.models import Office, Person


class RoutingRule(models.Model):
    """分派规则: tried in order; the first that fits proposes the desk. A version is never edited, only replaced."""

    class Purpose(models.TextChoices):
        RECEIVE = "receive", _("谁来受理")
        PROPOSE = "propose", _("建议谁主办")

    version = models.PositiveIntegerField()
    purpose = models.CharField(max_length=8, choices=Purpose)
    order = models.PositiveIntegerField()
    name = models.CharField(max_length=80)
    # Every key must hold: {"category": "housing", "words": ["路灯"], "towns": ["330483100"], "channels": ["grid"]}
    when = models.JSONField(default=dict)
    # Either an office, or a kind of office found in the case's own area.
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    office_kind = models.CharField(max_length=20, blank=True)
    effective_from = models.DateTimeField()

    class Meta:
        ordering = ["version", "purpose", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "purpose", "order"], name="one_rule_per_place_in_a_version"
            ),
            models.CheckConstraint(
                condition=models.Q(office__isnull=False, office_kind="")
                | (models.Q(office__isnull=True) & ~models.Q(office_kind="")),
                name="a_rule_names_an_office_or_a_kind",
            ),
        ]


class RoutingDraft(models.Model):
    """分派规则草稿: the next version while it is written; one at a time, of all rules together."""

    class Standing(models.TextChoices):
        OPEN = "open", _("草稿")
        PUBLISHED = "published", _("已发布")
        DISCARDED = "discarded", _("已放弃")

    # In order: {"purpose", "name", "when", "office" | None, "office_kind"}.
    rules = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=Standing, default=Standing.OPEN)
    revision = models.PositiveIntegerField(default=1)
    based_on = models.PositiveIntegerField()
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state="open"), name="one_open_draft_of_routes"
            )
        ]
