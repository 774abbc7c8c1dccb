"""纸票: entered twice by two people who do not see each other's; what does not agree is flagged and not counted."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sanzhi.deliberation.triggers import PAPER_ENTERED
from sanzhi.people.models import Person

from .meetings import Elector, Item
from .votes import Choice

VOID = "void"  # of a paper that says nothing clearly, or that was typed under a wrong number
READINGS = [*Choice.choices, (VOID, _("作废"))]


class PaperVote(models.Model):
    """录入: one named paper ballot as one of two people read it. `entry`: which of the two."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="papers", db_index=False)
    elector = models.ForeignKey(Elector, models.PROTECT, related_name="+", db_index=False)
    entry = models.PositiveSmallIntegerField()
    choice = models.CharField(max_length=7, choices=READINGS)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "elector", "entry"], name="a_paper_is_entered_once_by_each"
            ),
            models.UniqueConstraint(fields=["item", "elector", "by"], name="two_people_enter_a_paper"),
            models.CheckConstraint(condition=Q(entry__in=(1, 2)), name="a_paper_is_entered_twice"),
            models.CheckConstraint(
                condition=Q(choice__in=[*Choice.values, VOID]), name="a_paper_says_one_of_three_or_is_void"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="paper_entered", when=pgtrigger.Before, operation=pgtrigger.Insert | pgtrigger.Update,
                func=PAPER_ENTERED,
            ),
            pgtrigger.Protect(name="papers_are_kept", operation=pgtrigger.Delete),
        ]  # fmt: skip


class PaperDoubt(models.Model):
    """存疑: a ballot that was not counted, and why."""

    class Kind(models.TextChoices):
        TWICE = "twice", _("同一个号的纸票出现两次")
        ELSEWHERE = "elsewhere", _("已经用别的办法投过，纸票不计")
        HOUSEHOLD = "household", _("这一户已经有代表到会，纸票不计")
        VOID = "void", _("两个人都看作废票，不计")

    item = models.ForeignKey(Item, models.PROTECT, related_name="doubts", db_index=False)
    elector = models.ForeignKey(Elector, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=9, choices=Kind)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "elector", "kind"], name="doubted_once")]
        triggers = [pgtrigger.Protect(name="doubts_stay", operation=pgtrigger.Update | pgtrigger.Delete)]
