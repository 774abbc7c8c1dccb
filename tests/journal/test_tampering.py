"""What the administrator of the database can do to the journal, and that `verify` speaks of each (S4)."""

import json
import os
import secrets
from collections.abc import Callable
from hashlib import sha256

import psycopg
import pytest
from django.db import connections

from sanzhi.journal import chain, checkpoints, sealing
from sanzhi.journal.models import Entry, Seal
from tests.county import MONDAY
from tests.journal.book import complaints, write

MANY, MIDDLE = 40, 20
Tampering = Callable[[psycopg.Connection], None]


def entry_at(superuser: psycopg.Connection, seq: int) -> int:
    row = superuser.execute("SELECT entry_id FROM journal_seal WHERE seq = %s", [seq]).fetchone()
    assert row
    return row[0]


def tail(superuser: psycopg.Connection) -> int:
    row = superuser.execute("SELECT max(seq) FROM journal_seal").fetchone()
    assert row
    return row[0]


def change_middle(statement: str, *values: object) -> Tampering:
    """Run `statement` on the entry in the middle."""

    def change(superuser: psycopg.Connection) -> None:
        superuser.execute(statement, [*values, entry_at(superuser, MIDDLE)])

    return change


def new_words(superuser: psycopg.Connection) -> None:
    """Other words, and the commitment made to fit them."""
    content, salt = {"words": "一切正常"}, secrets.token_bytes(16)
    superuser.execute(
        "UPDATE journal_entry SET content = %s, salt = %s, commitment = %s WHERE id = %s",
        [json.dumps(content), salt, chain.commit(salt, content), entry_at(superuser, MIDDLE)],
    )


def delete_with_seal(superuser: psycopg.Connection) -> None:
    entry = entry_at(superuser, MIDDLE)
    superuser.execute("DELETE FROM journal_seal WHERE entry_id = %s", [entry])
    superuser.execute("DELETE FROM journal_entry WHERE id = %s", [entry])


def insert_in_the_middle(superuser: psycopg.Connection) -> None:
    """A new entry takes the place of one, and all behind it move up."""
    superuser.execute("UPDATE journal_seal SET seq = -seq WHERE seq >= %s", [MIDDLE])
    superuser.execute("UPDATE journal_seal SET seq = 1 - seq WHERE seq < 0")
    superuser.execute(
        "WITH new AS (INSERT INTO journal_entry (recorded_at, at, kind, about_type, about_id, commitment, salt, content) "
        "SELECT recorded_at, at, kind, about_type, about_id, commitment, salt, content FROM journal_entry "
        "WHERE id = %s RETURNING id) "
        "INSERT INTO journal_seal (seq, entry_id, hash) SELECT %s, id, '\\x00' FROM new",
        [entry_at(superuser, MIDDLE - 1), MIDDLE],
    )


def swap_two(superuser: psycopg.Connection) -> None:
    one, other = entry_at(superuser, MIDDLE), entry_at(superuser, MIDDLE + 1)
    for entry, seq in ((-one, MIDDLE), (one, MIDDLE + 1), (other, MIDDLE)):
        superuser.execute("UPDATE journal_seal SET entry_id = %s WHERE seq = %s", [entry, seq])


def cut_tail(superuser: psycopg.Connection) -> None:
    last = tail(superuser) - 10
    superuser.execute(
        "DELETE FROM journal_entry WHERE id IN (SELECT entry_id FROM journal_seal WHERE seq > %s)", [last]
    )
    superuser.execute("DELETE FROM journal_seal WHERE seq > %s", [last])


def rewrite(superuser: psycopg.Connection) -> None:
    """Other words in the middle, and every link recomputed as the sealer would."""
    new_words(superuser)
    previous = chain.GENESIS
    for seq, *head in Seal.objects.order_by("seq").values_list(
        "seq", *(f"entry__{f}" for f in chain.Head._fields)
    ):
        previous = chain.link(previous, seq, chain.Head(*head))
        superuser.execute("UPDATE journal_seal SET hash = %s WHERE seq = %s", [previous, seq])


def slip_in_unsealed(superuser: psycopg.Connection) -> None:
    superuser.execute(
        "INSERT INTO journal_entry (recorded_at, at, kind, about_type, about_id, commitment) "
        "SELECT recorded_at - interval '1 day', at, kind, about_type, about_id, commitment FROM journal_entry "
        "WHERE id = %s",
        [entry_at(superuser, MIDDLE)],
    )


