"""公约: of a place, version by version: drafted with opinions, reviewed, voted on, filed, in force; and who pledged to keep it."""

from datetime import date

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.compacts.triggers import (
    CLAUSE_STAYS,
    COMPACT_ADOPTED,
    COMPACT_STAYS,
    OPINION_STANDS,
    PLEDGE_STANDS,
    VERSION_BEGINS,
    VERSION_MOVES,
)
from sanzhi.deliberation.models import Body, Item, Resolution
from sanzhi.people.models import Area, Household, Person


class Compact(models.Model):
    """村规民约, 公约: of a village, an estate, a stairwell, a market or an enterprise (美丽有约); adopted by one body."""

    class Kind(models.TextChoices):
        VILLAGE = "village", _("村（社区）")
        ESTATE = "estate", _("小区")
        STAIRWELL = "stairwell", _("楼道")
        MARKET = "market", _("市场")
        ENTERPRISE = "enterprise", _("企业")
        OTHER = "other", _("其他")

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind)
    host = models.CharField(
        max_length=40, blank=True
    )  # which estate, stairwell, market …; of a village nothing
    name = models.CharField(max_length=60)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_index=False)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    opened_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["area", "-id"], name="compact_by_place")]
        constraints = [
            models.UniqueConstraint(fields=["area", "kind", "host"], name="one_compact_of_a_host"),
            models.UniqueConstraint(
                fields=["body"], condition=Q(kind="estate"), name="owners_adopt_one_compact"
            ),
            models.CheckConstraint(
                condition=Q(kind="village", host="") | (~Q(kind="village") & ~Q(host="")),
                name="a_compact_says_whose_it_is",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(name="a_compact_stays", when=pgtrigger.Before, operation=pgtrigger.Update, func=COMPACT_STAYS),
            pgtrigger.Trigger(
                name="a_compact_is_adopted_by_whom_it_may", when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update, func=COMPACT_ADOPTED,
            ),
            pgtrigger.Protect(name="compacts_are_kept", operation=pgtrigger.Delete),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class Version(models.Model):
    """版本: in force from `force_from`, until a later one replaces it (`replaced_on`). `item`: as which it was put to the vote."""

    class State(models.TextChoices):
        DRAFTING = "drafting", _("起草、征求意见")
        SENT = "sent", _("报镇（街道）审查")
        REVIEWED = "reviewed", _("审查通过，待表决")
        VOTING = "voting", _("已列入会议议题")
        PASSED = "passed", _("表决通过，待备案")
        FAILED = "failed", _("表决没有通过")
        FILED = "filed", _("已备案")

    compact = models.ForeignKey(Compact, models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State, default=State.DRAFTING)
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    drafted_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    opinions_until = models.DateField(null=True)  # the last day on which opinions are taken
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    sent_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    reviewed_at = models.DateTimeField(null=True)
    sent_back_because = models.CharField(max_length=300, blank=True)
    item = models.OneToOneField(Item, models.PROTECT, null=True, related_name="+")
    resolution = models.OneToOneField(Resolution, models.PROTECT, null=True, related_name="+")
    filing_no = models.CharField(max_length=40, blank=True)
    filed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    filed_at = models.DateTimeField(null=True)
    force_from = models.DateField(null=True)
    replaced_on = models.DateField(null=True)  # the first day on which it holds no more

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["compact", "number"], name="a_version_has_its_number"),
            models.UniqueConstraint(
                fields=["compact"], condition=Q(force_from=None) & ~Q(state="failed"), name="one_version_is_made_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["compact"], condition=Q(force_from__isnull=False, replaced_on=None), name="one_version_is_the_last"
            ),
            models.UniqueConstraint(fields=["filing_no"], condition=~Q(filing_no=""), name="a_filing_has_its_number"),
            models.CheckConstraint(condition=~Q(state="filed") | ~Q(filing_no=""), name="what_is_filed_has_a_number"),
            models.CheckConstraint(condition=Q(force_from=None) | Q(state="filed"), name="only_what_is_filed_holds"),
            models.CheckConstraint(
                condition=Q(replaced_on=None) | Q(replaced_on__gt=F("force_from")), name="replaced_after_it_held"
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(name="a_version_begins", when=pgtrigger.Before, operation=pgtrigger.Insert, func=VERSION_BEGINS),
            pgtrigger.Trigger(name="a_version_moves", when=pgtrigger.Before, operation=pgtrigger.Update, func=VERSION_MOVES),
            pgtrigger.Protect(name="versions_are_kept", operation=pgtrigger.Delete),
        ]  # fmt: skip

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return (
            self.force_from is not None
            and self.force_from <= day
            and (self.replaced_on is None or day < self.replaced_on)
        )


class Clause(models.Model):
    """条款: of one of the five areas of the seven ministries' guidance of 2018 (domain.md §7.3)."""

    class Field(models.TextChoices):
        CONDUCT = "conduct", _("规范日常行为")
        ORDER = "order", _("维护公共秩序")
        RIGHTS = "rights", _("保障群众权益")
        DISPUTES = "disputes", _("调解群众纠纷")
        CUSTOMS = "customs", _("引导民风民俗")

    class Kind(models.TextChoices):
        ENCOURAGE = "encourage", _("提倡")
        OBLIGE = "oblige", _("应当")
        FORBID = "forbid", _("不做")

    version = models.ForeignKey(Version, models.PROTECT, related_name="clauses", db_index=False)
    number = models.PositiveSmallIntegerField()
    field = models.CharField(max_length=8, choices=Field)
    kind = models.CharField(max_length=9, choices=Kind)
    text = models.CharField(max_length=300)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "number"], name="a_clause_has_its_number", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=~Q(text=""), name="a_clause_says_something"),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="a_clause_stays", when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete, func=CLAUSE_STAYS,
            )
        ]  # fmt: skip


