"""Two hands at one task: who takes it up first has it; a stop is ticked once; a route's day is made once."""

from collections import Counter
from functools import partial
from uuid import uuid4

import pytest
from django.db import transaction

from sanzhi.cases.models import Case
from sanzhi.patrols import actions, sweeps
from sanzhi.patrols.actions import Tick
from sanzhi.patrols.models import PatrolTask
from tests.cases.test_family_race import race
from tests.patrols.grid import MONDAY, GridWork, violations


@pytest.fixture
def grid(committed_db) -> GridWork:
    with transaction.atomic():
        return GridWork()


def test_two_take_the_same_task_at_once_and_one_has_it(grid: GridWork):
    with transaction.atomic():
        task = grid.task()
    ends = race(
        partial(actions.start_task, task.pk, by=grid.worker, at=MONDAY),
        partial(actions.start_task, task.pk, by=grid.other, at=MONDAY),
    )
    assert ends == Counter({"won": 1, "taken_already": 1})
    worker = PatrolTask.objects.get().worker_id
    who = grid.worker if worker == grid.worker.person_id else grid.other
    stop = task.stops.get(number=1).pk
    found = Tick(uuid4(), stop, False, MONDAY, "井盖松动翘起", "city.roads")
    again = partial(actions.tick, found, by=who, at=MONDAY)
    assert race(again, again, again) == Counter({"won": 3})  # the same one, answered three times
    assert Case.objects.count() == 1 and violations() == []


def test_two_workers_of_the_clock_make_a_day_once_and_two_draft_one_list(grid: GridWork):
    with transaction.atomic():
        grid.route()
    race(partial(sweeps.make_tasks, at=MONDAY), partial(sweeps.make_tasks, at=MONDAY))
    assert PatrolTask.objects.count() == 1
    ends = race(
        partial(actions.draft_list, "甲起草", by=grid.drafter, at=MONDAY),
        partial(actions.draft_list, "乙起草", by=grid.second, at=MONDAY),
    )
    assert ends == Counter({"won": 1, "draft_there": 1})
