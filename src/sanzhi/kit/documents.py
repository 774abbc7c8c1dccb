"""文书: a sent PDF becomes plain pictures of its pages, made by us, or a refusal that says what to do.

Like photos (`uploads.py`): nothing of the sent bytes is stored. What a PDF can carry beside its pages (programs, forms
that send, other files, the names of whoever wrote it) is not drawn, and so is gone; and every page can be covered by
staff, as a photo can.
"""

import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from . import draw_pages
from .uploads import MAX_BYTES
from .verdict import Refusal

_PROGRAM = Path(draw_pages.__file__)
_PDF = b"%PDF-"
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # what word processors write, new and old


def is_document(file: BinaryIO) -> bool:
    """A PDF by its first bytes; the name and the declared type are not believed. The file is left at its beginning."""
    return _start(file) == _PDF


def is_office_file(file: BinaryIO) -> bool:
    """A text or table that has to be saved as a PDF first."""
    return _start(file).startswith(_OFFICE)


def _start(file: BinaryIO) -> bytes:
    start = file.read(len(_PDF))
    file.seek(0)
    return start


def pages(file: BinaryIO) -> list[bytes]:
    """Each page as a JPEG, at most draw_pages.MOST_PAGES.

    Refusal document_too_big, document_locked, document_too_long, document_broken.
    """
    sent = file.read(MAX_BYTES + 1)
    if len(sent) > MAX_BYTES:
        raise Refusal("document_too_big", _("文件超过20MB，请压缩或分成几份再上传。"))
    command = [sys.executable, "-I", str(_PROGRAM)]
    try:
        drawn = subprocess.run(  # noqa: S603: our own program, nothing of the sender's in its words
            command, input=sent, capture_output=True, timeout=2 * draw_pages.SECONDS, check=False, env={}
        )
    except subprocess.TimeoutExpired as error:
        raise _refusal(draw_pages.BROKEN) from error
    if drawn.returncode:
        raise _refusal(drawn.returncode)
    return list(_cut(drawn.stdout))


def _cut(told: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(told):
        (length,) = struct.unpack_from(">I", told, at)
        yield told[at + 4 : at + 4 + length]
        at += 4 + length


def _refusal(code: int) -> Refusal:
    if code == draw_pages.LOCKED:
        return Refusal("document_locked", _("这份PDF有密码，请去掉密码再上传。"))
    if code == draw_pages.LONG:
        most = draw_pages.MOST_PAGES
        return Refusal("document_too_long", _("一份PDF最多%(most)d页，请分开上传。") % {"most": most})
    return Refusal("document_broken", _("这份PDF打不开，请重新另存一次，或者拍照上传。"))
