"""表决: named votes, hands counted by two, what was resolved. None of it changes afterwards."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sanzhi.deliberation.triggers import RESOLVED_BY_COUNT, VOTED_WHILE_OPEN
from sanzhi.kit.appendonly import never_truncated
from sanzhi.people.models import Person

from .meetings import Elector, Item


class Choice(models.TextChoices):
    """怎么投."""

    FOR = "for", _("赞成")
    AGAINST = "against", _("反对")
    ABSTAIN = "abstain", _("弃权")


class Vote(models.Model):
    """记名票: of one elector on one item, once, whichever way it came."""

    class Channel(models.TextChoices):
        WEB = "web", _("线上")
        DESK = "desk", _("现场代录")
        PAPER = "paper", _("纸票")

    item = models.ForeignKey(Item, models.PROTECT, related_name="votes", db_index=False)
    elector = models.ForeignKey(Elector, models.PROTECT, related_name="votes", db_index=False)
    choice = models.CharField(max_length=7, choices=Choice)
    channel = models.CharField(max_length=5, choices=Channel)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "elector"], name="one_vote_each"),
            models.CheckConstraint(condition=Q(choice__in=Choice.values), name="a_vote_is_one_of_three"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="voted_while_open",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=VOTED_WHILE_OPEN,
            ),
            pgtrigger.Protect(name="votes_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            never_truncated("votes_are_never_truncated", "votes are never truncated"),
        ]


class HandCount(models.Model):
    """点数: one teller's count of one item, of hands or of ballots from a box. Two tellers count alike, or both count again."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="counts", db_index=False)
    round = models.PositiveSmallIntegerField()
    teller = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    in_favour = models.PositiveIntegerField()
    against = models.PositiveIntegerField()
    abstained = models.PositiveIntegerField()
    photo = models.CharField(
        max_length=64, blank=True
    )  # of the room, or of the tally sheet; one of the two brings it
    mime = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["round", "id"]
        constraints = [
            models.UniqueConstraint(fields=["item", "round", "teller"], name="a_teller_counts_once_a_round")
        ]
        triggers = [
            pgtrigger.Trigger(
                name="counted_while_open",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=VOTED_WHILE_OPEN,
            ),
            pgtrigger.Protect(name="counts_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]


class Resolution(models.Model):
    """决议: what was counted and what follows from it. `counts`: {measure: [entitled, present, for, against, abstained]};
    `passed`, `code` and `sentence` are `rules.decided` of them. Other rooms point here."""

    item = models.OneToOneField(Item, models.PROTECT, related_name="resolution")
    pack = models.CharField(max_length=16)
    notice_days = models.IntegerField()
    counts = models.JSONField()
    passed = models.BooleanField()
    code = models.CharField(max_length=30, blank=True)
    sentence = models.CharField(max_length=200, blank=True)
    basis = models.CharField(max_length=200)
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(passed=True, code="") | (Q(passed=False) & ~Q(code="")), name="a_no_says_why"
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="resolved_by_count",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=RESOLVED_BY_COUNT,
            ),
            pgtrigger.Protect(name="resolutions_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            never_truncated("resolutions_are_never_truncated", "resolutions are never truncated"),
        ]
