"""文书: PDF papers that print the same on every machine, with the font that ships beside them.

`letter` takes title, office, date and may take number, fields [[label, value], …], paragraphs, seal (bool), qr.
`sections` takes title, office, date and may take number, to, fields, sections [{title, paragraphs}, …], seal, served
[[label, value], …], qr.
`certificate` takes title, name, words, number, office, date, hint, qr and may take honorific.
`poster` takes title, office, code, address, qr, paragraphs.
`roster` takes title, note, head [4], rows [[4 words], …], office, date.
`ballots` takes title, body, note, choices [3], ballots [{number, code, qr}, …].
`consent` takes title, fields, paragraphs, choices, lines, note.
`receipt` and `voucher` take title, code, office, date and may take fields, paragraphs, seal, qr.
"""

from __future__ import annotations

import io
import json
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import segno
import typst

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
FONTS = HERE / "fonts"
GETA = "〓"  # the printer's mark for a character that is not in the case


class PaperProblem(Exception):
    """文书无法生成: the template is wrong, or names a font that is not there. A fault of ours, not the user's."""


def pdf(template: str, data: Mapping[str, Any], *, templates: Path = TEMPLATES) -> bytes:
    """The paper `template` filled with `data` (JSON values; see above) as PDF.

    A character the font lacks is printed as 〓 and named at the foot: nothing disappears silently.
    PaperProblem for any compiler error or warning: typst prints blanks for an unknown font and only warns.
    """
    missing: dict[str, None] = {}
    printable = _printable(dict(data), missing)
    inputs = {"data": json.dumps(printable | {"missing": list(missing)}, ensure_ascii=False)}
    try:
        content, warnings = typst.compile_with_warnings(
            templates / f"{template}.typ",
            root=templates,
            font_paths=_fonts(),
            sys_inputs=inputs,
            format="pdf",
        )
    except typst.TypstError as error:
        raise PaperProblem(f"{template}: {error.message}") from error
    if warnings:
        raise PaperProblem(f"{template}: {'; '.join(warning.message for warning in warnings)}")
    return content


def qr_svg(text: str) -> str:
    """A QR code as SVG, for `data["qr"]` and for pages; error correction M, no quiet zone."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False, omitsize=True)
    return out.getvalue().decode()


@cache
def printable_characters() -> frozenset[str]:
    """Every character our font draws, as `bin/make-font` listed them."""
    return frozenset((FONTS / "NotoSansSChinese-Han.txt").read_text("utf-8"))


def _printable(value: Any, missing: dict[str, None]) -> Any:
    """`value` with every string composed (NFC) and lacking characters marked; they are noted in `missing`."""
    if isinstance(value, str):
        return "".join(_mark(symbol, missing) for symbol in unicodedata.normalize("NFC", value))
    if isinstance(value, Mapping):
        return {key: _printable(part, missing) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_printable(part, missing) for part in value]
    return value


def _mark(symbol: str, missing: dict[str, None]) -> str:
    if symbol == "\n" or symbol in printable_characters():
        return symbol
    if unicodedata.category(symbol).startswith("C"):
        return ""  # control and joining characters have no shape to lose
    missing[f"U+{ord(symbol):04X}"] = None
    return GETA


@cache
def _fonts() -> typst.Fonts:
    """Only what ships: a paper must not look different where other fonts happen to be installed."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
