from django.db import models

from sanzhi.people.models import Client

from .case import Case


class ClientCase(models.Model):
    """接口来件: which other system sent a case; what it may ask about, and nothing else."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="+", db_index=False)
    case = models.OneToOneField(Case, models.PROTECT, related_name="sent_by")

    class Meta:
        indexes = [models.Index(fields=["client", "id"], name="case_by_client")]
