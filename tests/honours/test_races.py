"""Two at the same moment, with real threads and real commits; and the protection taken out once, to see that it is one."""

from threading import Barrier

import pytest
from django.db import IntegrityError

from sanzhi.honours import actions, queries
from sanzhi.honours.actions import good
from sanzhi.honours.models import Deed, Nomination
from tests.county import a_resident
from tests.honours.conftest import HOUR, LATER, Hamlet
from tests.ledger.test_races import all_at_once


@pytest.fixture
def village(committed_db) -> Hamlet:
    return Hamlet()


def six_awards(village: Hamlet):
    ones = []
    for n in range(6):
        somebody = a_resident(f"好人{n}")
        village.house(f"好{n}", somebody)
        ones.append(village.good("announced", who=somebody).pk)
    return all_at_once([lambda one=one: actions.award(one, by=village.overseer, at=LATER) for one in ones])


def test_six_awards_at_the_same_moment_have_six_numbers(village):
    assert six_awards(village) == {"done": 6}
    assert sorted(Nomination.objects.values_list("serial", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_without_the_queue_two_reach_for_one_number(village, monkeypatch):
    together = Barrier(6, timeout=30)  # all have come this far before anybody looks for the last number
    monkeypatch.setattr(good, "queue_for", lambda _name: together.wait())
    with pytest.raises(IntegrityError, match="a_title_number_is_given_once"):
        six_awards(village)


def test_publishing_and_taking_back_at_the_same_moment_shows_nobody(village):
    deed = village.announced(village.agreed(village.entered()))
    all_at_once(
        [
            lambda: actions.publish_deed(deed.pk, by=village.overseer, at=LATER),
            lambda: actions.take_back(f"honour-deed-{deed.pk}", by=village.resident, at=LATER),
        ]
    )
    assert queries.red_board(village.code, LATER + HOUR) == []
    assert Deed.objects.count() == 1
