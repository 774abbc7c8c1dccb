"""Processes for tests to kill: `python -m tests.journal.worker deliver|done_apart|first_done|key|key_apart`.

Each says a line once it has done something, so that a test knows when to kill it.
"""

import sys
import time
from collections.abc import Callable, Sequence

import django

django.setup()

from django.db import transaction  # noqa: E402

from sanzhi.journal import actions, delivery  # noqa: E402
from sanzhi.journal.models import Outbox  # noqa: E402
from sanzhi.kit import clock  # noqa: E402

BREATH = 0.02  # seconds between two effects, for the axe to fall in


def effect(messages: Sequence[delivery.Message]) -> None:
    for message in messages:
        actions.record("test.effect", by=None, at=clock.now(), about=("message", message.id), content={})


def slow_effect(messages: Sequence[delivery.Message]) -> None:
    for message in messages:
        effect([message])
        say(message.id)


def say(what: object) -> None:
    print(what, flush=True)
    time.sleep(BREATH)


def deliver() -> None:
    """As the real worker does."""
    while delivery.deliver({"test": [slow_effect]}, at=clock.now(), limit=20):
        pass


def done_apart() -> None:
    """Mutant: the effect in one transaction, the mark in the next."""
    for row in Outbox.objects.filter(done_at=None).select_related("entry").order_by("id"):
        with transaction.atomic():
            actions.record("test.effect", by=None, at=clock.now(), about=("message", row.id), content={})
        say(row.id)
        Outbox.objects.filter(pk=row.pk).update(done_at=clock.now())


def first_done() -> None:
    """Mutant: the mark first, the effect in the next transaction."""
    for row in Outbox.objects.filter(done_at=None).select_related("entry").order_by("id"):
        Outbox.objects.filter(pk=row.pk).update(done_at=clock.now())
        say(row.id)
        with transaction.atomic():
            actions.record("test.effect", by=None, at=clock.now(), about=("message", row.id), content={})


def key() -> None:
    """Key, effect and answer in one transaction, as every form does."""
    with transaction.atomic(), actions.once("test", "the-key", "body") as earlier:
        _effect_of_the_key()
        earlier.store({"to": "/done/"})


def key_apart() -> None:
    """Mutant: the key is committed before its effect, as middleware would."""
    with transaction.atomic(), actions.once("test", "the-key", "body"):
        pass
    with transaction.atomic():
        _effect_of_the_key()


def _effect_of_the_key() -> None:
    actions.record("test.effect", by=None, at=clock.now(), about=("key", 1), content={})
    say("working")
    time.sleep(10 * BREATH)


if __name__ == "__main__":
    ways: dict[str, Callable[[], None]] = {
        way.__name__: way for way in (deliver, done_apart, first_done, key, key_apart)
    }
    ways[sys.argv[1]]()
