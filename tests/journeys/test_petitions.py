"""A claim through sixty and thirty days, review and re-examination, with the county's clock moved on; each at their own desk."""

import os

import pytest
from django.core.cache import cache
from django.db import transaction

from sanzhi.people.roles import Actor
from sanzhi.petitions.models import Petition
from tests.journeys.conftest import DESK, PHONE, looks_right
from tests.journeys.moved_clock import moved_back
from tests.petitions.bureau import FACTS, Bureau

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FOUND = "经现场查看，十一月八日施工挖断排水管一处，至今没有恢复。"
LAW = "《城市道路管理条例》第三十三条。"


@pytest.fixture
def county(committed_db) -> Bureau:
    cache.clear()
    with transaction.atomic():
        return Bureau()


def press(page, name: str, **labels: str) -> None:
    """Fill in by label and save."""
    for label, words in labels.items():
        page.get_by_label(label).fill(words)
    page.get_by_role("button", name=name).click()


def at_desk(opened, actor: Actor, where: str, step: str):
    page = opened(actor, DESK)
    page.goto(where)
    page.get_by_role("link", name=step, exact=True).click()
    return page


def test_filed_accepted_put_off_answered_reviewed_and_re_examined(county, window, server):
    with moved_back(server.url(os.environ["SANZHI_DATABASE"], "sanzhi_owner"), days=200) as hands:
        opened = hands.windows(window)
        phone = opened(county.resident, PHONE)
        phone.goto("/petitions/")
        looks_right(phone, "petitions")
        phone.get_by_role("link", name="提出信访事项").click()
        phone.get_by_label("什么事（一句话）").fill("门前排水管挖断没有修")
        phone.get_by_label("事情在哪个村（社区）").select_option(county.village.code)
        phone.get_by_label("属于哪一方面").select_option("city.roads")
        phone.get_by_label("事实").fill(FACTS)
        phone.get_by_label("请求").fill("修好门前的排水管\n赔偿误工损失")
        looks_right(phone, "petition-new")
        phone.get_by_role("button", name="提交").click()
        phone.get_by_text("已提交市信访局").wait_for()
        one = Petition.objects.select_related("case").get()
        where, mine = f"/desk/petitions/{one.case.public_code}/", f"/petitions/{one.case.public_code}/"
        _handled(opened, county, where, hands)
        _asks(opened, county, mine, "处理意见书", "不服，申请复查", "petition-answered")
        _decides(opened, county, where, "出具复查意见书")
        hands.on(days=10)
        _asks(opened, county, mine, "复查意见书", "不服，申请复核", "petition-reviewed")
        _decides(opened, county, where, "出具复核意见书")
        _looked_at(opened, county, where, mine)


def _handled(opened, county: Bureau, where: str, hands) -> None:
    desk = at_desk(opened, county.officer, where, "转送、交办")
    desk.get_by_label("转给哪个单位").select_option(label=county.roads.name)
    looks_right(desk, "desk-petition-send")
    desk.get_by_role("button", name="保存").click()
    desk.get_by_text("待受理").first.wait_for()
    handler = at_desk(opened, county.handler, where, "受理")
    handler.get_by_role("button", name="保存").click()
    handler.get_by_text("办理中").first.wait_for()
    hands.on(days=50)
    handler = at_desk(opened, county.handler, where, "申请延期")
    press(handler, "保存", 延长多少日="30", 理由="需要专业鉴定")
    head = at_desk(opened, county.head, where, "批准延期")
    head.get_by_label("批准", exact=True).check()
    press(head, "保存", 理由="情况复杂，需要鉴定")
    hands.on(days=30)
    handler = at_desk(opened, county.handler, where, "出具处理意见书")
    handler.get_by_label("查明的事实").fill(FOUND)
    handler.get_by_label("法律和政策依据").fill(LAW)
    handler.get_by_label("支持", exact=True).first.check()
    handler.get_by_label("理由").first.fill("责成施工单位十日内修复。")
    handler.get_by_label("不予支持", exact=True).last.check()
    handler.get_by_label("理由").last.fill("没有证据证明误工损失。")
    looks_right(handler, "desk-petition-answer")
    handler.get_by_role("button", name="保存").click()
    handler.get_by_text("已答复，可申请复查").first.wait_for()


def _looked_at(opened, county: Bureau, where: str, mine: str) -> None:
    phone = opened(county.resident, PHONE)
    phone.goto(mine)
    phone.get_by_text("信访程序已经终结").wait_for()
    looks_right(phone, "petition-final")
    desk = opened(county.officer, DESK)
    desk.goto(where)
    looks_right(desk, "desk-petition")
    for page in (
        "/desk/petitions/",
        "/desk/petitions/report/",
        "/desk/petitions/backlog/",
        "/desk/agency/",
    ):
        desk.goto(page)
        looks_right(desk, f"desk{page.removeprefix('/desk').replace('/', '-').rstrip('-')}")


def _asks(opened, county: Bureau, mine: str, paper: str, way: str, picture: str) -> None:
    """The petitioner opens the paper, and asks for the next round."""
    phone = opened(county.resident, PHONE)
    phone.goto(mine)
    with phone.expect_response(lambda answer: answer.url.endswith(".pdf")):
        phone.get_by_role("button", name=paper).click()
    phone.goto(mine)
    looks_right(phone, picture)
    phone.get_by_role("link", name=way).click()
    press(phone, "提交", 您为什么不服="误工损失应当赔偿，有工资单。")
    phone.get_by_text("已提交").first.wait_for()


def _decides(opened, county: Bureau, where: str, step: str) -> None:
    desk = at_desk(opened, county.officer, where, step)
    desk.get_by_label("查明的事实").fill(FOUND)
    desk.get_by_label("法律和政策依据").fill(LAW)
    desk.get_by_label("维持", exact=True).check()
    desk.get_by_role("button", name="保存").click()
    desk.get_by_text("已办").first.wait_for()
