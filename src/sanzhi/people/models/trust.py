import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from sanzhi.kit.appendonly import never_truncated

from .offices import Office
from .persons import Person


class Consent(models.Model):
    """同意: what a person agreed to, in which words, and when they took it back (个人信息保护法 arts 13–16)."""

    class Basis(models.TextChoices):
        CONSENT = "consent", _("本人同意")
        STATUTORY_DUTY = "statutory_duty", _("履行法定职责")

    person = models.ForeignKey(Person, models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=40)
    items = ArrayField(models.CharField(max_length=40))
    basis = models.CharField(max_length=20, choices=Basis)
    separate = models.BooleanField(default=False)
    text_version = models.CharField(max_length=20)
    channel = models.CharField(max_length=20)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_open_consent_per_purpose",
            )
        ]


class Look(models.Model):
    """查阅记录: who opened whose record, for what, and when. The person can read it; nobody can edit it."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="looks")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    purpose = models.CharField(max_length=120)
    about_type = models.CharField(max_length=20)
    about_id = models.BigIntegerField()
    items = ArrayField(models.CharField(max_length=40))
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["person", "-id"], name="look_by_person"),
            models.Index(fields=["by", "-id"], name="look_by_reader"),
        ]
        triggers = [
            pgtrigger.Protect(name="looks_are_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            never_truncated("looks_are_never_truncated", "looks are never truncated"),
        ]


class Message(models.Model):
    """站内消息: what the platform told a person. One per cause."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="messages")
    cause = models.CharField(max_length=60)
    text = models.TextField()
    link = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-id"], name="message_by_person")]
        constraints = [models.UniqueConstraint(fields=["person", "cause"], name="one_message_per_cause")]
