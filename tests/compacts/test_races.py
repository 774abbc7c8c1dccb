"""Two hands at one compact: a household signs once, a person scores once, a compact is opened and revised once."""

from collections import Counter
from functools import partial

import pytest
from django.db import transaction

from sanzhi.compacts import actions, queries
from sanzhi.compacts.models import Pledge, Score, Version
from tests.cases.test_family_race import race
from tests.compacts.pact import Pact, violations
from tests.county import DAY, MONDAY


@pytest.fixture
def pact(committed_db) -> Pact:
    with transaction.atomic():
        return Pact()


def test_two_of_one_household_sign_at_once_and_it_has_signed_once(pact: Pact):
    with transaction.atomic():
        one, (she, he) = pact.in_force(), pact.home("1号", "沈阿妹", "沈阿弟")
    ends = race(
        lambda: actions.pledge(one.pk, by=she, at=MONDAY),
        lambda: actions.pledge(one.pk, by=he, at=MONDAY),
        lambda: actions.pledge_from_paper(one.pk, household="1号", name="沈阿妹", by=pact.clerk, at=MONDAY),
    )
    assert ends == Counter({"won": 1, "signed_already": 2})
    assert Pledge.objects.count() == 1 and violations() == []


def test_one_person_at_two_phones_scores_once(pact: Pact):
    with transaction.atomic():
        one, (she,) = pact.in_force(), pact.home("1号", "沈阿妹")
        round_ = pact.appraising(one)
        given = {each.pk: 4 for each in queries.clauses_of(one)}
    ends = race(
        lambda: actions.score(round_.pk, given, by=she, at=MONDAY + DAY),
        lambda: actions.score(round_.pk, given, by=she, at=MONDAY + DAY),
    )
    assert ends == Counter({"won": 1, "scored_already": 1})
    assert Score.objects.count() == 3


def test_two_clerks_open_and_revise_one_compact_once(pact: Pact):
    ends = race(pact.compact, pact.compact)
    assert ends == Counter({"won": 1, "compact_there": 1})
    with transaction.atomic():
        one = pact.in_force(pact.reviewed(_filled(pact)))
    revise = partial(actions.revise, one.compact_id, by=pact.clerk, at=MONDAY)
    assert race(revise, revise) == Counter({"won": 1, "draft_there": 1})


def _filled(pact: Pact) -> Version:
    one = Version.objects.get()
    actions.add_clause(one.pk, field="order", kind="oblige", text="门前自己打扫。", by=pact.clerk, at=MONDAY)
    return one
