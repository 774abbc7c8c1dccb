import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sanzhi.kit.appendonly import never_truncated
from sanzhi.kit.ids import case_number
from sanzhi.people.models import Office, Person
from sanzhi.petitions.triggers import LETTER_STAYS

from .petition import Petition


class Letter(models.Model):
    """信访文书: one paper, as it was issued: `body` is all that is printed on it. Served once; the term of the next round
    counts from that day (《信访工作条例》第三十五条、第三十六条)."""

    class Kind(models.TextChoices):
        RECEIPT = "receipt", _("信访事项接收告知书")
        TRANSFER = "transfer", _("信访事项转送函")
        ASSIGNMENT = "assignment", _("信访事项交办函")
        ACCEPTED = "accepted", _("信访事项受理告知书")
        DECLINED = "declined", _("信访事项不予受理告知书")
        EXTENSION = "extension", _("信访事项延期告知书")
        OPINION = "opinion", _("信访事项处理意见书")
        REVIEW = "review", _("信访事项复查意见书")
        REEXAM = "reexam", _("信访事项复核意见书")
        TOLD = "told", _("建议意见答复书")
        STOPPED = "stopped", _("信访事项终止告知书")
        HEARING = "hearing", _("听证笔录")
        JOINT = "joint", _("信访事项会同办理函")

    class Served(models.TextChoices):
        DIRECT = "direct", _("直接送达")
        POST = "post", _("挂号邮寄")
        ONLINE = "online", _("网上送达")
        LEFT = "left", _("留置送达")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="letters", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    body = models.JSONField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    issued_at = models.DateTimeField()
    served_at = models.DateTimeField(null=True)
    served_how = models.CharField(max_length=6, choices=Served, blank=True)
    receipt = models.CharField(max_length=60, blank=True)  # who signed for it, or the number of the post

    class Meta:
        ordering = ["petition", "id"]
        indexes = [models.Index(fields=["petition", "id"], name="letters_of_a_petition")]
        constraints = [
            models.CheckConstraint(
                condition=Q(served_at__isnull=True, served_how="")
                | (Q(served_at__isnull=False) & ~Q(served_how="")),
                name="a_service_says_how",
            ),
            models.UniqueConstraint(
                fields=["petition", "kind"],
                condition=Q(
                    kind__in=["declined", "extension", "opinion", "review", "reexam", "told", "stopped"]
                ),
                name="one_opinion_of_each_round",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_letter_stays_as_it_went_out", when=pgtrigger.Before, operation=pgtrigger.Update, func=LETTER_STAYS
            ),
            pgtrigger.Protect(name="letters_are_never_deleted", operation=pgtrigger.Delete),
            never_truncated("letters_are_never_truncated", "letters are never truncated"),
        ]  # fmt: skip

    @property
    def number(self) -> str:
        """Of the register."""
        return case_number("XF", self.issued_at.year, self.pk)
