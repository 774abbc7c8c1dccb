"""A county's own kind filed on the way: chosen without a network, asked for what it lacks, sent once when there is one."""

import pytest
from playwright.sync_api import Page

from sanzhi.cases.models import Case
from sanzhi.kit import clock
from tests.county import County, a_member_of_staff, an_office
from tests.journeys.conftest import looks_right
from tests.journeys.test_field import opened, rows
from tests.kinds import published

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def noise(county: County):
    one, two = (a_member_of_staff(name, "system_admin", county.centre) for name in ("甲管", "乙管"))
    return published(one, two, clock.now(), doors=["field"])


def test_a_kind_is_written_down_without_a_network_and_asked_for_what_it_lacks(county, window, noise):
    village = an_office("village", county.village.name, "village", county.village.code)
    page = opened(window, a_member_of_staff("汪网格", "grid_worker", village))
    page.context.set_offline(True)
    page.reload()
    page.get_by_label("哪一类事项").select_option("噪声扰民")
    write(page, county)
    page.get_by_role("button", name="登记", exact=True).click()
    source = page.get_by_label("声源")
    assert source.evaluate("control => control.validationMessage") == "请填写“声源”。"
    assert page.locator("#field-queue li").count() == 0
    looks_right(page, "field-kind")
    source.select_option("工地")
    page.get_by_role("button", name="登记", exact=True).click()
    page.locator("#field-queue li").first.wait_for()
    page.get_by_role("button", name="改", exact=True).click()  # what was answered is in the form again
    assert page.get_by_label("声源").input_value() == "工地"
    page.get_by_label("声源").select_option("商铺")
    page.get_by_role("button", name="登记", exact=True).click()
    page.get_by_text("已存在手机里").wait_for()
    page.complaints.clear()  # a browser without a network says so
    page.context.set_offline(False)
    page.get_by_role("button", name="现在送出").click()
    rows(page, "已送到").wait_for()
    (case,) = Case.objects.all()
    assert (case.kind, case.details, case.channel) == (noise.code, {"f1": "商铺"}, "grid")


def write(page: Page, county: County) -> None:
    page.get_by_label("来访人姓名").fill("住户一")
    page.get_by_label("什么事").fill("工地夜里打桩")
    page.get_by_label("详细情况").fill("夜里十一点还在打桩，睡不着。")
    page.locator("[name=category_code]").select_option("city.roads")
    page.locator("[name=area_code]").evaluate(
        "(select, code) => { select.value = code; select.dispatchEvent(new Event('change', {bubbles: true})); }",
        county.village.code,
    )
