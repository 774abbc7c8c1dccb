"""票箱: who has voted, and what was voted, in two tables that nothing joins."""

import pgtrigger
from django.db import models

from sanzhi.deliberation.triggers import URN_SHUTS, VOTED_WHILE_OPEN
from sanzhi.kit.appendonly import never_truncated

from .meetings import Elector, Item


class Polled(models.Model):
    """已投: that this elector has put a ballot in, or was handed one on paper. Not what it says."""

    class Channel(models.TextChoices):
        WEB = "web"
        PAPER = "paper"

    item = models.ForeignKey(Item, models.PROTECT, related_name="polled", db_index=False)
    elector = models.ForeignKey(Elector, models.PROTECT, related_name="+", db_index=False)
    channel = models.CharField(max_length=5, choices=Channel)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "elector"], name="one_ballot_each")]
        triggers = [
            pgtrigger.Trigger(
                name="polled_while_open",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=VOTED_WHILE_OPEN,
            ),
            pgtrigger.Protect(name="polled_stays", operation=pgtrigger.Update | pgtrigger.Delete),
        ]


class Urn(models.Model):
    """票箱: every ballot of one item in one row: 17 bytes each, a receipt's hash and the choice. A new one is put at a place
    drawn by lot among those that are there, so neither order, nor number, nor transaction tells which came when."""

    item = models.OneToOneField(Item, models.PROTECT, related_name="urn")
    ballots = models.BinaryField(default=b"")
    shut = models.BooleanField(default=False)

    class Meta:
        triggers = [
            pgtrigger.Trigger(
                name="an_urn_shuts", when=pgtrigger.Before, operation=pgtrigger.Update, func=URN_SHUTS
            ),
            pgtrigger.Protect(name="urns_are_kept", operation=pgtrigger.Delete),
            never_truncated("urns_are_never_truncated", "urns are never truncated"),
        ]