class Hand(models.Model):
    """经手人: whoever wrote, changed or dropped a clause of a version, also where a later change wrote over it: no reviewer of it."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="hands", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "person"], name="a_hand_is_named_once")]
        triggers = [pgtrigger.Protect(name="hands_stay", operation=pgtrigger.Update | pgtrigger.Delete)]


class Opinion(models.Model):
    """意见: a resident's own wording of one clause, beside what it said then; taken, or left with an answer."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="opinions")
    clause = models.ForeignKey(Clause, models.SET_NULL, null=True, related_name="opinions")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    before = models.CharField(max_length=300)
    wording = models.CharField(max_length=300)
    why = models.CharField(max_length=200, blank=True)
    given_at = models.DateTimeField()
    taken = models.BooleanField(null=True)
    answer = models.CharField(max_length=300, blank=True)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["person", "-id"], name="opinion_by_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["clause", "person"], condition=Q(settled_at=None), name="one_opinion_waits_of_a_person"
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, taken=None) | Q(settled_at__isnull=False, taken=True)
                | (Q(settled_at__isnull=False, taken=False) & ~Q(answer="")),
                name="what_is_left_says_why",
            ),
        ]  # fmt: skip
        triggers = [pgtrigger.Trigger(name="an_opinion_stands", when=pgtrigger.Before, operation=pgtrigger.Update, func=OPINION_STANDS)]  # fmt: skip


class Pledge(models.Model):
    """承诺: of a household to keep one version, signed by a grown member; withdrawn when they say so."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="pledges", db_index=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="+", db_index=False)
    signed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    signed_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", db_index=False
    )  # from paper
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["household", "version"], name="pledge_by_household")]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "household"], condition=Q(withdrawn_at=None), name="a_household_pledges_once"
            )
        ]  # fmt: skip
        triggers = [pgtrigger.Trigger(name="a_pledge_stands", when=pgtrigger.Before, operation=pgtrigger.Update, func=PLEDGE_STANDS)]  # fmt: skip
