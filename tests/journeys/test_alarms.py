"""Three alarms at one address: proposed, confirmed, planned, performed, ninety quiet days, a satisfied follow-up, pulled out."""

import os
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from sanzhi.alarms import sweeps
from sanzhi.alarms.models import Nail
from sanzhi.kit import clock
from tests.county import WUZHEN, a_member_of_staff, an_office
from tests.journeys.conftest import DESK, PHONE, looks_right
from tests.journeys.moved_clock import moved_back

pytestmark = [pytest.mark.browser, pytest.mark.slow]
DAY = timedelta(days=1)
HEAD = "警情编号,报警时间,村（社区）或镇（街道）,地点,经度,纬度,类别,细类,是否警务,简要情况,处警单位,处理结果,移交"
PLACES = ("庆丰北路17号1幢302室", "庆丰北路17号 1幢 302", "庆丰北路十七号一栋302室门口")


def the_police_s_table(village: str) -> bytes:
    now = clock.now().astimezone(clock.COUNTY)
    lines = [
        f"J2026{n:08d},{now - ago * DAY:%Y-%m-%d %H:%M},{village},{place},,,纠纷,邻里纠纷,否,楼上漏水，两家争吵。,乌镇派出所,当场劝开,"
        for n, (ago, place) in enumerate(zip((20, 11, 2), PLACES, strict=True), start=1)
    ]
    return "\n".join([HEAD, *lines]).encode()


def open_nail(page, where: str = "") -> None:
    page.goto(f"/desk/nails/{Nail.objects.get().pk}/{where}")


def save(page) -> None:
    page.get_by_role("button", name="保存").click()
    page.get_by_text("已", exact=False).first.wait_for()


def test_three_alarms_at_one_address_become_a_nail_and_come_out_again(county, window, server):
    station = an_office("station", "乌镇派出所", "town_office", WUZHEN)
    liaison = a_member_of_staff("警联络", "police_liaison", station)
    second = a_member_of_staff("范受理二", "town_dispatcher", county.room)
    with moved_back(server.url(os.environ["SANZHI_DATABASE"], "sanzhi_owner"), 150) as hands:
        opened = hands.windows(window)
        page = opened(liaison, DESK)
        page.goto("/desk/alarms/import")
        looks_right(page, "alarms-import-1440")
        table = {
            "name": "警情.csv",
            "mimeType": "text/csv",
            "buffer": the_police_s_table(county.village.code),
        }
        page.get_by_label("表格").set_input_files(table)
        page.get_by_role("button", name="导入").click()
        page.get_by_text("收了 3 条").wait_for()
        page.goto("/desk/alarms/days")
        looks_right(page, "alarms-days-1440")
        sweeps.propose(at=clock.now())

        page = opened(county.dispatcher, DESK)
        page.goto("/desk/nails/")
        page.get_by_role("link", name="疑似的，等研判").click()
        page.get_by_role("link", name="庆丰北路", exact=False).click()
        looks_right(page, "alarms-proposal-1440")
        page.get_by_label("为什么认定").fill("两家漏水没有修，三次都是这一家")
        page.get_by_label("颜色").select_option("yellow")
        page.get_by_label("牵头单位").select_option(str(county.room.pk))
        page.get_by_label("包案领导").fill("周镇长")
        page.get_by_role("button", name="认定为钉子警情").click()
        page.get_by_text("请拟联合方案").wait_for()
        page.get_by_role("link", name="联合方案加一步").click()
        page.get_by_label("哪个单位").select_option(str(county.water.pk))
        page.get_by_label("做什么").fill("上门查漏水，约两家当面谈")
        page.get_by_label("哪天以前").fill(f"{clock.now() + 9 * DAY:%Y-%m-%d}")
        save(page)
        looks_right(page, "alarms-nail-1440")
        expect(page.get_by_role("button", name="拔除")).to_be_disabled()

        hands.on(8)
        page = opened(county.dispatcher, PHONE)
        open_nail(page)
        looks_right(page, "alarms-nail-360")
        page.get_by_role("link", name="这一步完成了").click()
        page.get_by_label("怎么完成的").fill("水管换了，两家写了协议")
        save(page)
        open_nail(page, "performed")
        page.get_by_label("哪天履行的").fill(f"{clock.now():%Y-%m-%d}")
        page.get_by_label("怎么履行的").fill("赔了墙面的钱，不再漏")
        save(page)
        hands.on(30)
        page = opened(second, DESK)
        open_nail(page, "follow-up")
        page.get_by_label("满意", exact=True).check()
        page.get_by_label("怎么问的", exact=False).fill("上门问了两家，都说好了")
        save(page)
        expect(page.get_by_role("button", name="拔除")).to_be_disabled()  # not quiet for long enough

        hands.on(60)
        page = opened(second, DESK)
        open_nail(page)
        page.get_by_role("button", name="拔除").click()
        page.get_by_text("已拔除。再有警情").wait_for()
        looks_right(page, "alarms-removed-1440")
        assert Nail.objects.get().removed_by_id == second.person_id


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_pages_are_open_to_everybody_s_eyes(county, window, width):
    liaison = a_member_of_staff("警联络", "police_liaison", county.room)
    rules = a_member_of_staff("系一", "system_admin", county.centre)
    worker = a_member_of_staff(
        "网格员", "grid_worker", an_office("village", "村", "village", county.village.code)
    )
    for actor, paths in (
        (liaison, ("alarms/", "alarms/import", "alarms/days")),
        (county.dispatcher, ("alarms/joint/", "nails/", "nails/proposals/", "clues/")),
        (rules, ("nails/rules/", "nails/rules/new")),
        (worker, ("clues/mine",)),
    ):
        page = window(actor, width)
        for path in paths:
            page.goto(f"/desk/{path}")
            looks_right(page, f"alarms-{path.strip('/').replace('/', '-')}-{width}")
    page = window(county.resident, width)
    page.goto("/clues/")
    looks_right(page, f"alarms-clue-{width}")
    page = window(county.leader, width)
    page.goto("/board/alarms/")
    looks_right(page, f"alarms-board-{width}")
