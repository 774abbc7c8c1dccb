"""A village with a standard in force, a help team that is run from the village's office, an activity and its shifts."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection

from sanzhi.groups import actions as groups
from sanzhi.journal import delivery
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people import queries
from sanzhi.people.models import Person
from sanzhi.people.roles import Actor
from sanzhi.reactions.table import REACTIONS
from sanzhi.volunteering import actions, sweeps
from sanzhi.volunteering.actions import NewActivity
from sanzhi.volunteering.models import Activity, Shift, SignUp, Volunteer
from sanzhi.volunteering.rules import Weekly
from sanzhi.volunteering.verify import CHECKS
from tests.county import MONDAY, a_member_of_staff, a_resident
from tests.groups.place import a_new
from tests.points.conftest import Hamlet
from tests.points.road import DAY, HOUR

__all__ = ["DAY", "HOUR", "MINUTE", "MONDAY", "SATURDAY", "Team", "refused", "violations"]
MINUTE = timedelta(minutes=1)
SATURDAY = MONDAY + 5 * DAY  # nine o'clock, when the shift begins
POINT = (30.74, 120.49)
TODAY, IN_TWO_WEEKS = MONDAY.date(), (MONDAY + 13 * DAY).date()


class Team(Hamlet):
    """Every Saturday from nine to eleven two are needed."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.officer = a_member_of_staff("社工干部小沈", "social_officer", self.room)
        self.group = groups.enter_group(
            a_new(self.code, office=self.clerk_office.pk), by=self.officer, at=MONDAY
        )
        self.activity = self.opened()
        actions.put_template(
            self.activity.pk, Weekly(5, time(9), time(11), 2), by=self.clerk, at=MONDAY - DAY
        )
        self.built()
        self.shift = Shift.objects.get(starts_at=SATURDAY)

    def opened(self, **changes: object) -> Activity:
        usual = {
            "group": self.group.pk, "title": "给老人修水电", "content": "上门看看水管和电线", "place": "村委会门口", "leader": "老费",
            "phone": "0573-88881111", "point": POINT,
        }  # fmt: skip
        return actions.open_activity(NewActivity(**(usual | changes)), by=self.clerk, at=MONDAY - DAY)

    def built(self, first: date = TODAY, last: date = IN_TWO_WEEKS) -> int:
        return actions.build_shifts(self.activity.pk, first=first, last=last, by=self.clerk, at=MONDAY - DAY)

    def joined(self, who: Actor | None = None, at: datetime = MONDAY) -> Volunteer:
        return actions.join(by=who or self.resident, at=at)

    def signed(self, who: Actor | None = None, shift: Shift | None = None, at: datetime = MONDAY) -> SignUp:
        return actions.sign_up((shift or self.shift).pk, by=who or self.resident, at=at)

    def served(self, who: Actor | None = None, came: int = 0, went: int = 120) -> SignUp:
        """Signed up, came and went so many minutes after nine."""
        self.joined(who)
        self.signed(who)
        by = who or self.resident
        actions.check_in(self.shift.door, by=by, at=SATURDAY + came * MINUTE)
        return actions.check_out(self.shift.door, by=by, at=SATURDAY + went * MINUTE)

    def confirmed(self, who: Actor | None = None, minutes: int = 120) -> SignUp:
        one = self.served(who)
        return actions.confirm(one.pk, minutes=minutes, by=self.clerk, at=SATURDAY + 3 * HOUR)

    def delivered(self, at: datetime = SATURDAY + 4 * HOUR) -> None:
        delivery.deliver(REACTIONS, at=at)

    def closed(self, at: datetime = SATURDAY + 3 * HOUR) -> int:
        return sweeps.close_shifts(at=at)

    def child(self, name: str = "小满", born: date = date(2011, 3, 2)) -> Actor:
        """Of the resident's household; fifteen on Monday."""
        one = a_resident(name)
        people.put_in_household(
            one.person_id, self.home.pk, birth_date=born, is_head=False, by=self.clerk, at=self.start
        )
        return one

    def phone_of(self, who: Actor) -> str:
        """Of somebody who has signed in with it."""
        person = Person.objects.get(pk=who.person_id)
        people.open_resident_account(person, at=MONDAY)
        return queries.phone_of(person)


def violations() -> list[str]:
    connection.check_constraints()
    return [one.sentence for check in CHECKS.values() for one in check().violations]


def refused(call) -> str:
    with pytest.raises(Refusal) as caught:
        call()
    return caught.value.code


def some(village: Team, count: int) -> list[Actor]:
    """Grown volunteers."""
    made = []
    for n in range(count):
        who = a_resident(f"志愿者{n}")
        village.house(f"志{n}", who)
        village.joined(who)
        made.append(who)
    return made
