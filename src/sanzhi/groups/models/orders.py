"""百姓服务团: what a team does for people, and each time somebody asked for it."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.groups.triggers import ORDER_MOVES
from sanzhi.people.models import Duty, Office, Person

from .register import Group

OPEN = ("asked", "accepted")


class ServiceOffer(models.Model):
    """服务项目: what a team does, for whom, at what price, on which days, and within how many hours it answers."""

    class Kind(models.TextChoices):
        REPAIR = "repair", _("修理")
        HAIRCUT = "haircut", _("理发")
        MEALS = "meals", _("送餐、助餐")
        COMPANY = "company", _("陪护、陪同就医")
        ERRAND = "errand", _("跑腿、代办")
        CLEANING = "cleaning", _("打扫")
        OTHER = "other", _("其他")

    group = models.ForeignKey(Group, models.PROTECT, related_name="offers", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(max_length=40)
    what = models.CharField(max_length=200)
    for_whom = models.CharField(max_length=100)
    price = models.CharField(max_length=60)
    weekdays = models.CharField(max_length=7)  # 0 for Monday … 6, in order
    answer_hours = models.PositiveSmallIntegerField()
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["kind", "id"], name="offer_by_kind")]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "name"], condition=Q(ended_at__isnull=True), name="a_team_offers_a_service_once"
            ),
            models.CheckConstraint(
                condition=Q(answer_hours__range=(1, 168), weekdays__regex="^[0-6]+$"), name="an_offer_says_when"
            ),
        ]  # fmt: skip
        triggers = [pgtrigger.Protect(name="offers_are_kept", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.name


class ServiceOrder(models.Model):
    """服务单: who asked for what, where, when; who helps, and what whoever asked said of it. `office`: where a clerk took it."""

    class Channel(models.TextChoices):
        PAGE = "page", _("网页")
        PHONE = "phone", _("电话")
        COUNTER = "counter", _("当面")

    class State(models.TextChoices):
        ASKED = "asked", _("等团队答复")
        ACCEPTED = "accepted", _("已约好")
        DONE = "done", _("已服务，等本人确认")
        CONFIRMED = "confirmed", _("已确认")
        REFUSED = "refused", _("做不了")
        PASSED = "passed", _("转给别的团队")
        CANCELLED = "cancelled", _("已取消")

    offer = models.ForeignKey(ServiceOffer, models.PROTECT, related_name="+", db_index=False)
    group = models.ForeignKey(Group, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    channel = models.CharField(max_length=8, choices=Channel)
    taken_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", db_index=False)
    passable = models.BooleanField(
        default=False
    )  # with whoever asked agreeing that another team is told of it too
    place = models.CharField(max_length=100, blank=True)
    wish = models.CharField(max_length=300, blank=True)
    day = models.DateField()  # as asked for; as agreed, once accepted
    half = models.CharField(max_length=2, choices=Duty.Half)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    late_told_at = models.DateTimeField(null=True)
    helper = models.CharField(max_length=30, blank=True)
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    accepted_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    done_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    # Where a clerk entered what whoever asked said of it: who heard it, and when they called.
    heard_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    heard_at = models.DateTimeField(null=True)
    contradicted_at = models.DateTimeField(null=True)  # the last time it was said not to be done
    contradiction = models.CharField(max_length=200, blank=True)
    rating = models.PositiveSmallIntegerField(null=True)
    comment = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    passed_from = models.OneToOneField("self", models.PROTECT, null=True, related_name="passed_to")
    ended_at = models.DateTimeField(null=True)  # confirmed, refused, passed on or cancelled

    class Meta:
        indexes = [
            models.Index(fields=["group", "-id"], name="order_of_a_team"),
            models.Index(fields=["person", "-id"], name="order_of_a_person"),
            models.Index(fields=["office", "-id"], name="order_taken_at"),
            models.Index(
                fields=["answer_by"],
                condition=Q(state="asked", late_told_at__isnull=True),
                name="order_unanswered",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "offer"], condition=Q(state__in=OPEN), name="asked_for_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(channel="page", taken_by__isnull=True, office__isnull=True)
                | ~Q(channel="page") & Q(taken_by__isnull=False, office__isnull=False),
                name="an_order_for_another_says_who_took_it",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("asked", "refused", "passed", "cancelled"))
                | Q(accepted_by__isnull=False, accepted_at__isnull=False) & ~Q(helper=""),
                name="an_order_is_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("done", "confirmed")) | Q(done_by__isnull=False, done_at__isnull=False),
                name="an_order_is_done_before_it_is_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("done_by")), name="another_confirms_an_order"
            ),
            models.CheckConstraint(
                condition=Q(heard_by__isnull=True, heard_at__isnull=True) | Q(heard_by__isnull=False, heard_at__isnull=False),
                name="an_answer_by_call_is_of_somebody_and_a_time",
            ),
            models.CheckConstraint(
                condition=Q(contradicted_at__isnull=True, contradiction="")
                | Q(contradicted_at__isnull=False) & ~Q(contradiction=""),
                name="an_order_is_contradicted_in_words",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("refused", "passed")) | ~Q(reason=""), name="an_order_is_refused_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__range=(1, 5), state="confirmed"), name="an_order_is_rated"
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="an_order_moves", when=pgtrigger.Before, operation=pgtrigger.Update, func=ORDER_MOVES
            ),
            pgtrigger.Protect(name="orders_are_kept", operation=pgtrigger.Delete),
        ]

    @property
    def runs(self) -> bool:
        return self.state in OPEN
