"""A village with a standard in force, two households with bins, two inspectors and somebody to look again."""

from datetime import datetime
from uuid import UUID, uuid4

import pytest
from django.db import connection

from sanzhi.kit import clock
from sanzhi.people.models import Household
from sanzhi.people.roles import Actor
from sanzhi.waste import actions, sweeps
from sanzhi.waste.actions import BinRow, NewRound, Outcome, Scan
from sanzhi.waste.files import SHELF
from sanzhi.waste.models import Bin, Inspection, WasteRound
from sanzhi.waste.verify import CHECKS
from tests.county import MONDAY, a_member_of_staff, an_office
from tests.notices.conftest import a_photo
from tests.points.conftest import Hamlet
from tests.points.road import DAY, HOUR

__all__ = ["DAY", "HOUR", "MONDAY", "Sorted"]


class Sorted(Hamlet):
    """垃圾分类: households 12 and 13 have a bin for food and one for the rest since a week before Monday."""

    def __post_init__(self) -> None:
        super().__post_init__()
        office = an_office("village", self.village.name, "village", self.code)
        self.inspector = a_member_of_staff("劝导员老沈", "waste_inspector", office)
        self.colleague = a_member_of_staff("劝导员阿芬", "waste_inspector", office)
        rows = [BinRow(n, number) for n, number in enumerate(("12", "13"), start=2)]
        actions.issue(self.code, rows, by=self.clerk, at=MONDAY - 30 * DAY)

    def bin(self, home: Household | None = None, stream: str = "food") -> Bin:
        return Bin.objects.get(household=home or self.home, stream=stream, ended_at=None)

    def scan(self, grade: str = "A", at: datetime = MONDAY, **changes: object) -> Scan:
        usual = {"offline_id": uuid4(), "code": self.bin().code, "grade": grade, "taken_at": at}
        return Scan(**(usual | changes))

    def sent(self, *scans: Scan, by: Actor | None = None, at: datetime | None = None) -> list[Outcome]:
        return actions.take_scans(scans, by=by or self.inspector, at=at or scans[0].taken_at + HOUR)

    def graded(self, grade: str = "A", at: datetime = MONDAY, **changes: object) -> Inspection:
        by = changes.pop("by", None)
        scan = self.scan(grade, at, **changes)
        assert [one.state for one in self.sent(scan, by=by)] == ["done"]
        return Inspection.objects.get(offline_id=scan.offline_id)

    def walk(self, by: Actor | None = None, at: datetime = MONDAY) -> WasteRound:
        planned = actions.plan_round(NewRound(self.code, at.date(), "北线"), by=self.clerk, at=at)
        return actions.start_round(planned.id, by=by or self.inspector, at=at)

    def photo(self):
        return SHELF.keep_image(a_photo(), "桶.jpg")

    def violations(self, *, swept: bool = True) -> list[str]:
        """After the sweep of old photos, because this village lives in the past."""
        if swept:
            sweeps.drop_old_photos(at=clock.now())
        connection.check_constraints()
        return [one.sentence for check in CHECKS.values() for one in check().violations]


def an_id(number: int) -> UUID:
    return UUID(int=number)


@pytest.fixture
def village(db) -> Sorted:
    return Sorted()


@pytest.fixture
def scheme(db) -> Sorted:
    """Both households take part in a standard in force."""
    made = Sorted()
    made.with_standard()
    return made
