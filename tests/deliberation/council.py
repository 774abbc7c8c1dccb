"""A village with its clerk and its overseer, a body, people on its roster; every row by the actions people take."""

import io
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

import pytest
from PIL import Image

from sanzhi.deliberation import actions, queries
from sanzhi.deliberation.actions import NewItem, NewMeeting, NewMember
from sanzhi.deliberation.files import SHELF
from sanzhi.deliberation.models import Body, Elector, Item, Meeting, Resolution
from sanzhi.deliberation.verify import CHECKS
from sanzhi.kit.shelf import Kept
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people import queries as known
from sanzhi.people.roles import Actor
from tests.county import DAY, HOUR, MONDAY, County, a_member_of_staff, a_resident, an_office

__all__ = ["DAY", "HOUR", "MONDAY", "Council", "refused"]
BEFORE = MONDAY - 30 * DAY
TEXT = "西浜一带装十二盏路灯，费用从村集体收入里出。"
_phones = count(13300000001)


@dataclass
class Council(County):
    """乌镇's first village. `pack`: of its body; `size`: how many sit there, all with a phone but the last two."""

    pack: str = "representatives"
    size: int = 9
    measure: str = "heads"
    phones: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.office = an_office("village", "村民委员会", "village", self.village.code)
        self.clerk: Actor = a_member_of_staff("村文书", "village_clerk", self.office)
        self.overseer: Actor = a_member_of_staff("村监督员", "village_overseer", self.office)
        self.body: Body = actions.open_body(
            self.pack, f"议事机构{next(_phones)}", self.village.code, by=self.clerk, at=BEFORE
        )
        if self.size:
            self.fill(self.size)

    def fill(self, size: int, **said: object) -> None:
        rows = []
        for number in range(1, size + 1):
            phone = str(next(_phones)) if number <= size - 2 else ""
            self.phones.append(phone)
            home = self.household(f"{number}") if self.measure == "households" else ""
            rows.append(NewMember(**{"name": f"代表{number}", "origin": "rep", "phone": phone, "household": home,
                                     "woman": number % 2 == 0, **said}))  # fmt: skip
        added, problems = actions.import_members(self.body.pk, rows, by=self.clerk, at=BEFORE)
        assert (added, problems) == (size, [])

    def household(self, number: str) -> str:
        return people.register_household(self.village.code, number, by=self.clerk, at=BEFORE).number

    def called(self, starts_at: datetime = MONDAY, *items: NewItem, told: timedelta = 11 * DAY) -> Meeting:
        """A meeting of which everybody was told so long before."""
        new = NewMeeting("村民代表会议", "村文化礼堂", starts_at, self.measure)
        meeting = actions.call_meeting(self.body.pk, new, by=self.clerk, at=starts_at - told - HOUR)
        for item in items or (an_item("named"),):
            actions.put_item(meeting.pk, item, by=self.clerk, at=starts_at - told - HOUR)
        return actions.send_notice(meeting.pk, by=self.clerk, at=starts_at - told)

    def opened(self, *items: NewItem, here: int = 0, starts_at: datetime = MONDAY) -> Meeting:
        """The same, its roster frozen, and so many of it there."""
        meeting = self.called(starts_at, *items)
        actions.open_meeting(meeting.pk, by=self.clerk, at=starts_at - HOUR)
        for number in range(1, here + 1):
            actions.sign_in(meeting.pk, str(number), by=self.clerk, at=starts_at)
        return Meeting.objects.select_related("body").get(pk=meeting.pk)

    def voting(self, method: str = "named", here: int = 0, **said: object) -> Item:
        meeting = self.opened(an_item(method, **said), here=here)
        return actions.open_vote(meeting.items.get().pk, by=self.clerk, at=MONDAY)

    def voted(self, item: Item, *choices: str, first: int = 1) -> None:
        """The first of the roster, one after the other, at the desk."""
        for number, choice in enumerate(choices, start=first):
            actions.vote_for(item.pk, str(number), choice, by=self.clerk, at=MONDAY)

    def closed(self, item: Item) -> Resolution:
        return actions.close_vote(item.pk, by=self.clerk, at=MONDAY + HOUR)

    def resident_at(self, number: int) -> Actor:
        """Whoever bears this number on the roster, as themselves."""
        person = Elector.objects.filter(meeting__body=self.body, number=number).first()
        assert person
        return known.resident_actor(person.person)

    @staticmethod
    def as_voter(elector: Elector) -> Actor:
        return known.resident_actor(elector.person)


def an_item(method: str = "hands", **said: object) -> NewItem:
    return NewItem(**{"title": "路灯改造", "text": TEXT, "method": method, **said})


def a_photo() -> Kept:
    content = io.BytesIO()
    Image.new("RGB", (9, 9), "green").save(content, "PNG")
    content.seek(0)
    return SHELF.keep_image(content, "hall.png")


def violations() -> list[str]:
    return [one.sentence for check in CHECKS.values() for one in check().violations]


def refused(call) -> str:
    with pytest.raises(Refusal) as caught:
        call()
    return caught.value.code


def stranger() -> Actor:
    return a_resident("外来的")


def here(meeting: Meeting) -> tuple[int, int]:
    return queries.presence(meeting)["heads"]
