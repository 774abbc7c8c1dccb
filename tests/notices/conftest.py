import io
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from PIL import Image

from sanzhi.notices import actions
from sanzhi.notices.actions import NewLine, NewNotice
from sanzhi.notices.models import Notice
from sanzhi.people.roles import Actor
from tests.county import MONDAY, County, a_member_of_staff, a_resident, an_office

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def a_photo(shade: int = 200) -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (80, 60), (shade, shade, shade)).save(out, "JPEG")
    out.seek(0)
    return out


@dataclass
class Village(County):
    """One village with whoever draws up, signs and answers there, and two residents."""

    clerk: Actor = field(init=False)
    overseer: Actor = field(init=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        office = an_office("village", self.village.name, "village", self.village.code)
        self.clerk = a_member_of_staff("沈文书", "village_clerk", office)
        self.other_clerk = a_member_of_staff("陆文书", "village_clerk", office)
        self.overseer = a_member_of_staff("监委老姚", "village_overseer", office)
        self.admin = a_member_of_staff("系统老郁", "system_admin", self.centre)
        self.neighbour = a_resident("陆阿婆")

    def new(self, **changes: object) -> NewNotice:
        usual = {
            "area": self.village.code,
            "kind": "points",
            "title": "十月份加分名单",
            "contact": "村务监督委员会 老姚 0573-88880000",
            "lines": [
                NewLine("巷道里的树枝清走了", who="沈小满户", figure="+3", key="claim:1"),
                NewLine("夜里巡逻一次", who="陆阿婆户", figure="+3", key="claim:2"),
            ],
        }
        return NewNotice(**(usual | changes))

    def drafted(self, **changes: object) -> Notice:
        return actions.draft_notice(self.new(**changes), by=self.clerk, at=MONDAY)

    def posted(self, at=MONDAY + HOUR, *, proven: bool = True, **changes: object) -> Notice:
        notice = actions.post_notice(self.drafted(**changes).id, by=self.overseer, at=at)
        if proven:
            self.proven(notice)
        return notice

    def proven(self, notice: Notice, at=MONDAY + 2 * HOUR) -> None:
        actions.prove_posted(
            notice.id, photo=a_photo(), name="墙.jpg", place="村口公告栏", by=self.clerk, at=at
        )


@pytest.fixture
def village(db) -> Village:
    return Village()
