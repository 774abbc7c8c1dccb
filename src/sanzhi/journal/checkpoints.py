"""检查点: the head of the chain, signed, written outside the database, where its administrator cannot reach it all.

The note has the shape of C2SP tlog-checkpoint: origin, size, hash, one extra line with the time, an empty line,
and a signature line `— origin base64(key id ‖ Ed25519 signature)`.
"""

import base64
import os
import tempfile
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.conf import settings

from . import queries, sealing


@dataclass(frozen=True)
class Checkpoint:
    """检查点: what one signed note says, and where it was read."""

    origin: str
    size: int
    hash: bytes
    at: str
    path: Path | None = None


def origin() -> str:
    return f"sanzhi/{settings.SANZHI_COUNTY_CODE}"


def publish(*, at: datetime) -> Checkpoint | None:
    """Seal everything, sign the head and write it to every witness folder. None while the journal is empty.

    Raises OSError, after the others have theirs, when a folder cannot take it.
    """
    sealing.seal(full=True)
    head = queries.head()
    if head is None:
        return None
    checkpoint = Checkpoint(origin(), head.size, head.hash, at.isoformat())
    note = _note(checkpoint)
    witnesses()[0].mkdir(parents=True, exist_ok=True, mode=0o700)  # a missing one of the county's is an error
    failed = []
    for folder in witnesses():
        try:
            _write_once(folder / f"{at:%Y%m%dT%H%M%S}-{head.size:012d}.txt", note)
        except OSError as problem:
            failed.append(f"{folder}: {problem.strerror}")
    if failed:
        raise OSError("; ".join(failed))
    return checkpoint


def witnesses() -> list[Path]:
    """The folders that get every checkpoint: our own beside the database, then those the county named."""
    return [Path(settings.SANZHI_HOME) / "checkpoints", *settings.SANZHI_WITNESSES]


def _body(checkpoint: Checkpoint) -> str:
    encoded = base64.b64encode(checkpoint.hash).decode()
    return f"{checkpoint.origin}\n{checkpoint.size}\n{encoded}\ntime {checkpoint.at}\n"


def _note(checkpoint: Checkpoint) -> str:
    body = _body(checkpoint)
    key = _key() or _make_key()
    signed = _key_id(key.public_key()) + key.sign(body.encode())
    return f"{body}\n— {checkpoint.origin} {base64.b64encode(signed).decode()}\n"


def read(path: Path) -> Checkpoint:
    """Read one note and check its signature. ValueError, with the reason, for anything that does not hold."""
    key = _key()
    if key is None:
        raise ValueError("the key that signed it is not here")
    body, _empty, tail = path.read_text("utf-8").partition("\n\n")
    lines = body.split("\n")
    if len(lines) != 4 or not lines[3].startswith("time ") or not tail.startswith("— "):
        raise ValueError("not a checkpoint")
    checkpoint = Checkpoint(
        lines[0], int(lines[1]), base64.b64decode(lines[2], validate=True), lines[3][5:], path
    )
    signed = base64.b64decode(tail.strip().rpartition(" ")[2], validate=True)
    public = key.public_key()
    if signed[:4] != _key_id(public):
        raise ValueError("signed by another key")
    try:
        public.verify(signed[4:], f"{body}\n".encode())
    except InvalidSignature:
        raise ValueError("the signature does not hold") from None
    return checkpoint


def all_notes() -> list[Path]:
    """Every note at every witness, oldest first."""
    return sorted(path for folder in witnesses() if folder.is_dir() for path in folder.glob("*.txt"))


def _key_id(key: Ed25519PublicKey) -> bytes:
    raw = key.public_bytes(Encoding.Raw, PublicFormat.Raw)
    return sha256(origin().encode() + b"\n\x01" + raw).digest()[:4]


def _key() -> Ed25519PrivateKey | None:
    """The signing key, outside the database. None when there is none; reading a note never makes one."""
    try:
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(_key_file().read_text().strip()))
    except FileNotFoundError:
        return None


def _make_key() -> Ed25519PrivateKey:
    key = Ed25519PrivateKey.generate()
    _key_file().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    raw = key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    _write_once(_key_file(), raw.hex() + "\n")
    return _key() or key  # another process may have been first


def _key_file() -> Path:
    return Path(settings.SANZHI_HOME) / "keys" / "checkpoint.ed25519"


def _write_once(path: Path, text: str) -> None:
    """A new file, whole or not at all, readable by its owner; a file that is there already is left as it is."""
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=".draft-")  # 0600
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    except OSError:
        Path(draft).rename(path)  # a stick or a share without hard links
    Path(draft).unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
