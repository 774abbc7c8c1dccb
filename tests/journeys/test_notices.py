"""A notice from a clerk's desk to the wall, objected to on a phone, answered by the town; and a matter kept longer."""

from datetime import timedelta

import pytest
from PIL import Image

from sanzhi.cases.models import Case
from sanzhi.kit import clock
from sanzhi.notices.models import Notice
from tests.county import a_member_of_staff, an_office
from tests.journeys.conftest import DESK, PHONE, looks_right

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def wall(tmp_path):
    path = tmp_path / "墙.jpg"
    Image.new("RGB", (800, 600), "olive").save(path, "JPEG")
    return path


@pytest.fixture
def village(county):
    office = an_office("village", county.village.name, "village", county.village.code)
    county.clerk = a_member_of_staff("沈文书", "village_clerk", office)
    county.overseer = a_member_of_staff("监委老姚", "village_overseer", office)
    county.admin = a_member_of_staff("系统老郁", "system_admin", county.centre)
    return county


def drawn_up(page, county) -> None:
    page.goto("/desk/notices/")
    looks_right(page, "notices-empty")
    page.get_by_role("link", name="拟公示").first.click()
    page.get_by_label("哪一类").select_option("honour")
    page.get_by_label("哪个村（社区）").select_option(county.village.code)
    page.get_by_label("标题").fill("十月份表扬名单")
    page.get_by_label("明细").fill("沈家｜清走巷道树枝｜\n陆家｜夜里巡逻｜")
    page.get_by_label("有异议找谁").fill("监委老姚 0573-88880000")
    looks_right(page, "notice-draft")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("已保存，等别人审签后公示").wait_for()


def test_from_the_desk_to_the_wall_to_an_objection_and_its_answer(village, window, wall):
    desk = window(village.clerk, DESK)
    drawn_up(desk, village)
    signing = window(village.overseer, PHONE)
    signing.goto("/desk/notices/")
    signing.get_by_role("link", name="十月份表扬名单").click()
    looks_right(signing, "notice-to-sign")
    signing.get_by_role("button", name="审签并公示").click()
    signing.get_by_text("已公示到").wait_for()
    signing.get_by_role("link", name="上传张贴照片").click()
    signing.get_by_label("贴在哪里").fill("村口公告栏")
    signing.get_by_label("照片").set_input_files(wall)
    signing.get_by_role("button", name="保存").click()
    signing.get_by_text("照片已收下").wait_for()
    looks_right(signing, "notice-posted")
    phone = window(village.resident, PHONE)
    phone.goto("/notices/")
    looks_right(phone, "notices-board")
    phone.get_by_role("link", name="十月份表扬名单").click()
    phone.get_by_text("贴在").or_(phone.get_by_text("村口公告栏")).first.wait_for()
    looks_right(phone, "notice-page")
    phone.get_by_role("link", name="提异议、问一问").click()
    phone.get_by_label("提异议").check()
    phone.get_by_label("对哪一行").select_option("1")
    phone.get_by_label("怎么回事").fill("那天树枝是我清走的。")
    looks_right(phone, "notice-object")
    phone.get_by_role("button", name="提交").click()
    phone.get_by_text("已经收到").wait_for()
    town = window(village.dispatcher, DESK)
    town.goto("/desk/notices/")
    town.get_by_role("link", name="异议 · 十月份表扬名单").click()
    town.get_by_label("成立：这一项不生效").check()
    town.get_by_label("答复").fill("查过照片，是您清走的，这一行不算沈家。")
    looks_right(town, "notice-answer")
    town.get_by_role("button", name="答复").click()
    town.get_by_text("已答复，本人会收到").wait_for()
    phone.goto("/me/objections")
    phone.get_by_text("这一行不算沈家").wait_for()
    looks_right(phone, "notice-objections")
    assert Notice.objects.get().objections.get().upheld is True


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_every_other_page_of_notices_and_retention_looks_right(village, window, width):
    for actor, addresses in (
        (village.clerk, ["/desk/disclosure/"]),
        (village.admin, ["/desk/notices/rules/", "/desk/notices/rules/finance/areas"]),
        (village.supervisor, ["/desk/retention/"]),
    ):
        page = window(actor, width)
        for address in addresses:
            page.goto(address)
            looks_right(page, f"{address.strip('/').replace('/', '-')}-{width}")


def test_a_matter_is_kept_longer_and_shows_it(village, window):
    case = village.case_in("closed")
    long_ago = clock.now() - timedelta(days=3650 - 20)
    Case.objects.filter(pk=case.pk).update(closed_at=long_ago)
    page = window(village.supervisor, DESK)
    page.goto("/desk/retention/")
    page.get_by_role("link", name="延长保存").first.click()
    page.get_by_label("保存到哪一天").fill((clock.today() + timedelta(days=400)).isoformat())
    page.get_by_label("理由").fill("法院来函调取")
    looks_right(page, "keep")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("已延长保存").wait_for()
    page.goto("/desk/retention/")
    page.get_by_text("已延长").first.wait_for()
    looks_right(page, "retention")
