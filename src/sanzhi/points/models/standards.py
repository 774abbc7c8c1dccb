"""积分细则: what a village has agreed counts, version by version; nothing of a version that was put to the vote changes."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.deliberation.models import Item as Agendum
from sanzhi.deliberation.models import Resolution
from sanzhi.notices.models import Notice
from sanzhi.people.models import Area, Person
from sanzhi.points.triggers import ITEMS_OF_A_DRAFT, STANDARD_MOVES

# 本平台约定, on 信访条例 art. 46 and the right to refuse mediation: no item of any kind may be about these. The lint
# says so in words (`lint.csv`); this is the same thing said by the database, which no page can pass by.
RETALIATION = "信访|上访|投诉|举报|控告|申诉|起诉|诉讼|打官司|仲裁|拒绝调解|不接受调解|记者|媒体|曝光村"


class Standard(models.Model):
    """积分细则: of one village, or the county's template. Its numbers are ours or the village's, never a law's."""

    class State(models.TextChoices):
        DRAFT = "draft", _("起草")
        CONSULTATION = "consultation", _("征求意见")
        TOWN_REVIEW = "town_review", _("镇（街道）审查")
        VOTING = "voting", _("待表决")
        PUBLISHED = "published", _("已公布，等生效")
        EFFECTIVE = "effective", _("生效")
        SUPERSEDED = "superseded", _("已被替代")
        REPEALED = "repealed", _("已废止")

    class Scope(models.TextChoices):
        REGISTERED = "registered", _("户籍居民")
        ALL = "all", _("所有居民")
        TENANTS = "tenants", _("户籍居民和自愿参加的新居民")

    class Body(models.TextChoices):
        ASSEMBLY = "assembly", _("村民会议")
        REPRESENTATIVES = "representatives", _("村民代表会议")

    class Measure(models.TextChoices):
        HEADS = "heads", _("按人数")
        HOUSEHOLDS = "households", _("按户的代表")

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=60)
    scope = models.CharField(max_length=10, choices=Scope, default=Scope.ALL)
    base_points = models.PositiveSmallIntegerField(
        default=100
    )  # of a household in a year; counts, is not spent
    ceiling = models.PositiveIntegerField(null=True)  # most a household earns in a year
    carry_cap = models.PositiveIntegerField(default=0)  # what is kept over the year's end; the rest expires
    template = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_index=False)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    drafted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    drafted_at = models.DateTimeField()
    consulted = models.ForeignKey(Notice, models.PROTECT, null=True, related_name="+", db_index=False)
    reviewed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    reviewed_at = models.DateTimeField(null=True)
    review_note = models.CharField(max_length=300, blank=True)
    body = models.CharField(max_length=16, choices=Body, blank=True)
    measure = models.CharField(max_length=10, choices=Measure, default=Measure.HEADS, db_default="heads")
    notified_on = models.DateField(null=True)  # when whoever has a vote was told of the meeting
    adopted_on = models.DateField(null=True)
    entitled = models.PositiveIntegerField(null=True)
    present = models.PositiveIntegerField(null=True)
    votes_for = models.PositiveIntegerField(null=True)
    minutes = models.CharField(max_length=64, blank=True)  # digest of the photographed minutes
    # As which item it was put to the vote, and what was resolved: of those adopted before that, nothing but figures and minutes.
    put_as = models.OneToOneField(Agendum, models.PROTECT, null=True, related_name="+")
    resolution = models.OneToOneField(Resolution, models.PROTECT, null=True, related_name="+")
    notice = models.ForeignKey(Notice, models.PROTECT, null=True, related_name="+", db_index=False)
    filed_on = models.DateField(null=True)  # 备案
    effective_from = models.DateField(null=True)
    effective_to = models.DateField(null=True)  # the first day it no longer holds

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "version"], name="one_standard_per_version"),
            models.UniqueConstraint(
                fields=["area"], condition=Q(state="effective"), name="one_standard_in_force"
            ),
            models.UniqueConstraint(
                fields=["area"],
                condition=Q(state__in=("draft", "consultation", "town_review", "voting", "published")),
                name="one_standard_on_its_way",
            ),
            models.CheckConstraint(
                condition=Q(body="")
                | Q(adopted_on__isnull=False, entitled__gt=0, present__lte=F("entitled"))
                & Q(votes_for__lte=F("present"))
                & (~Q(minutes="") | Q(resolution__isnull=False)),
                name="a_vote_has_its_numbers_and_minutes",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("drafted_by")),
                name="a_second_pair_of_eyes_reviews_a_standard",
            ),
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=F("effective_from")),
                name="a_standard_ends_after_it_begins",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_standard_walks_its_road",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=STANDARD_MOVES,
            ),
            pgtrigger.Protect(
                name="standards_are_kept",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.state <> 'draft'"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.version}"


class Item(models.Model):
    """积分项: one thing that counts, how much, how often, who sees to it, from where it may be reported."""

    class Field(models.TextChoices):
        LAW = "law", _("遵纪守法")
        SAFETY = "safety", _("平安创建")
        ENVIRONMENT = "environment", _("环境整治")
        WASTE = "waste", _("垃圾分类")
        FAMILY = "family", _("家风家训")

    class Direction(models.TextChoices):
        ADD = "+", _("加分")
        DEDUCT = "-", _("扣分")

    class Evidence(models.TextChoices):
        NONE = "none", _("不要")
        PHOTO = "photo", _("照片")
        RECORD = "record", _("记录")
        WITNESS = "witness", _("证人")

    class Source(models.TextChoices):
        """来源: a closed list. Petitions, complaints and alarms are not on it and never will be (I1)."""

        SELF = "self_report", _("自己申报")
        GRID = "grid", _("网格员登记")
        WASTE = "waste", _("垃圾分类检查")
        VOLUNTEER = "volunteer", _("志愿服务")
        MEETING = "meeting", _("会议")
        MEDIATION = "mediation", _("参与调解")
        IMPORT = "import", _("导入")

    class Holder(models.TextChoices):
        HOUSEHOLD = "household", _("户")
        PERSON = "person", _("本人")

    class Duty(models.TextChoices):
        """户承诺: what a household has signed up to; it answers for nothing else."""

        YARD = "yard", _("房前屋后")
        STAIRWELL = "stairwell", _("楼道")
        BIN = "bin", _("垃圾桶")
        CEREMONY = "ceremony", _("婚丧简办")

    standard = models.ForeignKey(Standard, models.CASCADE, related_name="items", db_index=False)
    number = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=30)
    field = models.CharField(max_length=12, choices=Field)
    title = models.CharField(max_length=60)
    direction = models.CharField(max_length=1, choices=Direction, default=Direction.ADD)
    least = models.PositiveSmallIntegerField()
    most = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=10, default="次")
    per_day = models.PositiveSmallIntegerField(null=True)
    per_month = models.PositiveSmallIntegerField(null=True)
    per_year = models.PositiveSmallIntegerField(null=True)
    cooldown_days = models.PositiveSmallIntegerField(default=0)
    evidence = models.CharField(max_length=8, choices=Evidence, default=Evidence.PHOTO)
    source = models.CharField(max_length=12, choices=Source, default=Source.SELF)
    holder = models.CharField(max_length=10, choices=Holder, default=Holder.HOUSEHOLD)
    duty = models.CharField(max_length=10, choices=Duty, blank=True)
    alternative = models.CharField(max_length=80, blank=True)  # for whoever cannot do it as written (I23)
    from_template = models.BooleanField(default=False)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["standard", "number"], name="items_are_numbered"),
            models.UniqueConstraint(fields=["standard", "code"], name="one_item_per_code"),
            models.CheckConstraint(
                condition=Q(least__gte=1, most__gte=F("least"), most__lte=100), name="item_points_in_bounds"
            ),
            models.CheckConstraint(
                condition=Q(direction="+")
                | Q(most__lte=5, per_month__isnull=False, per_month__lte=10) & ~Q(evidence="none"),
                name="a_deduction_is_small_capped_and_proven",
            ),
            models.CheckConstraint(
                condition=Q(direction="+") | Q(holder="household") & ~Q(duty="") | Q(holder="person", duty=""),
                name="a_household_answers_for_what_it_signed",
            ),
            models.CheckConstraint(
                condition=Q(direction="+") | ~Q(field="waste") & ~Q(source="waste"),
                name="waste_is_only_rewarded",
            ),
            models.CheckConstraint(
                condition=~Q(title__regex=RETALIATION), name="no_item_about_petitions_or_lawsuits"
            ),
            models.CheckConstraint(
                condition=Q(source__in=[
                    "self_report", "grid", "waste", "volunteer", "meeting", "mediation", "import",
                ]),
                name="item_from_a_known_source",
            ),
            models.CheckConstraint(condition=Q(direction__in="+-"), name="item_adds_or_deducts"),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="items_belong_to_a_draft",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=ITEMS_OF_A_DRAFT,
            ),
        ]

    def __str__(self) -> str:
        return self.title
