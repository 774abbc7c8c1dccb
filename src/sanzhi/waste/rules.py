"""垃圾分类的规矩, pure: what a scan must say, how late it may come, what gives points, who needs help, what is odd.

All numbers are ours (本平台约定), but the four classes and the default of 90 days (docs/domain: waste photos).
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from math import sqrt

from django.utils.translation import gettext as _

from sanzhi.kit.calendar import COUNTY
from sanzhi.kit.verdict import YES, Refusal, Verdict, no

GRADES = ("A", "B", "C", "reject", "none")
FAULTS = ("mixed", "bagged", "overflow", "hazardous")
POOR = ("C", "reject")  # who is told how to do better, and offered help
GOOD = ("A", "B")
FAST = timedelta(minutes=5)  # so far a phone's clock may run ahead
LATE = timedelta(days=3)  # so old a scan may be when it arrives
MOST_SCANS = 100  # in one sending
WINDOW = timedelta(days=7)  # for an appeal, and before anything is handed over to points
PHOTOS_KEPT = timedelta(days=90)
PLACES_KEPT = timedelta(days=30)
WEAK = 2  # so often C or refused within `LOOKED_BACK` makes somebody go and help
LOOKED_BACK = timedelta(days=30)
FEWEST = 10  # of fewer reviews nothing is said about an inspector
SIGMAS = 3.0
LONGEST_SPAN = 3 * 366  # days


@dataclass(frozen=True, slots=True)
class Odd:
    """控制图的一格: how often somebody was changed, within what it may differ by chance, and which way."""

    low: float
    high: float
    verdict: str  # "few", "in", "out"


def may_take(
    grade: str,
    faults: Collection[str],
    taken_at: datetime,
    at: datetime,
    place: tuple[float, float] | None = None,
) -> Verdict:
    """Whether a scan says what it must, at a time that can be: the clock of a phone proves nothing."""
    if grade not in GRADES:
        return no("grade_unknown", _("请选 A、B、C、拒收或没投。"))
    if not set(faults) <= set(FAULTS):
        return no("fault_unknown", _("没有这一种问题。"))
    if taken_at > at + FAST:
        return no("to_come", _("手机的时间比现在晚，请把手机时间调准。"))
    if taken_at < at - LATE:
        return no("too_old", _("这一条是 %(days)d 天以前的，不能再送。") % {"days": LATE.days})
    if place and not (-90 <= place[0] <= 90 and -180 <= place[1] <= 180):
        return no("place_shape", _("位置不对。"))
    return YES


def may_appeal(counted: str, synced_at: datetime, at: datetime, *, there: bool) -> Verdict:
    """Within the window, once, about anything that gives nothing."""
    if there:
        return no("appealed", _("这一条已经申诉过了。"))
    if counted == "A":
        return no("nothing_to_win", _("这一条是 A，不用申诉。"))
    if at >= synced_at + WINDOW:
        return no("too_late", _("请在 %(days)d 天内申诉。") % {"days": WINDOW.days})
    return YES


def odd(changed: int, reviewed: int, share: float) -> Odd:
    """Whether `changed` of `reviewed` lies within three standard deviations of the village's `share` (a p-chart)."""
    if not reviewed:
        return Odd(0.0, 1.0, "few")
    spread = SIGMAS * sqrt(share * (1 - share) / reviewed)
    low, high = max(0.0, share - spread), min(1.0, share + spread)
    if reviewed < FEWEST:
        return Odd(low, high, "few")
    return Odd(low, high, "in" if low <= changed / reviewed <= high else "out")


def worse(first: str, second: str) -> int:
    """Which way a grade was changed: 1 for worse, -1 for better, 0 for neither. Nothing put out is neither."""
    order = {"A": 0, "B": 1, "C": 2, "reject": 3}
    if first not in order or second not in order:
        return 0
    return (order[second] > order[first]) - (order[second] < order[first])


# --- 称重 (本平台约定) ---

HEAVIEST_KG, LIGHTEST_KG = 500, Decimal("0.01")
KEPT_BACK = timedelta(days=31)  # how old a reading may be when it arrives
MOST_READINGS = 200  # in one sending of another system
REWARDED = ("food", "recyclable")  # what is worth sorting out; how heavy it is gives nothing more
_SCALE = re.compile(r"[0-9A-Za-z-]{1,20}")
_KG = re.compile(r"\d{1,3}(\.\d{1,3})?")
_SHAPES = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M")


def scale_of(typed: str) -> str:
    """A scale's number. Raises Refusal."""
    scale = unicodedata.normalize("NFKC", typed).strip().upper()
    if not _SCALE.fullmatch(scale):
        raise Refusal("scale_shape", _("秤号请写 1 到 20 个字母、数字或横线。"))
    return scale


def grams_of(typed: str) -> int:
    """Kilograms as written, in whole grams. Raises Refusal."""
    text = unicodedata.normalize("NFKC", typed).strip()
    if not _KG.fullmatch(text) or not LIGHTEST_KG <= Decimal(text) <= HEAVIEST_KG:
        raise Refusal("kg_shape", _("公斤请写 0.01 到 500 的数，最多三位小数，如 3.25。"))
    return int(Decimal(text) * 1000)


def moment_of(typed: str) -> datetime:
    """A moment of the county's clock, or one that says its own offset. Raises Refusal."""
    text = typed.strip()
    try:
        found = datetime.fromisoformat(text) if "T" in text else None
    except ValueError:
        found = None
    for shape in _SHAPES:
        try:
            found = found or datetime.strptime(text, shape).replace(tzinfo=COUNTY)
        except ValueError:
            continue
    if found is None:
        raise Refusal("moment_shape", _("时间请写成 2026-03-02 07:15:30 这样。"))
    return found if found.tzinfo else found.replace(tzinfo=COUNTY)


def may_weigh(moment: datetime, issued: datetime, ended: datetime | None, at: datetime) -> Verdict:
    """Whether a bin can have been weighed then."""
    if moment > at + FAST:
        return no("to_come", _("这个时间还没有到，请把秤的时间调准。"))
    if moment < at - KEPT_BACK:
        return no("too_old", _("这一条是 %(days)d 天以前的，不能再送。") % {"days": KEPT_BACK.days})
    if moment < issued or (ended is not None and moment > ended):
        return no("bin_not_in_use", _("那个时候这只桶没有在用。"))
    return YES
