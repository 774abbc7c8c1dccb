"""A town with a police liaison, a dispatcher and a grid worker, and alarms as the police hand them over."""

from dataclasses import dataclass
from datetime import datetime
from itertools import count

import pytest
from django.db import connection

from sanzhi.alarms import actions
from sanzhi.alarms.actions import Confirmed, Row
from sanzhi.alarms.models import Alarm, Nail, Proposal
from sanzhi.alarms.verify import CHECKS
from sanzhi.people.roles import Actor
from tests.county import DAY, HOUR, MONDAY, WUZHEN, County, a_member_of_staff, an_office

__all__ = ["DAY", "HOUR", "MONDAY", "Station"]
PLACE = "庆丰北路17号1幢302室"


@dataclass
class Station(County):
    """乌镇 with its police station; the police hand over to the town."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.station = an_office("station", "乌镇派出所", "town_office", WUZHEN)
        self.liaison = a_member_of_staff("警联络", "police_liaison", self.station)
        self.second = a_member_of_staff("范受理二", "town_dispatcher", self.room)
        self._number = count(1)

    def row(self, at: datetime = MONDAY, **changes: str) -> Row:
        number = next(self._number)
        usual = {
            "alarm_no": f"J{at:%Y%m%d}{number:04d}", "reported_at": f"{at:%Y-%m-%d %H:%M:%S}", "area": self.village.code,
            "place": PLACE, "category": "纠纷", "sub_category": "邻里纠纷", "police": "否", "brief": "楼上漏水，两家争吵。",
        }  # fmt: skip
        return Row(number + 1, **(usual | changes))

    def came(self, at: datetime = MONDAY, **changes: str) -> Alarm:
        row = self.row(at, **changes)
        done = actions.import_alarms([row], skip=False, by=self.liaison, at=at + HOUR)
        assert not done.problems, done.problems
        return Alarm.objects.get(alarm_no=row.alarm_no)

    def proposed(self, at: datetime | None = None, times: int = 3) -> Proposal:
        """Three of one cause at one address, ten days apart, and what is proposed of them."""
        for n in range(times):
            self.came(MONDAY + 10 * n * DAY)
        found = actions.propose(at=at or MONDAY + 10 * times * DAY)
        return Proposal.objects.get(pk__in=found, sort="place")

    def nail(self, by: Actor | None = None) -> Nail:
        one = self.proposed()
        return actions.confirm(one.pk, self.reason(), by=by or self.dispatcher, at=one.proposed_at + HOUR)

    def reason(self, **changes: object) -> Confirmed:
        usual = {
            "reason": "两家漏水没有修，反复报警",
            "colour": "yellow",
            "lead_office": self.room.pk,
            "lead_official": "周镇长",
        }
        return Confirmed(**(usual | changes))

    def violations(self) -> list[str]:
        connection.check_constraints()
        return [one.sentence for check in CHECKS.values() for one in check().violations]


@pytest.fixture
def town(db) -> Station:
    return Station()
