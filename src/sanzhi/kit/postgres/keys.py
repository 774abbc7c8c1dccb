"""Secrets a machine makes for itself: one file each, readable by its owner only."""

import os
import secrets
import tempfile
from pathlib import Path

FOLDER = "keys"


def secret(home: Path, name: str) -> str:
    """The secret `name` under `home`/keys, made on first use (43 URL-safe characters, 256 bits)."""
    path = home / FOLDER / name
    if not path.exists():
        _make(path)
    return path.read_text().strip()


def _make(path: Path) -> None:
    """Write a new secret so that of two processes doing this at once both end with the same one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, draft = tempfile.mkstemp(dir=path.parent)  # mkstemp makes it 0600
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(32) + "\n")
    try:
        os.link(draft, path)  # unlike rename, fails when another process was first
    except FileExistsError:
        pass
    finally:
        Path(draft).unlink()
