"""附件的存放: cleaned files under their own digest, outside the web root; written before the row, never overwritten."""

import os
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from sanzhi.kit import uploads
from sanzhi.kit.verdict import Refusal


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
    _put(image)
    return Kept(
        Path(name).name[:120] or "照片",
        image.mime,
        image.digest,
        len(image.content),
        image.width,
        image.height,
    )


def keep_covered(digest: str, mime: str, cells: Collection[int], across: int) -> uploads.CleanImage:
    """A covered copy of a kept photo, put on disk beside it. Raises Refusal when the photo is not on disk."""
    try:
        content = path_of(digest).read_bytes()
    except FileNotFoundError as error:
        raise Refusal("not_visible", _("没有找到这个文件。")) from error
    image = uploads.covered(content, mime, cells, across)
    _put(image)
    return image


def _put(image: uploads.CleanImage) -> None:
    path = path_of(image.digest)
    if path.exists():
        path.touch()  # as young as a new one: `drop_orphans` spares what may be about to be named
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as part:
        part.write(image.content)
        part.flush()
        os.fsync(part.fileno())
    Path(part.name).replace(path)


def drop_orphans(named: Collection[str], *, before: datetime) -> int:
    """清除无主文件: every file that no row names and that was there `before`. Returns how many are gone."""
    gone = 0
    for path in (Path(settings.SANZHI_HOME) / "uploads").glob("??/*"):
        if path.name not in named and path.stat().st_mtime < before.timestamp():
            path.unlink()
            gone += 1
    return gone


def path_of(digest: str) -> Path:
    """Where a file with this digest lives. ValueError for anything that is not a SHA-256 in hex."""
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
        raise ValueError("not a digest")
    return Path(settings.SANZHI_HOME) / "uploads" / digest[:2] / digest
