"""The arithmetic of the record: canonical words, commitments, links. Pure, so that a stranger can redo it."""

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, NamedTuple

GENESIS = bytes(32)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def canonical(content: Any) -> bytes:
    """The one spelling of some content: sorted keys, no spaces, UTF-8.

    TypeError for floats and other guests, ValueError for text that PostgreSQL cannot keep (NUL, lone surrogates).
    """
    _only_plain(content)
    return spell(content)


def spell(content: Any) -> bytes:
    """The same without asking whether it may be written; for content read back, which somebody may have changed."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _only_plain(value: Any) -> None:
    """Floats have no one spelling, and keys must be text; a number that matters is kept as an integer or a string."""
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("journal content has keys that are not text")
        for key, inner in value.items():
            _only_plain(key)
            _only_plain(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            _only_plain(inner)
    elif isinstance(value, str):
        if "\0" in value:
            raise ValueError("journal content cannot hold a NUL character")
    elif value is not None and not isinstance(value, (int, bool)):
        raise TypeError(f"journal content cannot hold {type(value).__name__}")


def commit(salt: bytes, content: Any) -> bytes:
    """SHA-256(salt ‖ canonical content), 32 bytes."""
    return sha256(salt + spell(content)).digest()


class Head(NamedTuple):
    """条目抬头: what a link covers besides the commitment; it stays when the words are erased."""

    id: int
    recorded_at: datetime
    at: datetime
    kind: str
    by_id: int | None
    about_type: str
    about_id: int
    commitment: bytes


def link(previous: bytes, seq: int, head: Head) -> bytes:
    """The hash of one link: SHA-256 over length-prefixed fields, so that no two heads share a spelling."""
    fields = (
        previous,
        str(seq).encode(),
        str(head.id).encode(),
        str(microseconds(head.recorded_at)).encode(),
        str(microseconds(head.at)).encode(),
        head.kind.encode(),
        b"" if head.by_id is None else str(head.by_id).encode(),
        head.about_type.encode(),
        str(head.about_id).encode(),
        head.commitment,
    )
    return sha256(b"".join([len(field).to_bytes(4, "big") + field for field in fields])).digest()


def microseconds(moment: datetime) -> int:
    """Whole microseconds since 1970 UTC; exact, unlike a float."""
    return (moment - _EPOCH) // _MICROSECOND
