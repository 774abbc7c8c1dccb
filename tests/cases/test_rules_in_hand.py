"""A process may hold old rules; what it files follows the new ones all the same."""

import pytest

from sanzhi.cases import actions, queries
from sanzhi.cases.models import Case
from sanzhi.people import actions as people
from tests.county import DAY, MONDAY, WUZHEN, County, a_member_of_staff
from tests.questions import questions

pytestmark = pytest.mark.django_db


def test_a_filing_notices_that_the_rules_have_changed_since_they_were_read(county: County) -> None:
    county.filed()
    old = queries.rulebook_in_hand()
    administrator = a_member_of_staff("甲管理", "system_admin", county.centre)
    people.open_office(
        code="330483100001",
        name="乌镇第二指挥室",
        kind="command_room",
        area_code=WUZHEN,
        by=administrator,
        at=MONDAY,
    )
    case = county.filed(at=MONDAY + DAY)
    assert queries.rulebook_in_hand().stamp != old.stamp
    assert case.receiver_id == queries.receiver_for(county.filing(), "web", MONDAY, queries.rulebook())[0]
    assert Case.objects.count() == 2, "written once, by the new rules"


def test_a_village_that_has_just_come_into_force_is_not_refused_by_old_rules(county: County) -> None:
    county.filed()
    book = queries.rulebook_in_hand()
    stale = type(book)(**{**vars(book), "areas": frozenset(), "stamp": "old"})
    queries.rulebook_in_hand.__globals__["_in_hand"][:] = [stale]
    assert county.filed().pk


def test_filing_asks_for_the_rules_only_when_they_have_changed(county: County) -> None:
    county.filed()
    with questions() as asked:
        county.filed()
    assert len(asked) == 1, asked
    assert actions.register
