"""预约: within the seats of the shifts, on days that are worked, few at a time, moved and cancelled in one step."""

from datetime import date, datetime, time

import pytest

from sanzhi.kit.calendar import COUNTY
from sanzhi.people import queries as people
from sanzhi.windows import actions, queries, rules
from sanzhi.windows.actions import NewShift
from sanzhi.windows.models import Booking
from tests.county import a_resident

from .hall import DAY, HOUR, MONDAY, TEN, Hall, refused, some, violations

HALF = HOUR / 2


def test_a_booking_has_a_seat_and_a_short_code(town: Hall):
    one = town.booked()
    assert (one.seat, one.of_seats, len(one.code)) == (1, 2, 9)
    assert [row.code for row in queries.mine(town.resident, MONDAY).bookings] == [one.code]


def test_the_same_half_hour_again_is_the_same_booking(town: Hall):
    assert town.booked().pk == town.booked().pk


def test_a_half_hour_is_full_when_its_seats_are_taken_and_another_is_not(town: Hall):
    for who in some(2):
        town.booked(who)
    assert refused(town.booked) == "full"
    assert town.booked(starts_at=TEN + HALF).seat == 1
    slots = queries.slots(town.hall, "mediation", MONDAY.date())
    assert [(f"{one.starts_at.astimezone(COUNTY):%H:%M}", one.free) for one in slots] == [
        ("09:00", 2), ("09:30", 2), ("10:00", 0), ("10:30", 1), ("11:00", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("starts_at", "code"),
    [
        (MONDAY - 2 * DAY, "slot_past"),
        (MONDAY + 21 * DAY, "too_far"),
        (MONDAY + 3 * HOUR, "no_slot"),
        (TEN + HALF / 2, "no_slot"),
        (MONDAY + DAY, "no_slot"),
    ],
)
def test_only_half_hours_of_a_shift_to_come_can_be_booked(town: Hall, starts_at: datetime, code: str):
    assert refused(lambda: town.booked(starts_at=starts_at)) == code


def test_nobody_holds_more_than_three_at_once_and_a_cancelled_one_makes_room(town: Hall):
    first = town.booked()
    town.booked(starts_at=TEN + HALF)
    town.booked(service="hotline")
    assert refused(lambda: town.booked(service="petition")) == "too_many"
    actions.cancel(first.code, by=town.resident, at=MONDAY - DAY)
    assert town.booked(service="petition").seat == 1


def test_moving_gives_up_the_old_half_hour_and_never_both(town: Hall):
    old = town.booked()
    for who in some(2):
        town.booked(who, starts_at=TEN + HALF)
    move = lambda to: actions.move_booking(old.code, to, by=town.resident, at=MONDAY - DAY)  # noqa: E731
    assert refused(lambda: move(TEN + HALF)) == "full"


def test_moved_the_new_one_has_a_code_of_its_own(town: Hall):
    old = town.booked()
    new = actions.move_booking(old.code, TEN + HALF, by=town.resident, at=MONDAY - DAY)
    assert new.code != old.code
    assert Booking.objects.filter(cancelled_at=None).get() == new


def test_somebody_elses_booking_is_not_there(town: Hall):
    code = town.booked().code
    stranger = a_resident("别人")
    assert refused(lambda: actions.cancel(code, by=stranger, at=MONDAY)) == "not_visible"
    assert refused(lambda: queries.booking_by_code(stranger, code)) == "not_visible"
    assert refused(lambda: actions.cancel(code, by=town.dispatcher, at=MONDAY)) == "not_visible"


def test_the_desk_books_for_somebody_without_a_phone(town: Hall):
    one = actions.book_for(town.hall.pk, "mediation", TEN, name="陆阿婆", by=town.dispatcher, at=MONDAY)
    assert one.person and one.person.name == "陆阿婆" and one.booked_by_id == town.dispatcher.person_id
    outsider = town.handler
    book = lambda: actions.book_for(town.hall.pk, "mediation", TEN, name="陆阿婆", by=outsider, at=MONDAY)  # noqa: E731
    assert refused(book) == "not_your_centre"


def test_a_holiday_has_no_half_hours_and_a_make_up_day_has_mondays():
    calendar = people.working_calendar()
    assert rules.weekday_of(date(2026, 10, 1), calendar) is None
    assert rules.weekday_of(date(2026, 3, 3), calendar) == 1
    made_up = next(day for day in calendar.days if calendar.is_make_up(day) and day.year == 2026)
    assert rules.weekday_of(made_up, calendar) == 0


test_a_holiday_has_no_half_hours_and_a_make_up_day_has_mondays = pytest.mark.django_db(
    test_a_holiday_has_no_half_hours_and_a_make_up_day_has_mondays
)


def test_a_shift_is_on_half_hours_and_touches_no_other(town: Hall):
    put = lambda *what: actions.put_shift(town.hall.pk, NewShift(*what), by=town.dispatcher, at=MONDAY)  # noqa: E731
    assert refused(lambda: put("mediation", 1, time(9, 10), time(10), 2)) == "shift_shape"
    assert refused(lambda: put("mediation", 1, time(9), time(10), 21)) == "seats_shape"
    assert refused(lambda: put("mediation", 0, time(11), time(12), 2)) == "overlaps"
    assert put("mediation", 0, time(14), time(16), 2).seats == 2


def test_an_ended_shift_takes_no_more_and_keeps_what_was_booked(town: Hall):
    one = town.booked()
    shift = next(row for row in queries.shifts_of(town.hall.pk) if row.service == "mediation")
    actions.end_shift(shift.pk, by=town.dispatcher, at=MONDAY - DAY)
    assert refused(lambda: town.booked(a_resident("后来的"))) == "no_slot"
    assert queries.mine(town.resident, MONDAY - DAY).bookings[0].pk == one.pk
    assert violations() == []


def test_only_the_centres_own_staff_keep_its_counters(town: Hall):
    for by in (town.officer, town.decider, town.handler, town.resident):
        put = lambda by=by: actions.put_counter(  # noqa: E731
            town.hall.pk, number=4, name="多的", services=("court",), by=by, at=MONDAY
        )
        assert refused(put) == "not_your_centre"
    assert (
        refused(lambda: actions.open_centre(place="路上", by=town.officer, at=MONDAY)) == "role_may_not_keep"
    )
