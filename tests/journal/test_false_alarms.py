"""Whatever honest people do in whatever order, `verify` stays silent."""

from datetime import timedelta

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from sanzhi.journal import actions, checkpoints, delivery, sealing
from sanzhi.journal.models import Entry
from tests.county import MONDAY
from tests.journal import worker
from tests.journal.book import violations, write


def write_some(n: int) -> None:
    write(n % 7, topic="test" if n % 2 else None)


def roll_back(n: int) -> None:
    with transaction.atomic():
        write(n % 7)
        transaction.set_rollback(True)


def erase(n: int) -> None:
    ids = list(Entry.objects.filter(kind="test.noted").values_list("id", flat=True))
    actions.erase(ids[n % 5 :: 5][:9], why="本人要求删除", by=n, at=MONDAY)


def send_key(n: int) -> None:
    with transaction.atomic(), actions.once("test", f"key-{n}", "body") as earlier:
        if not earlier.replayed:
            write()
            earlier.store({"n": n})


def publish(n: int) -> None:
    checkpoints.publish(at=MONDAY + timedelta(seconds=n))


DEEDS = (
    write_some,
    write_some,
    roll_back,
    erase,
    send_key,
    publish,
    lambda n: sealing.seal(),
    lambda n: sealing.seal(full=True),
    lambda n: delivery.deliver({"test": [worker.effect]}, at=MONDAY + timedelta(days=4000), limit=n),
)
DAYS = some.lists(some.tuples(some.sampled_from(DEEDS), some.integers(1, 60)), min_size=5, max_size=40)


@settings(max_examples=50, suppress_health_check=list(HealthCheck), deadline=None)
@given(DAYS)
def test_honest_work_raises_no_alarm(committed_db, deeds):
    for deed, n in deeds:
        deed(n)
    assert violations() == []
