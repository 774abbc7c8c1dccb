"""取号和叫号: by booked half hour, stated ground and arrival and nothing else; called once; passed on under the same number."""

from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.kit import walls
from sanzhi.people.access import sight_of
from sanzhi.windows import actions, queries, rules, sweeps
from sanzhi.windows.models import Booking, Ticket, Turn
from tests.county import a_resident

from .hall import DAY, HOUR, MINUTE, MONDAY, TEN, Hall, refused, violations


def test_numbers_run_by_day_and_service(town: Hall):
    assert [town.came(service=one).number for one in ("mediation", "mediation", "hotline")] == [
        "B001",
        "B002",
        "A001",
    ]
    assert town.came(MONDAY + 7 * DAY).number == "B001"


def test_who_comes_first_is_called_first(town: Hall):
    first, second = town.came(), town.came(MONDAY + MINUTE)
    assert town.called(MONDAY + HOUR) == first
    actions.served(first.pk, by=town.dispatcher, at=MONDAY + HOUR)
    assert town.called(MONDAY + HOUR) == second


def test_a_stated_ground_goes_before_arrival_and_a_booked_half_hour_before_both(town: Hall):
    booking = town.booked(starts_at=TEN)
    walked, elder = town.came(), town.came(MONDAY + MINUTE, ground="elder")
    booked = town.came(MONDAY + 2 * MINUTE, by=town.resident, booking=booking.code)
    before = [
        one.pk
        for one in sorted((walked, elder, booked), key=lambda one: rules.place(one, MONDAY + 5 * MINUTE))
    ]
    assert before == [elder.pk, walked.pk, booked.pk]  # the half hour has not come yet
    assert town.called(TEN) == booked


def test_who_comes_long_after_the_booked_half_hour_waits_like_everybody(town: Hall):
    booking = town.booked(starts_at=MONDAY)
    first = town.came(MONDAY + HOUR)
    late = town.came(MONDAY + HOUR + 10 * MINUTE, by=town.resident, booking=booking.code)
    assert town.called(MONDAY + 2 * HOUR) == first != late


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "elder", "child"]), st.booleans(), st.integers(0, 90)), max_size=12
    )
)
def test_the_order_follows_from_booking_ground_and_arrival_alone(come):
    """I2: what else somebody has, or is, is nowhere in what the order is told."""
    rows = [
        SimpleNamespace(
            id=n, ground=ground, booking_id=n if booked else None, counter_id=None, taken_at=MONDAY + minutes * MINUTE,
            turn_at=MONDAY + HOUR if booked else MONDAY + minutes * MINUTE,
        )
        for n, (ground, booked, minutes) in enumerate(come)
    ]  # fmt: skip
    at = MONDAY + 2 * HOUR
    line = sorted(rows, key=lambda one: rules.place(one, at))
    bands = [1 if one.booking_id is not None else 2 if one.ground else 3 for one in line]
    assert bands == sorted(bands)
    walked = [one.taken_at for one in line if one.booking_id is None and not one.ground]
    assert walked == sorted(walked)


def test_a_counter_calls_the_next_only_when_it_is_free_and_open(town: Hall):
    assert refused(town.called) == "nobody_waits"
    town.came(), town.came()
    one = town.called()
    assert refused(town.called) == "somebody_there"
    assert (
        refused(lambda: actions.set_open(town.two.pk, to=False, by=town.dispatcher, at=MONDAY))
        == "somebody_there"
    )
    actions.gone(one.pk, by=town.dispatcher, at=MONDAY)
    actions.set_open(town.two.pk, to=False, by=town.dispatcher, at=MONDAY)
    assert refused(town.called) == "counter_shut"


def test_a_counter_calls_only_what_it_does(town: Hall):
    town.came(service="petition")
    assert refused(town.called) == "nobody_waits"
    assert (
        refused(lambda: actions.call_next(town.three.pk, by=town.dispatcher, at=MONDAY)) == "not_your_counter"
    )
    assert actions.call_next(town.three.pk, by=town.officer, at=MONDAY).number == "C001"


def test_passed_on_it_keeps_its_number_and_is_the_next_there(town: Hall):
    town.came(MONDAY - MINUTE, "petition")
    first = town.came(MONDAY)
    one = town.called(MONDAY + MINUTE)
    assert one == first
    actions.pass_on(one.pk, to=town.three.pk, by=town.dispatcher, at=MONDAY + 2 * MINUTE)
    assert refused(town.called) == "nobody_waits"
    again = actions.call_next(town.three.pk, by=town.officer, at=MONDAY + 3 * MINUTE)
    assert (again.pk, again.number, again.round) == (one.pk, "B001", 1)
    assert list(Turn.objects.values_list("step", "round")) == [("call", 0), ("pass", 0), ("call", 1)]
    assert violations() == []


def test_one_person_waits_with_one_number_and_sees_how_many_are_before(town: Hall):
    town.came()
    mine = town.came(MONDAY + MINUTE, by=town.resident)
    assert town.came(MONDAY + 2 * MINUTE, by=town.resident) == mine
    assert town.shown(mine, MONDAY + 3 * MINUTE).before == 1
    town.called(MONDAY + 4 * MINUTE)
    assert town.shown(mine, MONDAY + 5 * MINUTE).before == 0


