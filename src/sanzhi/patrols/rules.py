"""What holds of grid work, whoever asks. Pure."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from sanzhi.kit import codes
from sanzhi.kit.verdict import YES, Verdict, no

AHEAD = timedelta(days=7)  # 本平台约定: how far ahead a phone takes tasks along
KEEP_NOTES = timedelta(days=730)  # 本平台约定: what was said at a visit
KEEP_POINTS = timedelta(days=30)  # 本平台约定 (domain.md §14)
LONGEST_SHIFT = timedelta(hours=16)  # 本平台约定: who forgot to go off duty is taken off it
DIGITS = 3  # of a degree: about a hundred metres
MOST_STOPS = 40
MOST_SENT = 50  # of what waits on a phone, in one sending
OLDEST_SENT = timedelta(days=30)
CLOCK_OFF = timedelta(hours=1)  # 本平台约定: by how much a phone may be behind
GROWN = 18
# 问的话 (本平台约定, 《个人信息保护法》第十三、十四条): said at the door, and kept as it was said. Kept in Chinese.
CONSENT_WORDS = gettext_noop(
    "我是网格员，今天来走访。您愿意说的我记下来，只有您自己、走访的和这个网格的网格员、村（社区）文书看得到，您家里别的成年人只看得到哪天来过；不愿意就不记，不影响您办任何事，以后也随时可以让删掉。可以记吗？"
)
# 标签 (《个人信息保护法》第二十八条): nobody is filed under what they believe, suffer from or once did.
_LABELS = re.compile(
    r"重点人员|重点人群|刑满释放|刑释|社区矫正|吸毒|戒毒|上访户|信访户|老上访|缠访|信教|教徒|信仰|宗教|法轮|邪教|政治面貌|政治倾向|精神病|精神障碍|艾滋|传染病|乙肝|残疾等级|病史|确诊"
)


def falls_on(rhythm: str, weekday: int | None, day: date) -> bool:
    """Whether a route of this rhythm is walked on a day."""
    if rhythm == "weekly":
        return day.weekday() == weekday
    return rhythm == "daily" or day.weekday() < 5


def rounded(latitude: float, longitude: float) -> tuple[float, float]:
    """As exact as a place is kept."""
    return round(latitude, DIGITS), round(longitude, DIGITS)


def points_go_after(day: date) -> date:
    """The day on which points of `day` are deleted."""
    return day + KEEP_POINTS


def names_no_label(*texts: str) -> Verdict:
    """Whether words say what is to be done or needed, and put nobody into a category."""
    plain = unicodedata.normalize("NFKC", "\n".join("".join(text.split()) for text in texts))
    if found := _LABELS.search(plain):
        return no(
            "labels_people",
            _("不写“%(word)s”：不按信仰、健康、政治和过去给人归类，只写这一户需要什么（《个人信息保护法》第二十八条）。") % {"word": found[0]},
        )  # fmt: skip
    return YES


def of_an_office(phone: str) -> Verdict:
    """Whether a number may hang on the public board: an office's, and never anybody's mobile."""
    if codes.check_mobile(phone):
        return no("private_phone", _("公示牌上只写办公电话，不写个人手机。"))
    if re.fullmatch(r"\d{5}", codes.clean_phone(phone)):  # a hotline, such as 12345
        return YES
    return codes.check_phone(phone)


def grown_on(born: date | None, day: date) -> bool:
    """Grown up; of whom no birthday is known it is taken as so: the worker stands before them."""
    if born is None:
        return True
    return (day.year - born.year) - ((day.month, day.day) < (born.month, born.day)) >= GROWN


def words_between(text: str, fewest: int, most: int, name: str) -> Verdict:
    """Whether so many characters were written, of what `name` calls them."""
    if fewest <= len(text.strip()) <= most:
        return YES
    said = {"name": name, "fewest": fewest, "most": most}
    return no("words", _("%(name)s写 %(fewest)d 到 %(most)d 个字。") % said)


def sealed(lines: Sequence[Mapping[str, Any]], words: str) -> str:
    """The digest of a signed diary."""
    told = json.dumps([list(lines), words], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()
