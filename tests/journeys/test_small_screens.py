"""Pages that were hard to use on a telephone, on one."""

import pytest
from playwright.sync_api import Page, expect

from sanzhi.cases.models import Split
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


def test_a_case_is_split_into_as_many_parts_as_are_asked_for(county: County, window) -> None:
    case = county.case_in("handling")
    page: Page = window(county.dispatcher, PHONE)
    page.goto(f"/desk/c/{case.public_code}/do/split")
    looks_right(page, "small_split_one")
    assert page.evaluate("document.documentElement.scrollHeight") < 1_600, "one part, not three"
    page.get_by_label("为什么拆分").fill("涉及两个单位")
    page.get_by_label("第 1 件：什么事").fill("换灯泡")
    page.get_by_label("要办什么").fill("把村口的灯泡换掉。")
    page.get_by_role("button", name="再加一件").click()
    expect(page.get_by_label("第 2 件：什么事")).to_be_focused()
    expect(page.get_by_label("第 1 件：什么事")).to_have_value("换灯泡")
    page.get_by_label("第 2 件：什么事").fill("修电线")
    page.get_by_label("要办什么").last.fill("把村口的电线修好。")
    looks_right(page, "small_split_two")
    page.get_by_role("button", name="拆分").click()
    page.get_by_text("已拆分").wait_for()
    assert Split.objects.filter(parent=case).count() == 2
