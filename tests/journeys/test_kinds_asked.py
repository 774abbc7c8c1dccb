"""A kind that asks how it went: designed, refused, mended, published, filed by telephone, put off, done, called back, reopened."""

import pytest
from playwright.sync_api import Page

from sanzhi.cases import actions, verify
from sanzhi.cases.models import Case, FollowUp
from sanzhi.kit import clock
from tests.county import County, a_member_of_staff
from tests.journeys.conftest import DESK, PHONE, looks_right
from tests.journeys.test_kinds import follow, named, press
from tests.kinds import drafted, staying

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_kind_that_asks_is_mended_published_filed_put_off_called_back_and_reopened(
    county: County, window, width: int
):
    one, two = (a_member_of_staff(name, "system_admin", county.centre) for name in ("甲管", "乙管"))
    draft = drafted(
        one, clock.now(), staying(again="", again_clock="", beside=["suspend", "transfer"]), "noise"
    )
    mended(window(one, width), draft.id)
    second = window(two, width)
    second.goto(f"/desk/kinds/{draft.id}/")
    looks_right(second, "kind-asks")
    press(second, "发布")
    second.get_by_text("第 1 版已发布").wait_for()
    room = window(county.dispatcher, width)
    by_telephone(county, room)
    case = Case.objects.get(kind="noise")
    put_off_and_done(county, room, window(county.handler, width), case)
    FollowUp.objects.filter(case=case).update(how="call", next_try_at=clock.now())
    caller = window(county.caller, width)
    caller.goto(f"/desk/c/{case.public_code}/")
    looks_right(caller, "kind-to-call")
    case.refresh_from_db()
    assert case.state == "follow_up"
    actions.call_back(case.id, solved=False, satisfied=2, by=county.caller, at=clock.now())
    case.refresh_from_db()
    assert (case.state, case.reopens, case.lead_id) == ("noise-s2", 1, county.roads.id)
    assert [check().violations for check in verify.CHECKS.values()] == [[]] * len(verify.CHECKS)


def mended(page: Page, draft: int) -> None:
    """A step leads to the call-back, which is not switched on: the lint says so and leads to the page that mends it."""
    page.goto(f"/desk/kinds/{draft}/")
    page.get_by_text("可是这个种类没有选“回访和评价”").first.wait_for()
    looks_right(page, "kind-asks-refused")
    follow(page, "改基本情况")
    page.get_by_label("回访和评价").check()
    page.get_by_label(named("重新办理回到哪个状态")).select_option(label="测声中")
    page.get_by_label(named("重新办理时走哪个计时")).select_option(label="测声")
    looks_right(page, "kind-beside")
    press(page, "保存")
    page.get_by_text("没有发现问题").wait_for()


def by_telephone(county: County, room: Page) -> None:
    room.goto("/desk/phone/")
    room.get_by_label("来电号码").fill("13912345678")
    room.locator("form[method=post] button.button--main").last.click()
    follow(room, "噪声扰民")
    room.get_by_label("来电人姓名").fill("李四")
    room.get_by_label("什么事").fill("工地夜里打桩")
    room.get_by_label("详细情况").fill("夜里十一点还在打桩，睡不着。")
    room.get_by_label("声源").select_option("工地")
    room.locator("[name=category_code]").select_option("city.roads")
    room.locator("[name=area_code]").select_option(county.village.code)
    looks_right(room, "kind-by-telephone")
    press(room, "登记")
    room.wait_for_url("**/receipt*")


def put_off_and_done(county: County, room: Page, roads: Page, case: Case) -> None:
    here = f"/desk/c/{case.public_code}/do"
    room.goto(f"{here}/noise-t1")
    room.get_by_label("承办单位").select_option(label=county.roads.name)
    press(room, "派单")
    roads.goto(f"{here}/delay_ask")
    roads.get_by_label("延长多少").fill("3")
    roads.get_by_label("延期理由").fill("要等夜间再测一次")
    press(roads, "申请延期")
    room.goto(f"{here}/delay_grant")
    room.get_by_label("审核意见").fill("同意再测一次")
    press(room, "同意延期")
    roads.goto(f"{here}/noise-t2")
    roads.get_by_label("分贝").fill("62")
    press(roads, "报测声结果")
    room.goto(f"{here}/noise-t3")
    room.get_by_label("答复内容").fill("已要求工地夜间停工，请您监督。")
    press(room, "答复")
    room.get_by_text("已答复。", exact=True).wait_for()
