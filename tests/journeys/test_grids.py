"""撤销网格 in a browser: found by its village, ended with another to take over, listed as ended at both widths."""

import pytest

from sanzhi.people import actions
from sanzhi.people.roles import INSTALLER
from tests.county import MONDAY, County, a_member_of_staff
from tests.journeys.conftest import DESK, PHONE, looks_right

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_grid_is_found_by_its_village_and_ended(county: County, window, width: int):
    for n in (1, 2):
        code = f"{county.village.code}B00{n}"
        said = {"name": f"第{n}网格", "area_code": county.village.code, "by": INSTALLER, "at": MONDAY}
        actions.open_grid(code=code, **said)
    page = window(a_member_of_staff("系统老郁", "system_admin", county.centre), width)
    page.goto("/desk/places/")
    page.get_by_role("link", name="现有网格").click()
    page.get_by_text("先选村（社区）。").wait_for()
    looks_right(page, f"grids_none_{width}")
    page.goto(f"/desk/grids/?village={county.village.code}")
    page.get_by_role("link", name="撤销 第1网格").wait_for()
    looks_right(page, f"grids_{width}")
    page.get_by_role("link", name="撤销 第1网格").click()
    page.get_by_label("由哪个网格接替").select_option(label="第2网格")
    looks_right(page, f"grid_end_{width}")
    page.get_by_role("button", name="撤销", exact=True).click()
    page.get_by_text("已写明撤销").wait_for()
    page.get_by_text("由第2网格接替").wait_for()
    looks_right(page, f"grids_ended_{width}")
