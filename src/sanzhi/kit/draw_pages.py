"""画页: the program that draws the pages of a sent PDF, in a process of its own, so that a hostile one can hurt only that.

The document comes on standard input. On standard output, for each page: four bytes of length, then a JPEG. It ends with 0,
or with one of the codes below. It reads and writes no file, and the system ends it when it takes too long or too much.
"""

from __future__ import annotations

import io
import resource
import struct
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

BROKEN, LOCKED, LONG = 3, 4, 5
MOST_PAGES = 20  # 本平台约定: what a contract or a decision runs to
LONG_SIDE = 1754  # pixels: A4 at 150 to the inch
SECONDS = 20
MEMORY = 1 << 30


def main() -> int:
    import pypdfium2 as pdfium  # here, because whoever only starts this program needs none of its 15 MB

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        document = pdfium.PdfDocument(sys.stdin.buffer.read())
        count = len(document)
    except pdfium.PdfiumError as error:
        return LOCKED if "password" in str(error).lower() else BROKEN
    if count > MOST_PAGES:
        return LONG
    try:
        for number in range(count):
            _draw(document[number])
    except (pdfium.PdfiumError, ValueError, MemoryError):
        return BROKEN
    return 0


def _draw(page: PdfPage) -> None:
    """Fields filled in are drawn too; scripts, links and attachments are not asked for, so they do not come along."""
    longer = max(page.get_size())
    if not 1 <= longer <= 20_000:  # points; a page of seven metres is no paper
        raise ValueError(longer)
    drawn = page.render(scale=LONG_SIDE / longer, may_draw_forms=True).to_pil().convert("RGB")
    out = io.BytesIO()
    drawn.save(out, "JPEG", quality=85)
    sys.stdout.buffer.write(struct.pack(">I", out.tell()) + out.getvalue())


if __name__ == "__main__":
    sys.exit(main())
