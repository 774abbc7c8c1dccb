"""The probes tell the truth and nothing about anybody."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from sanzhi.journal import actions as journal
from sanzhi.journal import sealing
from sanzhi.kit import clock

pytestmark = pytest.mark.django_db


def test_alive_asks_nothing_of_the_database(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert Client().get("/healthz").json() == {"ok": True}


def test_without_a_worker_it_is_not_ready() -> None:
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["worker"]) == (503, False)


def test_with_a_worker_that_beats_it_is_ready() -> None:
    _a_worker_beats()
    answer = Client().get("/readyz")
    assert answer.status_code == 200, answer.json()
    assert answer.json() == {"ok": True, "database": True, "migrations": True, "worker": True, "seals": True}


def test_a_message_that_waits_too_long_turns_it_red() -> None:
    _a_worker_beats()
    at = clock.now()
    journal.record("test.happened", by=None, at=at, about=("test", 1), content={}, topic="test.happened")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_outbox SET next_try_at = %s", [at - timedelta(minutes=3)])
    assert Client().get("/readyz").json()["seals"] is False


def _a_worker_beats() -> None:
    sealing.seal()  # what installing wrote, however long ago the template was made
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
