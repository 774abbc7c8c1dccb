"""Pages that were hard to use on a telephone, on one."""

import pytest

from sanzhi.notices.models import Duty
from tests.county import County, a_member_of_staff
from tests.journeys.conftest import DESK, PHONE, looks_right

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_villages_are_ticked_town_by_town(county: County, window, width: int) -> None:
    page = window(a_member_of_staff("系统员", "system_admin", county.centre), width)
    page.goto("/desk/notices/rules/finance/areas")
    page.locator("main summary", has_text="乌镇").click()
    page.get_by_label(county.village.name).check()
    looks_right(page, f"small_duty_areas_{width}")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("已保存").wait_for()
    assert Duty.objects.get(code="finance").areas == [county.village.code]
