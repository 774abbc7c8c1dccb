"""A county with the two bodies that deal with accusations, and somebody to accuse; every row by the actions people take."""

from dataclasses import dataclass

import pytest

from sanzhi.people.roles import Actor
from sanzhi.petitions import actions
from sanzhi.petitions.actions import NewAccusation
from sanzhi.petitions.models import Accusation
from tests.county import MONDAY, County, a_member_of_staff, an_office

FACTS = "镇里的工作人员收了工程队的礼金，工程没有招标就发包了。"


@dataclass
class Accused(County):
    """一个县: the discipline body and the petition bureau with their officers, and a town office with its people."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.discipline = an_office("discipline", "市纪委信访室", "discipline")
        self.bureau = an_office("bureau", "市信访局", "petition_bureau")
        self.town_office = an_office("town-office", "乌镇镇建设办公室", "town_office", self.room.area_id)
        self.village_office = an_office("village-office", self.village.name, "village", self.village.code)
        self.officer: Actor = a_member_of_staff("纪检老陈", "accusation_officer", self.discipline)
        self.bureau_officer: Actor = a_member_of_staff("信访小陆", "accusation_officer", self.bureau)

    def accused(
        self, *, by: Actor | None = None, anonymous: bool = False, at=MONDAY, **changes
    ) -> Accusation:
        new = NewAccusation(
            **{"accused": self.town_office.pk, "facts": FACTS, "whom": "建设办王某", **changes}
        )
        return actions.file_accusation(new, by=None if anonymous else by or self.resident, at=at)


@pytest.fixture
def county(db) -> Accused:
    return Accused()
