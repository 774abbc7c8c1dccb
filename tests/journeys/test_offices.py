"""设立单位 in a browser: a bank joins, is found in the list, and later goes."""

import pytest

from tests.county import a_member_of_staff
from tests.journeys.conftest import DESK, PHONE, looks_right

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_bank_is_opened_found_and_shown_at_both_widths(county, window):
    page = window(a_member_of_staff("系统老郁", "system_admin", county.centre), DESK)
    page.goto("/desk/offices/")
    looks_right(page, "offices-1440")
    page.get_by_role("link", name="设立单位").click()
    page.get_by_label("类型").select_option("bank")
    page.get_by_label("设在哪里").select_option("330483000000")
    page.get_by_label("名称").fill("演示农商银行")
    looks_right(page, "office-new-1440")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("可以去派岗位了").wait_for()
    page.set_viewport_size({"width": PHONE, "height": 800})
    page.get_by_label("名称、代码或地方").fill("农商")
    page.get_by_role("button", name="查找").click()
    page.get_by_text("演示农商银行").first.wait_for()
    looks_right(page, "offices-360")
