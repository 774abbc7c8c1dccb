"""号码: whether a number of a person, an organisation, a telephone or a place can be what it says it is.

Sources: GB 11643 (citizen number), GB 32100 (social credit code), the 12-digit statistical division code.
python-stdnum computes the check digits; its `validate` functions are not used, because `cn.ric` demands a
place code in force in the year of birth (it refuses living people registered in 330483) and `cn.uscc` refuses
codes that begin with a letter (N, collective economic organisations).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from stdnum.cn import ric, uscc

from .verdict import YES, Verdict, no

ID_KINDS = {
    "citizen": gettext_lazy("居民身份证"),
    "household_book": gettext_lazy("户口簿"),
    "hk_macao_pass": gettext_lazy("港澳居民来往内地通行证"),
    "taiwan_pass": gettext_lazy("台湾居民来往大陆通行证"),
    "residence_permit": gettext_lazy("港澳台居民居住证"),
    "foreign_resident": gettext_lazy("外国人永久居留身份证"),
    "passport": gettext_lazy("护照"),
    "uscc": gettext_lazy("统一社会信用代码"),
}
_SHAPES = {
    "hk_macao_pass": r"[HM]\d{8}(\d{2})?",
    "taiwan_pass": r"\d{8}|\d{10}[A-Z]?",
    "residence_permit": r"8[123]0000\d{11}[\dX]",
    "foreign_resident": r"[A-Z]{3}\d{12}|9\d{16}[\dX]",
    "passport": r"[A-Z0-9]{5,20}",
}
_CITIZEN = re.compile(r"[1-9]\d{16}[\dX]", re.ASCII)
_USCC = re.compile(r"[1-9A-HJ-NPQRTUWXY][0-9A-HJ-NPQRTUWXY]\d{6}[0-9A-HJ-NPQRTUWXY]{10}", re.ASCII)
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_LANDLINE = re.compile(r"0\d{2,3}[1-9]\d{6,7}", re.ASCII)
_DIVISION = re.compile(r"[1-9]\d{11}", re.ASCII)


def clean(text: str) -> str:
    """The number as it is stored: half-width, upper case, without spaces, hyphens or brackets."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(symbol for symbol in plain if not symbol.isspace() and symbol not in "-‐‑–—()")


def clean_phone(text: str) -> str:
    """A telephone number as it is stored: as `clean`, and without the country's +86 or 0086."""
    return re.sub(r"^(\+|00)86", "", clean(text))


def check_citizen_id(text: str) -> Verdict:
    """公民身份号码: 18 symbols, a real date of birth not in a coming century, and the check digit."""
    number = clean(text)
    if not _CITIZEN.fullmatch(number):
        return no("citizen_id_shape", _("身份证号码应为18位数字，末位可以是X。"))
    if birth_date(number) is None:
        return no("citizen_id_birth", _("身份证号码中的出生日期不存在，请核对第7至14位。"))
    if ric.calc_check_digit(number) != number[-1]:
        return no("citizen_id_check", _("身份证号码校验不符，请逐位核对。"))
    return YES


def birth_date(number: str) -> date | None:
    """The date of birth in a citizen number of 18 symbols; None when there is no such date."""
    digits = clean(number)[6:14]
    year = digits[:4]
    if not (digits.isascii() and digits.isdigit() and len(digits) == 8 and "1850" <= year < "2100"):
        return None
    try:
        return date(int(year), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def age_on(born: date, day: date) -> int:
    """周岁 on `day`. Who is born on 29 February turns a year older on 1 March of a common year (本平台约定)."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def check_uscc(text: str) -> Verdict:
    """统一社会信用代码: 18 symbols without I, O, S, V, Z, and the check symbol."""
    number = clean(text)
    if not _USCC.fullmatch(number):
        return no("uscc_shape", _("统一社会信用代码应为18位数字或大写字母，不含I、O、S、V、Z。"))
    if uscc.calc_check_digit(number) != number[-1]:
        return no("uscc_check", _("统一社会信用代码校验不符，请逐位核对。"))
    return YES


def check_mobile(text: str) -> Verdict:
    """手机号码 of the mainland: 11 digits from 13 to 19."""
    if _MOBILE.fullmatch(clean_phone(text)):
        return YES
    return no("mobile_shape", _("手机号码应为以1开头的11位数字。"))


def check_phone(text: str) -> Verdict:
    """联系电话: a mainland mobile number, or a landline with its area code."""
    number = clean_phone(text)
    if _MOBILE.fullmatch(number) or _LANDLINE.fullmatch(number):
        return YES
    return no("phone_shape", _("联系电话应为11位手机号码，或带区号的固定电话，例如0573-88110000。"))


def check_division_code(text: str) -> Verdict:
    """统计用区划代码: 12 digits, 2-2-2-3-3, and nothing below a level that is all zeros."""
    number = clean(text)
    if not _DIVISION.fullmatch(number):
        return no("division_shape", _("区划代码应为12位数字。"))
    levels = [int(number[start:end]) for start, end in ((0, 2), (2, 4), (4, 6), (6, 9), (9, 12))]
    if any(lower and not upper for upper, lower in zip(levels, levels[1:], strict=False)):
        return no("division_gap", _("区划代码的上级为零而下级不为零，请核对。"))
    return YES


def check_id_number(kind: str, text: str) -> Verdict:
    """证件号码 of any kind in ID_KINDS; by check digit where the kind has one, else by shape."""
    if kind not in ID_KINDS:
        return no("id_kind", _("不支持这种证件。"))
    if kind in ("citizen", "household_book"):
        return check_citizen_id(text)
    if kind == "uscc":
        return check_uscc(text)
    if re.fullmatch(_SHAPES[kind], clean(text), re.ASCII):
        return YES
    return no("id_shape", _("%(kind)s号码的格式不对，请对照证件核对。") % {"kind": ID_KINDS[kind]})
