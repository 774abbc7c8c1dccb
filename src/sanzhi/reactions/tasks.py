"""后台任务: what the worker does by the clock.

The queueing lock keeps one waiting run of each: a slow run is followed by one more, never by a pile.
"""

from collections.abc import Callable
from functools import wraps

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued, UniqueViolation
from procrastinate.jobs import Status

from sanzhi.cases import actions as cases
from sanzhi.cases import sweeps
from sanzhi.journal import actions as journal
from sanzhi.journal import checkpoints, delivery, sealing
from sanzhi.kit import clock
from sanzhi.people import actions as people

from .table import REACTIONS

BATCH = 200


def every(cron: str) -> Callable[[Callable[[], object]], Callable[..., None]]:
    """Run by the clock: five cron fields, and seconds as a sixth."""

    def register(work: Callable[[], object]) -> Callable[..., None]:
        @app.periodic(cron=cron)
        @app.task(name=f"sanzhi.{work.__name__}", queueing_lock=work.__name__)
        @wraps(work)
        def run(timestamp: int) -> None:
            work()

        return run

    return register


@every("* * * * * */5")
def deliver_messages() -> None:
    """联动: until the outbox is empty, so that a burst is not spread over minutes."""
    while delivery.deliver(REACTIONS, at=clock.now(), limit=BATCH) == BATCH:
        pass


@every("* * * * * */10")
def seal_journal() -> None:
    sealing.seal()


@every("* * * * *")
def raise_cards() -> None:
    sweeps.raise_cards(at=clock.now())


@every("* * * * * */20")
def count_days() -> None:
    cases.count_days(at=clock.now())


@every("* * * * * */20")
def resume_suspended() -> None:
    sweeps.resume_due(at=clock.now())


@every("7 * * * *")
def publish_checkpoint() -> None:
    checkpoints.publish(at=clock.now())


@every("20 3 * * *")
def forget_the_spent() -> None:
    """Sign-in codes, attempt counters and idempotency keys, and notes of who is writing, that decide nothing any more."""
    at = clock.now()
    people.sweep_sign_in(at=at)
    cases.forget_editing(at=at)
    journal.forget_old_keys(at=at)


@app.periodic(cron="* * * * *")
@app.task(name="sanzhi.retry_stalled", queueing_lock="retry_stalled")
async def retry_stalled(timestamp: int) -> None:
    """A job whose worker died is done again; one whose successor already waits is let go."""
    for job in await app.job_manager.get_stalled_jobs():
        try:
            await app.job_manager.retry_job(job)
        except (AlreadyEnqueued, UniqueViolation):
            await app.job_manager.finish_job(job, Status.FAILED, delete_job=True)
