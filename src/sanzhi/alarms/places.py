"""地址归一: one spelling for one address, so that two alarms at one door are seen to be at one door. Pure.

Ours (本平台约定). It is about spelling only: two doors that differ in a number stay two, and what it cannot read it leaves
as it is, which may miss a pair and never makes one.
"""

import re
import unicodedata

_DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_NUMBER = r"[零〇一二两三四五六七八九十百]+"
# A number in words counts as one only before a word that counts doors: 二环南路 and 三里塘村 keep their names.
_IN_WORDS = re.compile(rf"({_NUMBER})(?=号|幢|栋|座|单元|室|弄|组|层|楼|房)")
_ABOVE = re.compile(r"^(?:中国)?(?:浙江省?)?(?:嘉兴市?)?(?:桐乡市?)?")
_TOWN = re.compile(r"^[\u4e00-\u9fff]{1,4}?(?:街道|镇镇?|乡)(?=.*\d)")
_COMMUNITY = re.compile(r"^[\u4e00-\u9fff]{2,6}?(?:社区|村委会|居委会)(?=[\u4e00-\u9fff]{2,}.*\d)")
_NEARBY = re.compile(r"(?:附近|门口|门前|楼下|旁边|楼上|里面|内|旁|处)+$")
_BRACKETS = re.compile(r"[(\[【〔<].*?[)\]】〕>]")
_LOOSE = re.compile(r"[\s,.;:、。，；：·_/\\'\"“”‘’]+")
_SAME = (
    (re.compile(r"(?<=\d)(?:号楼|幢楼|栋楼|号幢|栋|座)"), "幢"),
    (re.compile(r"(?<=\d)号院"), "号"),
    (re.compile(r"(?<=\d)(?:室|房间|房|户)"), "室"),
    (re.compile(r"[-—–~#至]+"), "-"),
    (re.compile(r"(?<=[\d号幢元])-(?=\d)"), "-"),
)


def key(town: str, place: str) -> str:
    """The one spelling of `place` within a town (its nine-digit code), or "" where it names no place at all."""
    said = _BRACKETS.sub("", unicodedata.normalize("NFKC", place))
    said = _LOOSE.sub("", said).upper()
    said = _IN_WORDS.sub(lambda found: str(_read(found[1])), said)
    said = _COMMUNITY.sub("", _TOWN.sub("", _ABOVE.sub("", said)))
    said = _NEARBY.sub("", said)
    for pattern, one in _SAME:
        said = pattern.sub(one, said)
    said = _doors(said)
    return f"{town[:9]}|{said}"[:140] if len(said) >= 2 else ""


def _doors(said: str) -> str:
    """17号1幢302室, 17号1幢302, 17号1-302: one door. What follows the street is its numbers, outermost first."""
    found = re.match(r"^(.*?\D)(\d+)(号|弄|幢)(.*)$", said)
    if not found:
        return said
    street, first, unit, rest = found.groups()
    inner = re.sub(r"(?<=\d)(?:幢|单元|室|层|号)", "-", rest)
    inner = re.sub(r"-+", "-", inner).strip("-")
    number = str(int(first))
    tidy = re.sub(r"\d+", lambda one: str(int(one[0])), inner)
    return f"{street}{number}{unit}" + (f"-{tidy}" if tidy else "")


def _read(words: str) -> int:
    """十七 is 17, 一百零二 is 102, 三〇二 is 302."""
    if not set(words) & set("十百"):
        return int("".join(str(_DIGITS[one]) for one in words))
    total, digit = 0, 0
    for one in words:
        if one in _DIGITS:
            digit = _DIGITS[one]
        else:
            total += (digit or 1) * (100 if one == "百" else 10)
            digit = 0
    return total + digit
