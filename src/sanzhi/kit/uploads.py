"""上传照片: what a phone sends becomes a plain picture made by us, or a refusal that says what to do.

Never the sent bytes are stored: the picture is decoded and encoded anew, which drops place and camera data (EXIF, GPS),
comments, colour profiles and whatever was hidden behind the picture. The name the phone gave is never used.
"""

from __future__ import annotations

import io
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from .verdict import Refusal

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 50_000_000
MAX_SIDE = 2560  # pixels of the longer side kept
QUALITY = 85
BLOCKS = 18  # squares along the longer side of a pixelated picture
COVER = (38, 38, 38)  # what is painted over a cell
FORMATS = ("JPEG", "PNG", "WEBP")
_MAGIC = ((b"\xff\xd8\xff", "JPEG"), (b"\x89PNG\r\n\x1a\n", "PNG"), (b"RIFF", "WEBP"))
_FOREIGN = (b"<html", b"<script", b"<svg", b"<?php", b"%pdf-", b"pk\x03\x04", b"pk\x05\x06", b"\x7felf")
_ENDS = {"JPEG": b"\xff\xd9", "PNG": b"IEND\xaeB`\x82"}


@dataclass(frozen=True, slots=True)
class CleanImage:
    """干净的照片: image/jpeg, or image/png where the picture has transparency. digest: SHA-256 hex of content."""

    content: bytes
    mime: str
    width: int
    height: int
    digest: str


def clean_image(file: BinaryIO) -> CleanImage:
    """A fresh picture of at most MAX_SIDE pixels a side from a sent JPEG, PNG or WebP.

    Refusal image_empty, image_too_big, image_kind, image_extra, image_animated, image_too_many_pixels, image_broken.
    """
    sent = file.read(MAX_BYTES + 1)
    if not sent:
        raise Refusal("image_empty", _("照片是空的，请重新选择。"))
    if len(sent) > MAX_BYTES:
        raise Refusal("image_too_big", _("照片超过20MB，请压缩后再上传。"))
    kind = _kind_of(sent)
    if _is_two_things(sent, kind):
        raise Refusal("image_extra", _("照片文件中夹带了其他内容，请重新拍摄或截图后上传。"))
    try:
        return _encoded(_decoded(sent, kind))
    except Refusal:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise _too_many_pixels() from error
    except Exception as error:  # decoders fail in every way there is; each is a picture we cannot read
        raise Refusal("image_broken", _("照片已损坏，无法打开，请重新拍摄或换一张。")) from error


def covered(content: bytes, mime: str, cells: Collection[int], across: int) -> CleanImage:
    """A fresh picture in which some cells of a grid, `across` cells each way, are painted over; nothing lies below.

    `content` is a picture that `clean_image` made; cells count from the upper left, row by row.
    """
    picture = Image.open(io.BytesIO(content), formats=["PNG" if mime == "image/png" else "JPEG"])
    picture.load()
    for cell in cells:
        row, column = divmod(cell, across)
        corners = [
            (picture.width * step // across, picture.height * other // across)
            for step, other in ((column, row), (column + 1, row + 1))
        ]
        picture.paste(COVER, (*corners[0], *corners[1]))
    return _encoded(picture)


def pixelated(content: bytes, mime: str, clear: Collection[int], across: int) -> CleanImage:
    """A fresh picture of BLOCKS squares along its longer side, sharp only in the `clear` cells of a grid `across` cells
    each way. What the squares replace is not in it: no face and no number plate outside the clear cells can be had back.

    `content` is a picture that `clean_image` made; cells count from the upper left, row by row.
    """
    picture = Image.open(io.BytesIO(content), formats=["PNG" if mime == "image/png" else "JPEG"]).convert(
        "RGB"
    )
    small = picture.copy()
    small.thumbnail((BLOCKS, BLOCKS), Image.Resampling.BOX)
    made = small.resize(picture.size, Image.Resampling.NEAREST)
    for cell in clear:
        row, column = divmod(cell, across)
        left, right = (picture.width * step // across for step in (column, column + 1))
        top, foot = (picture.height * step // across for step in (row, row + 1))
        made.paste(picture.crop((left, top, right, foot)), (left, top))
    return _encoded(made)


def _too_many_pixels() -> Refusal:
    return Refusal("image_too_many_pixels", _("照片像素过大（超过5000万像素），请缩小后上传。"))


def _kind_of(sent: bytes) -> str:
    """The format by its first bytes; the name and the declared type are not believed."""
    kind = next((kind for magic, kind in _MAGIC if sent.startswith(magic)), None)
    if kind is None or (kind == "WEBP" and sent[8:12] != b"WEBP"):
        raise Refusal(
            "image_kind", _("只能上传JPG、PNG或WebP格式的照片；苹果手机请把相机格式改为“兼容性最佳”。")
        )
    return kind


def _is_two_things(sent: bytes, kind: str) -> bool:
    """Whether a page, a program or an archive rides behind the picture.

    Other tails are let be: many phones append a short film or notes of their own. None of it survives anyway.
    """
    if kind == "WEBP":
        end = int.from_bytes(sent[4:8], "little") + 8
    else:
        end = sent.rfind(_ENDS[kind])
    behind = sent[end:].lower() if end >= 0 else b""
    return any(sign in behind for sign in _FOREIGN)


def _decoded(sent: bytes, kind: str) -> Image.Image:
    """The picture upright; its size is judged from the header, before a pixel is unpacked."""
    picture = Image.open(io.BytesIO(sent), formats=[kind])
    if picture.width * picture.height > MAX_PIXELS:
        raise _too_many_pixels()
    if getattr(picture, "is_animated", False):
        raise Refusal("image_animated", _("不能上传动图，请上传一张静态照片。"))
    picture.draft("RGB", (MAX_SIDE, MAX_SIDE))  # lets JPEG decode at a fraction of its size
    picture.load()
    return ImageOps.exif_transpose(picture)


def _encoded(picture: Image.Image) -> CleanImage:
    picture.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    see_through = picture.has_transparency_data
    picture = picture.convert("RGBA" if see_through else "RGB")
    fresh = Image.new(picture.mode, picture.size)  # pixels only: no metadata comes along
    fresh.paste(picture)
    out = io.BytesIO()
    if see_through:
        fresh.save(out, "PNG", optimize=False)
    else:
        fresh.save(out, "JPEG", quality=QUALITY, optimize=True)
    content = out.getvalue()
    mime = "image/png" if see_through else "image/jpeg"
    return CleanImage(content, mime, fresh.width, fresh.height, sha256(content).hexdigest())
