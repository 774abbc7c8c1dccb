"""窗口的规矩, pure: when there are seats, whose turn it is, how far a matter is handed. All of it is ours (本平台约定).

Whose turn it is follows from the booked half hour, the stated ground and the arrival, and from nothing else (I2).
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Protocol, TypeVar

from django.utils.translation import gettext as _

from sanzhi.kit.calendar import COUNTY, WorkingCalendar
from sanzhi.kit.verdict import YES, Verdict, no

HALF_HOUR = timedelta(minutes=30)
MONDAY = 0
LETTERS = {
    "hotline": "A", "mediation": "B", "petition": "C", "police": "D", "court": "E", "law_enforcement": "F", "legal_aid": "G",
}  # fmt: skip


@dataclass(frozen=True)
class Bound:
    """一条约定 of data/limits.csv: how much of which unit ("" for a number), and its basis."""

    code: str
    name: str
    amount: int
    unit: str
    basis: str


@cache
def bounds() -> dict[str, Bound]:
    text = files("sanzhi.windows").joinpath("data", "limits.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {
        row["code"]: Bound(row["code"], row["name"], int(row["amount"]), row["unit"], row["basis"])
        for row in rows
    }


def days(code: str) -> timedelta:
    return timedelta(days=bounds()[code].amount)


def weekday_of(day: date, calendar: WorkingCalendar) -> int | None:
    """Which weekday's shifts are worked on a day: none on a holiday, Monday's on a make-up day, else its own."""
    if calendar.days.get(day) is False:
        return None
    return MONDAY if calendar.is_make_up(day) else day.weekday()


def half_hours(day: date, starts: time, ends: time) -> Iterator[datetime]:
    """The beginnings of the half hours that lie wholly between the two."""
    at, end = datetime.combine(day, starts, COUNTY), datetime.combine(day, ends, COUNTY)
    while at + HALF_HOUR <= end:
        yield at
        at += HALF_HOUR


def shift_stands(weekday: int, starts: time, ends: time, seats: int) -> Verdict:
    """On whole half hours, at least one of them, with one to twenty seats."""
    whole = all(one.minute in (0, 30) and not one.second for one in (starts, ends))
    if not (0 <= weekday <= 6 and whole and starts < ends):  # the days of a week
        return no("shift_shape", _("班次从整点或半点开始和结束，结束要晚于开始。"))
    if not 1 <= seats <= 20:
        return no("seats_shape", _("每半小时 1 到 20 个号。"))
    return YES


def overlaps(starts: time, ends: time, others: Iterable[tuple[time, time]]) -> bool:
    return any(starts < theirs_end and theirs_start < ends for theirs_start, theirs_end in others)


def may_book(starts_at: datetime, at: datetime, already: int) -> Verdict:
    """A half hour still to come, within the days ahead, and not too many at once."""
    if starts_at <= at:
        return no("slot_past", _("这个时间已经过了，请选后面的时间。"))
    if starts_at.astimezone(COUNTY).date() > at.astimezone(COUNTY).date() + days("book_ahead"):
        return no("too_far", _("最多提前 %(days)d 天预约。") % {"days": bounds()["book_ahead"].amount})
    most = bounds()["open_bookings"].amount
    if already >= most:
        return no("too_many", _("一个人最多同时约 %(most)d 个号，请先取消一个。") % {"most": most})
    return YES


class Waits(Protocol):
    """What the order in the queue is told of a number. There is nothing else to tell it of (I2)."""

    id: int
    ground: str
    booking_id: int | None
    counter_id: int | None
    taken_at: datetime
    turn_at: datetime


def place(one: Waits, at: datetime) -> tuple[int, datetime, int]:
    """轮到谁: the lowest first. Passed on from another counter; booked for this half hour and here in time; on a stated ground;
    all others. Within each by the booked time, or by the arrival."""
    if one.counter_id is not None:
        return 0, one.taken_at, one.id
    grace = timedelta(minutes=bounds()["turn_grace"].amount)
    if one.booking_id is not None and one.turn_at <= at and one.taken_at <= one.turn_at + HALF_HOUR + grace:
        return 1, one.turn_at, one.id
    return (2 if one.ground else 3), one.taken_at, one.id


W = TypeVar("W", bound=Waits)


def next_turn(waiting: Iterable[W], at: datetime) -> W | None:
    return min(waiting, key=lambda one: place(one, at), default=None)


# Who deals with a channel: whoever has somebody in this role (cases/elsewhere.py names the channels; accusations are apart).
RECEIVES = {
    "petition": "petition_officer", "mediation": "mediation_clerk", "police": "police_liaison", "court": "court_clerk",
    "law_enforcement": "handler",
}  # fmt: skip
AGREED_TO = ("mediation", "court")  # 自愿: 人民调解法 art. 3; a suit is one's own to bring
# Where a dispute or a petition has ended so that another organ may have it.
HANDED_FROM = {
    "dispute": ("dispute-endnot", "dispute-endrefused", "dispute-endfail", "dispute-endleft"),
    "petition": ("petition-endnot",),
}


def channel_stands(channel: str, *, agreed: bool, anonymous: bool, reason: str) -> Verdict:
    """Whether a matter may go this way at all."""
    if channel == "accusation":
        return no(
            "accusation_apart", _("检举控告不走交接，请告诉本人向纪检监察机关提出；写的内容别人看不到。")
        )
    if channel not in RECEIVES:
        return no("channel_missing", _("请选择转到哪个渠道。"))
    if channel in AGREED_TO and not agreed:
        return no("not_agreed", _("调解和诉讼要本人愿意（《人民调解法》第三条）；请先问本人，愿意的才转。"))
    if anonymous and channel in ("mediation", "court", "petition"):
        return no("nameless", _("没有留姓名的，不能替本人转到信访、调解和法院。"))
    if len(reason.strip()) < 4:
        return no("reason_missing", _("请写明理由（至少 4 个字），居民看得到。"))
    return YES


def may_hop(hops: int, ruled: bool) -> Verdict:
    """After so many a supervisor says who has it, so that nobody is sent round in a circle."""
    most = bounds()["hops"].amount
    if hops >= most and not ruled:
        return no(
            "too_many_hops", _("已经转了 %(n)d 次，先请督查员决定由哪个单位办，再按决定转。") % {"n": hops}
        )
    return YES


def keeps_apart(against: Iterable[int | None], above: Iterable[int]) -> Verdict:
    """What complains of an office never goes to it, nor to one under it."""
    if {one for one in against if one} & set(above):
        return no("complained_of", _("反映的就是这个单位或者它的上级，不能转给它，请选别的单位。"))
    return YES
