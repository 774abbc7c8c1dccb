"""核验: recompute what the journal promises from scratch. Reads only; constant memory; finds what was tampered with."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction

from . import chain, checkpoints
from .models import Entry, IdempotencyKey

LONGEST_TRANSACTION = timedelta(
    minutes=10
)  # 本平台约定: recorded times may step back by this much along the chain
STREAM = 2_000


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
SELECT s.seq, s.entry_id, s.hash, e.recorded_at, e.at, e.kind, e.by_id, e.about_type, e.about_id, e.commitment,
       e.salt, e.content
FROM journal_seal AS s LEFT JOIN journal_entry AS e ON e.id = s.entry_id ORDER BY s.seq
"""


def _stream(sql: str) -> Iterator[tuple]:
    """Rows through a server-side cursor, so that ten million of them fit."""
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(STREAM):
            yield from rows


def check_chain() -> Finding:
    """Every link again from the first: edits, deletions, insertions, reorderings, and the outside checkpoints."""
    violations: list[Violation] = []
    notes, warnings = _notes(violations)
    erased = _erased()
    previous, latest, expected = chain.GENESIS, None, 0
    for row in _stream(_CHAIN):
        expected += 1
        violations += _link_problems(row, expected, previous, erased)
        if latest and row[3] and row[3] < latest - LONGEST_TRANSACTION:
            violations.append(
                Violation("chain", f"seq {row[0]}", "recorded long before the link ahead of it")
            )
        latest = max(latest, row[3]) if latest and row[3] else row[3] or latest
        previous = bytes(row[2])
        for note in notes.pop(row[0], ()):
            if note.hash != previous:
                violations.append(
                    Violation("checkpoint", str(note.path), "the chain was rewritten since this note")
                )
        expected = row[0]
    for size, missing in sorted(notes.items()):
        violations += [
            Violation("checkpoint", str(note.path), f"the chain lost its tail: {size} links once")
            for note in missing
        ]
    return Finding(expected, violations, warnings)


def _link_problems(row: tuple, expected: int, previous: bytes, erased: set[int]) -> Iterator[Violation]:
    seq, entry_id, stored = row[0], row[1], bytes(row[2])
    subject = f"seq {seq}, entry {entry_id}"
    if seq != expected:
        yield Violation("chain", subject, f"link {expected} is missing")
    if row[9] is None:
        yield Violation("chain", subject, "the entry was deleted")
        return
    recorded_at, at, kind, by_id, about_type, about_id = row[3:9]
    head = chain.Head(entry_id, recorded_at, at, kind, by_id, about_type, about_id, bytes(row[9]))
    if chain.link(previous, seq, head) != stored:
        yield Violation("chain", subject, "the link does not follow: edited, inserted or reordered")
    yield from _content_problems(subject, head, row[10], row[11], erased)


def _content_problems(subject: str, head: chain.Head, salt, content, erased: set[int]) -> Iterator[Violation]:
    if salt is None or content is None:
        if head.entry_id not in erased:
            yield Violation("content", subject, "the words are gone and no erasure says why")
    elif chain.commit(bytes(salt), _parsed(content)) != head.commitment:
        yield Violation("content", subject, "the words are not those that were committed to")


def _parsed(content):
    return Entry._meta.get_field("content").from_db_value(content, None, connection)


def _erased() -> set[int]:
    told = Entry.objects.filter(kind="journal.erased").values_list("content", flat=True)
    return {entry_id for content in told if content for entry_id in content["entries"]}


def _notes(violations: list[Violation]) -> tuple[dict[int, list[checkpoints.Checkpoint]], list[str]]:
    """The outside notes by size; unreadable ones are violations, having none is a warning."""
    found: dict[int, list[checkpoints.Checkpoint]] = {}
    paths = checkpoints.all_notes()
    for path in paths:
        try:
            note = checkpoints.read(path)
        except (ValueError, OSError) as error:
            violations.append(Violation("checkpoint", str(path), str(error)))
            continue
        found.setdefault(note.size, []).append(note)
    warnings = (
        []
        if paths
        else ["没有库外检查点，不能排除整链被重写 · no outside checkpoint: a full rewrite cannot be excluded"]
    )
    return found, warnings


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
    stuck = IdempotencyKey.objects.filter(answer=None).values_list("scope", "key")[:20]
    violations = [Violation("keys", f"{scope} {key}", "a key without an answer") for scope, key in stuck]
    return Finding(IdempotencyKey.objects.count(), violations, [])


CHECKS: dict[str, Check] = {"chain": check_chain, "unsealed": check_unsealed, "keys": check_keys}
