"""Two hands at one hall: a seat goes to one, a number is called by one, nobody gets two numbers."""

from collections import Counter

import pytest
from django.db import transaction

from sanzhi.petitions.models import Petition
from sanzhi.windows import actions
from sanzhi.windows.actions import Received
from sanzhi.windows.models import Booking, Handover, Ticket, Turn
from tests.cases.test_family_race import race
from tests.county import a_member_of_staff

from .hall import DAY, MONDAY, TEN, Hall, some, violations
from .handed import Organs

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


def test_two_at_one_office_receiving_at_once_make_one_petition(committed_db):
    with transaction.atomic():
        town = Organs()
        second = a_member_of_staff("信访小林", "petition_officer", town.bureau)
        one = town.handed("petition")
    receive = [
        lambda by=by: actions.receive(one.pk, Received(), by=by, at=MONDAY + DAY)
        for by in (town.officer, second)
    ]
    assert race(*receive) == Counter({"won": 1, "ended_already": 1})
    assert Petition.objects.count() == 1


def test_received_and_sent_back_at_once_is_one_of_the_two(committed_db):
    with transaction.atomic():
        town = Organs()
        one = town.handed("police")
    ends = race(
        lambda: town.received(one),
        lambda: actions.send_back(one.pk, ground="不属于本单位职责", by=town.liaison, at=MONDAY + DAY),
    )
    assert ends == Counter({"won": 1, "ended_already": 1})


def test_two_desks_handing_one_matter_on_at_once_make_one_handover(committed_db):
    with transaction.atomic():
        town = Organs()
        case = town.filed()
    ends = race(*[lambda to=to: town.handed(to, case) for to in ("police", "petition")])
    assert ends["won"] == 1 and sum(ends.values()) == 2
    assert Handover.objects.count() == 1
