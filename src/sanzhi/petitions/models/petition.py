import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.cases.models import Case
from sanzhi.kit.appendonly import never_truncated
from sanzhi.people.models import Office, Person
from sanzhi.petitions.triggers import CLAIM_STAYS, PETITION_STAYS


class Petition(models.Model):
    """信访件: 申诉求决 or 建议意见, as the bureau registered it; its course, clocks and number are its case's.

    What came in stays. `served_at` and `ask_by` are of the opinion that stands: from when one counts, and the first
    moment that is too late to ask for the next round.
    """

    class Category(models.TextChoices):
        CLAIM = "claim", _("申诉求决")
        SUGGESTION = "suggestion", _("建议意见")

    class Form(models.TextChoices):
        LETTER = "letter", _("来信")
        VISIT = "visit", _("来访")
        ONLINE = "online", _("网上信访")
        PHONE = "phone", _("来电")

    class Stage(models.TextChoices):
        INITIAL = "initial", _("初信初访")
        REPEAT = "repeat", _("重复信访")  # said by a person, never a demerit

    class ReplyBy(models.TextChoices):
        ONLINE = "online", _("网上看，也发消息")
        POST = "post", _("邮寄")
        COUNTER = "counter", _("到窗口取")

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="petition")
    category = models.CharField(max_length=10, choices=Category)
    form = models.CharField(max_length=6, choices=Form)
    stage = models.CharField(max_length=7, choices=Stage, default=Stage.INITIAL)
    key = models.CharField(max_length=64, unique=True)
    received_at = models.DateTimeField()
    reasons = models.TextField(blank=True)
    involved = models.CharField(
        max_length=200, blank=True
    )  # organisations concerned, as the petitioner names them
    reply_by = models.CharField(max_length=7, choices=ReplyBy, default=ReplyBy.ONLINE)
    confidential = models.BooleanField(default=False)
    people = models.PositiveSmallIntegerField(default=1)  # how many came
    organ = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", db_index=False)
    object_by = models.DateTimeField(null=True)
    objection = models.BooleanField(default=False)  # one waits for its answer
    accepted_at = models.DateTimeField(null=True)
    more_days = models.PositiveSmallIntegerField(null=True)  # an extension that was asked for and waits
    more_asked_at = models.DateTimeField(null=True)
    more_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    reviewer = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", db_index=False)
    served_at = models.DateTimeField(null=True)
    ask_by = models.DateTimeField(null=True)
    final_at = models.DateTimeField(null=True)
    adopted = models.CharField(
        max_length=7, blank=True, choices=[("yes", _("采纳")), ("part", _("部分采纳")), ("no", _("未采纳"))]
    )
    satisfied = models.PositiveSmallIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organ", "-case"], name="petition_by_organ"),
            models.Index(fields=["reviewer", "-case"], name="petition_by_reviewer"),
            models.Index(fields=["ask_by"], name="petition_to_lapse", condition=Q(ask_by__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(people__gte=1), name="somebody_petitions"),
            models.CheckConstraint(
                condition=Q(more_days__isnull=True) | Q(more_days__range=(1, 30)),
                name="at_most_thirty_days_more",
            ),
            models.CheckConstraint(
                condition=Q(satisfied__isnull=True) | Q(satisfied__range=(1, 5)),
                name="a_petition_is_rated_1_to_5",
            ),
            models.CheckConstraint(
                condition=Q(ask_by__isnull=True) | Q(served_at__isnull=False), name="a_term_runs_from_service"
            ),
            models.CheckConstraint(
                condition=Q(category="suggestion") | Q(adopted=""), name="suggestions_are_adopted"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_petition_stays_as_it_came",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=PETITION_STAYS,
            ),
            pgtrigger.Protect(name="petitions_are_never_deleted", operation=pgtrigger.Delete),
            never_truncated("petitions_are_never_truncated", "petitions are never truncated"),
        ]  # fmt: skip


class Petitioner(models.Model):
    """信访人: who petitions. Of many who come together, at most five speak for them (《信访工作条例》第二十条): `speaks` is the
    first, second … fifth representative."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="petitioners", db_index=False)
    place = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    speaks = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["petition", "place"]
        indexes = [models.Index(fields=["person", "-petition"], name="petitions_of_a_person")]
        constraints = [
            models.UniqueConstraint(fields=["petition", "place"], name="petitioners_are_in_order"),
            models.UniqueConstraint(fields=["petition", "person"], name="one_petitions_once"),
            models.UniqueConstraint(
                fields=["petition", "speaks"], name="each_speaks_in_a_place_of_their_own"
            ),
            models.CheckConstraint(
                condition=Q(speaks__isnull=True) | Q(speaks__range=(1, 5)), name="at_most_five_speak"
            ),
        ]


class Claim(models.Model):
    """请求: one thing that is asked for, and the opinion on it: each is answered by itself (《信访工作条例》第三十二条)."""

    class Opinion(models.TextChoices):
        SUPPORT = "support", _("支持")
        EXPLAIN = "explain", _("解释说明")
        REJECT = "reject", _("不予支持")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="claims", db_index=False)
    place = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    opinion = models.CharField(max_length=7, choices=Opinion, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["petition", "place"]
        constraints = [
            models.UniqueConstraint(fields=["petition", "place"], name="claims_are_in_order"),
            models.CheckConstraint(condition=Q(opinion="") | ~Q(words=""), name="an_opinion_is_on_a_claim"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_claim_stays_as_it_was_asked", when=pgtrigger.Before, operation=pgtrigger.Update, func=CLAIM_STAYS
            ),
            pgtrigger.Protect(name="claims_are_never_deleted", operation=pgtrigger.Delete),
        ]  # fmt: skip


class Likeness(models.Model):
    """重复信访的比对: whether a person says that a later petition is about the same as an earlier one. `new_facts`: it says
    something that the earlier did not, so that even one that is final is taken up again."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="likenesses", db_index=False)
    earlier = models.ForeignKey(Petition, models.PROTECT, related_name="+", db_index=False)
    same = models.BooleanField()
    new_facts = models.BooleanField(default=False)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["petition", "earlier"], name="two_petitions_are_compared_once"),
            models.CheckConstraint(condition=Q(earlier__lt=F("petition")), name="a_repeat_comes_later"),
        ]
        triggers = [pgtrigger.Protect(name="likenesses_stay", operation=pgtrigger.Update | pgtrigger.Delete)]
