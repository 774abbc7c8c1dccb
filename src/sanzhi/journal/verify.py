"""核验: recompute what the journal promises from scratch. Reads only; constant memory; finds what was tampered with."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from . import chain, checkpoints
from .models import Entry, IdempotencyKey, Outbox

# 本平台约定: recorded times may step back by this much along the chain.
LONGEST_TRANSACTION = timedelta(minutes=10)
STREAM = 2_000
_LONG_AGO = datetime.min.replace(tzinfo=UTC) + LONGEST_TRANSACTION
_CONTENT: Any = Entry._meta.get_field("content")


@dataclass(frozen=True)
class Violation:
    """违反: which check, about what, and what was found."""

    check: str
    subject: str
    sentence: str


@dataclass(frozen=True)
class Finding:
    """核验结果: how many things were looked at, what is wrong, and what cannot be excluded."""

    looked_at: int
    violations: list[Violation]
    warnings: list[str]


Check = Callable[[], Finding]

_CHAIN = """
SELECT s.seq, s.hash, e.salt, e.content,
       s.entry_id, e.recorded_at, e.at, e.kind, e.by_id, e.about_type, e.about_id, e.commitment
FROM journal_seal AS s LEFT JOIN journal_entry AS e ON e.id = s.entry_id ORDER BY s.seq
"""


def in_one_view(check: Check) -> Check:
    """See all rows as of one moment: cases that move while we read are no fault."""

    @wraps(check)
    def run() -> Finding:
        whole = not connection.in_atomic_block  # else the caller's transaction decides what is seen
        with transaction.atomic():
            if whole:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            return check()

    return run


def stream(sql: str, values: Sequence[Any] = ()) -> Iterator[tuple]:
    """Rows through a server-side cursor, so that ten million of them fit."""
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(sql, values)
        while rows := cursor.fetchmany(STREAM):
            yield from rows


def check_chain() -> Finding:
    """Every link again from the first: edits, deletions, insertions, reorderings, and the outside checkpoints."""
    violations: list[Violation] = []
    notes, warnings = _notes(violations)
    wordless: set[int] = set()
    last, previous, latest = 0, chain.GENESIS, _LONG_AGO
    for seq, stored, salt, content, *columns in stream(_CHAIN):
        head = chain.Head(*columns)
        subject = f"seq {seq}, entry {head.id}"
        violations += [
            Violation("chain", subject, said) for said in _broken(last, previous, seq, stored, head, latest)
        ]
        if salt is None or content is None:
            wordless.add(head.id)
        elif not _is_what_was_committed(salt, content, head.commitment):
            violations.append(Violation("content", subject, "the words are not those that were committed to"))
        violations += [
            Violation("checkpoint", str(note.path), "the chain was rewritten since this note")
            for note in notes.pop(seq, ())
            if note.hash != stored
        ]
        last, previous, latest = seq, stored, max(latest, head.recorded_at or latest)
    violations += _unexplained(wordless)
    violations += [
        Violation("checkpoint", str(note.path), f"link {size} is gone; the chain now ends at {last}")
        for size, missing in sorted(notes.items())
        for note in missing
    ]
    return Finding(last, violations, warnings)


def _broken(
    last: int, previous: bytes, seq: int, stored: bytes, head: chain.Head, latest: datetime
) -> Iterator[str]:
    """What is wrong with one link, given the number and hash before it and the latest time recorded so far."""
    if seq != last + 1:
        yield f"link {last + 1} is missing"
    if head.commitment is None:
        yield "the entry was deleted"
        return
    if chain.link(previous, seq, head) != stored:
        yield "the link does not follow: edited, inserted or reordered"
    if head.recorded_at < latest - LONGEST_TRANSACTION:
        yield "recorded long before the link ahead of it"


def _is_what_was_committed(salt: bytes, content: str, commitment: bytes | None) -> bool:
    return chain.commit(salt, _CONTENT.from_db_value(content, None, connection)) == commitment


def _unexplained(wordless: set[int]) -> list[Violation]:
    """Entries without words for which no erasure answers. Asked last: an erasure may happen while we read."""
    if not wordless:
        return []
    told = Entry.objects.filter(kind="journal.erased", content__isnull=False).values_list(
        "content", flat=True
    )
    explained = {entry_id for content in told for entry_id in content["entries"]}
    sentence = "the words are gone and no erasure says why"
    return [Violation("content", f"entry {entry_id}", sentence) for entry_id in sorted(wordless - explained)]


def _notes(violations: list[Violation]) -> tuple[dict[int, list[checkpoints.Checkpoint]], list[str]]:
    """The notes by size. Those that do not hold are violations; having none, or none elsewhere, is a warning."""
    found: dict[int, list[checkpoints.Checkpoint]] = {}
    for path in checkpoints.all_notes():
        try:
            note = checkpoints.read(path)
        except (ValueError, OSError) as error:
            violations.append(Violation("checkpoint", str(path), str(error)))
        else:
            found.setdefault(note.size, []).append(note)
    return found, list(_doubts(bool(found)))


def _doubts(any_note: bool) -> Iterator[str]:
    """What the notes cannot exclude."""
    for folder in settings.SANZHI_WITNESSES:
        if not folder.is_dir():
            yield f"见证目录不可读 · the witness {folder} cannot be read"
    if not any_note:
        yield "没有库外检查点，不能排除整链被重写 · no checkpoint: a full rewrite cannot be excluded"
    elif not settings.SANZHI_WITNESSES:
        yield "没有外部见证 · no outside witness: whoever holds this machine can rewrite chain and notes"


def check_unsealed() -> Finding:
    """Entries without a number: new ones are fine, old ones were slipped in or the sealer has stopped."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(*) FILTER (WHERE e.recorded_at < newest.at - %s) FROM journal_entry AS e, "
            "(SELECT max(x.recorded_at) AS at FROM journal_entry AS x JOIN journal_seal ON entry_id = x.id) AS newest "
            "WHERE NOT EXISTS (SELECT FROM journal_seal AS s WHERE s.entry_id = e.id)",
            [LONGEST_TRANSACTION],
        )
        unsealed, old = cursor.fetchone()
    sentence = "older than entries already sealed, yet without a number: slipped in"
    violations = [Violation("unsealed", f"{old} entries", sentence)] if old else []
    warnings = [f"{unsealed} 条尚未封存 · {unsealed} entries not sealed yet"] if unsealed else []
    return Finding(unsealed, violations, warnings)


def check_keys() -> Finding:
    """No key stands without its answer: it would have been written in a transaction other than its effect's."""
    stuck = IdempotencyKey.objects.filter(answer__isnull=True).values_list("scope", "key")[:20]
    violations = [Violation("keys", f"{scope} {key}", "a key without an answer") for scope, key in stuck]
    return Finding(IdempotencyKey.objects.count(), violations, [])


def check_outbox() -> Finding:
    """Every message still has its entry. Those that were parked are a warning: a person must look."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT o.id FROM journal_outbox AS o LEFT JOIN journal_entry AS e ON e.id = o.entry_id "
            "WHERE e.id IS NULL ORDER BY o.id LIMIT 20"
        )
        violations = [Violation("outbox", f"message {row[0]}", "its entry is gone") for row in cursor]
    parked = Outbox.objects.filter(parked_at__isnull=False, done_at=None).count()
    warnings = [f"{parked} 条消息搁置 · {parked} messages are parked"] if parked else []
    return Finding(Outbox.objects.count(), violations, warnings)


CHECKS: dict[str, Check] = {
    "chain": check_chain,
    "unsealed": check_unsealed,
    "keys": check_keys,
    "outbox": check_outbox,
}
