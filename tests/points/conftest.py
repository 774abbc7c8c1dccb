from dataclasses import dataclass, field
from datetime import date, datetime

import pytest

from sanzhi.people import actions as people
from sanzhi.people.models import Household
from sanzhi.people.roles import Actor
from sanzhi.points import actions
from sanzhi.points.actions import Report
from sanzhi.points.files import SHELF
from sanzhi.points.models import Claim, Round, Standard
from tests.county import MONDAY, County, a_member_of_staff, a_resident, an_office
from tests.notices.conftest import a_photo
from tests.points.road import CONTACT, DAY, HOUR, START, Road

BORN = date(1980, 5, 1)


@dataclass
class Hamlet(County, Road):
    """A village with a standard in force, a panel of four, and two households that take part."""

    start: datetime = START
    clerk: Actor = field(init=False)
    homes: dict[str, Household] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.code = self.village.code
        office = self.clerk_office = an_office("village", self.village.name, "village", self.code)
        self.clerk = a_member_of_staff("沈文书", "village_clerk", office)
        self.overseer = a_member_of_staff("监委老姚", "village_overseer", office)
        self.grid = a_member_of_staff("网格小徐", "grid_worker", office)
        self.panel = [a_member_of_staff(f"评议员{n}", "panel_member", office) for n in "甲乙丙丁"]
        for number, member in enumerate(self.panel):
            self.house(f"评{number}", member)
            actions.seat(self.code, member.person_id, by=self.clerk, at=self.start)
        self.neighbour = a_resident("陆阿婆")
        self.home = self.house("12", self.resident)
        self.next_door = self.house("13", self.neighbour)

    def house(self, number: str, *people_in_it: Actor) -> Household:
        home = people.register_household(self.code, number, by=self.clerk, at=self.start)
        for one in people_in_it:
            people.put_in_household(
                one.person_id, home.pk, birth_date=BORN, is_head=False, by=self.clerk, at=self.start
            )
        self.homes[number] = home
        return home

    def with_standard(self) -> Standard:
        standard = self.in_force()
        for one in (self.resident, self.neighbour):
            actions.join(one.person_id, by=one, at=self.start + 41 * DAY)
        return standard

    def report(
        self, item: str = "litter", at: datetime = MONDAY, by: Actor | None = None, **changes: object
    ) -> Claim:
        usual = {
            "item": item, "household": self.home.pk, "happened_on": at.date(), "text": "把沟里的垃圾清走了",
            "photos": [SHELF.keep_image(a_photo(), "沟.jpg")],
        }  # fmt: skip
        return actions.report(Report(**(usual | changes)), by=by or self.resident, at=at)

    def verified(self, *args: object, **changes: object) -> Claim:
        claim = self.report(*args, **changes)
        hand = self.clerk if claim.reported_by_id != self.clerk.person_id else self.grid
        return actions.verify(claim.id, by=hand, at=claim.reported_at + HOUR)

    def scored(self, *claims: Claim, at: datetime = MONDAY + DAY, votes: str = "yyy") -> Round:
        for claim in claims:
            for member, said in zip(self.panel, votes, strict=False):
                actions.score(claim.id, agrees=said == "y", points=None, by=member, at=at)
        return actions.close_scoring(self.code, by=self.clerk, at=at)

    def announced(self, *claims: Claim, at: datetime = MONDAY + DAY) -> Round:
        held = actions.announce(self.scored(*claims, at=at).id, contact=CONTACT, by=self.clerk, at=at)
        for notice in (held.additions, held.deductions):
            if notice:
                self.on_the_wall(notice, at + HOUR)
        return held

    def entered(self, *claims: Claim, at: datetime = MONDAY + DAY) -> Round:
        held = self.announced(*claims, at=at)
        actions.post_round(held.id, by=self.clerk, at=at + 20 * DAY)
        return held


@pytest.fixture
def village(db) -> Hamlet:
    made = Hamlet()
    made.standard = made.with_standard()
    return made


@pytest.fixture
def hamlet(db) -> Hamlet:
    """Before it has a standard."""
    return Hamlet()
