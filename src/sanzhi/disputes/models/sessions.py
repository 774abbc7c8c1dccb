"""调解会: each meeting, joint or apart; what was said there, and what only its mediator may read."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sanzhi.disputes.triggers import ATTORNEY_STAYS
from sanzhi.people.models import Person

from .disputes import Dispute, Party


class Session(models.Model):
    """调解会: one meeting of a dispute, arranged and then held; with all (joint) or with one side alone (背靠背)."""

    class Manner(models.TextChoices):
        IN_PERSON = "in_person", _("当面")
        VIDEO = "video", _("视频")
        WRITTEN = "written", _("书面")

    case = models.ForeignKey(Dispute, models.PROTECT, related_name="sessions", db_index=False)
    seq = models.PositiveSmallIntegerField()
    manner = models.CharField(max_length=9, choices=Manner)
    apart = models.ForeignKey(
        Party, models.PROTECT, null=True, related_name="+", db_index=False
    )  # null: joint
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=120)  # where, or the meeting's address
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)  # the mediator
    recorder = models.CharField(max_length=60, blank=True)
    others = models.CharField(max_length=200, blank=True)
    rights_told = models.BooleanField(default=False)
    minutes = models.TextField(blank=True)  # 调解笔录; of a meeting apart only that it was held
    result = models.CharField(max_length=300, blank=True)
    held_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=["case", "seq"], name="sessions_are_counted"),
            models.CheckConstraint(
                condition=Q(held_at__isnull=True) | Q(rights_told=True),
                name="no_session_before_rights_are_told",
            ),
            models.CheckConstraint(
                condition=Q(apart__isnull=True) | Q(minutes=""), name="what_is_said_apart_is_in_no_minutes"
            ),
        ]


class CaucusNote(models.Model):
    """背靠背笔记: what a mediator was told by one side alone. Nobody else reads it, by any page, export or search."""

    session = models.OneToOneField(Session, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")  # the mediator
    words = models.BinaryField(null=True)  # encrypted: kit.crypto, disputes_caucusnote.words
    written_at = models.DateTimeField()


class Statement(models.Model):
    """陈述: what a party says for the mediation alone: never evidence elsewhere (特邀调解规定; domain.md §10.2)."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="statements", db_index=False)
    text = models.TextField()
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["party", "id"], name="statement_by_party")]


class Evidence(models.Model):
    """证据和材料: a photographed or scanned paper, and in which part of the dossier it lies."""

    class Part(models.TextChoices):
        IDENTITY = "identity", _("当事人身份材料")
        AUTHORITY = "authority", _("委托书")
        INVESTIGATION = "investigation", _("调查记录")
        EVIDENCE = "evidence", _("证据")
        NOTICE = "notice", _("权利义务告知书")
        AGREEMENT = "agreement", _("签好的协议")
        PERFORMANCE = "performance", _("履行证明")
        CONFIRMATION = "confirmation", _("司法确认材料")

    case = models.ForeignKey(Dispute, models.PROTECT, related_name="evidence", db_index=False)
    part = models.CharField(max_length=13, choices=Part)
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+", db_index=False)
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    mime = models.CharField(max_length=40)
    shared = models.BooleanField(default=False)  # the other side may see it
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "part", "digest"], name="one_paper_once_in_a_part")
        ]


class Attorney(models.Model):
    """委托代理: by whose written word somebody speaks for a party, and how far (本平台约定，参照民事诉讼法第六十二条): what gives
    something up or agrees to something needs a special word. Taken back in one step."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="attorneys", db_index=False)
    name = models.CharField(max_length=60)
    special = models.BooleanField()
    scope = models.CharField(max_length=300)
    digest = models.CharField(max_length=64)  # of the written word, which is one of the papers of part 委托书
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["party"], condition=Q(ended_at=None), name="one_speaks_for_a_party"
            ),
            models.CheckConstraint(condition=~Q(scope=""), name="an_attorney_has_a_scope"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="an_attorney_stays", when=pgtrigger.Before, operation=pgtrigger.Update, func=ATTORNEY_STAYS
            ),
            pgtrigger.Protect(name="attorneys_are_kept", operation=pgtrigger.Delete),
        ]  # fmt: skip
