"""A village with everybody whom an honour needs; every row by the actions people take."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from sanzhi.honours import actions
from sanzhi.honours.actions import NewDeed, NewNomination
from sanzhi.honours.files import SHELF
from sanzhi.honours.models import Deed, Named, Nomination
from sanzhi.notices import actions as notices
from sanzhi.people import actions as people
from sanzhi.people.models import Household
from sanzhi.people.roles import Actor
from tests.county import MONDAY, County, a_member_of_staff, a_resident, an_office
from tests.notices.conftest import a_photo

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CONTACT = "村务监督委员会 老姚 0573-88880000"
BORN = date(1980, 5, 1)
LATER = MONDAY + 12 * DAY  # a notice of seven days has stood, holidays and all
STORY = "三年来每天给隔壁的独居老人送饭，下雨下雪从不间断。"


@dataclass
class Hamlet(County):
    """一个村: who keeps, publishes, checks and awards there, and a household of two and one of one."""

    clerk: Actor = field(init=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.code = self.village.code
        office = self.office = an_office("village", self.village.name, "village", self.code)
        self.clerk = a_member_of_staff("文书小沈", "village_clerk", office)
        self.overseer = a_member_of_staff("监委老姚", "village_overseer", office)
        self.civility = a_member_of_staff("文明小郑", "civility_officer", self.room)
        self.county_civility = a_member_of_staff("文明老周", "civility_officer", self.centre)
        self.other_civility = a_member_of_staff("文明阿吴", "civility_officer", self.centre)
        self.wife, self.neighbour, self.child = (
            a_resident("钱小芳"),
            a_resident("陆阿婆"),
            a_resident("沈宝宝"),
        )
        self.home = self.house("12", self.resident, self.wife)
        self.next_door = self.house("13", self.neighbour)
        self.lives_in(self.child, self.home, born=date(2015, 6, 1))

    def house(self, number: str, *members: Actor) -> Household:
        home = people.register_household(self.code, number, by=self.clerk, at=MONDAY)
        for place, one in enumerate(members):
            self.lives_in(one, home, head=place == 0)
        return home

    def lives_in(self, one: Actor, home: Household, *, born: date | None = BORN, head: bool = False) -> None:
        people.put_in_household(
            one.person_id, home.pk, birth_date=born, is_head=head, by=self.clerk, at=MONDAY
        )

    # --- red board ---
    def new(self, **changes: object) -> NewDeed:
        usual = {
            "area": self.code, "category": "help", "title": "雨夜里救起落水老人", "happened_on": MONDAY.date() - 3 * DAY,
            "text": "雨夜路过河埠头，听见呼救，跳下去把人拉了上来。", "persons": [self.resident.person_id],
        }  # fmt: skip
        return NewDeed(**(usual | changes))

    def with_photo(self, **changes: object) -> NewDeed:
        return self.new(photo=SHELF.keep_image(a_photo(), "人.jpg"), **changes)

    def entered(self, new: NewDeed | None = None, at=MONDAY) -> Deed:
        return actions.enter_deed(new or self.new(), by=self.clerk, at=at)

    def asked(self, deed: Deed, who: Actor) -> Named:
        return Named.objects.get(deed=deed, person=who.person_id)

    def agreed(self, deed: Deed, *who: Actor, photo: bool = True, at=MONDAY + HOUR) -> Deed:
        for one in who or (self.resident,):
            actions.agree_to_be_named(self.asked(deed, one).pk, photo=photo, by=one, at=at)
        return deed

    def announced(self, deed: Deed, at=MONDAY + 2 * HOUR) -> Deed:
        deed = actions.announce_deed(deed.pk, contact=CONTACT, by=self.clerk, at=at)
        self.on_the_wall(deed.notice_id, at)
        return deed

    def on_the_wall(self, notice: int | None, at=MONDAY + 2 * HOUR) -> None:
        assert notice
        notices.post_notice(notice, by=self.overseer, at=at)
        notices.prove_posted(
            notice, photo=a_photo(), name="墙.jpg", place="村口公告栏", by=self.clerk, at=at + HOUR
        )

    def published(self, new: NewDeed | None = None, *who: Actor, at=LATER) -> Deed:
        deed = self.announced(self.agreed(self.entered(new), *who))
        return actions.publish_deed(deed.pk, by=self.overseer, at=at)

    # --- good people ---
    def nominated(self, by: Actor | None = None, **changes: object) -> Nomination:
        usual = {
            "area": self.code, "level": "village", "year": 2026, "category": "help", "called": "沈小满", "story": STORY,
        }  # fmt: skip
        return actions.nominate(NewNomination(**(usual | changes)), by=by or self.neighbour, at=MONDAY)

    def good(self, state: str, who: Actor | None = None, **changes: object) -> Nomination:
        """A nomination of `who`, or of the resident, brought to this state by everybody in turn."""
        who = who or self.resident
        one = self.nominated(**changes)
        checker = self.county_civility if one.level == "county" else self.civility
        awarder = {"village": self.overseer, "town": self.civility, "county": self.other_civility}[one.level]
        steps = {
            "asked": lambda: actions.accept(one.pk, person=who.person_id, by=self.clerk, at=MONDAY),
            "agreed": lambda: actions.agree_to_nomination(one.pk, by=who, at=MONDAY + HOUR),
            "checked": lambda: actions.check(
                one.pk, true=True, facts="走访了隔壁两户，情况属实。", by=checker, at=MONDAY + 2 * HOUR
            ),
            "announced": lambda: self.on_the_wall(
                actions.announce_nomination(one.pk, contact=CONTACT, by=self.clerk, at=MONDAY + 3 * HOUR).notice_id,
                MONDAY + 4 * HOUR,
            ),
            "awarded": lambda: actions.award(one.pk, by=awarder, at=LATER),
        }  # fmt: skip
        for name, step in steps.items():
            step()
            if name == state:
                break
        return Nomination.objects.get(pk=one.pk)


@pytest.fixture
def village(db) -> Hamlet:
    return Hamlet()
