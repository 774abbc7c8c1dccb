"""What the worker does by the clock."""

from procrastinate.contrib.django import app

from sanzhi.cases import actions as cases
from sanzhi.journal import queries as journal
from sanzhi.kit import crypto
from sanzhi.people import queries as people
from sanzhi.reactions import tasks
from tests.county import HOUR, MONDAY, County

BY_THE_CLOCK = {
    "sanzhi.deliver_messages",
    "sanzhi.seal_journal",
    "sanzhi.raise_cards",
    "sanzhi.publish_checkpoint",
    "sanzhi.forget_the_spent",
    "sanzhi.retry_stalled",
}


def test_the_worker_knows_every_task_and_keeps_at_most_one_of_each_waiting():
    periodic = {name for name, _id in app.periodic_registry.periodic_tasks}
    assert periodic >= BY_THE_CLOCK
    locks = {app.tasks[name].queueing_lock for name in BY_THE_CLOCK}
    assert None not in locks
    assert len(locks) == len(BY_THE_CLOCK)


def test_the_delivery_task_empties_the_outbox_and_the_card_task_raises_what_is_due(db):
    county = County()
    case = county.filed()
    cases.urge(case.id, by=county.resident, at=MONDAY + HOUR)
    tasks.raise_cards(timestamp=0)  # by now, the real time, the case of March is long overdue
    tasks.deliver_messages(timestamp=0)
    assert journal.waiting() == 0
    assert len(people.messages_for(county.dispatcher.person_id)) == 1
    assert len(people.messages_for(county.supervisor.person_id)) == 1


def test_the_keeping_tasks_can_run_at_any_time(db, settings, tmp_path):
    settings.SANZHI_HOME = tmp_path
    crypto.ensure_keys(tmp_path)
    County()
    tasks.seal_journal(timestamp=0)
    tasks.publish_checkpoint(timestamp=0)
    tasks.forget_the_spent(timestamp=0)
    assert journal.head().size == len(journal.recent(limit=10_000))
    assert len(list(tmp_path.glob("checkpoints/*.txt"))) == 1
