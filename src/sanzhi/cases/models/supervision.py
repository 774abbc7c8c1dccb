import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sanzhi.kit.appendonly import never_truncated
from sanzhi.people.models import Office, Person

from .case import Case
from .clocks import LimitRule


class Level(models.TextChoices):
    """督办的三级: each is firmer than the one before."""

    URGE = "urge", _("催办")
    PRESS = "press", _("督办")
    CIRCULAR = "circular", _("通报")


class SupervisionRule(models.Model):
    """督办规则: what makes the clock raise a supervision. A whole set is published at once; none is ever edited."""

    class Measure(models.TextChoices):
        CARD = "card", _("亮牌（1 黄牌，2 红牌）")
        URGES = "urges", _("催办次数")
        JOINS = "joins", _("同样遇到的人数")
        RETURNS = "returns", _("退回次数")
        REOPENS = "reopens", _("重新办理次数")
        REPEATS = "repeats", _("同一人九十天内再次反映的次数")
        SAME_PLACE = "same_place", _("九十天内同一处另有几人反映")
        INSTRUCTED = "instructed", _("领导批示的次数")
        DISSATISFIED = "dissatisfied", _("不满意（1 不满意，2 非常不满意）")

    version = models.PositiveIntegerField()
    code = models.SlugField(max_length=20)  # the same rule through its versions
    name = models.CharField(max_length=60)
    measure = models.CharField(max_length=12, choices=Measure)
    at_least = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=8, choices=Level)
    ask = models.CharField(max_length=200)
    basis = models.CharField(max_length=200)
    active = models.BooleanField(default=True)
    effective_from = models.DateTimeField()

    class Meta:
        ordering = ["version", "code"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="a_rule_stands_once_in_its_version"),
            models.CheckConstraint(condition=Q(at_least__gte=1), name="a_rule_asks_for_something"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="supervision_rules_are_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            never_truncated("supervision_rules_are_never_truncated", "supervision rules are never truncated"),
        ]


NOTED_ON_THE_CASE = """
UPDATE cases_case SET supervised = NEW.ended_at IS NULL WHERE id = NEW.case_id;
RETURN NULL;
"""


class Supervision(models.Model):
    """督办: asked of one office about one case, due by its own clock, lifted only by a supervisor.

    What was said is in the journal entries; this row says where it stands.
    """

    class State(models.TextChoices):
        RAISED = "raised", _("待答复")
        REPLIED = "replied", _("已答复，待解除")
        LIFTED = "lifted", _("已解除")
        ESCALATED = "escalated", _("已升级")

    case = models.ForeignKey(Case, models.PROTECT, related_name="supervisions", db_index=False)
    level = models.CharField(max_length=8, choices=Level)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    area_id = models.CharField(max_length=12)  # the case's village, so that a list never needs the wide row
    state = models.CharField(max_length=9, choices=State, default=State.RAISED)
    raised_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    rule = models.ForeignKey(SupervisionRule, models.PROTECT, null=True, related_name="+", db_index=False)
    rule_code = models.CharField(max_length=20, blank=True)
    round = models.PositiveSmallIntegerField()  # the case's reopenings when it was raised
    raised_at = models.DateTimeField()
    limit = models.ForeignKey(LimitRule, models.PROTECT, related_name="+", db_index=False)
    due_at = models.DateTimeField()
    replied_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # lifted, or escalated to the next
    raise_entry = models.BigIntegerField()
    reply_entry = models.BigIntegerField(null=True)
    end_entry = models.BigIntegerField(null=True)
    follows = models.OneToOneField("self", models.PROTECT, null=True, related_name="next")

    class Meta:
        indexes = [
            models.Index(fields=["due_at", "id"], name="supervision_due"),
            models.Index(fields=["office", "due_at", "id"], name="supervision_by_office"),
            models.Index(fields=["area_id", "due_at", "id"], name="supervision_by_area"),
            models.Index(fields=["due_at"], name="supervision_unanswered", condition=Q(state="raised")),
            models.Index(fields=["case", "-id"], name="supervision_by_case"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at__isnull=True), name="one_open_supervision_per_case"
            ),
            models.UniqueConstraint(
                fields=["case", "rule_code", "round"],
                condition=~Q(rule_code="") & Q(follows__isnull=True),
                name="a_rule_speaks_once_in_a_round",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("raised", "replied"), ended_at__isnull=True)
                | Q(state__in=("lifted", "escalated"), ended_at__isnull=False),
                name="a_supervision_ends_when_lifted_or_escalated",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="the_case_says_whether_it_is_supervised",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("ended_at"),
                func=NOTED_ON_THE_CASE,
            )
        ]
