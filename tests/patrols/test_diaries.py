"""日志: what a phone got through late, and what was done late, says so."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from sanzhi.patrols import actions, queries
from sanzhi.patrols.actions import Tick
from sanzhi.patrols.models import PatrolStop
from tests.patrols.grid import DAY, HOUR, MONDAY, GridWork, violations

TODAY, TOMORROW = MONDAY.date(), (MONDAY + DAY).date()


def sent(grid: GridWork, task, number: int, *, taken, arrived) -> None:
    """Ticked without a network, and got through later."""
    stop = task.stops.get(number=number)
    actions.tick(Tick(uuid4(), stop.pk, True, taken), by=grid.worker, at=arrived)


def test_what_arrived_on_a_later_day_says_so_and_after_signing_stands_apart(grid: GridWork):
    task = grid.task()
    sent(grid, task, 1, taken=MONDAY + HOUR, arrived=MONDAY + DAY)
    (first,) = [row for row in queries.lines_of(grid.worker, TODAY) if row["kind"] == "fine"]
    assert first["arrived"] == TOMORROW.isoformat() and "overdue" not in first
    one = actions.sign_diary(TODAY, by=grid.worker, at=MONDAY + DAY + HOUR)
    assert queries.arrived_later(one) == []
    sent(grid, task, 2, taken=MONDAY + 2 * HOUR, arrived=MONDAY + DAY + 2 * HOUR)
    one.refresh_from_db()
    assert [row["text"] for row in one.lines if row["kind"] == "fine"] == ["幸福路口"]
    assert [(row["text"], row["arrived"]) for row in queries.arrived_later(one)] == [
        ("老街东段", TOMORROW.isoformat())
    ]
    with pytest.raises(DatabaseError), transaction.atomic():
        PatrolStop.objects.filter(task=task).update(arrived_at=MONDAY)
    assert violations() == []


def test_what_was_done_after_its_day_says_by_when_it_was_due(grid: GridWork):
    task = grid.task(due_on=TODAY)
    sent(grid, task, 1, taken=MONDAY + DAY, arrived=MONDAY + DAY)
    (line,) = [row for row in queries.lines_of(grid.worker, TOMORROW) if row["kind"] == "fine"]
    assert (line["overdue"], line.get("arrived")) == (TODAY.isoformat(), None)


def test_what_was_done_and_sent_on_its_day_says_nothing_more(grid: GridWork):
    task = grid.task()
    sent(grid, task, 1, taken=MONDAY + HOUR, arrived=MONDAY + 2 * HOUR)
    (line,) = [row for row in queries.lines_of(grid.worker, TODAY) if row["kind"] == "fine"]
    assert line.keys() == {"at", "kind", "text"}
