"""制度文件: the policy documents of the four kinds, with their text and how long they hold."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.leadership.triggers import DOCUMENT_STAYS
from sanzhi.people.models import Area, Person


class PolicyDocument(models.Model):
    """制度文件: one version of one document. What was published stays; it is replaced or withdrawn from a day on."""

    class Kind(models.TextChoices):
        ORGANISE = "organise", _("组织制度")
        ADVANCE = "advance", _("推进制度")
        ENCOURAGE = "encourage", _("激励制度")
        COMPARE = "compare", _("比拼制度")

    kind = models.CharField(max_length=10, choices=Kind)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    issuer = models.CharField(max_length=60)
    number = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    issued_on = models.DateField()
    in_force_from = models.DateField()
    in_force_until = models.DateField(null=True)  # the last day on which it holds, where it says so
    text = models.TextField()
    withdrawn_from = models.DateField(null=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["-issued_on", "-id"]
        indexes = [models.Index(fields=["-issued_on", "-id"], name="documents_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["number", "version"], name="one_document_of_a_number"),
            models.CheckConstraint(
                condition=Q(in_force_until=None) | Q(in_force_until__gte=F("in_force_from")),
                name="a_document_holds_for_a_day",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_from=None) | ~Q(withdrawn_because=""), name="a_withdrawal_says_why"
            ),
        ]
        triggers = [pgtrigger.Trigger(name="a_document_stays", when=pgtrigger.Before, operation=pgtrigger.Update, func=DOCUMENT_STAYS)]  # fmt: skip

    def __str__(self) -> str:
        return self.title
