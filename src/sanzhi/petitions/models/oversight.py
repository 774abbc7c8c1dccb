import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.kit.appendonly import never_truncated
from sanzhi.people.models import Office, Person

from .petition import Petition


class Reception(models.Model):
    """领导接访日: which leader receives people where and when, and how many (《信访工作条例》第十八条)."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    leader = models.CharField(max_length=40)
    post = models.CharField(max_length=60)
    place = models.CharField(max_length=100)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    seats = models.PositiveSmallIntegerField()
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["starts_at", "id"], name="reception_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["office", "leader", "starts_at"], name="a_leader_receives_once_at_a_time"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_reception_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(seats__range=(1, 50)), name="a_reception_has_seats"),
        ]  # fmt: skip


class Booking(models.Model):
    """接访预约: one person's seat; what came of it is a petition of the form 来访."""

    reception = models.ForeignKey(Reception, models.PROTECT, related_name="bookings", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    seat = models.PositiveSmallIntegerField(null=True)  # None: given up
    topic = models.CharField(max_length=200)
    booked_at = models.DateTimeField()
    petition = models.ForeignKey(Petition, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        ordering = ["reception", "seat"]
        indexes = [models.Index(fields=["person", "-id"], name="bookings_of_a_person")]
        constraints = [
            models.UniqueConstraint(fields=["reception", "seat"], name="a_seat_is_given_once"),
            models.UniqueConstraint(fields=["reception", "person"], name="one_seat_for_each"),
        ]


class Backlog(models.Model):
    """信访积案: what is still not solved, who of the leaders answers for it and what is done. Measured by what is unsolved, and
    never by how many petition (domain.md §13.7)."""

    class Ground(models.TextChoices):
        OVERDUE = "overdue", _("超过法定期限没有办结")
        HARDSHIP = "hardship", _("程序已经终结，实际困难还在")
        COMPLEX = "complex", _("三个月以上没有化解的疑难复杂事项")

    petition = models.OneToOneField(Petition, models.PROTECT, related_name="backlog")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    ground = models.CharField(max_length=8, choices=Ground)
    leader = models.CharField(max_length=60)
    measures = models.TextField()
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    opened_at = models.DateTimeField()
    solved_at = models.DateTimeField(null=True)
    solved_how = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["office", "-id"], name="backlog_by_office")]
        constraints = [
            models.CheckConstraint(
                condition=Q(solved_at__isnull=True, solved_how="") | (Q(solved_at__isnull=False) & ~Q(solved_how="")),
                name="what_is_solved_says_how",
            )
        ]  # fmt: skip


class BacklogReview(models.Model):
    """积案会商: one look at what is done."""

    backlog = models.ForeignKey(Backlog, models.PROTECT, related_name="reviews", db_index=False)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    words = models.CharField(max_length=500)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["backlog", "id"], name="reviews_of_a_backlog")]
        triggers = [
            pgtrigger.Protect(name="backlog_reviews_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            never_truncated("backlog_reviews_are_never_truncated", "reviews are never truncated"),
        ]


class Advice(models.Model):
    """三项建议: what the bureau puts to an organ, answered in writing (《信访工作条例》第四十条)."""

    class Kind(models.TextChoices):
        IMPROVE = "improve", _("改进工作的建议")
        POLICY = "policy", _("完善政策的建议")
        ACCOUNT = "account", _("追究责任的建议")

    class Adopted(models.TextChoices):
        YES = "yes", _("采纳")
        PART = "part", _("部分采纳")
        NO = "no", _("未采纳")

    office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)  # the bureau
    to = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=7, choices=Kind)
    words = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    adopted = models.CharField(max_length=4, choices=Adopted, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["office", "-id"], name="advice_by_bureau"),
            models.Index(fields=["to", "-id"], name="advice_by_organ"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, adopted="", answer="")
                | (Q(answered_at__isnull=False) & ~Q(adopted="") & ~Q(answer="")),
                name="an_answer_to_advice_is_whole",
            )
        ]
        triggers = [pgtrigger.Protect(name="advice_is_never_deleted", operation=pgtrigger.Delete)]
