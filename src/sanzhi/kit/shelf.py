"""文件的存放: cleaned images under their own digest, outside the web root; written before the row, never overwritten.

Each room has a shelf of its own, so that it alone says which of its files nothing names any more.
"""

import os
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from . import documents, uploads
from .verdict import Refusal


@dataclass(frozen=True)
class Kept:
    """A file that is safely on disk. `name` is what the sender called it, for display only."""

    name: str
    mime: str
    digest: str
    size: int
    width: int | None
    height: int | None


@dataclass(frozen=True)
class Shelf:
    """一格: the folder of this name in the county's home."""

    name: str

    def keep_image(self, file: BinaryIO, name: str) -> Kept:
        """Clean an uploaded photo and put it on disk, synced. Raises Refusal in the sender's words."""
        return self._kept(uploads.clean_image(file), Path(name).name[:120] or "照片")

    def keep_pages(self, file: BinaryIO, name: str) -> list[Kept]:
        """An uploaded PDF as one picture a page, on disk, synced. Raises Refusal in the sender's words."""
        called = Path(name).name[:100] or "文书"
        drawn = enumerate(documents.pages(file), start=1)
        return [
            self._kept(uploads.clean_image(BytesIO(page)), f"{called} 第{number}页") for number, page in drawn
        ]

    def _kept(self, image: uploads.CleanImage, name: str) -> Kept:
        self._put(image)
        return Kept(name, image.mime, image.digest, len(image.content), image.width, image.height)

    def keep_covered(self, digest: str, mime: str, cells: Collection[int], across: int) -> uploads.CleanImage:
        """A covered copy of a kept photo, put on disk beside it. Raises Refusal when the photo is not on disk."""
        try:
            content = self.path_of(digest).read_bytes()
        except FileNotFoundError as error:
            raise Refusal("not_visible", _("没有找到这个文件。")) from error
        image = uploads.covered(content, mime, cells, across)
        self._put(image)
        return image

    def keep_pixelated(
        self, digest: str, mime: str, clear: Collection[int], across: int, onto: "Shelf"
    ) -> Kept:
        """A pixelated copy of a kept photo, put on another shelf. Raises Refusal when the photo is not on disk."""
        try:
            content = self.path_of(digest).read_bytes()
        except FileNotFoundError as error:
            raise Refusal("not_visible", _("没有找到这个文件。")) from error
        image = uploads.pixelated(content, mime, clear, across)
        return onto._kept(image, "照片")

    def path_of(self, digest: str) -> Path:
        """Where a file with this digest lives. ValueError for anything that is not a SHA-256 in hex."""
        if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
            raise ValueError("not a digest")
        return self._folder / digest[:2] / digest

    def drop_orphans(self, named: Collection[str], *, before: datetime) -> int:
        """清除无主文件: every file that no row names and that was there `before`. Returns how many are gone."""
        gone = 0
        for path in self._folder.glob("??/*"):
            if path.name not in named and path.stat().st_mtime < before.timestamp():
                path.unlink()
                gone += 1
        return gone

    @property
    def _folder(self) -> Path:
        return Path(settings.SANZHI_HOME) / self.name

    def _put(self, image: uploads.CleanImage) -> None:
        path = self.path_of(image.digest)
        if path.exists():
            path.touch()  # as young as a new one: `drop_orphans` spares what may be about to be named
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as part:
            part.write(image.content)
            part.flush()
            os.fsync(part.fileno())
        Path(part.name).replace(path)
