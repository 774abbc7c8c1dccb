"""钉子警情: what the system proposes, what a person made of it, and how it is pulled out."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.alarms.triggers import NAIL_COMES_OUT, PROPOSAL_STAYS, RULE_STAYS
from sanzhi.cases.models import Case
from sanzhi.people.models import Area, Office, Person


class Cause(models.TextChoices):
    """七种钉子警情: the article names seven and not which; these are ours (本平台约定, domain.md §12)."""

    FAMILY = "family", _("家庭婚恋")
    NEIGHBOUR = "neighbour", _("邻里")
    MONEY = "money", _("经济劳资")
    ESTATE = "estate", _("物业噪声")
    CONSUMER = "consumer", _("消费")
    THREAT = "threat", _("情感纠葛扬言")
    HELP = "help", _("重复求助")


class NailRule(models.Model):
    """认定规则: from `valid_from` on, so many alarms of one cause at one address, or of the same parties, in so many days."""

    least = models.PositiveSmallIntegerField()
    days = models.PositiveSmallIntegerField()
    quiet_days = models.PositiveSmallIntegerField()
    words = models.JSONField()  # {cause: [what a category or sub-category says]}
    basis = models.CharField(max_length=120)
    valid_from = models.DateField()
    drafted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    drafted_at = models.DateTimeField()
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("drafted_by")),
                name="a_second_person_publishes_a_rule",
            ),
            models.CheckConstraint(
                condition=Q(least__range=(2, 20), days__range=(7, 365), quiet_days__range=(30, 365)),
                name="a_rule_in_bounds",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_rule_stays", when=pgtrigger.Before, operation=pgtrigger.Update, func=RULE_STAYS
            ),
        ]

    @property
    def in_order(self) -> dict[str, list[str]]:
        """Its words, the kinds in their own order: what is kept as JSON has lost it."""
        return {cause: self.words[cause] for cause in Cause.values if cause in self.words}


class Sort(models.TextChoices):
    """线索从哪来: what the alarms have in common. There is no sort that is about somebody."""

    PLACE = "place", _("同一地点")
    PARTIES = "parties", _("同样的当事人")
    AGAIN = "again", _("拔除后又有警情")
    EARLY = "early", _("苗头：一村一类增多")


class Colour(models.TextChoices):
    RED = "red", _("红色 · 重点")
    ORANGE = "orange", _("橙色 · 关注")
    YELLOW = "yellow", _("黄色 · 一般")
    BLUE = "blue", _("蓝色 · 隐患")


class Nail(models.Model):
    """钉子警情: alarms of one cause that keep coming back, which a person has confirmed."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    sort = models.CharField(max_length=8, choices=Sort)
    cause = models.CharField(max_length=12, choices=Cause)
    place = models.CharField(max_length=120)
    place_key = models.CharField(max_length=140, blank=True)
    party_key = models.BinaryField(max_length=34, null=True)
    colour = models.CharField(max_length=6, choices=Colour)
    last_alarm_at = models.DateTimeField()
    quiet_days = models.PositiveSmallIntegerField()  # by the rule it was confirmed under
    lead_office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    lead_official = models.CharField(max_length=30)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+", db_index=False)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    confirmed_at = models.DateTimeField()
    raised = models.PositiveSmallIntegerField(default=1)  # how often it was confirmed
    performed_on = models.DateField(null=True)
    performed_how = models.CharField(max_length=300, blank=True)
    performed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    satisfied = models.BooleanField(null=True)
    followed_how = models.CharField(max_length=300, blank=True)
    followed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["area", "-id"], name="nail_by_area")]
        constraints = [
            models.CheckConstraint(
                condition=Q(sort="place", party_key__isnull=True) & ~Q(place_key="")
                | Q(sort="parties", party_key__isnull=False, place_key=""),
                name="a_nail_is_of_a_place_or_of_parties",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="a_nail_is_removed_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["place_key", "cause"], condition=Q(sort="place"), name="one_nail_of_a_place_and_cause"
            ),
            models.UniqueConstraint(
                fields=["party_key", "cause"],
                condition=Q(sort="parties"),
                name="one_nail_of_parties_and_cause",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_nail_comes_out",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=NAIL_COMES_OUT,
            ),
            pgtrigger.Protect(name="nails_are_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.place


class Proposal(models.Model):
    """疑似钉子警情: what the rule found and on which alarms it rests; advice, which changes nothing by itself (I11)."""

    class Decision(models.TextChoices):
        OPEN = "", _("待研判")
        CONFIRMED = "confirmed", _("认定")
        REJECTED = "rejected", _("不认定")

    sort = models.CharField(max_length=8, choices=Sort)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    cause = models.CharField(max_length=12, choices=Cause)
    place = models.CharField(max_length=120)
    place_key = models.CharField(max_length=140, blank=True)
    party_key = models.BinaryField(max_length=34, null=True)
    alarms = ArrayField(models.BigIntegerField())
    count_30 = models.PositiveIntegerField()
    count_90 = models.PositiveIntegerField()
    count_365 = models.PositiveIntegerField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    rule = models.ForeignKey(NailRule, models.PROTECT, related_name="+", db_index=False)
    proposed_at = models.DateTimeField()
    decision = models.CharField(max_length=9, choices=Decision, default="", blank=True)
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True)
    nail = models.ForeignKey(Nail, models.PROTECT, null=True, related_name="proposals")

    class Meta:
        indexes = [
            models.Index(fields=["area", "decision", "-id"], name="proposal_by_area"),
            models.Index(fields=["place_key", "cause", "-last_at"], name="proposal_by_place"),
            models.Index(fields=["party_key", "cause", "-last_at"], name="proposal_by_parties"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="", decided_by__isnull=True, decided_at__isnull=True, reason="")
                | (~Q(decision="") & Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(reason="")),
                name="a_person_decides_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(sort__in=["place", "parties", "again", "early"]),
                name="no_proposal_is_about_somebody",
            ),
            models.UniqueConstraint(
                fields=["sort", "place_key", "party_key", "cause"],
                condition=Q(decision=""),
                nulls_distinct=False,
                name="one_open_proposal",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_proposal_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=PROPOSAL_STAYS,
            )
        ]


class PlanStep(models.Model):
    """联合方案的一步: which member does what by when."""

    nail = models.ForeignKey(Nail, models.PROTECT, related_name="steps")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    what = models.CharField(max_length=120)
    due_on = models.DateField()
    added_at = models.DateTimeField()
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    done_at = models.DateTimeField(null=True)
    done_how = models.CharField(max_length=300, blank=True)


class Review(models.Model):
    """研判: what those who work on it found on a day, and the colour it has from then on."""

    nail = models.ForeignKey(Nail, models.PROTECT, related_name="reviews")
    colour = models.CharField(max_length=6, choices=Colour)
    found = models.CharField(max_length=300)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
