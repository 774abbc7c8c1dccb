"""加密: personal fields are sealed to their place, and found again by a keyed index.

A token is: suite (1 byte) ‖ key version (1 byte) ‖ nonce (12) ‖ AES-256-GCM ciphertext and tag. Table, column
and row are authenticated with it, so a token moved to another row or column does not open.
A blind index is: suite ‖ key version ‖ HMAC-SHA256, under a key of its own. Whoever holds the index key can try
all citizen numbers, so both keys stay outside the database, in `home`/keys, readable by one system user only.

Rotation: `new_version(home)`; from then on everything new is under it, look-ups use every version (newest
first), and a sweep rewrites whatever `needs_rotation`. When nothing does, the old version's files may go.
"""

from __future__ import annotations

import base64
import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from .codes import clean
from .postgres import secret

FIELD, INDEX = "field", "index"
HEADER = 2  # bytes: suite, key version
NONCE = 12


class KeysMissing(Exception):
    """密钥不在: the keys are not where they should be. Never made anew silently: that would orphan the data."""


class Undecipherable(Exception):
    """无法解密: tampered with, moved from another place, or sealed by a key that is gone."""


@dataclass(frozen=True, slots=True)
class Suite:
    """密码套件: how to seal, open and index with 32-byte keys. SM4/SM3 can follow under a number of its own."""

    name: str
    seal: Callable[[bytes, bytes, bytes, bytes], bytes]  # key, nonce, plain, place
    open: Callable[[bytes, bytes, bytes, bytes], bytes]  # key, nonce, sealed, place
    index: Callable[[bytes, bytes], bytes]  # key, message


SUITES = {
    1: Suite(
        "AES-256-GCM + HMAC-SHA256",
        seal=lambda key, nonce, plain, place: AESGCM(key).encrypt(nonce, plain, place),
        open=lambda key, nonce, sealed, place: AESGCM(key).decrypt(nonce, sealed, place),
        index=lambda key, message: hmac.digest(key, message, sha256),
    )
}
CURRENT_SUITE = 1


def ensure_keys(home: Path) -> None:
    """Make version 1 of both keys unless there are keys already; files are 0600, the folder 0700."""
    if not _versions(home):
        _make(home, 1)


def new_version(home: Path) -> int:
    """Start rotation: make the next version of both keys and return its number."""
    version = max(_versions(home), default=0) + 1
    if version > 255:
        raise ValueError("the key version must fit in one byte")
    _make(home, version)
    return version


def encrypt(plain: str, *, table: str, column: str, row: int | str) -> bytes:
    """Seal `plain` to its place under the newest key. `row` must be known: save the row first."""
    version, key = _newest(FIELD)
    nonce = os.urandom(NONCE)
    sealed = SUITES[CURRENT_SUITE].seal(key, nonce, plain.encode(), _place(table, column, row))
    return bytes((CURRENT_SUITE, version)) + nonce + sealed


def decrypt(token: bytes, *, table: str, column: str, row: int | str) -> str:
    """Open a token in the place it was sealed to. Undecipherable otherwise; the message carries no content."""
    token = bytes(token)
    suite, key = SUITES.get(token[0]) if token else None, _keys(FIELD).get(token[1]) if token[1:] else None
    if suite is None or key is None:
        raise Undecipherable(f"{table}.{column}: unknown suite or key version")
    nonce, sealed = token[HEADER : HEADER + NONCE], token[HEADER + NONCE :]
    try:
        return suite.open(key, nonce, sealed, _place(table, column, row)).decode()
    except (InvalidTag, ValueError) as error:
        raise Undecipherable(f"{table}.{column}: not sealed here, or changed since") from error


def blind_index(value: str, *, column: str) -> bytes:
    """What to store beside a token so that it can be found by equality: 34 bytes under the newest index key."""
    return blind_indexes(value, column=column)[0]


def blind_indexes(value: str, *, column: str) -> list[bytes]:
    """What to look for: the index under every live key version, newest first. Spelling differences are cleaned."""
    message = f"{column}|{clean(value)}".encode()
    index = SUITES[CURRENT_SUITE].index
    keys = sorted(_keys(INDEX).items(), reverse=True)
    return [bytes((CURRENT_SUITE, version)) + index(key, message) for version, key in keys]


def needs_rotation(token: bytes) -> bool:
    """Whether a token or blind index is of an older suite or key version than is written now."""
    return bytes(token)[:HEADER] != newest_header()


def newest_header() -> bytes:
    """How a token begins that is written now: for asking a table which of its rows are older."""
    return bytes((CURRENT_SUITE, _newest(FIELD)[0]))


def rotate(token: bytes, *, table: str, column: str, row: int | str) -> bytes:
    """The same content sealed anew under the newest key; the token itself when it is new enough."""
    if not needs_rotation(token):
        return bytes(token)
    return encrypt(decrypt(token, table=table, column=column, row=row), table=table, column=column, row=row)


def _place(table: str, column: str, row: int | str) -> bytes:
    if row is None or not (table.isidentifier() and column.isidentifier()):
        raise ValueError("a sealed field needs its table, column and row")
    return f"{table}.{column}|{row}".encode()


def _newest(kind: str) -> tuple[int, bytes]:
    return max(_keys(kind).items())


def _keys(kind: str) -> dict[int, bytes]:
    """Every live key of a kind by version. A folder touched since the last look is read again."""
    folder = _folder(Path(settings.SANZHI_HOME))
    try:
        return _read(folder, kind, folder.stat().st_mtime_ns)
    except FileNotFoundError as error:
        raise KeysMissing(
            f"no keys in {folder}; restore them from your backup, or run `sanzhi init`"
        ) from error


@lru_cache(maxsize=8)
def _read(folder: Path, kind: str, changed: int) -> dict[int, bytes]:
    versions = _versions(folder.parent)
    keys = {version: _decoded((folder / f"{kind}.{version}").read_text()) for version in versions}
    if not keys:
        raise FileNotFoundError(folder)
    return keys


def _decoded(text: str) -> bytes:
    text = text.strip()
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _make(home: Path, version: int) -> None:
    """The field key last: a version exists once its field key does, so no reader sees half a pair."""
    secret(home, f"{INDEX}.{version}")
    secret(home, f"{FIELD}.{version}")


def _versions(home: Path) -> list[int]:
    names = (path.suffix[1:] for path in _folder(home).glob(f"{FIELD}.*"))
    return sorted(int(name) for name in names if name.isdecimal())


def _folder(home: Path) -> Path:
    return Path(home) / "keys"
