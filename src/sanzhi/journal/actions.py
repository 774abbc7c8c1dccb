"""Everything written to the journal. `record` and `once` belong inside the caller's transaction."""

import json
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import Any

from django.db import connection, transaction

from sanzhi.kit.verdict import Refusal

from . import chain, rules
from .models import IdempotencyKey

_ENTRY = """
INSERT INTO journal_entry (at, kind, by_id, about_type, about_id, commitment, salt, content)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s) RETURNING id
"""
_ENTRY_AND_MESSAGE = f"""
WITH entry AS ({_ENTRY})
INSERT INTO journal_outbox (entry_id, topic, next_try_at, tries, last_error)
SELECT id, %s, %s, 0, '' FROM entry RETURNING entry_id
"""  # noqa: S608 - both parts are constants


def committed(content: Mapping[str, Any]) -> tuple[bytes, bytes, str]:
    """承诺: (commitment, salt, canonical words) of what an entry is to say.

    Raises TypeError or ValueError for content that has no one spelling.
    """
    salt, words = secrets.token_bytes(16), chain.canonical(content)
    return sha256(salt + words).digest(), salt, words.decode()


def record(
    kind: str,
    *,
    by: int | None,
    at: datetime,
    about: tuple[str, int],
    content: Mapping[str, Any],
    topic: str | None = None,
) -> int:
    """Write down what happened; with `topic`, also the message for reactions. One statement. Returns the entry id.

    Raises TypeError or ValueError for content that has no one spelling, RuntimeError outside a transaction.
    """
    _need_transaction()
    values = [at, kind, by, *about, *committed(content)]
    with connection.cursor() as cursor:
        # Due from `at` on, not from now: what is replayed at its own time is delivered at its own time.
        cursor.execute(_ENTRY_AND_MESSAGE if topic else _ENTRY, [*values, topic, at] if topic else values)
        return cursor.fetchone()[0]


_BESIDE = """
entry AS (
    INSERT INTO journal_entry (at, kind, by_id, about_type, about_id, commitment, salt, content)
    SELECT %(entry_at)s, %(entry_kind)s, %(entry_by)s::bigint, %(entry_about)s, id, %(entry_commitment)s, %(entry_salt)s,
           %(entry_content)s::jsonb
    FROM {source} RETURNING id
), message AS (
    INSERT INTO journal_outbox (entry_id, topic, next_try_at, tries, last_error)
    SELECT id, %(entry_topic)s, %(entry_at)s, 0, '' FROM entry
)
"""


@cache
def _beside(source: str) -> str:
    return " ".join(_BESIDE.format(source=source).split())


def record_beside(
    source: str, kind: str, *, by: int | None, at: datetime, about: str, content: Mapping[str, Any]
) -> tuple[str, dict[str, Any]]:
    """`record`, with its kind as its topic, for a statement of the caller's own that first makes what it is about.

    Gives two CTEs to stand in the caller's WITH, `entry` (id) and `message`, and their values; `source` names the
    CTE there that yields the id the entry is about. Raises as `record` does.
    """
    _need_transaction()
    commitment, salt, words = committed(content)
    return _beside(source), {
        "entry_at": at,
        "entry_kind": kind,
        "entry_by": by,
        "entry_about": about,
        "entry_commitment": commitment,
        "entry_salt": salt,
        "entry_content": words,
        "entry_topic": kind,
    }


def _need_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("a record belongs in the transaction of what it records")


_ANSWER = "UPDATE journal_idempotencykey SET answer = %s WHERE scope = %s AND key = %s"


class KeyReused(Refusal):
    """编号重用: the same key with another body."""


class Once:
    """一次: what `once` yields. `replayed` says that the effect has been had; `answer` is what was said then.

    `at` is the database's time when the key was taken.
    """

    def __init__(
        self, scope: str, key: str, at: datetime, answer: dict[str, Any] | None, *, replayed: bool
    ) -> None:
        self._scope, self._key = scope, key
        self.at, self.answer, self.replayed = at, answer, replayed

    def store(self, answer: dict[str, Any], beside: tuple[str, list[Any]] | None = None) -> None:
        """Keep the answer for whoever sends the key again; `beside` is a change of the caller's to make with it."""
        values = [json.dumps(answer), self._scope, self._key]
        with connection.cursor() as cursor:
            if beside:
                cursor.execute(f"WITH beside AS ({beside[0]}) {_ANSWER}", [*beside[1], *values])
            else:
                cursor.execute(_ANSWER, values)
        self.answer = answer


@contextmanager
def once(scope: str, key: str, body: bytes | str) -> Iterator[Once]:
    """At most one effect per key. A second sender of the same key waits for the first, then gets its answer.

    Must be inside a transaction: if that rolls back, the key is free again. Raises KeyReused when the same key
    comes with another body, Refusal "key_shape" for a key that is none (`rules.key_shape`).
    """
    _need_transaction()
    rules.key_shape(scope, key).or_refuse()
    digest = sha256(body.encode() if isinstance(body, str) else body).digest()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_idempotencykey (scope, key, body_hash) VALUES (%s, %s, %s) "
            "ON CONFLICT (scope, key) DO NOTHING RETURNING at",
            [scope, key, digest],
        )
        new = cursor.fetchone()
    if new:
        yield Once(scope, key, new[0], None, replayed=False)
        return
    earlier = IdempotencyKey.objects.get(scope=scope, key=key)
    if not (verdict := rules.same_body(bytes(earlier.body_hash), digest)):
        raise KeyReused(verdict.code, verdict.sentence)
    yield Once(scope, key, earlier.at, earlier.answer, replayed=True)


@transaction.atomic
def erase(entry_ids: list[int], *, why: str, by: int | None, at: datetime) -> int:
    """抹去内容: destroy the words and the salt of some entries; their place and commitment in the chain remain.

    Returns how many were erased; the records of erasures are never among them. The application may not update
    the journal: a function of its owner does it, and only for what an entry already written names.
    """
    content = {"entries": sorted(entry_ids), "why": why}
    erasure = record("journal.erased", by=by, at=at, about=("journal", 0), content=content)
    with connection.cursor() as cursor:
        cursor.execute("SELECT journal_erase(%s)", [erasure])
        return cursor.fetchone()[0]


def forget_old_keys(*, at: datetime) -> int:
    """Delete idempotency keys nobody will send again."""
    gone, _kinds = IdempotencyKey.objects.filter(at__lt=at - rules.KEYS_KEPT).delete()
    return gone
