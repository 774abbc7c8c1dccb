"""A checkpoint is signed, whole, and never overwritten; one that does not hold is a violation, not a shrug."""

import base64
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sanzhi.journal import checkpoints, queries, verify
from tests.county import DAY, MONDAY
from tests.journal.book import complaints, write


@pytest.fixture
def note(db, settings) -> Path:
    """A published note, at the witness."""
    write(5)
    assert checkpoints.publish(at=MONDAY)
    (path,) = settings.SANZHI_WITNESSES[0].glob("*.txt")
    return path


def test_a_checkpoint_says_how_long_the_chain_is_and_where_it_ends(note):
    head = queries.head()
    read = checkpoints.read(note)
    assert head
    assert (read.origin, read.size, read.hash) == ("sanzhi/330483", head.size, head.hash)
    assert read.at == MONDAY.isoformat()
    assert complaints() == set()


def edit(line: int, text: str) -> Callable[[Path], None]:
    def change(note: Path) -> None:
        lines = note.read_text().split("\n")
        lines[line] = text
        note.write_text("\n".join(lines))

    return change


def cut(characters: int) -> Callable[[Path], None]:
    return lambda note: note.write_text(note.read_text()[:characters])


def sign_with_another_key(note: Path) -> None:
    """A forger's note: another hash, and a signature that holds for a key that is not ours."""
    body = f"sanzhi/330483\n5\n{base64.b64encode(bytes(32)).decode()}\ntime {MONDAY.isoformat()}\n"
    signed = base64.b64encode(bytes(4) + Ed25519PrivateKey.generate().sign(body.encode())).decode()
    note.write_text(f"{body}\n— sanzhi/330483 {signed}\n")


FORGERIES: dict[str, tuple[Callable[[Path], None], str]] = {
    "another size": (edit(1, "3"), "signature does not hold"),
    "another time": (edit(3, "time 2020-01-01T00:00:00+08:00"), "signature does not hold"),
    "another origin": (edit(0, "sanzhi/330400"), "signature does not hold"),
    "the same number spelt otherwise": (edit(1, " 5"), "signature does not hold"),
    "a forged signature": (edit(5, "— sanzhi/330483 " + base64.b64encode(bytes(68)).decode()), "another key"),
    "another key": (sign_with_another_key, "another key"),
    "cut in the signature": (cut(-20), ""),
    "cut in the body": (cut(30), "not a checkpoint"),
    "emptied": (cut(0), "not a checkpoint"),
    "not text": (lambda note: note.write_bytes(b"\xff\xfe\x00") and None, ""),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_note_that_does_not_hold_is_found(note, name: str):
    forge, sentence = FORGERIES[name]
    forge(note)
    (found,) = verify.check_chain().violations
    assert (found.check, found.subject) == ("checkpoint", str(note))
    assert sentence in found.sentence


def test_a_note_for_more_than_the_chain_holds_is_found(note, monkeypatch):
    head = queries.head()
    assert head
    monkeypatch.setattr(queries, "head", lambda: queries.ChainHead(head.size + 1, head.hash))
    checkpoints.publish(at=MONDAY + DAY)
    assert {found.sentence for found in verify.check_chain().violations} == {
        f"link {head.size + 1} is gone; the chain now ends at {head.size}"
    }


def test_without_the_key_a_note_is_not_believed_and_no_new_key_is_made(note, settings):
    key = settings.SANZHI_HOME / "keys" / "checkpoint.ed25519"
    key.unlink()
    assert complaints() == {"checkpoint"}
    assert not key.exists()


def test_a_note_is_never_overwritten(note):
    before = note.read_text()
    write(5)
    checkpoints.publish(at=MONDAY)  # the same moment, a longer chain: another file
    note.write_text(before[::-1])
    checkpoints.publish(at=MONDAY)
    assert note.read_text() == before[::-1]
    assert len(list(note.parent.iterdir())) == 2


def test_notes_and_key_can_be_read_by_their_owner_only(note, settings):
    key = settings.SANZHI_HOME / "keys" / "checkpoint.ed25519"
    assert [path.stat().st_mode & 0o077 for path in (note, key)] == [0, 0]


def test_a_note_whose_writing_was_interrupted_is_no_note(note, monkeypatch):
    """kill -9 or a full disk in the middle of writing must not leave half a note that verify would accuse."""

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        checkpoints.publish(at=MONDAY + DAY)
    assert complaints() == set()


def test_an_empty_journal_has_no_checkpoint(db, monkeypatch):
    monkeypatch.setattr(queries, "head", lambda: None)
    assert checkpoints.publish(at=MONDAY) is None
    assert checkpoints.all_notes() == []


def test_verify_warns_while_nobody_outside_is_a_witness(db, settings):
    (warning,) = verify.check_chain().warnings
    assert "没有库外检查点" in warning
    settings.SANZHI_WITNESSES = []
    write()
    checkpoints.publish(at=MONDAY)
    (warning,) = verify.check_chain().warnings
    assert "没有外部见证" in warning


def test_a_witness_that_is_away_is_reported_and_the_others_still_get_theirs(note, settings, tmp_path):
    """An unplugged stick or an unmounted share; its folder must not be made on our own disk instead."""
    settings.SANZHI_WITNESSES = [tmp_path / "away", *settings.SANZHI_WITNESSES]
    with pytest.raises(OSError, match="away: No such file"):
        checkpoints.publish(at=MONDAY + DAY)
    assert len(list(note.parent.iterdir())) == 2
    assert any("away" in warning for warning in verify.check_chain().warnings)
