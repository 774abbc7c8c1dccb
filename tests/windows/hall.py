"""A town's hall with two counters, its shifts and the people who sit there; every row by the actions people take."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

import pytest

from sanzhi.cases import actions as cases
from sanzhi.cases.actions import Origin
from sanzhi.cases.models import Case
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor
from sanzhi.windows import actions, queries
from sanzhi.windows.actions import Arrival, NewShift
from sanzhi.windows.models import Booking, Centre, Counter, Ticket
from sanzhi.windows.verify import CHECKS
from tests.county import DAY, HOUR, MONDAY, County, a_member_of_staff, a_resident, an_office

__all__ = ["DAY", "HOUR", "MINUTE", "MONDAY", "Hall", "refused"]
MINUTE = timedelta(minutes=1)
TEN = MONDAY + HOUR


@dataclass
class Hall(County):
    """乌镇's hall: counter 1 for everything, counter 2 for mediation; the petition bureau sits at counter 3."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.second: Actor = a_member_of_staff("范二", "town_dispatcher", self.room)
        self.bureau = an_office("bureau", "市信访局", "petition_bureau")
        self.officer: Actor = a_member_of_staff("信访老周", "petition_officer", self.bureau)
        self.hall: Centre = actions.open_centre(place="子夜路1号一楼", by=self.dispatcher, at=MONDAY)
        self.one = self.counter(1, "综合", "hotline", "mediation", "petition")
        self.two = self.counter(2, "调解", "mediation")
        self.three = self.counter(3, "信访", "petition", office=self.bureau.pk)
        for service in ("hotline", "mediation", "petition"):
            self.shift(service)

    def counter(self, number: int, name: str, *services: str, office: int | None = None) -> Counter:
        made = actions.put_counter(
            self.hall.pk, number=number, name=name, services=services, office=office, by=self.dispatcher, at=MONDAY
        )  # fmt: skip
        return actions.set_open(made.pk, to=True, by=self.dispatcher, at=MONDAY)

    def shift(self, service: str, weekday: int = 0, seats: int = 2) -> None:
        new = NewShift(service, weekday, time(9), time(11, 30), seats)
        actions.put_shift(self.hall.pk, new, by=self.dispatcher, at=MONDAY)

    def booked(
        self, by: Actor | None = None, starts_at: datetime = TEN, service: str = "mediation", at: datetime = MONDAY - DAY
    ) -> Booking:  # fmt: skip
        return actions.book(self.hall.pk, service, starts_at, by=by or self.resident, at=at)

    def came(
        self, at: datetime = MONDAY, service: str = "mediation", *, by: Actor | None = None, **said: str
    ) -> Ticket:
        """A number for whoever comes; a resident's own with `by`, else one without a name at the desk."""
        return actions.take_ticket(self.hall.pk, Arrival(service, **said), by=by or self.dispatcher, at=at)

    def at_counter(self, at: datetime = MONDAY, **changes: object) -> Case:
        """A matter that the desk took down for the resident."""
        origin = Origin(self.resident.person_id or 0, "counter", self.dispatcher.person_id)
        return cases.register(self.filing(**changes), origin, by=self.dispatcher, at=at)

    def called(self, at: datetime = MONDAY, counter: Counter | None = None) -> Ticket:
        return actions.call_next((counter or self.two).pk, by=self.dispatcher, at=at)

    def shown(self, ticket: Ticket, at: datetime) -> queries.Shown:
        return queries.ticket_shown(ticket.code, at)


def violations() -> list[str]:
    return [one.sentence for check in CHECKS.values() for one in check().violations]


def refused(call) -> str:
    with pytest.raises(Refusal) as caught:
        call()
    return caught.value.code


def some(count: int) -> list[Actor]:
    return [a_resident(f"来人{n}") for n in range(count)]
