from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sanzhi.people.models import Office, Person

from .case import Case


class Call(models.Model):
    """来电: one call at the phone desk, who called as far as is known, and what came of it."""

    class Outcome(models.TextChoices):
        OPEN = "", _("通话中")
        FILED = "filed", _("登记新诉求")
        REPEATED = "repeated", _("登记重复诉求")
        ANSWERED = "answered", _("当场答复")
        URGED = "urged", _("催办")
        SUPPLEMENTED = "supplemented", _("补充情况")
        TOLD = "told", _("告知进度")
        JOINED = "joined", _("加到已有的事")
        NOTHING = "nothing", _("没有事项")
        PUT_BACK = "put_back", _("放回待办")

    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="calls", db_index=False)
    # Encrypted (kit.crypto, cases_call.phone) while a caller nobody knows yet is on the line; emptied at the end.
    phone = models.BinaryField(null=True)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="calls")
    repeats = models.ForeignKey(Case, models.PROTECT, null=True, related_name="repeated_by")
    outcome = models.CharField(max_length=12, choices=Outcome, default="", blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["office", "-id"], name="call_by_office"),
            models.Index(fields=["person", "-id"], name="call_by_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", ended_at__isnull=True)
                | (~Q(outcome="") & Q(ended_at__isnull=False, phone__isnull=True)),
                name="a_call_that_ended_says_how_and_keeps_no_number",
            )
        ]
