"""体检: how far a clock may be put off: in its own unit, by somebody who may allow it, and never beyond the law."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from sanzhi.kit.calendar import WorkingCalendar
from sanzhi.kit.deadlines import Limit

from .findings import Finding, error
from .maxima import Statute, exceeds, maxima, readable
from .spec import GRANTORS, Clock

MOST_TIMES = 9


def delay_findings(
    clock: Clock, limits: tuple[Limit, Limit, Limit], at: datetime, calendar: WorkingCalendar
) -> Iterator[Finding]:
    """`limits`: the limit and its cards, which move together when it is put off."""
    said, where = {"clock": clock.name or clock.code}, ("clocks", clock.code)
    more = readable(clock.delay)
    if more is None or more.amount < 1:
        yield error("delay_unreadable", _("计时“%(clock)s”每次延期多少，要写成“5wd”这样。") % said, *where)
        return
    if {one.unit for one in limits} != {more.unit}:
        sentence = _("计时“%(clock)s”要延期，时限、黄牌、红牌和每次延期要用同一个单位。")
        yield error("delay_other_unit", sentence % said, *where)
        return
    if not 1 <= clock.times <= MOST_TIMES:
        said["most"] = str(MOST_TIMES)
        yield error("delay_times", _("计时“%(clock)s”最多延期几次，请写 1 到 %(most)s。") % said, *where)
        return
    if not clock.granted_by or not set(clock.granted_by) <= set(GRANTORS):
        yield error("delay_ungranted", _("计时“%(clock)s”的延期没有写由谁审核。") % said, *where)
    law = maxima().get(clock.law)
    longest = Limit(limits[0].amount + clock.times * more.amount, more.unit)
    if law and exceeds(longest, _allowed(law), at, calendar):
        said |= {"longest": str(longest), "most": str(_allowed(law)), "basis": law.basis}
        sentence = _("计时“%(clock)s”连延期最长%(longest)s，超过法定的%(most)s。依据：%(basis)s。")
        yield error("delay_beyond_law", sentence % said, *where)


def _allowed(law: Statute) -> Limit:
    """The longest that the law leaves, put off as far as the same article lets it."""
    return Limit(law.limit.amount + law.further.amount, law.limit.unit) if law.further else law.limit