def slip_in_backdated(superuser: psycopg.Connection) -> None:
    """An entry of yesterday, sealed today by the sealer itself."""
    slip_in_unsealed(superuser)
    sealing.seal(full=True)


TAMPERINGS: dict[str, tuple[Tampering, str]] = {
    "kind edited": (change_middle("UPDATE journal_entry SET kind = %s WHERE id = %s", "test.other"), "chain"),
    "author edited": (change_middle("UPDATE journal_entry SET by_id = %s WHERE id = %s", 7), "chain"),
    "time edited": (
        change_middle("UPDATE journal_entry SET at = at - interval '1 s' WHERE id = %s"),
        "chain",
    ),
    "subject edited": (change_middle("UPDATE journal_entry SET about_id = %s WHERE id = %s", 99), "chain"),
    "words edited": (
        change_middle("UPDATE journal_entry SET content = %s WHERE id = %s", '{"words": "一切正常"}'),
        "content",
    ),
    "words edited to what the journal never writes": (
        change_middle("UPDATE journal_entry SET content = %s WHERE id = %s", '{"amount": 1.5}'),
        "content",
    ),
    "words edited with their commitment": (new_words, "chain"),
    "words removed without an erasure": (
        change_middle("UPDATE journal_entry SET content = NULL, salt = NULL WHERE id = %s"),
        "content",
    ),
    "entry deleted": (change_middle("DELETE FROM journal_entry WHERE id = %s"), "chain"),
    "entry and its seal deleted": (delete_with_seal, "chain"),
    "entry inserted in the middle": (insert_in_the_middle, "chain"),
    "two entries swapped": (swap_two, "chain"),
    "hash edited": (
        change_middle("UPDATE journal_seal SET hash = %s WHERE entry_id = %s", bytes(32)),
        "chain",
    ),
    "tail cut": (cut_tail, "checkpoint"),
    "everything rewritten": (rewrite, "checkpoint"),
    "old entry slipped in": (slip_in_unsealed, "unsealed"),
    "old entry slipped in and sealed": (slip_in_backdated, "chain"),
}
SEEN_ONLY_FROM_OUTSIDE = ("tail cut", "everything rewritten")


@pytest.fixture
def book(committed_db) -> None:
    write(MANY)
    checkpoints.publish(at=MONDAY)
    assert complaints() == set()


@pytest.mark.parametrize("name", TAMPERINGS)
def test_the_administrator_cannot_tamper_unseen(book, superuser, name: str):
    tamper, check = TAMPERINGS[name]
    tamper(superuser)
    assert check in complaints()


@pytest.mark.parametrize("name", SEEN_ONLY_FROM_OUTSIDE)
def test_mutant_without_checkpoints_this_goes_unseen(book, superuser, monkeypatch, name: str):
    """Why checkpoints exist: the chain alone is consistent again."""
    TAMPERINGS[name][0](superuser)
    monkeypatch.setattr(checkpoints, "all_notes", lambda: [])
    assert complaints() == set()


def test_our_own_folder_may_be_lost_as_long_as_one_witness_remains(book, superuser, settings):
    for note in (settings.SANZHI_HOME / "checkpoints").iterdir():
        note.unlink()
    cut_tail(superuser)
    assert complaints() == {"checkpoint"}


@pytest.mark.parametrize("written_since", [0, MANY])
def test_an_older_copy_of_the_database_put_back_is_found(committed_db, server, written_since: int):
    """Also when so much was written since that the chain is longer than the checkpoint says."""
    write(MANY)
    sealing.seal(full=True)
    name = os.environ["SANZHI_DATABASE"]
    with psycopg.connect(server.url(), autocommit=True) as superuser:
        connections.close_all()
        superuser.execute(f"CREATE DATABASE {name}_older TEMPLATE {name}")
        write(MANY // 2)
        checkpoints.publish(at=MONDAY)
        connections.close_all()
        superuser.execute(f"DROP DATABASE {name} WITH (FORCE)")
        superuser.execute(f"ALTER DATABASE {name}_older RENAME TO {name}")
    write(written_since)
    sealing.seal(full=True)
    assert complaints() == {"checkpoint"}


def test_a_commitment_is_the_digest_a_stranger_would_compute(db):
    (entry_id,) = write()
    entry = Entry.objects.get(pk=entry_id)
    words = '{"n":0,"words":"村口路灯不亮"}'.encode()
    assert sha256(bytes(entry.salt) + words).digest() == bytes(entry.commitment)
