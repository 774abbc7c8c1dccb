"""诉前调与司法确认: what the court sends and what it confirms; who sits where; what must be reported."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.people.models import Area, Office, Person

from .agreements import Agreement
from .disputes import Dispute


class Diversion(models.Model):
    """诉前调: a suit that a court lets be mediated first, or after filing; it may go back at any moment."""

    class Mode(models.TextChoices):
        DELEGATED = "delegated", _("委派调解（立案前）")
        ORDINARY = "ordinary", _("委托调解（普通程序）")
        SUMMARY = "summary", _("委托调解（简易程序）")

    class Result(models.TextChoices):
        AGREED = "agreed", _("调解成功")
        WITHDRAWN = "withdrawn", _("当事人撤回")
        FAILED = "failed", _("调解不成")
        REFUSED = "refused", _("当事人不同意，应予立案")

    case = models.OneToOneField(Dispute, models.PROTECT, related_name="diversion")
    mode = models.CharField(max_length=9, choices=Mode)
    court = models.ForeignKey(Office, models.PROTECT, related_name="+")
    court_case_no = models.CharField(max_length=60, blank=True)
    cause = models.CharField(max_length=80)  # 案由
    received_on = models.DateField()  # by the court
    signed_at = models.DateTimeField(null=True)  # the mediator signed for the papers: the clock starts
    result = models.CharField(max_length=9, choices=Result, blank=True)
    returned_at = models.DateTimeField(null=True)
    file_by = models.DateTimeField(null=True)  # 民事诉讼法 art. 126: the court files within seven days
    filed_no = models.CharField(max_length=60, blank=True)  # what the court says of it

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True, result="")
                | (Q(returned_at__isnull=False) & ~Q(result="")),
                name="what_goes_back_has_a_result",
            )
        ]


class Confirmation(models.Model):
    """司法确认: asked for by all parties together within thirty days (人民调解法 art. 33, 民事诉讼法 art. 205)."""

    class Ruling(models.TextChoices):
        VALID = "valid", _("确认有效")
        REJECTED = "rejected", _("驳回申请")
        WITHDRAWN = "withdrawn", _("撤回申请")

    agreement = models.OneToOneField(Agreement, models.PROTECT, related_name="confirmation")
    court_name = models.CharField(max_length=60)
    court_why = models.CharField(max_length=200)
    apply_by = models.DateTimeField()  # the first moment that is too late
    reminded_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)
    accepted_on = models.DateField(null=True)
    ruling = models.CharField(max_length=9, choices=Ruling, blank=True)
    ruling_no = models.CharField(max_length=60, blank=True)
    served_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["apply_by"], name="confirmation_open", condition=Q(applied_at__isnull=True))
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(applied_at__isnull=True) | Q(applied_at__lt=F("apply_by")),
                name="nobody_applies_after_thirty_days",
            ),
            models.CheckConstraint(
                condition=Q(ruling="") | Q(applied_at__isnull=False), name="no_ruling_without_an_application"
            ),
        ]


class Station(models.Model):
    """派驻: a judge's half-day in a town, a mediator's at a court, a shared court; each with so many places to book."""

    class Kind(models.TextChoices):
        JUDGE = "judge", _("法官驻镇")
        MEDIATOR = "mediator", _("调解员驻庭")
        SHARED = "shared", _("共享法庭")

    class Half(models.TextChoices):
        MORNING = "am", _("上午")
        AFTERNOON = "pm", _("下午")

    kind = models.CharField(max_length=8, choices=Kind)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    court = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    who = models.CharField(
        max_length=60
    )  # the judge, the mediator, or the head of the shared court (庭务主任)
    linked_judge = models.CharField(max_length=60, blank=True)
    weekday = models.PositiveSmallIntegerField()  # 1 Monday … 7
    half = models.CharField(max_length=2, choices=Half)
    room = models.CharField(max_length=80)
    places = models.PositiveSmallIntegerField()  # bookings in one half-day
    ended_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["area", "weekday"], name="station_by_area")]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__range=(1, 7)), name="a_weekday_is_1_to_7"),
            models.CheckConstraint(condition=Q(places__range=(1, 20)), name="a_half_day_has_1_to_20_places"),
        ]


class Booking(models.Model):
    """预约: one place in one half-day of a station."""

    station = models.ForeignKey(Station, models.PROTECT, related_name="bookings", db_index=False)
    day = models.DateField()
    place = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    case = models.ForeignKey(Dispute, models.PROTECT, null=True, related_name="+", db_index=False)
    topic = models.CharField(max_length=120)
    booked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["station", "day", "place"], name="a_place_is_booked_once"),
            models.UniqueConstraint(
                fields=["station", "day", "person"], name="one_booking_of_a_person_in_a_half_day"
            ),
        ]


class Report(models.Model):
    """强制报告与联系: who was told of violence at home or of danger, by whom and when (反家庭暴力法 art. 14)."""

    class To(models.TextChoices):
        POLICE = "police", _("公安机关")
        WOMEN = "women", _("妇联")

    case = models.ForeignKey(Dispute, models.PROTECT, related_name="reports", db_index=False)
    to = models.CharField(max_length=6, choices=To)
    contact = models.CharField(max_length=80)
    note = models.CharField(max_length=300)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="report_by_case")]
