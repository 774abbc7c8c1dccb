"""A resident accuses a town office; the discipline body opens, registers and concludes; whoever works in that town finds nothing."""

import pytest
from django.core.cache import cache

from sanzhi.petitions.models import Accusation
from tests.county import a_member_of_staff
from tests.journeys.conftest import DESK, PHONE, looks_right
from tests.petitions.conftest import FACTS, Accused

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def county(committed_db) -> Accused:
    cache.clear()
    return Accused()


def test_accused_opened_registered_concluded_and_nowhere_to_be_found_in_that_town(county: Accused, window):
    phone = window(county.resident, PHONE)
    phone.goto("/accusations/")
    looks_right(phone, "accusations")
    phone.get_by_role("link", name="写检举控告").click()
    phone.get_by_label("反映哪个单位").select_option(label=county.town_office.name)
    phone.get_by_label("反映谁").fill("建设办王某")
    phone.get_by_label("什么事").fill(FACTS)
    looks_right(phone, "accusation-new")
    phone.get_by_role("button", name="提交").click()
    phone.get_by_text("已送到有权处理的机关").wait_for()
    one = Accusation.objects.get()
    desk = window(county.officer, DESK)
    desk.goto("/desk/accusations/")
    looks_right(desk, "desk-accusations")
    desk.get_by_role("link", name=one.code).click()
    looks_right(desk, "desk-accusation-shut")
    desk.get_by_label("打开做什么用").fill("登记")
    desk.get_by_role("button", name="打开一小时").click()
    desk.get_by_text(FACTS).wait_for()
    looks_right(desk, "desk-accusation")
    desk.get_by_role("button", name="登记").click()
    desk.get_by_role("link", name="告知受理情况").click()
    desk.get_by_label("内容").fill("您反映的事项已经受理，正在核查。")
    looks_right(desk, "desk-accusation-inform")
    desk.get_by_role("button", name="保存").click()
    desk.get_by_role("link", name="办结").click()
    desk.get_by_label("告诉本人").fill("经核查属实，已经依纪处理，感谢您的反映。")
    desk.get_by_role("button", name="保存").click()
    desk.get_by_text("已办结").first.wait_for()
    phone.goto(f"/accusations/{one.code}/")
    phone.get_by_text("经核查属实").wait_for()
    looks_right(phone, "accusation")
    for role in ("town_dispatcher", "supervisor"):
        town = window(a_member_of_staff(f"镇里{role}", role, county.room), DESK)
        town.goto("/desk/cases/?q=礼金")
        town.get_by_role("heading", name="全部事项").wait_for()
        assert one.code not in town.content() and FACTS not in town.content()
        town.goto(f"/desk/accusations/{one.code}/")
        assert "没有这个页面的权限" in town.content()
        assert town.request.get(f"/desk/c/{one.code}/").status == 404
