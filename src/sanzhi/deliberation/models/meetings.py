"""会议: called, told of in time, its roster frozen, signed in to, closed. Its items, and who may not vote on one."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.deliberation.triggers import ELECTOR_STAYS, ITEM_MOVES, MEETING_MOVES
from sanzhi.people.models import Household, Person

from .bodies import Body, Member


class Meeting(models.Model):
    """会议. `measure`: in what it is counted where the law leaves the choice. `door`: the code at its door, to sign in by."""

    class State(models.TextChoices):
        CALLED = "called", _("拟开，还没通知")
        NOTICED = "noticed", _("已通知")
        OPEN = "open", _("签到、表决中")
        CLOSED = "closed", _("已结束")
        SHORT = "short", _("没有开成，另开")
        CANCELLED = "cancelled", _("取消了")

    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings", db_index=False)
    title = models.CharField(max_length=80)
    measure = models.CharField(max_length=10)
    place = models.CharField(max_length=100)
    starts_at = models.DateTimeField()
    door = models.CharField(max_length=9, unique=True)
    state = models.CharField(max_length=9, choices=State, default=State.CALLED)
    called_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    called_at = models.DateTimeField()
    noticed_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)  # when its roster was frozen
    ended_at = models.DateTimeField(null=True)
    again_of = models.OneToOneField("self", models.PROTECT, null=True, related_name="again")

    class Meta:
        indexes = [models.Index(fields=["body", "-id"], name="meeting_of_a_body")]
        constraints = [
            models.CheckConstraint(
                condition=Q(measure__in=("heads", "households", "area")), name="a_meeting_has_its_measure"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("called", "cancelled")) | Q(noticed_at__isnull=False),
                name="nobody_meets_untold",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("open", "closed")) | Q(opened_at__isnull=False),
                name="votes_need_a_roster",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_meeting_moves_on",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=MEETING_MOVES,
            ),
            pgtrigger.Protect(name="meetings_are_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.title


class Method(models.TextChoices):
    """表决方式."""

    HANDS = "hands", _("举手")
    NAMED = "named", _("记名")
    SECRET = "secret", _("无记名")
    HEAR = "hear", _("只听取")


class Item(models.Model):
    """议题: one matter of one meeting, and how it is voted on. `important`: papers and the legal adviser's opinion are needed.
    `confidential`: only the body and whoever keeps it read what it says."""

    class State(models.TextChoices):
        WAITING = "waiting", _("还没表决")
        VOTING = "voting", _("表决中")
        DECIDED = "decided", _("有结果")
        DROPPED = "dropped", _("撤下了")
        HEARD = "heard", _("听取了")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items", db_index=False)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    text = models.TextField()
    method = models.CharField(max_length=6, choices=Method)
    important = models.BooleanField(default=False)
    adviser = models.CharField(max_length=60, blank=True)
    opinion = models.TextField(blank=True)
    confidential = models.BooleanField(default=False)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="an_item_has_its_number"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="an_item_moves_on", when=pgtrigger.Before, operation=pgtrigger.Update, func=ITEM_MOVES
            ),
            pgtrigger.Protect(name="items_are_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.title


class Elector(models.Model):
    """应到的人: one row of the roster as it stood when it was frozen, and when and how they came. `code`: on their own QR."""

    class Via(models.TextChoices):
        CLERK = "clerk", _("现场登记")
        SELF = "self", _("自己扫码")
        PROXY = "proxy", _("委托同户")
        VOTE = "vote", _("线上表决")
        PAPER = "paper", _("纸票")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="electors", db_index=False)
    member = models.ForeignKey(Member, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    area_cm2 = models.PositiveBigIntegerField(default=0)
    by_household = models.BooleanField(default=False)
    code = models.CharField(max_length=9, unique=True)
    present_at = models.DateTimeField(null=True)
    via = models.CharField(max_length=6, choices=Via, blank=True)
    signed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["person", "-id"], name="elector_by_person")]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="an_elector_has_a_number"),
            models.UniqueConstraint(fields=["meeting", "person"], name="one_person_one_vote"),
            models.UniqueConstraint(
                fields=["meeting", "household"],
                condition=Q(by_household=True, present_at__isnull=False),
                name="one_speaks_for_a_household",
            ),
            models.CheckConstraint(
                condition=Q(by_household=False) | Q(household__isnull=False),
                name="a_household_is_counted_by_name",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="an_elector_comes_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=ELECTOR_STAYS,
            ),
            pgtrigger.Protect(name="electors_are_kept", operation=pgtrigger.Delete),
        ]


class Recusal(models.Model):
    """回避: there, and without a vote on this item. Counted as present and not in favour, the strictest way (本平台约定)."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="recusals", db_index=False)
    elector = models.ForeignKey(Elector, models.PROTECT, related_name="+", db_index=False)
    reason = models.CharField(max_length=100)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "elector"], name="recused_once")]
        triggers = [pgtrigger.Protect(name="recusals_stay", operation=pgtrigger.Update | pgtrigger.Delete)]


class Proxy(models.Model):
    """书面委托: one of the same household votes for another; one for each. Where the law of the body knows it."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="proxies", db_index=False)
    giver = models.OneToOneField(Elector, models.PROTECT, related_name="given")
    holder = models.OneToOneField(Elector, models.PROTECT, related_name="holds")
    paper = models.CharField(max_length=64)  # of the signed paper's photo
    mime = models.CharField(max_length=20)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(giver=F("holder")), name="nobody_is_their_own_proxy")
        ]
        triggers = [pgtrigger.Protect(name="proxies_stay", operation=pgtrigger.Update | pgtrigger.Delete)]
