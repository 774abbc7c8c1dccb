"""A delay in a real browser: asked by the handler, granted by the dispatcher, read by the citizen; then a suspension."""

from datetime import timedelta

import pytest
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

from sanzhi.cases.models import Case
from sanzhi.kit import clock
from sanzhi.people import actions as people
from tests.web.desk.conftest import as_, build_town, filed, take_through
from tests.web.desk.test_journey import CHROMIUM, FLAGS, sound


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("width", [360, 1440])
def test_a_delay_is_asked_granted_and_read_and_the_case_suspended(committed_db, width, monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps a loop in this thread
    town = build_town()
    case = take_through(town, filed(town), "assign", "sign_for")
    sessions = {
        role: as_(town, role).cookies["sanzhi-session"].value for role in ("town_dispatcher", "handler")
    }
    citizen = as_(town, "handler")  # a browser of its own, signed in as the resident
    citizen.force_login(people.open_resident_account(town.resident, at=town.at))
    sessions["resident"] = citizen.cookies["sanzhi-session"].value
    until = (clock.now() + timedelta(days=9)).date()
    server = LiveServer("localhost")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)

        def at(role, address):
            context = chromium.new_context(viewport={"width": width, "height": 800}, locale="zh-CN")
            context.add_cookies([{"name": "sanzhi-session", "value": sessions[role], "url": server.url}])
            page = context.new_page()
            page.goto(server.url + address)
            sound(page)
            return page

        try:
            _work(at, case, until)
        finally:
            chromium.close()
            server.stop()
    assert Case.objects.get(pk=case.pk).state == "suspended"


def _work(at, case, until) -> None:
    desk, own = f"/desk/c/{case.public_code}/", f"/c/{case.public_code}/"
    handler = at("handler", desk)
    handler.get_by_role("link", name="申请延期", exact=True).click()
    sound(handler)
    handler.get_by_label("延长多少").fill("2")
    handler.get_by_label("延期理由").fill("配件还在路上")
    handler.get_by_role("button", name="申请延期").click()
    handler.get_by_text("已申请延期。").wait_for()
    room = at("town_dispatcher", "/desk/verdicts/")
    room.get_by_role("link", name="同意", exact=True).click()
    sound(room)
    room.get_by_label("审核意见").fill("情况属实，请抓紧")
    room.get_by_role("button", name="同意延期").click()
    room.get_by_text("已同意延期。").wait_for()
    sound(room)
    citizen = at("resident", own)
    citizen.get_by_text("延长2个工作日，新的期限是").wait_for()
    citizen.get_by_role("link", name="这个期限怎么算的").click()
    citizen.get_by_text("经批准延期2个工作日").wait_for()
    sound(citizen)
    handler.get_by_role("link", name="中止办理", exact=True).click()
    sound(handler)
    handler.get_by_label("等待检验、检测、鉴定或专家评审").check()
    handler.get_by_label("具体情况").fill("委托检测，编号 12")
    handler.get_by_label("最迟哪天恢复").fill(f"{until}")
    handler.get_by_role("button", name="中止办理").click()
    handler.get_by_text("已中止办理。").wait_for()
    sound(handler)
    at("resident", own).get_by_role("status").get_by_text("暂时中止办理").wait_for()
