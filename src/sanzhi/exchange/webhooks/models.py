from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.cases.models import Case
from sanzhi.people.models import Client, Person


class Receiver(models.Model):
    """订阅方: an address of an API client that is told what happens to the cases which that client sent."""

    class Paused(models.TextChoices):
        NO = "", _("在推送")
        BY_HAND = "hand", _("已暂停")
        FAILING = "failing", _("连着三天送不到，已自动暂停")
        GONE = "gone", _("对方说这个地址不再用了，已自动暂停")

    client = models.ForeignKey(Client, models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=60)
    url = models.CharField(max_length=300)
    happenings = ArrayField(models.CharField(max_length=30))
    # Sealed to their columns. The old one signs too until `old_until`.
    secret = models.BinaryField()
    old_secret = models.BinaryField(null=True)
    old_until = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    # Since when nothing gets through, and until when it is left alone because of that.
    failing_since = models.DateTimeField(null=True)
    rests_until = models.DateTimeField(null=True)
    paused = models.CharField(max_length=7, choices=Paused, default=Paused.NO, blank=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(old_secret__isnull=True, old_until__isnull=True)
                | Q(old_secret__isnull=False, old_until__isnull=False),
                name="an_old_secret_has_an_end",
            ),
            models.CheckConstraint(condition=Q(url__startswith="https://"), name="a_receiver_is_told_by_tls"),
        ]


class Delivery(models.Model):
    """推送记录: one happening for one receiver, waiting or over. The body names no person and holds nobody's words."""

    class State(models.TextChoices):
        WAITING = "waiting", _("等待推送")
        SENT = "sent", _("已送到")
        PARKED = "parked", _("已搁置")
        SKIPPED = "skipped", _("不必推送")

    receiver = models.ForeignKey(Receiver, models.PROTECT, related_name="deliveries", db_index=False)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+", db_index=False)
    entry_id = models.BigIntegerField(null=True)  # journal_entry; none for a test message
    happening = models.CharField(max_length=30)
    number = models.CharField(max_length=30, blank=True)
    body = models.TextField()  # sent byte for byte the same at every try
    key = models.UUIDField(unique=True)  # the webhook-id, the same at every try
    at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    # While somebody is sending it, when it is taken to be dropped; then it is sent again.
    next_try_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)  # of the last answer, if there was one
    reason = models.CharField(max_length=20, blank=True)  # a code of `rules.REASONS`

    class Meta:
        indexes = [
            models.Index(
                fields=["receiver", "next_try_at", "id"], name="delivery_due", condition=Q(state="waiting")
            ),
            models.Index(fields=["receiver", "state", "-id"], name="delivery_by_state"),
            models.Index(fields=["receiver", "at"], name="delivery_by_time"),
            models.Index(F("ended_at"), name="delivery_over", condition=Q(ended_at__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["receiver", "entry_id"], name="one_delivery_per_entry"),
            models.CheckConstraint(
                condition=Q(state="waiting", ended_at__isnull=True)
                | ~Q(state="waiting") & Q(ended_at__isnull=False),
                name="a_delivery_ends_when_it_is_over",
            ),
        ]
