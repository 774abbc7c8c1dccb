"""Several workers, and one that is killed: at least once, under one id, and never inside a transaction."""

import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler

import pytest
from django.db import connection, connections, transaction

from sanzhi.exchange.webhooks import actions, rules, sending, sweeps
from sanzhi.exchange.webhooks.models import Delivery, Receiver
from sanzhi.kit import clock
from tests.county import MONDAY, County
from tests.exchange.conftest import a_hotline, happen

pytestmark = pytest.mark.faults
MANY = 12


@pytest.fixture
def hotline(committed_db, other_side):
    hotline = a_hotline(County(), other_side.url)
    for _number in range(MANY):
        hotline.filed()
    happen(MONDAY)
    return hotline


def a_worker() -> threading.Thread:
    def work() -> None:
        try:
            with clock.simulated(MONDAY):
                sweeps.send_due()
        finally:
            connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_two_workers_share_the_work_and_send_nothing_twice(hotline, other_side):
    for worker in [a_worker(), a_worker(), a_worker()]:
        worker.join()
    assert Counter(other_side.ids()) == {f"msg_{key.hex}": 1 for key in _keys()}
    assert Delivery.objects.filter(state="sent").count() == MANY


def test_what_was_sent_and_not_marked_is_sent_again_under_the_same_id_after_a_minute(hotline, other_side):
    """A worker killed between the sending and the mark."""
    letters = actions.claim(at=MONDAY)
    for letter in letters:
        assert sending.send(letter, MONDAY).sent
    later = MONDAY + rules.LEASE
    with clock.simulated(MONDAY):
        sweeps.send_due()  # the others; those claimed are left to the worker that has them
    assert set(Counter(other_side.ids()).values()) == {1}
    with clock.simulated(later):
        sweeps.send_due()
    times = Counter(other_side.ids())
    assert {times[f"msg_{letter.key.hex}"] for letter in letters} == {2}
    assert len(times) == MANY == Delivery.objects.filter(state="sent").count()


def test_a_worker_that_comes_to_itself_too_late_does_not_overwrite_what_another_has_marked(
    hotline, other_side
):
    letters = actions.claim(at=MONDAY)
    with clock.simulated(MONDAY + rules.LEASE):
        sweeps.send_due()
    actions.settle({one: sending.Outcome(reason="timeout") for one in letters}, at=MONDAY + rules.LEASE)
    assert Delivery.objects.filter(state="sent").count() == MANY
    assert Receiver.objects.get().failing_since is None


def test_nothing_is_held_in_the_database_while_the_other_side_is_waited_for(hotline, other_side):
    free, one_at_a_time = [], threading.Lock()

    def looks(asked: BaseHTTPRequestHandler) -> None:
        try:
            with one_at_a_time, transaction.atomic():
                free.append(Delivery.objects.select_for_update(nowait=True).count())
                free.append(len(list(Receiver.objects.select_for_update(nowait=True))))
        finally:
            connection.close()
        asked.send_response(204)
        asked.send_header("Content-Length", "0")
        asked.end_headers()

    other_side.answers = looks
    a_worker().join()
    assert free.count(1) == MANY


def _keys():
    return Delivery.objects.values_list("key", flat=True)
