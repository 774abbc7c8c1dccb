"""封存: give every committed entry its number in the chain. One sealer at a time; batches; safe to repeat.

Transactions commit out of the order of their ids, so "everything above the last one sealed" would skip late
ones for ever. The quick pass looks back over a window; the full pass, before every checkpoint, looks at all.
"""

from datetime import datetime

from django.db import connection, transaction

from . import chain, queries
from .models import Seal

_LOCK = 7_303_001  # advisory lock: any number nobody else uses
WINDOW = 20_000  # entries; how far back the quick pass looks
BATCH = 5_000

_UNSEALED = """
SELECT id, recorded_at, at, kind, by_id, about_type, about_id, commitment FROM journal_entry AS e
WHERE id > %s AND NOT EXISTS (SELECT FROM journal_seal AS s WHERE s.entry_id = e.id)
ORDER BY id LIMIT %s
"""


def seal(*, full: bool = False, most: int = 1_000_000) -> int:
    """Seal what is committed and not yet sealed. Returns how many entries got their number."""
    sealed, after = 0, 0 if full else _window_start()
    while sealed < most:
        ids = _seal_batch(after)
        sealed += len(ids)
        if len(ids) < BATCH:
            break
        after = ids[-1]  # what commits behind this is left to the next pass
    return sealed


@transaction.atomic
def _seal_batch(after: int) -> list[int]:
    """Seal the first unsealed entries above `after`. Returns their ids, in order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        head = queries.head()
        cursor.execute(_UNSEALED, [after, BATCH])
        unsealed = [chain.Head(*row) for row in cursor.fetchall()]
        size, previous = (head.size, head.hash) if head else (0, chain.GENESIS)
        with cursor.copy("COPY journal_seal (seq, entry_id, hash) FROM STDIN") as seals:
            for seq, entry in enumerate(unsealed, start=size + 1):
                previous = chain.link(previous, seq, entry)
                seals.write_row((seq, entry.id, previous))
    return [entry.id for entry in unsealed]


def waiting_since() -> datetime | None:
    """When the oldest committed entry that waits for its number was written down; None when all have theirs."""
    with connection.cursor() as cursor:
        cursor.execute(_UNSEALED, [_window_start(), 1])
        row = cursor.fetchone()
    return row[1] if row else None


def _window_start() -> int:
    last = Seal.objects.order_by("-seq").values_list("entry_id", flat=True).first()
    return max(0, (last or 0) - WINDOW)
