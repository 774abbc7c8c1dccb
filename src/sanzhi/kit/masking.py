"""遮盖: what may be shown of a name or a number to someone who need not know the rest."""

from __future__ import annotations

import re

from .codes import clean, clean_phone

_NOT_IN_NUMBER = r"(?<![0-9A-Za-z]){}(?![0-9A-Za-z])"
_GAP = r"[ \-]?"
_CITIZEN = re.compile(_NOT_IN_NUMBER.format(r"[1-9]\d{5}(?:18|19|20)\d{9}[\dXx]"))
_BANK_CARD = re.compile(_NOT_IN_NUMBER.format(rf"[3-9](?:{_GAP}\d){{14,18}}"))
_MOBILE = re.compile(rf"(?<!\d)(?:(?:\+|00)?86{_GAP})?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)0\d{2,3}[ \-]?[1-9]\d{6,7}(?!\d)")


def mask_name(name: str) -> str:
    """张三 → 张*, 欧阳小明 → 欧***: the first character only."""
    name = name.strip()
    return name[:1] + "*" * (len(name) - 1)


def mask_phone(phone: str) -> str:
    """13812345678 → 138****5678; 0573-88110000 → 0573****0000; anything shorter is hidden whole."""
    number = clean_phone(phone)
    if len(number) < 10:
        return "*" * len(number)
    kept = 4 if number.startswith("0") else 3
    return number[:kept] + "*" * (len(number) - kept - 4) + number[-4:]


def mask_id_no(number: str) -> str:
    """330483199001010010 → 330483********0010; other documents keep their first and last two symbols."""
    number = clean(number)
    if len(number) == 18:
        return number[:6] + "*" * 8 + number[-4:]
    if len(number) < 8:
        return "*" * len(number)
    return number[:2] + "*" * (len(number) - 4) + number[-2:]


def numbers_in(text: str) -> list[tuple[int, str]]:
    """(where it begins, as written) of every citizen number, bank card and telephone number in free text."""
    found = (one for shape in (_CITIZEN, _MOBILE, _BANK_CARD, _LANDLINE) for one in shape.finditer(text))
    return sorted({(one.start(), one[0]) for one in found})


def mask_text(text: str) -> str:
    """Free text with every citizen number, bank card and telephone number masked. Names are left: see README."""
    text = _CITIZEN.sub(lambda found: mask_id_no(found[0]), text)
    text = _MOBILE.sub(lambda found: mask_phone(found[0]), text)
    text = _BANK_CARD.sub(lambda found: "*" * 8 + clean(found[0])[-4:], text)
    return _LANDLINE.sub(lambda found: mask_phone(found[0]), text)
