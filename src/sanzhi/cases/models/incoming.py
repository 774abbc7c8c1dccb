from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sanzhi.people.models import Client

from .calls import Call


class Incoming(models.Model):
    """短信留言: what somebody wrote to the county's number or account, until a desk has dealt with it as with a call.

    The words and the number are encrypted (kit.crypto, cases_incoming.text and .phone), and emptied at the end: what is
    to stay is then in a matter.
    """

    class Way(models.TextChoices):
        SMS = "sms", _("短信")
        CHAT = "chat", _("公众号留言")

    client = models.ForeignKey(Client, models.PROTECT, related_name="+", db_index=False)
    way = models.CharField(max_length=4, choices=Way)
    at = models.DateTimeField()
    sender = models.BinaryField()  # keyed index of the number: whose messages belong together
    phone = models.BinaryField(null=True)
    text = models.BinaryField(null=True)
    call = models.ForeignKey(Call, models.PROTECT, null=True, related_name="incoming")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="incoming_waiting", condition=Q(call__isnull=True)),
            models.Index(fields=["sender", "-at"], name="incoming_by_sender"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, phone__isnull=False, text__isnull=False)
                | Q(ended_at__isnull=False, phone__isnull=True, text__isnull=True, call__isnull=False),
                name="what_was_written_is_kept_until_it_is_dealt_with",
            )
        ]
