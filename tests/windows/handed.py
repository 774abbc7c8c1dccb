"""Organs that hand matters on: the bureau, a mediation body, the court, the police and a department; every row by the actions people take."""

from dataclasses import dataclass
from datetime import datetime

from sanzhi.cases.models import Case
from sanzhi.disputes import actions as disputes
from sanzhi.disputes.actions import NewBody
from sanzhi.people.roles import Actor
from sanzhi.windows import actions
from sanzhi.windows.actions import Handing, Received
from sanzhi.windows.models import Handover
from tests.county import HOUR, MONDAY, a_member_of_staff, an_office

from .hall import Hall


@dataclass
class Organs(Hall):
    """乌镇 with every organ a matter may be handed to."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.court_office = an_office("court", "桐乡市人民法院", "court")
        self.court: Actor = a_member_of_staff("法院小钱", "court_clerk", self.court_office)
        self.station = an_office("station", "乌镇派出所", "department")
        self.liaison: Actor = a_member_of_staff("警联络", "police_liaison", self.station)
        self.committee = an_office("committee", "乌镇调解委员会", "mediation", self.village.code)
        self.clerk: Actor = a_member_of_staff("文书小周", "mediation_clerk", self.committee)
        justice = a_member_of_staff(
            "司法小吴", "justice_officer", an_office("sfs", "乌镇司法所", "town_office", self.room.area_id)
        )
        disputes.register_body(
            NewBody(self.committee.pk, "village", host="村民委员会", filed_with="乌镇司法所"),
            by=justice,
            at=MONDAY,
        )
        self.receivers = {
            "petition": self.officer, "mediation": self.clerk, "police": self.liaison, "court": self.court,
            "law_enforcement": self.handler,
        }  # fmt: skip

    def handed(
        self, channel: str = "petition", case: Case | None = None, at: datetime = MONDAY + HOUR, *,
        by: Actor | None = None, agreed: bool = True, to: int | None = None, reason: str = "按这个程序办",
    ) -> Handover:  # fmt: skip
        case = case or self.filed()
        new = Handing(channel, to or self.receivers[channel].office_id or 0, reason, agreed)
        return actions.hand_over(case.pk, new, by=by or self.dispatcher, at=at)

    def received(self, one: Handover, at: datetime = MONDAY + 2 * HOUR, **said: str) -> Handover:
        if one.channel == "mediation":
            said = {"other_name": "钱阿二", **said}
        return actions.receive(one.pk, Received(**said), by=self.receivers[one.channel], at=at)

    def returned(self, one: Handover, at: datetime = MONDAY + 2 * HOUR) -> Handover:
        back = actions.send_back(one.pk, ground="不属于本单位职责", by=self.receivers[one.channel], at=at)
        return actions.take_back(back.pk, by=self.dispatcher, at=at + HOUR)
