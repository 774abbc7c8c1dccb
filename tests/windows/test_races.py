"""Two hands at one hall: a seat goes to one, a number is called by one, nobody gets two numbers."""

from collections import Counter

import pytest
from django.db import transaction

from sanzhi.windows import actions
from sanzhi.windows.models import Booking, Ticket, Turn
from tests.cases.test_family_race import race

from .hall import MONDAY, TEN, Hall, some, violations

ROUNDS = 4


@pytest.fixture
def town(committed_db) -> Hall:
    with transaction.atomic():
        return Hall()


def test_two_seats_go_to_two_of_five(town: Hall):
    with transaction.atomic():
        people = some(5)
    assert race(*[lambda who=who: town.booked(who) for who in people]) == Counter({"won": 2, "full": 3})
    assert sorted(Booking.objects.values_list("seat", flat=True)) == [1, 2]


def test_one_person_at_several_halves_of_an_hour_gets_three(town: Hall):
    halves = [TEN - (TEN - MONDAY) / 2 * n for n in range(-2, 3)]
    ends = race(*[lambda at=at: town.booked(starts_at=at) for at in halves])
    assert ends == Counter({"won": 3, "too_many": 2})


def test_two_counters_calling_at_once_never_get_the_same_number(town: Hall):
    for _round in range(ROUNDS):
        with transaction.atomic():
            town.came(), town.came()
        calls = [lambda counter=counter: town.called(counter=counter) for counter in (town.one, town.two)]
        assert race(*calls) == Counter({"won": 2})
        called = list(Ticket.objects.filter(state="called"))
        assert len({one.counter_id for one in called}) == 2
        with transaction.atomic():
            for one in called:
                actions.served(one.pk, by=town.dispatcher, at=MONDAY)
    assert Turn.objects.filter(step="call").count() == 2 * ROUNDS
    assert violations() == []


def test_the_last_one_waiting_is_called_by_one(town: Hall):
    with transaction.atomic():
        town.came()
    calls = [lambda counter=counter: town.called(counter=counter) for counter in (town.one, town.two)]
    assert race(*calls) == Counter({"won": 1, "nobody_waits": 1})


def test_numbers_taken_at_once_are_all_different_and_a_double_tap_is_one(town: Hall):
    race(*[lambda: town.came()] * 3, *[lambda: town.came(by=town.resident)] * 3)
    assert sorted(Ticket.objects.values_list("number", flat=True)) == ["B001", "B002", "B003", "B004"]
    assert Ticket.objects.filter(person_id=town.resident.person_id).count() == 1
