"""发展基金: from the notice of a call to an accepted milestone."""

import os
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache

from sanzhi.groups.models import Bid, Call, Grant
from sanzhi.kit import clock
from tests.county import MONDAY
from tests.groups.fund import Bidding
from tests.journeys.conftest import DESK, PHONE, looks_right
from tests.journeys.moved_clock import moved_back

pytestmark = [pytest.mark.browser, pytest.mark.slow]
DAY = timedelta(days=1)


@pytest.fixture
def there(committed_db) -> Bidding:
    cache.clear()
    return Bidding()


def test_a_fund_call_from_the_notice_to_an_accepted_milestone(there, window, server):
    back = datetime.now(clock.COUNTY) - MONDAY
    with moved_back(server.url(os.environ["SANZHI_DATABASE"], "sanzhi_owner"), back / DAY) as hands:
        opened = hands.windows(window)
        officer = opened(there.officer, DESK)
        officer.goto(f"/desk/funds/{there.fund.pk}/")
        looks_right(officer, "fund-1440")
        officer.get_by_role("link", name="征集项目").click()
        officer.get_by_label("征集什么").fill("为老服务")
        officer.get_by_label("要求").fill("上门为独居老人服务半年，写清人数和次数。")
        officer.get_by_label("一共安排多少钱").fill("40000")
        officer.get_by_label("一个项目最多多少钱").fill("20000")
        officer.get_by_label("申报截止").fill(f"{MONDAY + 10 * DAY:%Y-%m-%dT%H:%M}")
        officer.get_by_label("有意见找谁").fill("社会工作办 0573-88880000")
        officer.get_by_role("button", name="保存").click()
        officer.get_by_text("公告已拟好").wait_for()
        call = Call.objects.get()
        there.on_the_wall(call, clock.now())
        for judge in there.judges:
            officer.goto(f"/desk/funds/calls/{call.pk}/judge")
            officer.get_by_label("请谁").select_option(str(judge.person_id))
            officer.get_by_role("button", name="保存").click()
            officer.get_by_text("已请。").wait_for()

        hands.on(1)
        leader = opened(there.leader, PHONE)
        leader.goto("/desk/bids/")
        looks_right(leader, "fund-bids-360")
        leader.get_by_role("link", name="申报", exact=True).last.click()
        leader.get_by_label("项目名称").fill("暖夕阳")
        leader.get_by_label("做什么、为谁").fill("每周两次上门，陪护、送餐、打扫，做满半年。")
        leader.get_by_label("申请多少钱").fill("20000")
        leader.get_by_role("button", name="保存").click()
        leader.get_by_text("已申报。").wait_for()
        bid = Bid.objects.get()

        hands.on(10)
        for judge in there.judges:
            page = opened(judge, DESK)
            page.goto("/desk/judging/")
            page.get_by_role("link", name="评分").click()
            page.get_by_label("评分（满分 100）").fill("85")
            page.get_by_label("理由").fill("方案实在")
            page.get_by_role("button", name="保存").click()
            page.get_by_text("已评分。").wait_for()
        officer = opened(there.officer, DESK)
        officer.goto(f"/desk/funds/calls/{call.pk}/")
        looks_right(officer, "fund-call-1440")
        officer.get_by_role("link", name="提出资助").click()
        officer.get_by_label("资助多少钱").fill("10000")
        officer.get_by_label("协议编号").fill("协1号")
        officer.get_by_label("阶段").fill("前三个月，4000，2026-06-30\n后三个月，6000，2026-09-30")
        officer.get_by_role("button", name="保存").click()
        officer.get_by_text("等另一个人同意").first.wait_for()
        second = opened(there.second, DESK)
        second.goto(f"/desk/funds/{there.fund.pk}/")
        second.get_by_role("button", name="同意资助").click()
        second.get_by_text("钱已经留出来").wait_for()

        leader = opened(there.leader, PHONE)
        leader.goto("/desk/bids/")
        leader.get_by_role("link", name="报告完成").first.click()
        leader.get_by_label("做了什么").fill("上门 48 次，服务 20 位老人，记录在协会。")
        leader.get_by_role("button", name="保存").click()
        leader.get_by_text("等验收").first.wait_for()
        officer = opened(there.officer, DESK)
        officer.goto(f"/desk/funds/{there.fund.pk}/")
        officer.get_by_role("link", name="验收").click()
        officer.get_by_label("合格", exact=True).check()
        officer.get_by_label("验收意见").fill("资料齐全")
        officer.get_by_role("button", name="保存").click()
        officer.get_by_text("已验收。").wait_for()
        assert Grant.objects.get(bid=bid).milestones.get(number=1).state == "accepted"
        anybody = opened(there.resident, PHONE)
        anybody.goto(f"/funds/{there.fund.pk}/")
        anybody.get_by_text("验收合格").first.wait_for()
        looks_right(anybody, "fund-public-360")
