"""Neighbours from a poster on the wall to the last instalment and the call-back; and a court's case, refused and filed now."""

import os
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils.timezone import localdate

from sanzhi.cases.models import Case
from sanzhi.disputes import sweeps
from sanzhi.disputes.models import Dispute
from sanzhi.kit import clock
from sanzhi.people import queries as people
from sanzhi.people.models import Person
from tests.disputes.room import Room
from tests.journeys.conftest import DESK, PHONE, looks_right
from tests.journeys.moved_clock import moved_back

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SECRET = "他私下说最多肯出三百元"


@pytest.fixture
def room(committed_db) -> Room:
    cache.clear()
    with transaction.atomic():
        return Room()


def do(page, where: str, step: str) -> None:
    """One step of the desk that asks for nothing: its link, its button."""
    page.goto(where)
    page.get_by_role("link", name=step, exact=True).click()
    page.locator("main form button[type=submit]").last.click()
    page.get_by_role("heading", name="下一步").wait_for()


def test_neighbours_from_the_poster_to_the_call_back(room: Room, window, server):
    with moved_back(server.url(os.environ["SANZHI_DATABASE"], "sanzhi_owner"), days=120) as hands:
        opened = hands.windows(window)
        phone = opened(room.applicant, PHONE)
        phone.goto(f"/t/{room.body.poster}")
        looks_right(phone, "dispute-poster")
        phone.goto(f"/disputes/new?p={room.body.poster}")
        phone.get_by_label("在哪个村（社区）").last.select_option(room.village.code)
        phone.get_by_label("是什么纠纷").fill("隔壁堆放杂物")
        phone.get_by_label("经过").fill("公用通道被堆满，走不过去。")
        phone.get_by_label("您想要什么结果").fill("请对方移走")
        phone.get_by_label("对方叫什么").fill("钱阿二")
        phone.get_by_label("对方电话").fill(people.phone_of(Person.objects.get(pk=room.other.person_id)))
        looks_right(phone, "dispute-new")
        phone.locator("main form button[type=submit]").last.click()
        phone.get_by_text("隔壁堆放杂物").first.wait_for()
        code = Case.objects.get(kind="dispute").public_code
        desk, mine = f"/desk/disputes/{code}/", f"/disputes/{code}/"
        _talked(room, opened, desk, mine)
        _agreed(room, opened, desk, mine)
        _performed(room, opened, desk, mine, hands)


def _talked(room: Room, opened, desk: str, mine: str) -> None:
    clerk, mediator = opened(room.clerk, DESK), opened(room.mediator, DESK)
    do(clerk, desk, "征求各方意见")
    theirs = opened(room.other, PHONE)
    theirs.goto(mine)
    looks_right(theirs, "dispute-asked")
    theirs.get_by_role("button", name="同意", exact=True).click()
    theirs.wait_for_load_state()
    do(clerk, desk, "受理")
    clerk.goto(f"{desk}do/propose")
    clerk.get_by_label("老调解").check()
    clerk.get_by_role("button", name="保存").click()
    for who in (room.applicant, room.other):
        page = opened(who, PHONE)
        page.goto(mine)
        page.get_by_role("button", name="同意", exact=True).click()
        page.wait_for_load_state()
    soon = (clock.now() + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    for apart in ("沈阿大", "各方一起"):
        mediator.goto(f"{desk}do/plan")
        mediator.get_by_label("和谁谈").select_option(label=apart)
        mediator.get_by_label("什么时候").fill(soon)
        mediator.get_by_label("在哪里").fill("村调解室")
        mediator.get_by_role("button", name="保存").click()
        mediator.goto(f"{desk}do/hold")
        mediator.get_by_label("已经告知当事人权利和义务").check()
        if apart == "各方一起":
            mediator.get_by_label("调解记录").fill("双方到场，各自讲了看法，愿意各让一步。")
        mediator.get_by_role("button", name="保存").click()
        mediator.get_by_role("heading", name="下一步").wait_for()
    mediator.get_by_role("link", name="我的笔记").click()
    mediator.locator("main textarea").fill(SECRET)
    mediator.locator("main form button[type=submit]").last.click()
    mediator.goto(desk)
    looks_right(mediator, "desk-dispute")
    clerk.goto(desk)
    assert SECRET not in clerk.content()


def _agreed(room: Room, opened, desk: str, mine: str) -> None:
    mediator, clerk = opened(room.mediator, DESK), opened(room.clerk, DESK)
    by = (localdate(clock.now()) + timedelta(days=20)).isoformat()
    mediator.goto(f"{desk}do/draft")
    said = {"facts": "双方是邻居，因通道堆放杂物发生争执。", "terms": "甲方移走杂物，乙方不再追究。", "manner": "自行履行", "perform_by": by, "what1": "移走杂物", "due1": by}  # fmt: skip
    for name, words in said.items():
        mediator.locator(f"[name={name}]").fill(words)
    mediator.locator("[name=who1]").select_option(label="钱阿二")
    looks_right(mediator, "desk-dispute-draft")
    mediator.get_by_role("button", name="保存").click()
    mediator.get_by_role("heading", name="下一步").wait_for()
    for who in (room.applicant, room.other):
        page = opened(who, PHONE)
        page.goto(mine)
        page.get_by_text("请您签字").wait_for()
        page.on("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="看过协议，签字").click()
        if page.locator("dialog[open]").count():
            page.locator("dialog[open]").get_by_role("button", name="确定").click()
        page.wait_for_load_state()
    mediator.goto(f"{desk}do/mediator-sign")
    mediator.locator("main form button[type=submit]").last.click()
    clerk.goto(f"{desk}do/seal")
    clerk.locator("main form button[type=submit]").last.click()
    clerk.get_by_text("履行中").first.wait_for()
    phone = opened(room.applicant, PHONE)
    phone.goto(mine)
    phone.get_by_text("一起请").first.wait_for()  # the thirty days of confirmation count down
    looks_right(phone, "dispute-confirm")


def _performed(room: Room, opened, desk: str, mine: str, hands) -> None:
    hands.on(days=22)
    assert sweeps.remind(at=clock.now()) >= 1  # the day after it was not done
    clerk = opened(room.clerk, DESK)
    clerk.goto(f"{desk}do/performed")
    clerk.locator("main input[type=date]").fill(localdate(clock.now()).isoformat())
    clerk.locator("main form button[type=submit]").last.click()
    clerk.get_by_text("待回访").first.wait_for()
    looks_right(clerk, "desk-dispute-done")
    caller = opened(room.caller, DESK)
    caller.goto(f"/desk/c/{Case.objects.get(kind='dispute').public_code}/")
    caller.get_by_text("隔壁堆放杂物").first.wait_for()


def test_the_court_sends_one_and_a_refusal_files_it_now(room: Room, window):
    dispute: Dispute = room.diverted()
    mine = f"/disputes/{dispute.case.public_code}/"
    phone = window(room.other, PHONE)
    phone.goto(mine)
    looks_right(phone, "dispute-from-court")
    phone.get_by_role("button", name="不同意", exact=True).click()
    phone.get_by_text("已退回法院").wait_for()
    phone.get_by_text("以前立案").first.wait_for()
    looks_right(phone, "dispute-filed-now")
