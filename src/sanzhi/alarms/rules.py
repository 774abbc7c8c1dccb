"""警源的规矩, pure: what a row of the police's may say, what is a cause, what a rule may hold, when a nail is out.

Numbers are ours (本平台约定), but those of the rule itself, which a county sets (`NailRule`).
"""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from sanzhi.kit.calendar import COUNTY
from sanzhi.kit.verdict import YES, Refusal, Verdict, no

AHEAD = timedelta(minutes=10)  # so far the police's clock may run before ours
OLDEST = timedelta(days=3 * 366)
MOST_ROWS = 50_000  # in one table
KEPT_YEARS = 5  # how long what an alarm says is kept; 本平台约定, as individual rows serve no purpose after that (PIPL art. 19)
LONGEST = {"place": 120, "category": 20, "sub_category": 20, "brief": 200, "handled_by": 60, "result": 200, "transferred_to": 60}  # fmt: skip
FEWEST_ON_A_MAP = 10  # I25: of fewer alarms no cell is drawn
EARLY_LEAST, EARLY_TIMES = 5, 2  # so many in a month, and so many times the month before

_NUMBER = re.compile(r"[A-Za-z0-9-]{6,30}")
_IDENTITY = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])|(?<!\d)1[3-9]\d{9}(?!\d)")
# Words that a record of somebody's past is written in: no row with one comes in.
NEVER_SAID = (
    "前科",
    "刑释",
    "吸毒人员",
    "在逃",
    "社区矫正",
    "重点人员",
    "涉毒史",
    "案底",
    "精神病人",
    "上访人员",
)


@dataclass(frozen=True)
class Row:
    """一条警情 as it was sent: `line` of the table or place in the batch; all else as written."""

    line: int
    alarm_no: str
    reported_at: str
    area: str
    place: str
    category: str
    police: str
    sub_category: str = ""
    longitude: str = ""
    latitude: str = ""
    brief: str = ""
    handled_by: str = ""
    result: str = ""
    transferred_to: str = ""


def read(row: Row, at: datetime) -> dict[str, Any]:
    """The columns of an alarm, but its area. Raises Refusal in words that say what to change."""
    said = {name: getattr(row, name).strip() for name in LONGEST}
    number = row.alarm_no.strip()
    if not _NUMBER.fullmatch(number):
        raise Refusal("alarm_no", _("警情编号请写 6 到 30 位字母、数字或短横线。"))
    if len(said["place"]) < 2 or not said["category"]:
        raise Refusal("row_short", _("请写地点和类别。"))
    for name, most in LONGEST.items():
        if len(said[name]) > most or any(unicodedata.category(one) == "Cc" for one in said[name]):
            raise Refusal(
                "row_long", _("有一格超过 %(most)d 个字，或者含有无法显示的字符。") % {"most": most}
            )
    names_nobody(" ".join(said.values())).or_refuse()
    return {
        "alarm_no": number, "reported_at": moment_of(row.reported_at, at), "is_police_matter": _yes(row.police),
        **said, **_point(row.longitude, row.latitude),
    }  # fmt: skip


def names_nobody(text: str) -> Verdict:
    """Whether the words hold no number of a person and nothing of anybody's past (domain.md §12: the least)."""
    if _IDENTITY.search(text):
        return no("names_somebody", _("里面有证件号或电话，警情里不写，请删去。"))
    for word in NEVER_SAID:
        if word in text:
            return no(
                "record_of_somebody", _("里面有“%(word)s”，不收前科和人员类别，请删去。") % {"word": word}
            )
    return YES


def moment_of(text: str, at: datetime) -> datetime:
    try:
        moment = datetime.fromisoformat(text.strip().replace("/", "-"))
    except ValueError as error:
        raise Refusal("moment", _("报警时间请写成 2026-03-02 07:15。")) from error
    moment = moment if moment.tzinfo else moment.replace(tzinfo=COUNTY)
    if not at - OLDEST < moment <= at + AHEAD:
        raise Refusal("moment_out", _("报警时间还没有到，或者在三年以前。"))
    return moment


def _yes(text: str) -> bool:
    told = {"是": True, "否": False, "true": True, "false": False, "1": True, "0": False}.get(
        text.strip().lower()
    )
    if told is None:
        raise Refusal("police_or_not", _("“是否警务”请写是或否。"))
    return told