def test_a_resident_takes_a_number_only_while_the_service_is_on(town: Hall):
    assert refused(lambda: town.came(MONDAY + 12 * HOUR, by=town.resident)) == "not_open"
    assert refused(lambda: town.came(MONDAY + DAY, by=town.resident)) == "not_open"
    assert refused(lambda: town.came(MONDAY, "court", by=town.resident)) == "not_open"
    assert town.came(MONDAY + DAY).number == "B001"  # the desk knows who stands before it


def test_a_booking_is_used_once_by_whose_it_is_on_its_day(town: Hall):
    booking = town.booked()
    stranger = a_resident("别人")
    assert refused(lambda: town.came(by=stranger, booking=booking.code)) == "no_booking"
    assert refused(lambda: town.came(MONDAY + 7 * DAY, booking=booking.code)) == "no_booking"
    assert refused(lambda: town.came(booking="K7M2-9QXX")) in ("code_mistyped", "no_booking")
    assert town.came(booking=booking.code).turn_at == TEN
    assert refused(lambda: town.came(booking=booking.code)) == "came_already"
    assert refused(lambda: actions.cancel(booking.code, by=town.resident, at=MONDAY)) == "came_already"


def test_a_served_number_leads_to_the_matter_that_was_filed_at_it(town: Hall):
    town.came()
    one = town.called()
    case = town.at_counter()
    actions.served(one.pk, by=town.dispatcher, at=MONDAY)
    assert actions.tie(one.pk, case.public_code, by=town.dispatcher, at=MONDAY).case_id == case.pk
    other = town.filed(title="另一件事")
    assert (
        refused(lambda: actions.tie(one.pk, other.public_code, by=town.dispatcher, at=MONDAY))
        == "tied_already"
    )
    turn = queries.ticket_of_case(case)
    assert turn and turn.counter.number == 2


def test_the_hall_shows_numbers_and_counters_and_no_name(town: Hall):
    town.came(name="陆阿婆")
    town.came(service="hotline")
    town.called()
    shown = queries.hall(town.hall, MONDAY)
    assert [(one.number, one.counter.number) for one in shown.called if one.counter] == [("B001", 2)]
    assert shown.waiting == [("咨询和 12345 诉求", 1)]


def test_the_days_figures_are_counts(town: Hall):
    for _n in range(3):
        town.came()
    one = town.called(MONDAY + 10 * MINUTE)
    actions.served(one.pk, by=town.dispatcher, at=MONDAY + 12 * MINUTE)
    two = town.called(MONDAY + 20 * MINUTE)
    actions.gone(two.pk, by=town.dispatcher, at=MONDAY + 22 * MINUTE)
    sweeps.close_days(at=MONDAY + DAY)
    (row,) = queries.day_figures(town.dispatcher, town.hall, MONDAY.date())
    assert (row.came, row.served, row.gone, row.swept, row.waited, row.longest) == (3, 1, 1, 1, 15, 20)
    assert refused(lambda: queries.day_figures(town.handler, town.hall, MONDAY.date())) == "not_your_centre"


def test_names_are_forgotten_after_thirty_days_and_the_numbers_stay(town: Hall):
    booking = town.booked()
    ticket = town.came(by=town.resident, booking=booking.code)
    assert sweeps.close_days(at=MONDAY + 29 * DAY) == 1  # the number ends
    assert Ticket.objects.get(pk=ticket.pk).person_id
    assert sweeps.close_days(at=MONDAY + 32 * DAY) == 2
    assert Ticket.objects.get(pk=ticket.pk).person_id is None
    assert Booking.objects.get(pk=booking.pk).person_id is None
    assert sweeps.close_days(at=MONDAY + 32 * DAY) == 0
    assert queries.day_figures(town.dispatcher, town.hall, MONDAY.date())[0].came == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE windows_ticket SET number = 'B999'",
        "UPDATE windows_ticket SET state = 'waiting' WHERE state = 'served'",
        "UPDATE windows_booking SET seat = 2, of_seats = 9",
        "DELETE FROM windows_ticket",
        "DELETE FROM windows_booking",
    ],
)
def test_the_database_keeps_numbers_and_bookings_as_they_were(town: Hall, statement: str):
    town.booked(a_resident("约的人"))
    town.came()
    actions.served(town.called().pk, by=town.dispatcher, at=MONDAY)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_shows_a_number_to_its_person_and_its_hall_only(town: Hall):
    town.came(by=town.resident)
    stranger = a_resident("别人")
    for who, sees in ((town.resident, 1), (stranger, 0), (town.dispatcher, 1), (town.officer, 1), (town.handler, 0), (town.decider, 0)):  # fmt: skip
        with walls.seeing(sight_of(who)):
            assert Ticket.objects.count() == sees, who.name


def test_verify_finds_a_second_call_and_a_seat_too_many(town: Hall, owner_connection):
    assert violations() == []
    town.came()
    town.called()
    with connection.cursor() as cursor, pytest.raises(Exception, match="a_number_is_called_once"):
        cursor.execute(
            "INSERT INTO windows_turn (ticket_id, round, step, counter_id, by_id, at) "
            "SELECT ticket_id, round, step, counter_id, by_id, at FROM windows_turn"
        )
