"""编号: numbers for the file cabinet, and codes that nobody can guess for the citizen's pocket."""

from __future__ import annotations

import secrets
import unicodedata

from django.utils.translation import gettext as _

from .verdict import Refusal

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base 32: no I, L, O, U
TAG_SYMBOLS = 7
CODE_SYMBOLS = 15  # 75 random bits: at 1,000 guesses a second, a million codes stay safe for a million years
GROUP = 4
_MISREAD = str.maketrans("OIL", "011")


def case_number(prefix: str, year: int, serial: int) -> str:
    """A number for the register: case_number("TX", 2026, 123) == "TX2026-000123". Not a secret."""
    if serial < 1:
        raise ValueError("serials start at 1")
    return f"{prefix}{year}-{serial:06d}"


def public_code() -> str:
    """A fresh secret code of 16 symbols, as printed: "K7M2-9QXD-4TRW-H31C". The last one is the check."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(CODE_SYMBOLS))
    return _printed(body + _check_symbol(body))


def tag_code() -> str:
    """A fresh code for a label, short enough to type on the road: "K7M2-9QXD". The last symbol is the check. No secret."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(TAG_SYMBOLS))
    return _printed(body + _check_symbol(body))


def code_of(seed: bytes) -> str:
    """The code that belongs to a secret seed of at least 15 bytes: the same one each time."""
    if len(seed) < CODE_SYMBOLS:
        raise ValueError("a short seed can be guessed")
    body = "".join(ALPHABET[byte % len(ALPHABET)] for byte in seed[:CODE_SYMBOLS])
    return _printed(body + _check_symbol(body))


def normalise_code(text: str) -> str:
    """The code as printed, from whatever was typed: lower case, spaces, O for 0, I or L for 1, full-width.

    Refusal code_length or code_mistyped, with a sentence that says what to look at.
    """
    code = _plain(text)
    if len(code) != CODE_SYMBOLS + 1:
        raise Refusal(
            "code_length",
            _("查询码应为 %(right)d 位字母和数字，您输入了 %(typed)d 位。")
            % {"right": CODE_SYMBOLS + 1, "typed": len(code)},
        )
    if not _checks(code):
        raise Refusal("code_mistyped", _("查询码有误，请对照回执逐位核对后重新输入。"))
    return _printed(code)


def normalise_tag(text: str) -> str:
    """A label's code as printed, from whatever was typed. Refusal code_length or code_mistyped."""
    code = _plain(text)
    if len(code) != TAG_SYMBOLS + 1:
        raise Refusal(
            "code_length", _("桶号是 %(right)d 位字母和数字，在标签上。") % {"right": TAG_SYMBOLS + 1}
        )
    if not _checks(code):
        raise Refusal("code_mistyped", _("桶号有误，请对照标签逐位核对。"))
    return _printed(code)


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).upper().translate(_MISREAD)
    return "".join(symbol for symbol in plain if symbol.isalnum())


def _checks(code: str) -> bool:
    return all(symbol in ALPHABET for symbol in code) and _check_symbol(code[:-1]) == code[-1]


def _printed(code: str) -> str:
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def _check_symbol(body: str) -> str:
    """A sum over the field of 32 elements, weights 2, 4, 8 …: any one wrong symbol, and any two swapped, show."""
    total = 0
    for symbol in body:
        total = _double(total ^ ALPHABET.index(symbol))
    return ALPHABET[total]


def _double(value: int) -> int:
    """Multiply by x in GF(32) modulo the primitive polynomial x⁵ + x² + 1."""
    value <<= 1
    return value ^ 0b100101 if value & 0b100000 else value