def _point(longitude: str, latitude: str) -> dict[str, float | None]:
    if not (longitude.strip() or latitude.strip()):
        return {"longitude": None, "latitude": None}
    try:
        east, north = float(longitude), float(latitude)
    except ValueError as error:
        raise Refusal("point", _("经纬度请写数字，或者都不写。")) from error
    if not (73 <= east <= 136 and 3 <= north <= 54):
        raise Refusal("point", _("经纬度不在国内，是不是写反了？"))
    return {"longitude": east, "latitude": north}


def cause_of(
    words: Mapping[str, Sequence[str]], category: str, sub_category: str, is_police_matter: bool
) -> str:
    """Which of the rule's kinds an alarm is of, or "": the first whose word is in the sub-category, else in the category.

    What is a police matter is no nail: it stays with the police.
    """
    if is_police_matter:
        return ""
    for called in (sub_category, category):
        for cause, said in words.items():
            if any(one in called for one in said):
                return cause
    return ""


def lint(
    least: int,
    days: int,
    quiet_days: int,
    words: Mapping[str, Sequence[str]],
    basis: str,
    known: Collection[str],
) -> list[str]:
    """What is wrong with a rule, in sentences; empty when it may be published."""
    wrong = []
    if not 2 <= least <= 20:
        wrong.append(_("次数在 2 到 20 之间。"))
    if not 7 <= days <= 365:
        wrong.append(_("天数在 7 到 365 之间。"))
    if not 30 <= quiet_days <= 365:
        wrong.append(_("平静期在 30 到 365 天之间。"))
    if not basis.strip():
        wrong.append(_("请写依据；没有文件的写“本平台约定”。"))
    if unknown := set(words) - set(known):
        wrong.append(_("没有这一种：%(names)s。") % {"names": "、".join(sorted(unknown))})
    told = [one for said in words.values() for one in said]
    if not told or any(not 2 <= len(one) <= 20 for one in told):
        wrong.append(_("每一种写几个警情类别里的词，一个词 2 到 20 个字。"))
    if twice := sorted({one for one in told if told.count(one) > 1}):
        wrong.append(_("同一个词写在了两种里：%(names)s。") % {"names": "、".join(twice)})
    if any(not names_nobody(one) for one in told):
        wrong.append(_("只写事情的类别，不写人的类别。"))
    return wrong


def may_apply(valid_from: date, today: date) -> Verdict:
    """A rule never works backwards."""
    if valid_from < today:
        return no("backwards", _("生效日不能早于今天，规则不溯及以前。"))
    return YES


def out(
    performed_on: date | None, satisfied: bool | None, last_alarm_at: datetime, quiet_days: int, at: datetime
) -> list[str]:
    """What still stands against removing a nail, in sentences: all of performed, quiet and satisfied, or not at all."""
    wanting = []
    if performed_on is None:
        wanting.append(_("协议还没有履行。"))
    left = quiet_days - (at - last_alarm_at).days
    if left > 0:
        wanting.append(_("还要 %(days)d 天没有警情。") % {"days": left})
    if not satisfied:
        wanting.append(_("回访还没有满意。"))
    return wanting


def day_stands(day: date, sent: int, numbers: Sequence[str], at: datetime) -> Verdict:
    """Whether a count of a day can be."""
    if day > at.astimezone(COUNTY).date() or day < (at - OLDEST).date():
        return no("day_out", _("日期还没有到，或者在三年以前。"))
    if not 0 <= sent <= MOST_ROWS:
        return no("sent_out", _("报数在 0 到 %(most)d 之间。") % {"most": MOST_ROWS})
    if numbers and len(numbers) != sent:
        return no(
            "numbers_differ", _("列了 %(n)d 个编号，报数却是 %(sent)d。") % {"n": len(numbers), "sent": sent}
        )
    if any(not _NUMBER.fullmatch(one) for one in numbers):
        return no("alarm_no", _("警情编号请写 6 到 30 位字母、数字或短横线。"))
    return YES


def serial_gaps(numbers: Sequence[str]) -> list[str]:
    """Numbers that are missing between those of one day, where they end in a running number. At most a hundred."""
    series: dict[str, list[tuple[int, int]]] = {}
    for number in numbers:
        if found := re.fullmatch(r"(.*?)(\d{1,6})", number):
            series.setdefault(found[1], []).append((int(found[2]), len(found[2])))
    gaps: list[str] = []
    for prefix, told in series.items():
        there, width = {serial for serial, _width in told}, max(width for _serial, width in told)
        for serial in range(min(there), max(there)):
            if serial not in there and len(gaps) < 100:
                gaps.append(f"{prefix}{serial:0{width}d}")
    return gaps
