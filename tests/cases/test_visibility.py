"""The list and the single case give one answer to who may know of it."""

import pytest

from sanzhi.cases import access, queries
from sanzhi.cases.models import Assignment
from tests.county import ROADS, County, a_member_of_staff, a_resident, an_office

ELSEWHERE = "330483101000"


def everyone(county: County) -> list:
    far = an_office("far", "濮院镇综合信息指挥室", "command_room", ELSEWHERE)
    village = an_office("village", "村", "village", county.village.code)
    return [
        county.resident,
        a_resident("路过人"),
        county.dispatcher,
        county.decider,
        county.caller,
        county.handler,
        county.helper,
        county.supervisor,
        a_member_of_staff("外镇", "town_dispatcher", far),
        a_member_of_staff("文书", "village_clerk", village),
        a_member_of_staff("系统", "system_admin", county.centre),
        a_member_of_staff("安全", "security_admin", county.centre),
        a_member_of_staff("审计", "audit_admin", county.centre),
    ]


@pytest.mark.parametrize("state", sorted(ROADS))
def test_who_finds_a_case_in_the_list_may_open_it_and_nobody_else(county: County, state: str) -> None:
    case = county.case_in(state)
    parts = frozenset(Assignment.objects.filter(case=case).values_list("office_id", flat=True))
    for actor in everyone(county):
        listed = queries.visible_to(actor).filter(pk=case.pk).exists()
        assert listed == access.may_see(actor, case, parts).ok, actor.name


def test_strangers_other_towns_and_administrators_see_nothing(county: County) -> None:
    case = county.case_in("handling")
    blind = {
        actor.name for actor in everyone(county) if not queries.visible_to(actor).filter(pk=case.pk).exists()
    }
    assert blind == {"路过人", "外镇", "系统", "安全", "审计", "水承办"}
