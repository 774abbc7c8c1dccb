"""Everything read from the journal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .models import Entry, IdempotencyKey, Outbox, Seal


@dataclass(frozen=True)
class EntryLine:
    """日志行: an entry as rooms above may read it. `content` is None when it has been erased."""

    id: int
    recorded_at: datetime
    at: datetime
    kind: str
    by_id: int | None
    about_type: str
    about_id: int
    content: dict[str, Any] | None


_COLUMNS = ("id", "recorded_at", "at", "kind", "by_id", "about_type", "about_id", "content")


def entries_about(about_type: str, about_id: int) -> list[EntryLine]:
    """Everything on record about one thing, oldest first."""
    rows = Entry.objects.filter(about_type=about_type, about_id=about_id).order_by("id")
    return [EntryLine(*row) for row in rows.values_list(*_COLUMNS)]


def worded(about_type: str, about_ids: Iterable[int]) -> list[int]:
    """The ids of the entries about these that still have their words."""
    entries = Entry.objects.filter(about_type=about_type, about_id__in=about_ids, content__isnull=False)
    return list(entries.order_by("id").values_list("id", flat=True))


def all_of(kind: str) -> list[EntryLine]:
    """Every entry of one kind, oldest first; for kinds that stay few."""
    return [EntryLine(*row) for row in Entry.objects.filter(kind=kind).order_by("id").values_list(*_COLUMNS)]


def entry(entry_id: int) -> EntryLine | None:
    row = Entry.objects.filter(pk=entry_id).values_list(*_COLUMNS).first()
    return EntryLine(*row) if row else None


def recent(
    *, before: int | None = None, kind: str = "", by_id: int | None = None, limit: int = 50
) -> list[EntryLine]:
    """The newest entries, for the audit page; `before` is the last id of the page before."""
    rows = Entry.objects.order_by("-id")
    if before:
        rows = rows.filter(id__lt=before)
    if kind:
        rows = rows.filter(kind__startswith=kind)
    if by_id:
        rows = rows.filter(by_id=by_id)
    return [EntryLine(*row) for row in rows.values_list(*_COLUMNS)[:limit]]


@dataclass(frozen=True)
class ChainHead:
    """链头: how many entries are sealed, and the hash of the last link."""

    size: int
    hash: bytes


def head() -> ChainHead | None:
    last = Seal.objects.order_by("-seq").values_list("seq", "hash").first()
    return ChainHead(last[0], bytes(last[1])) if last else None


@dataclass(frozen=True)
class Parked:
    """搁置的消息: tried in vain, waits for a person."""

    id: int
    topic: str
    tries: int
    last_error: str
    parked_at: datetime


def parked(limit: int = 100) -> list[Parked]:
    rows = Outbox.objects.filter(parked_at__isnull=False, done_at=None).order_by("id")
    return [
        Parked(*row) for row in rows.values_list("id", "topic", "tries", "last_error", "parked_at")[:limit]
    ]


def waiting() -> int:
    """How many messages have not had their effect yet."""
    return Outbox.objects.filter(done_at=None, parked_at=None).count()


def waiting_since() -> datetime | None:
    """When the message that has been due longest fell due; parked ones wait for a person and do not count."""
    rows = Outbox.objects.filter(done_at=None, parked_at=None).order_by("next_try_at")
    return rows.values_list("next_try_at", flat=True).first()


def stored_answer(scope: str, key: str) -> dict[str, Any] | None:
    """What a key was answered, for tests and operators."""
    return IdempotencyKey.objects.filter(scope=scope, key=key).values_list("answer", flat=True).first()


def entries(entry_ids: Iterable[int]) -> dict[int, EntryLine]:
    """Some entries by their ids."""
    rows = Entry.objects.filter(pk__in=list(entry_ids)).values_list(*_COLUMNS)
    return {row[0]: EntryLine(*row) for row in rows}


def newest_of(kind: str, limit: int = 50) -> list[EntryLine]:
    """The newest entries of one kind, newest first."""
    rows = Entry.objects.filter(kind=kind).order_by("-id")
    return [EntryLine(*row) for row in rows.values_list(*_COLUMNS)[:limit]]
