"""Two hands at one dispute, with real threads: nothing is done twice, and nobody is kept in."""

from collections import Counter
from datetime import date
from functools import partial

import pytest
from django.db import transaction

from sanzhi.cases.models import Case, Move
from sanzhi.disputes import actions
from sanzhi.disputes.models import Answer, Dispute, Instalment
from tests.cases.test_family_race import race
from tests.county import DAY, HOUR, MONDAY
from tests.disputes.room import Room, later, nothing_wrong


@pytest.fixture
def room(committed_db) -> Room:
    with transaction.atomic():
        actions.load_reference(at=MONDAY)
        return Room()


def steps(dispute: Dispute) -> Counter:
    return Counter(Move.objects.filter(case_id=dispute.pk).values_list("step", flat=True))


def test_two_parties_answer_at_once_and_both_words_are_kept(room: Room):
    with transaction.atomic():
        dispute = room.applied()
        actions.ask_parties(dispute.pk, by=room.clerk, at=MONDAY + HOUR)
        first, second = room.parties(dispute)
    ends = race(
        lambda: actions.answer(
            dispute.pk, "consent", True, party=first.pk, by=room.applicant, at=MONDAY + 2 * HOUR
        ),
        lambda: actions.answer(
            dispute.pk, "consent", True, party=second.pk, by=room.other, at=MONDAY + 2 * HOUR
        ),
    )
    assert ends == Counter({"won": 2})
    assert set(Answer.objects.filter(about="consent", yes=True).values_list("party", flat=True)) == {
        first.pk,
        second.pk,
    }
    with transaction.atomic():
        actions.accept(dispute.pk, by=room.clerk, at=MONDAY + 3 * HOUR)
    nothing_wrong()


def test_a_party_leaves_while_the_mediator_closes_and_it_ends_once(room: Room):
    with transaction.atomic():
        dispute = room.talking()
        first, _second = room.parties(dispute)
    race(
        lambda: actions.leave(dispute.pk, party=first.pk, by=room.applicant, at=later(5)),
        lambda: actions.fail(dispute.pk, reason="双方谈不拢", by=room.mediator, at=later(5)),
    )
    taken = steps(dispute)
    assert taken["dispute-leave"] + taken["dispute-fail"] == 1
    assert Case.objects.get(pk=dispute.pk).closed_at == later(5)
    nothing_wrong()


def test_two_clerks_accept_at_once_and_it_is_accepted_once(room: Room):
    with transaction.atomic():
        dispute = room.applied()
        room.says(dispute, "consent", True, MONDAY + HOUR)
    accept = partial(actions.accept, dispute.pk, by=room.clerk, at=MONDAY + 2 * HOUR)
    ends = race(accept, accept)
    assert ends["won"] == 1, ends
    assert sum(n for step, n in steps(dispute).items() if step.startswith("dispute-accept")) == 1
    assert Case.objects.get(pk=dispute.pk).clocks.filter(stopped_at=None).count() == 1
    nothing_wrong()


def test_two_instalments_confirmed_at_once_end_it_once(room: Room):
    with transaction.atomic():
        dispute = room.performing()
        parts = list(Instalment.objects.order_by("seq"))
    on = date(2026, 3, 20)
    race(*[
        lambda one=one: actions.note_performance(one.pk, on=on, by=room.clerk, at=MONDAY + 20 * DAY) for one in parts
    ])  # fmt: skip
    assert not Instalment.objects.filter(performed_on=None).exists()
    assert steps(dispute)["dispute-done"] == 1
    assert Case.objects.get(pk=dispute.pk).state == "follow_up"
    nothing_wrong()


def test_one_instalment_confirmed_twice_is_performed_once(room: Room):
    with transaction.atomic():
        dispute = room.performing()
        [first, _second] = Instalment.objects.order_by("seq")
    on = date(2026, 3, 20)
    note = lambda: actions.note_performance(first.pk, on=on, by=room.clerk, at=MONDAY + 20 * DAY)  # noqa: E731
    race(note, note)
    assert Instalment.objects.filter(performed_on=on).count() == 1
    assert steps(dispute)["dispute-done"] == 0
    nothing_wrong()
