"""The administrators' new pages, in a real browser, on a telephone and on a desk."""

import pytest

from sanzhi.journal import checkpoints
from sanzhi.kit import clock
from tests.county import County, a_member_of_staff
from tests.journeys.conftest import DESK, PHONE, looks_right

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_an_office_is_closed_and_a_post_moved(county: County, window, width: int) -> None:
    case = county.case_in("handling")
    checkpoints.publish(at=clock.now())
    system = a_member_of_staff("系统员", "system_admin", county.centre)
    page = window(system, width)
    page.goto("/desk/data/")
    looks_right(page, f"upkeep_data_{width}")
    page.goto(f"/desk/offices/{county.roads.id}/rename")
    page.get_by_label("新的名称").fill("市住房城乡建设局")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("曾用名留着").wait_for()
    looks_right(page, f"upkeep_offices_{width}")
    page.goto(f"/desk/offices/{county.roads.id}/close")
    looks_right(page, f"upkeep_close_{width}")
    page.get_by_label("没有办完的事项由谁接着办").select_option(label="市水务集团")
    page.get_by_role("button", name="撤并").click()
    page.get_by_text("1 件事项移交完毕").wait_for()

    taking_over = window(county.helper, width)
    taking_over.goto(f"/desk/c/{case.public_code}/")
    taking_over.get_by_text("市水务集团").first.wait_for()

    security = window(a_member_of_staff("安全员", "security_admin", county.centre), width)
    security.goto("/desk/people/")
    looks_right(security, f"upkeep_people_{width}")
    security.get_by_role("row", name="钟承办").get_by_role("link", name="调岗").click()
    security.get_by_label("调到哪个单位").select_option(label="市水务集团")
    security.get_by_role("button", name="保存").click()
    security.get_by_text("已调岗").wait_for()
