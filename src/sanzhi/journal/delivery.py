"""投递: hand each message of the outbox to its handlers, once, in the transaction of their effect.

A handler takes a run of messages of its topic at once, so that it can ask the database once for all of them; what
came first is handed over first.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db import connection, transaction

from . import rules
from .models import Outbox


@dataclass(frozen=True)
class Message:
    """消息: an entry with a topic, as a handler receives it."""

    id: int
    topic: str
    kind: str
    at: datetime
    by: int | None
    about: tuple[str, int]
    content: dict[str, Any]
    entry: int = 0


Handler = Callable[[Sequence[Message]], None]


def deliver(handlers: Mapping[str, Sequence[Handler]], *, at: datetime, limit: int = 200) -> int:
    """Deliver one batch of what is due at `at`. Two workers share the work without meeting. Returns how many were taken.

    A handler that raises undoes only its own message, which is tried again later and after eight tries parked.
    """
    with transaction.atomic():
        waiting = (
            Outbox.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(done_at=None, parked_at=None, next_try_at__lte=at)
            .select_related("entry")
            .order_by("next_try_at", "id")[:limit]
        )
        rows = list(waiting)
        if _all_at_once(rows, handlers):
            done = [row.id for row in rows]
        else:
            done = [row.id for row in rows if _try(row, handlers, at)]
        Outbox.objects.filter(id__in=done).update(done_at=at)
    return len(rows)


def _all_at_once(rows: Sequence[Outbox], handlers: Mapping[str, Sequence[Handler]]) -> bool:
    """The usual case: every message has its effect under one savepoint. If one fails, none has had it yet."""
    try:
        with transaction.atomic():
            _hand_over(rows, handlers)
            connection.check_constraints()
    except Exception:  # noqa: BLE001 - which one it was is found out one by one
        return False
    return True


def _hand_over(rows: Sequence[Outbox], handlers: Mapping[str, Sequence[Handler]]) -> None:
    for topic, run in groupby(rows, key=attrgetter("topic")):
        messages = [_message(row) for row in run]
        for handler in handlers.get(topic, ()):
            handler(messages)


def _message(row: Outbox) -> Message:
    entry = row.entry
    about = (entry.about_type, entry.about_id)
    return Message(row.id, row.topic, entry.kind, entry.at, entry.by_id, about, entry.content or {}, entry.id)


def _try(row: Outbox, handlers: Mapping[str, Sequence[Handler]], at: datetime) -> bool:
    try:
        with transaction.atomic():
            _hand_over([row], handlers)
            # Deferred constraints speak here, for this message, and not at the commit, for the whole batch.
            connection.check_constraints()
    except Exception as error:  # noqa: BLE001 - one bad message must not stop the rest
        _put_off(row, error, at)
        return False
    return True


def _put_off(row: Outbox, error: Exception, at: datetime) -> None:
    row.tries += 1
    row.last_error = _storable(f"{type(error).__name__}: {error}")[:300]
    row.next_try_at = at + rules.wait_before(row.tries)
    row.parked_at = at if row.tries >= rules.MOST_TRIES else None
    row.save(update_fields=["tries", "last_error", "next_try_at", "parked_at"])


def _storable(text: str) -> str:
    """What PostgreSQL can keep: an error that cannot be written down would hold up the whole batch for ever."""
    return text.encode("utf-8", "replace").decode().replace("\0", "")


@transaction.atomic
def retry(outbox_id: int, *, at: datetime) -> bool:
    """Take a parked message off the shelf and try it again from the start."""
    row = Outbox.objects.filter(pk=outbox_id, done_at=None, parked_at__isnull=False)
    return bool(row.update(parked_at=None, tries=0, next_try_at=at))
