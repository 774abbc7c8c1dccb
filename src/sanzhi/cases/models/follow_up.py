from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.people.models import Person

from .case import Case
from .categories import Category


class SamplingRule(models.Model):
    """抽样规则: tried in order; the first that fits says how many of its cases are called, by chance. Replaced, never edited."""

    version = models.PositiveIntegerField()
    order = models.PositiveIntegerField()
    name = models.CharField(max_length=80)
    # Every key must hold: {"emergency": true, "carded": true, "returned": true, "reopened": true, "urged": true,
    # "category": "housing"}; {} fits every case.
    when = models.JSONField(default=dict)
    percent = models.PositiveSmallIntegerField()
    wait_days = models.PositiveSmallIntegerField(
        default=0
    )  # first leave the citizen so long to rate by themselves
    basis = models.CharField(max_length=200)
    effective_from = models.DateTimeField()

    class Meta:
        ordering = ["version", "order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "order"], name="one_sampling_rule_per_place"),
            models.CheckConstraint(condition=Q(percent__lte=100), name="no_more_than_all_are_called"),
            models.CheckConstraint(condition=Q(wait_days__lte=7), name="a_call_waits_a_week_at_most"),
        ]


class CallScript(models.Model):
    """回访话术: what a caller says, line by line, for one category and all below it. Replaced, never edited."""

    category = models.ForeignKey(Category, models.PROTECT, null=True, related_name="+")  # null: any
    version = models.PositiveIntegerField()
    lines = models.JSONField()
    effective_from = models.DateTimeField()

    class Meta:
        ordering = ["category_id", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["category", "version"],
                nulls_distinct=False,
                name="one_script_per_category_and_version",
            )
        ]


class FollowUp(models.Model):
    """回访安排: how the citizen is asked about one finished round of handling, and why so. One for each round."""

    class How(models.TextChoices):
        CALL = "call", _("打电话")
        LINK = "link", _("只发评价链接")
        OUT = "out", _("未抽中，也发不了链接")
        NO_CONTACT = "no_contact", _("没有联系电话")

    case = models.ForeignKey(Case, models.PROTECT, related_name="follow_ups", db_index=False)
    round = models.PositiveSmallIntegerField()
    how = models.CharField(max_length=10, choices=How)
    at = models.DateTimeField()
    # The lot: `rules.lot_of(seed)` gives the same number again, whoever asks.
    seed = models.CharField(max_length=32)
    version = models.PositiveIntegerField()
    trace = models.JSONField(default=list)
    next_try_at = models.DateTimeField(null=True)
    # Who is on the telephone about it now; a courtesy that runs out, not a lock.
    held_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    held_until = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_as = models.CharField(max_length=20, blank=True)  # the step that ended the asking

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                name="follow_up_to_call",
                condition=Q(settled_at__isnull=True, how="call"),
            ),
            models.Index(
                fields=["at", "id"],
                name="follow_up_unasked",
                condition=Q(settled_at__isnull=True) & ~Q(how="call"),
            ),
            models.Index(fields=["at"], name="follow_up_by_time", include=["case", "how", "settled_as"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["case", "round"], name="one_follow_up_per_round"),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_as="")
                | Q(settled_at__isnull=False) & ~Q(settled_as=""),
                name="settled_when_and_how_together",
            ),
            models.CheckConstraint(
                condition=~Q(how="call") | Q(next_try_at__isnull=False), name="a_call_has_its_time"
            ),
        ]


class RatingLink(models.Model):
    """免登录评价链接: opens one rating, once. Its token is not here: only the digest, and what the key makes it from."""

    follow_up = models.OneToOneField(FollowUp, models.PROTECT, related_name="link")
    salt = models.BinaryField()
    digest = models.BinaryField(unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="a_link_lives_for_a_while"),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(revoked_at__isnull=True),
                name="a_link_is_used_or_revoked",
            ),
        ]
