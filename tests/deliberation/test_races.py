"""Two hands at one vote: one person one vote, whoever is faster; and none after it is closed."""

from collections import Counter
from functools import partial
from threading import Event
from time import sleep

import pytest
from django.db import transaction

from sanzhi.deliberation import actions, queries
from sanzhi.deliberation.models import Elector, Polled, Resolution, Vote
from sanzhi.kit import ids
from tests.cases.test_family_race import race

from .council import BEFORE, MONDAY, Council, a_photo, refused, violations


@pytest.fixture
def village(committed_db) -> Council:
    with transaction.atomic():
        return Council()


def test_one_person_at_two_phones_and_at_the_desk_has_one_vote(village: Council):
    with transaction.atomic():
        item, me = village.voting(), village.resident_at(1)
    ends = race(
        lambda: actions.vote(item.pk, "for", by=me, at=MONDAY),
        lambda: actions.vote(item.pk, "against", by=me, at=MONDAY),
        lambda: actions.vote_for(item.pk, "1", "abstain", by=village.clerk, at=MONDAY),
    )
    assert ends == Counter({"won": 1, "voted_already": 2})
    assert Vote.objects.count() == 1


def test_a_ballot_and_a_paper_at_once_are_one(village: Council):
    with transaction.atomic():
        item, me = village.voting("secret"), village.resident_at(1)
    ends = race(
        lambda: actions.cast(item.pk, "for", ids.public_code(), by=me, at=MONDAY),
        lambda: actions.hand_out(item.pk, "1", by=village.clerk, at=MONDAY),
        lambda: actions.cast(item.pk, "against", ids.public_code(), by=me, at=MONDAY),
    )
    assert ends == Counter({"won": 1, "voted_already": 2})
    assert Polled.objects.count() == 1 and violations() == []


def test_ballots_cast_at_once_all_lie_in_the_box(village: Council):
    with transaction.atomic():
        item = village.voting("secret")
        voters = [village.resident_at(number) for number in range(1, 10)]
    ends = race(
        *[lambda me=me: actions.cast(item.pk, "for", ids.public_code(), by=me, at=MONDAY) for me in voters]
    )
    assert ends == Counter({"won": 9})
    with transaction.atomic():
        assert village.closed(item).counts == {"heads": [9, 9, 9, 0, 0]}
        assert len(queries.ballots_of(item)) == 9


@pytest.mark.parametrize("method", ["named", "secret"])
def test_what_comes_while_it_is_closed_is_in_the_count_or_refused(village: Council, method: str):
    with transaction.atomic():
        item = village.voting(method, here=7)
        voters = [village.resident_at(number) for number in range(1, 8)]
    cast = actions.cast if method == "secret" else None
    votes = [
        (lambda me=me: cast(item.pk, "for", ids.public_code(), by=me, at=MONDAY))
        if cast
        else (lambda me=me: actions.vote(item.pk, "for", by=me, at=MONDAY))
        for me in voters
    ]
    ends = race(*votes[:4], lambda: village.closed(item), *votes[4:])
    assert set(ends) <= {"won", "vote_shut"}
    with transaction.atomic():
        assert Resolution.objects.get().counts["heads"][2] == ends["won"] - 1
        assert violations() == []


def test_two_of_one_household_at_once_are_one(committed_db):
    with transaction.atomic():
        village = Council(pack="assembly", measure="households")
        home = village.household("1")
        new = actions.NewMember("同户的", household=home)
        actions.add_member(village.body.pk, new, by=village.clerk, at=BEFORE)
        meeting = village.opened()
    ends = race(
        *[lambda n=n: actions.sign_in(meeting.pk, n, by=village.clerk, at=MONDAY) for n in ("1", "10")]
    )
    assert ends == Counter({"won": 1, "household_there": 1})
    assert Elector.objects.filter(present_at__isnull=False).count() == 1


def test_whoever_signs_in_while_a_vote_is_closed_is_counted_or_comes_after(village: Council):
    with transaction.atomic():
        item = village.voting(here=6)
        village.voted(item, *["for"] * 6)
    ends = race(
        lambda: village.closed(item),
        *[
            partial(actions.sign_in, item.meeting_id, number, by=village.clerk, at=MONDAY)
            for number in ("7", "8", "9")
        ],
    )
    assert ends == Counter({"won": 4})
    assert violations() == []


@pytest.mark.parametrize("given", ["before", "meanwhile"])
def test_giver_and_holder_of_a_proxy_who_come_at_once_are_both_there(committed_db, given: str):
    with transaction.atomic():
        village = Council(pack="members", size=1)
        home = village.household("8")
        for name in ("委托的", "受托的"):
            new = actions.NewMember(name, household=home)
            actions.add_member(village.body.pk, new, by=village.clerk, at=BEFORE)
        meeting = village.opened()
        by = {"by": village.clerk, "at": MONDAY}
        give = partial(actions.enter_proxy, meeting.pk, "2", "3", a_photo(), **by)
        if given == "before":
            give()
    comes = [partial(actions.sign_in, meeting.pk, number, **by) for number in ("2", "3")]
    ends = race(*(comes if given == "before" else [give, comes[1]]))
    assert ends == Counter({"won": 2})
    assert Elector.objects.filter(present_at__isnull=False).count() == 2


def test_nobody_is_recused_while_the_vote_is_being_opened(village: Council):
    with transaction.atomic():
        item = village.opened(here=9).items.get()
    opened = Event()

    def open_slowly() -> None:
        with transaction.atomic():
            actions.open_vote(item.pk, by=village.clerk, at=MONDAY)
            opened.set()
            sleep(0.3)

    def keep_out() -> None:
        opened.wait(5)
        actions.recuse(item.pk, "1", "承包人是本人", by=village.clerk, at=MONDAY)

    assert race(open_slowly, keep_out) == Counter({"won": 1, "voted_already": 1})


def test_a_vote_is_opened_and_closed_once(village: Council):
    with transaction.atomic():
        meeting = village.opened(here=9)
        item = meeting.items.get()
    ends = race(*[lambda: actions.open_vote(item.pk, by=village.clerk, at=MONDAY)] * 2)
    assert ends == Counter({"won": 1, "wrong_state": 1})
    ends = race(*[lambda: village.closed(item)] * 2)
    assert ends == Counter({"won": 1, "vote_shut": 1})
    with transaction.atomic():
        assert refused(lambda: village.closed(item)) == "vote_shut"
