"""Two hands at one petition: one wins, the other is told, and nothing is done twice."""

from collections import Counter

import pytest
from django.db import transaction

from sanzhi.petitions import actions
from sanzhi.petitions.actions import NewReception
from sanzhi.petitions.models import Booking, Letter
from tests.cases.test_family_race import race
from tests.county import DAY, HOUR, MONDAY, a_resident

from .bureau import OPINION, Bureau


@pytest.fixture
def county(committed_db) -> Bureau:
    with transaction.atomic():
        return Bureau()


def test_an_opinion_is_issued_once(county):
    with transaction.atomic():
        one = county.accepted()
    at = MONDAY + 9 * DAY
    ends = race(*[lambda: actions.answer(one.pk, OPINION, by=county.handler, at=at)] * 3)
    assert ends == Counter({"won": 1, "step_not_open": 2})
    assert Letter.objects.filter(kind="opinion").count() == 1


def test_asking_for_a_review_and_the_end_of_its_term_do_not_both_happen(county):
    with transaction.atomic():
        letter = county.served()
    one, late = letter.petition_id, MONDAY + 200 * DAY
    in_time = MONDAY + 20 * DAY
    race(
        lambda: actions.ask_review(one, reason="不服这个意见", by=county.resident, at=in_time),
        lambda: actions.lapse(one, at=late),
    )
    steps = set(letter.petition.case.moves.values_list("step", flat=True))
    assert len(steps & {"petition-askreview", "petition-lapse"}) == 1


def test_the_last_seat_is_given_once(county):
    starts = MONDAY + 3 * DAY
    with transaction.atomic():
        new = NewReception("李市长", "副市长", "市信访局", starts, starts + HOUR, 1)
        one = actions.open_reception(new, by=county.officer, at=MONDAY)
        people = [a_resident(f"人{n}") for n in range(4)]
    books = [lambda who=who: actions.book(one.pk, topic="排水管", by=who, at=MONDAY) for who in people]
    assert race(*books) == Counter({"won": 1, "full": 3})
    assert Booking.objects.exclude(seat=None).count() == 1
