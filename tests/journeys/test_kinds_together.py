"""A county's own kind in a browser: what it takes along on the designer's page, then two of its matters merged."""

import pytest

from sanzhi.cases import actions
from sanzhi.cases.actions import Origin
from sanzhi.kit import clock
from tests.county import County, a_member_of_staff, a_resident
from tests.journeys.conftest import DESK, PHONE, looks_right
from tests.kinds import belonging, drafted

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_what_it_takes_along_is_drawn_and_two_of_its_matters_are_merged(county: County, window, width: int):
    one, two = (a_member_of_staff(name, "system_admin", county.centre) for name in ("甲管", "乙管"))
    draft = drafted(one, clock.now(), belonging(), "noise")
    page = window(one, width)
    page.goto(f"/desk/kinds/{draft.id}/basics")
    page.get_by_label("并案").wait_for()
    looks_right(page, f"kind_together_basics_{width}")
    page.goto(f"/desk/kinds/{draft.id}/")
    page.get_by_text("没有发现问题").wait_for()
    looks_right(page, f"kind_together_{width}")
    actions.publish_kind(draft.id, by=two, at=clock.now(), revision=draft.revision)
    other = a_resident("陆大山")
    main, case = (filed(county, who) for who in (county.resident, other))
    desk = window(county.dispatcher, width)
    desk.goto(f"/desk/c/{case.public_code}/")
    desk.get_by_role("link", name="并入它").click()
    desk.get_by_label("为什么是同一件事").fill("说的是同一处工地")
    looks_right(desk, f"kind_merge_{width}")
    desk.get_by_role("button", name="并案").click()
    desk.get_by_text("已并入").first.wait_for()
    looks_right(desk, f"kind_merged_{width}")
    home = window(other, width)
    home.goto(f"/c/{case.public_code}/")
    home.get_by_role("heading", name="合并办理的进展").wait_for()
    looks_right(home, f"kind_merged_at_home_{width}")
    assert main.public_code not in home.content()


def filed(county: County, who):
    filing = county.filing(kind="noise", details={"f1": "工地"})
    return actions.register(filing, Origin(who.person_id, "web"), by=who, at=clock.now())
