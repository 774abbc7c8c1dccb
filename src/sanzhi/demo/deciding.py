"""四议两公开: what an invented village decides: one matter that passed and hangs, one whose last meeting waits to be checked."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from sanzhi.leadership import actions
from sanzhi.leadership.actions import Held, Put
from sanzhi.leadership.rules import Counted
from sanzhi.notices import actions as notices

from .scoring import Village

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
TEXT = "西浜一带装十二盏路灯，费用从村集体收入里出，预算三万六千元。"
POND = "三组的荒塘清淤，塘边铺石板路，预算八万元，其中五万元申请镇里补助。"
COUNTS = (Counted(5, 5, 5, 0, 0), Counted(9, 8, 7, 0, 1), Counted(46, 38, 35, 1, 2))
CONTACT = "村务公开栏 0573-88880000"


def begin(village: Village, body: int, title: str, text: str, at: datetime, steps: int = 3) -> int:
    """So many of the three meetings held and checked, a day each."""
    one = actions.begin_matter(body, title, by=village.clerk, at=at).pk
    for turn, counts in enumerate(COUNTS[:steps]):
        day = at + turn * DAY
        gate = actions.enter_gate(
            one, Held(localdate(day), counts, text, "村档案柜二号盒"), by=village.clerk, at=day
        )
        actions.check_gate(gate.pk, right=True, by=village.overseer, at=day + HOUR)
    return one


def put(village: Village, one: int, meeting: int, at: datetime) -> int:
    """The number of its item."""
    said = Put(meeting, "named", "演示律师", "经费来源和用途合法，可以上会表决。")
    item = actions.put_matter(one, said, by=village.clerk, at=at).item
    assert item
    return item.pk


def publish(village: Village, one: int, at: datetime) -> None:
    """What came of the vote, hung up."""
    actions.take_decision(one, by=village.clerk, at=at)
    told = actions.publish_decision(one, CONTACT, by=village.clerk, at=at + HOUR)
    assert told.decision
    notices.post_notice(told.decision.pk, by=village.overseer, at=at + 2 * HOUR)


def begin_another(village: Village, body: int, at: datetime) -> None:
    """荒塘: proposed; the discussion is entered and waits."""
    one = begin(village, body, "三组荒塘整治", POND, at, steps=1)
    day = at + DAY
    actions.enter_gate(one, Held(localdate(day), COUNTS[1], POND, "村档案柜二号盒"), by=village.clerk, at=day)
