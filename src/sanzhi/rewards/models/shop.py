"""What a village offers for points, who hands it out, and how much of it the village may give."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.people.models import Area, Person


class Merchant(models.Model):
    """商户: a shop of the village, or the village's own counter, where vouchers are redeemed."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=60)
    contact = models.CharField(max_length=60)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["area", "-id"], name="merchant_by_area")]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"],
                condition=Q(closed_at__isnull=True),
                name="one_open_merchant_per_name",
            )
        ]

    def __str__(self) -> str:
        return self.name


class MerchantHand(models.Model):
    """收券人: who may redeem for a merchant, signed in with a post of their own; from a day to a day."""

    merchant = models.ForeignKey(Merchant, models.PROTECT, related_name="hands", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person"], name="hand_by_person", condition=Q(until__isnull=True))]
        constraints = [
            models.UniqueConstraint(
                fields=["merchant", "person"],
                condition=Q(until__isnull=True),
                name="a_person_is_a_hand_once",
            )
        ]


class Budget(models.Model):
    """兑换预算: of a village and year, the sum of what was approved for it, and how much of it is gone.

    Nothing is sold beyond it: the row says so itself. `fen_committed` is the face of every voucher that has been
    or can still be redeemed.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    points = models.BigIntegerField(default=0)
    fen = models.BigIntegerField(default=0)
    points_spent = models.BigIntegerField(default=0)
    fen_committed = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["area", "-id"], name="budget_by_area")]
        constraints = [
            models.UniqueConstraint(fields=["area", "year"], name="one_budget_per_village_and_year"),
            models.CheckConstraint(
                condition=Q(points_spent__gte=0, points_spent__lte=F("points")),
                name="points_stay_within_the_budget",
            ),
            models.CheckConstraint(
                condition=Q(fen_committed__gte=0, fen_committed__lte=F("fen")),
                name="money_stays_within_the_budget",
            ),
        ]


class Allotment(models.Model):
    """预算决定: points and money added to a budget, on what ground; entered by one, approved by another."""

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="allotments")
    points = models.BigIntegerField()
    fen = models.BigIntegerField()
    ground = models.CharField(max_length=300)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="allotment_waiting", condition=Q(approved_at__isnull=True))
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(points__gte=0, fen__gte=0) & (Q(points__gt=0) | Q(fen__gt=0)),
                name="an_allotment_adds_something",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="approved_by_whom_and_when_together",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("entered_by")),
                name="a_second_person_approves_an_allotment",
            ),
        ]


class Reward(models.Model):
    """兑换品: what a household can have for points, while there is any.

    `stocked` is everything that was ever put in; `stock` what is left. `limit_month` and `limit_year` are for a
    household; null is no limit.
    """

    class Kind(models.TextChoices):
        GOODS = "goods", _("实物")
        SERVICE = "service", _("服务")
        VOUCHER = "voucher", _("面券")

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=40)
    description = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=8, choices=Kind)
    price = models.PositiveIntegerField()
    face_fen = models.PositiveIntegerField()
    stocked = models.PositiveIntegerField()
    stock = models.PositiveIntegerField()
    limit_month = models.PositiveIntegerField(null=True)
    limit_year = models.PositiveIntegerField(null=True)
    valid_days = models.PositiveSmallIntegerField()
    refund_on_expiry = models.BooleanField()
    open_from = models.DateField()
    open_to = models.DateField(null=True)
    merchants = models.ManyToManyField(Merchant, related_name="rewards")
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["area", "-id"], name="reward_by_area"),
            models.Index(
                fields=["area", "price", "id"], name="reward_on_offer", condition=Q(closed_at__isnull=True)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(stock__gte=0, stock__lte=F("stocked")), name="stock_is_never_below_nought"
            ),
            models.CheckConstraint(condition=Q(price__gt=0), name="a_reward_costs_points"),
            models.CheckConstraint(
                condition=Q(kind__in=["goods", "service", "voucher"]), name="reward_of_a_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(open_to__isnull=True) | Q(open_to__gte=F("open_from")),
                name="a_reward_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name
