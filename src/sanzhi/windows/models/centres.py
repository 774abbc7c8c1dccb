"""窗口: a centre, its counters, and when which service has how many seats."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.people.models import Office, Person


class Service(models.TextChoices):
    """服务: what a counter does. 一窗通办 brings the organs together; the list is ours (本平台约定)."""

    HOTLINE = "hotline", _("咨询和 12345 诉求")
    PETITION = "petition", _("信访")
    MEDIATION = "mediation", _("调解")
    POLICE = "police", _("公安")
    COURT = "court", _("诉讼服务")
    LAW_ENFORCEMENT = "law_enforcement", _("行政执法")
    LEGAL_AID = "legal_aid", _("法律援助")


class Centre(models.Model):
    """窗口大厅: the counters of one governance centre or town. `poster`: the code printed at its door."""

    office = models.OneToOneField(Office, models.PROTECT, related_name="+")
    place = models.CharField(max_length=100)
    poster = models.CharField(max_length=9, unique=True)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.place


class Counter(models.Model):
    """窗口: one counter, what it does, and which office sits at it. It is open while somebody sits there."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="counters", db_index=False)
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=30)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    services = ArrayField(models.CharField(max_length=16, choices=Service))
    open = models.BooleanField(default=False)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["office"], name="counter_by_office")]
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="a_counter_has_its_number"),
            models.CheckConstraint(
                condition=Q(services__len__gte=1) & Q(services__contained_by=Service.values),
                name="a_counter_does_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Shift(models.Model):
    """班次: on this weekday from–to a service has so many seats in every half hour. Ended, never changed."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="shifts", db_index=False)
    service = models.CharField(max_length=16, choices=Service)
    weekday = models.PositiveSmallIntegerField()  # 0: Monday
    starts = models.TimeField()
    ends = models.TimeField()
    seats = models.PositiveSmallIntegerField()
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["weekday", "starts", "service"]
        indexes = [models.Index(fields=["centre", "service", "weekday"], name="shift_by_weekday")]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__range=(0, 6)), name="a_shift_is_on_a_weekday"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="a_shift_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(seats__range=(1, 20)), name="a_shift_has_seats"),
            models.UniqueConstraint(
                fields=["centre", "service", "weekday", "starts"],
                condition=Q(ended_at__isnull=True),
                name="one_shift_at_a_time",
            ),
        ]
