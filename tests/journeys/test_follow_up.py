"""Asked on the telephone, sent back, done again, and rated by a link on a phone: the whole of the follow-up."""

import json
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from sanzhi.cases import actions as cases
from sanzhi.cases.models import CallBack, Case, FollowUp
from sanzhi.journal import delivery
from sanzhi.kit import clock
from sanzhi.people import actions as people
from sanzhi.people import texting
from sanzhi.people.models import Text
from sanzhi.people.roles import INSTALLER
from sanzhi.reactions.table import REACTIONS
from sanzhi.reactions.texts import KINDS
from tests.county import MONDAY, County, a_member_of_staff
from tests.journeys.conftest import DESK, PHONE, looks_right

pytestmark = pytest.mark.browser
EVERYONE = {"name": "全部回访", "when": {}, "percent": 100, "wait_days": 0, "basis": "本平台约定"}


def test_from_the_lot_to_the_link(window, county: County, browser, live_server, settings, tmp_path) -> None:
    settings.SANZHI_TEXT_GATEWAY = "sanzhi.people.gateways.FileDrop"
    settings.SANZHI_TEXT_SPOOL = str(tmp_path)
    cases.publish_sampling([EVERYONE], by=INSTALLER, at=MONDAY)
    case = county.case_in("reported")
    room, caller = window(county.dispatcher, DESK), window(county.caller, DESK)
    verifies(room, case)
    rings_in_vain(caller)
    reaches_and_hears_no(caller, case)
    handles_again(window(county.handler, DESK), case)
    verifies(room, case)
    link = texted_link(tmp_path)
    rates_on_a_phone(browser, live_server, link)
    caller.goto("/desk/callbacks/figures")
    looks_right(caller, "desk-callback-figures")
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.solved, case.satisfied, case.reopens) == ("closed", True, 5, 1)
    rounds = FollowUp.objects.filter(case=case).order_by("round")
    assert [(row.how, row.settled_as) for row in rounds] == [("call", "reopen"), ("call", "rate")]
    tried = CallBack.objects.filter(case=case).order_by("id")
    assert [(row.means, row.reached) for row in tried] == [("phone", False), ("phone", True), ("link", True)]


def verifies(page: Page, case: Case) -> None:
    page.goto(f"/desk/c/{case.public_code}/")
    page.get_by_role("link", name="核验通过").click()
    page.get_by_role("button", name="核验通过").click()
    page.get_by_text("已核验通过。").wait_for()


def rings_in_vain(page: Page) -> None:
    page.goto("/desk/callbacks/")
    looks_right(page, "desk-callbacks")
    page.get_by_role("link", name="村口路灯不亮").click()
    page.get_by_role("button", name="看号码（用途：电话回访）").click()
    expect(page.locator("a[href^='tel:199']")).to_be_visible()
    page.get_by_role("button", name="没接通").click()
    expect(page.get_by_text("已记下没接通，下次")).to_be_visible()


def reaches_and_hears_no(page: Page, case: Case) -> None:
    page.goto("/desk/callbacks/?show=later")
    page.get_by_role("link", name="村口路灯不亮").click()
    page.get_by_role("button", name="告诉同事我在打").click()
    expect(page.get_by_text("打过 1 / 3 次")).to_be_visible()
    looks_right(page, "desk-call")
    page.get_by_label("没有解决", exact=True).check()
    page.get_by_label("不满意", exact=True).check()
    page.get_by_label("居民还说了什么").fill("晚上还是不亮")
    page.get_by_role("button", name="接通了，记下").click()
    expect(page.get_by_text("没有解决，已退回重新办理")).to_be_visible()


def handles_again(page: Page, case: Case) -> None:
    page.goto(f"/desk/c/{case.public_code}/")
    page.get_by_role("link", name="报告办结").click()
    page.get_by_label("办理情况").fill("重新拉了线，今晚路灯已经亮了。")
    page.get_by_label("没有照片的原因").fill("夜间拍不清")
    page.get_by_role("button", name="报告办结").click()
    page.get_by_text("已报告办结。").wait_for()


def texted_link(spool: Path) -> str:
    """What the county's gateway finds in the folder: the newest invitation to rate."""
    while delivery.deliver(REACTIONS, at=clock.now() + timedelta(seconds=1)):
        pass
    people.send_texts(KINDS, at=texting.next_open(clock.now() + timedelta(seconds=2)))
    key = Text.objects.filter(kind="asked_to_rate", state="sent").latest("id").key
    words = json.loads((spool / "out" / f"{key}.json").read_text("utf-8"))["text"]
    return urlsplit(words.rpartition(" ")[2]).path


def rates_on_a_phone(browser, live_server, link: str) -> None:
    context = browser.new_context(
        base_url=live_server.url, locale="zh-CN", viewport={"width": PHONE, "height": 780}
    )
    page = context.new_page()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(link)
    looks_right(page, "resident-rate-link")
    page.get_by_label("解决了", exact=True).check()
    page.get_by_label("非常满意", exact=True).check()
    page.get_by_role("button", name="提交评价").click()
    expect(page.get_by_role("heading", name="谢谢您的评价")).to_be_visible()
    looks_right(page, "resident-rate-thanks")
    page.goto(link)
    expect(page.get_by_role("heading", name="这个链接打不开了")).to_be_visible()
    looks_right(page, "resident-rate-dead")
    context.close()


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_every_page_of_the_follow_up_is_readable(window, county: County, width: int, settings) -> None:
    settings.SANZHI_TEXT_GATEWAY = "sanzhi.people.gateways.OnScreen"
    cases.publish_sampling([EVERYONE], by=INSTALLER, at=MONDAY)
    case = county.case_in("follow_up")
    county.filed()
    people.queue_text(
        [case.reporter_id], "assigned", cause="x", facts={"number": "TX1", "office": "市水务集团"}, at=MONDAY
    )
    Text.objects.update(state="failed", ended_at=MONDAY, reason="the gateway answered 400")
    admin = a_member_of_staff("管系统", "system_admin", county.centre)
    pages = {
        county.caller: ["callbacks/", f"callbacks/{case.public_code}/", "callbacks/figures"],
        county.supervisor: ["digest/", "callbacks/figures"],
        admin: ["callbacks/rules/", "callbacks/rules/new", "callbacks/scripts/", "texts/"],
        county.dispatcher: [f"c/{case.public_code}/"],
    }
    for actor, addresses in pages.items():
        page = window(actor, width)
        for address in addresses:
            page.goto(f"/desk/{address}")
            looks_right(page, f"fu-{width}-{address.strip('/').replace('/', '-')}")
    page = window(county.resident, width)
    for address in ("me/texts", "me/messages", f"c/{case.public_code}/"):
        page.goto(f"/{address}")
        looks_right(page, f"fu-{width}-{address.strip('/').replace('/', '-')}")
