"""附件的存放: cleaned files under their own digest, outside the web root; written before the row, never overwritten."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from sanzhi.kit import uploads


@dataclass(frozen=True)
class Kept:
    """A file that is safely on disk. `name` is what the sender called it, for display only."""

    name: str
    mime: str
    digest: str
    size: int
    width: int | None
    height: int | None


def keep_image(file: BinaryIO, name: str) -> Kept:
    """Clean an uploaded photo and put it on disk, synced. Raises Refusal in the sender's words."""
    image = uploads.clean_image(file)
    path = path_of(image.digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as part:
            part.write(image.content)
            part.flush()
            os.fsync(part.fileno())
        Path(part.name).replace(path)
    return Kept(
        Path(name).name[:120] or "照片",
        image.mime,
        image.digest,
        len(image.content),
        image.width,
        image.height,
    )


def path_of(digest: str) -> Path:
    """Where a file with this digest lives. ValueError for anything that is not a SHA-256 in hex."""
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
        raise ValueError("not a digest")
    return Path(settings.SANZHI_HOME) / "uploads" / digest[:2] / digest
