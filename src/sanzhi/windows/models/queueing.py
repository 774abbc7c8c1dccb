"""预约和取号: a seat at a half hour; a number in the queue; every call of it."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.cases.models import Case
from sanzhi.kit.appendonly import never_truncated
from sanzhi.people.models import Person
from sanzhi.windows.triggers import BOOKING_STAYS, TICKET_MOVES

from .centres import Centre, Counter, Service


class Booking(models.Model):
    """预约: one seat of `of_seats` at one half hour. `person` is forgotten after a time, the seat is not."""

    code = models.CharField(max_length=9, unique=True)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+", db_index=False)
    service = models.CharField(max_length=16, choices=Service)
    starts_at = models.DateTimeField()
    seat = models.PositiveSmallIntegerField()
    of_seats = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    booked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    booked_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["centre", "starts_at"], name="booking_by_half_hour"),
            models.Index(fields=["person", "-id"], name="booking_by_person"),
            models.Index(
                fields=["booked_at"], name="booking_named_by_age", condition=Q(person__isnull=False)
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "service", "starts_at", "seat"],
                condition=Q(cancelled_at__isnull=True),
                name="a_seat_is_booked_once",
            ),
            models.CheckConstraint(
                condition=Q(seat__gte=1, seat__lte=F("of_seats")), name="a_slot_has_no_more_than_its_seats"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_booking_stays", when=pgtrigger.Before, operation=pgtrigger.Update, func=BOOKING_STAYS
            ),
            pgtrigger.Protect(name="bookings_are_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.code


class Ground(models.TextChoices):
    """优先理由: said by whoever comes. Which grounds there are is ours (本平台约定)."""

    NONE = "", _("没有")
    ELDER = "elder", _("六十岁以上")
    PREGNANT = "pregnant", _("怀孕")
    DISABLED = "disabled", _("残疾、行动不便")
    CHILD = "child", _("带着小孩")


class Ticket(models.Model):
    """号: of a centre, a day and a service. `turn_at`: when it was taken, or the half hour that was booked."""

    class State(models.TextChoices):
        WAITING = "waiting", _("等候")
        CALLED = "called", _("叫到")
        SERVED = "served", _("办好")
        GONE = "gone", _("过号")
        SWEPT = "swept", _("当天没有叫到")

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    service = models.CharField(max_length=16, choices=Service)
    serial = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=6)
    code = models.CharField(max_length=9, unique=True)  # opens the page of this number: no name stands there
    ground = models.CharField(max_length=8, choices=Ground, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    booking = models.OneToOneField(Booking, models.PROTECT, null=True, related_name="ticket")
    taken_at = models.DateTimeField()
    turn_at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    round = models.PositiveSmallIntegerField(default=0)  # how often it was passed on
    counter = models.ForeignKey(Counter, models.PROTECT, null=True, related_name="+", db_index=False)
    called_at = models.DateTimeField(null=True)  # the first time
    last_called_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [
            models.Index(fields=["centre", "day", "state"], name="ticket_of_a_day"),
            models.Index(fields=["person", "-id"], name="ticket_by_person"),
            models.Index(fields=["counter", "state"], name="ticket_at_a_counter"),
            models.Index(fields=["case"], name="ticket_by_case", condition=Q(case__isnull=False)),
            models.Index(fields=["day"], name="ticket_named_by_age", condition=Q(person__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "day", "service", "serial"], name="a_number_once_a_day"
            ),
            models.UniqueConstraint(
                fields=["centre", "day", "service", "person"],
                condition=Q(ended_at__isnull=True, person__isnull=False),
                name="one_number_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["counter"], condition=Q(state="called"), name="one_number_at_a_counter"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "called"), ended_at__isnull=True)
                | Q(state__in=("served", "gone", "swept"), ended_at__isnull=False),
                name="a_ticket_ends_with_its_state",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("called", "served"))
                | Q(counter__isnull=False, called_at__isnull=False),
                name="who_is_called_has_a_counter",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_ticket_moves_on", when=pgtrigger.Before, operation=pgtrigger.Update, func=TICKET_MOVES
            ),
            pgtrigger.Protect(name="tickets_are_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.number


class Turn(models.Model):
    """叫号记录: one thing that happened to a number at a counter. In one round it is called once."""

    class Step(models.TextChoices):
        CALL = "call", _("叫号")
        AGAIN = "again", _("再叫")
        GONE = "gone", _("过号")
        SERVED = "served", _("办好")
        PASS = "pass", _("转到别的窗口")

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="turns", db_index=False)
    round = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=6, choices=Step)
    counter = models.ForeignKey(Counter, models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["ticket", "id"], name="turns_of_a_ticket")]
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "round"], condition=Q(step="call"), name="a_number_is_called_once"
            )
        ]
        triggers = [
            pgtrigger.Protect(name="turns_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            never_truncated("turns_are_never_truncated", "turns are never truncated"),
        ]
