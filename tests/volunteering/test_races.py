"""Two hands at one shift: a place goes to one, the last place to one of many, points once."""

from collections import Counter
from datetime import time
from functools import partial

import pytest
from django.db import transaction

from sanzhi.points.models import Claim
from sanzhi.volunteering import actions
from sanzhi.volunteering.models import Shift, SignUp
from tests.cases.test_family_race import race

from .team import DAY, HOUR, MONDAY, SATURDAY, Team, some, violations


@pytest.fixture
def village(committed_db) -> Team:
    with transaction.atomic():
        made = Team()
        made.with_standard()
        return made


def test_two_places_go_to_two_of_five_and_the_others_wait(village: Team):
    with transaction.atomic():
        people = some(village, 5)
    assert race(*[lambda who=who: village.signed(who) for who in people]) == Counter({"won": 5})
    assert Counter(SignUp.objects.values_list("state", flat=True)) == Counter(signed=2, waiting=3)
    assert sorted(SignUp.objects.filter(state="signed").values_list("seat", flat=True)) == [1, 2]
    assert violations() == []


def test_two_who_sign_off_at_once_let_two_who_wait_in(village: Team):
    with transaction.atomic():
        people = some(village, 4)
        signups = [village.signed(who) for who in people]
    off = [lambda n=n: actions.sign_off(signups[n].pk, by=people[n], at=MONDAY) for n in (0, 1)]
    assert race(*off) == Counter({"won": 2})
    assert sorted(SignUp.objects.filter(state="signed").values_list("seat", flat=True)) == [1, 2]


def test_one_person_at_two_shifts_of_one_time_has_one(village: Team):
    with transaction.atomic():
        village.joined()
        other = village.opened(title="清河道")
        shift = actions.add_shift(
            other.pk, day=SATURDAY.date(), starts=time(9), ends=time(10), needed=3, by=village.clerk, at=MONDAY
        )  # fmt: skip
    ends = race(lambda: village.signed(), lambda: village.signed(shift=shift))
    assert ends == Counter({"won": 1, "elsewhere": 1})


def test_whoever_leaves_while_signing_up_holds_no_place(village: Team):
    with transaction.atomic():
        village.joined()
        village.signed()
        later = Shift.objects.get(starts_at=SATURDAY + 7 * DAY)
    leave = partial(actions.leave, by=village.resident, at=MONDAY)
    cancel = partial(actions.cancel_shift, village.shift.pk, reason="那天有台风", by=village.clerk, at=MONDAY)
    ends = race(leave, lambda: village.signed(shift=later), cancel)
    assert ends["won"] + ends["no_volunteer"] == 3
    assert set(SignUp.objects.values_list("state", flat=True)) == {"off"}
    assert violations() == []


def test_hours_handed_over_by_four_workers_at_once_are_one_claim(village: Team):
    with transaction.atomic():
        one = village.confirmed()
    race(*[lambda: actions.hand_over(one.pk, at=SATURDAY + 4 * HOUR) for _ in range(4)])
    assert Claim.objects.filter(source="volunteer").count() == 1
    assert violations() == []
