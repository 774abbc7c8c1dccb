"""The desk in a real browser: a dispatcher assigns, a handler reports, a caller closes; readable by everyone."""

import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

from sanzhi.cases.models import Case
from tests.web.desk.conftest import as_, build_town, filed

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def sound(page) -> None:
    """Axe finds nothing, and nothing runs off the side."""
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("width", [360, 1440])
def test_a_case_goes_from_dispatch_to_call_back_in_a_browser(committed_db, width, monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps a loop in this thread
    town = build_town()
    case = filed(town)
    sessions = {
        role: as_(town, role).cookies["sanzhi-session"].value
        for role in ("town_dispatcher", "handler", "caller")
    }
    server = LiveServer("localhost")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)

        def at_desk(role):
            context = chromium.new_context(viewport={"width": width, "height": 800}, locale="zh-CN")
            context.add_cookies([{"name": "sanzhi-session", "value": sessions[role], "url": server.url}])
            page = context.new_page()
            page.goto(server.url + "/desk/")
            sound(page)
            page.get_by_role("link", name=case.title).click()
            sound(page)
            return page

        try:
            _work(at_desk, town)
        finally:
            chromium.close()
            server.stop()
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.solved, case.satisfied) == ("closed", True, 5)


def _work(at_desk, town) -> None:
    room = at_desk("town_dispatcher")
    room.get_by_role("link", name="交办", exact=True).click()
    sound(room)
    room.get_by_label("主办单位").select_option(str(town.offices["lights"].id))
    room.get_by_role("button", name="交办").click()
    room.get_by_text("已交办。").wait_for()
    lights = at_desk("handler")
    lights.get_by_role("button", name="签收").click()
    lights.get_by_role("link", name="报告办结").click()
    lights.get_by_label("办理情况").fill("路灯已经换新，今晚起恢复照明。")
    lights.get_by_label("没有照片的原因").fill("夜间拍不清")
    lights.get_by_role("button", name="报告办结").click()
    lights.get_by_text("已报告办结。").wait_for()
    room.reload()
    room.get_by_role("link", name="核验通过").click()
    room.get_by_role("button", name="核验通过").click()
    room.get_by_text("已核验通过。").wait_for()
    call = at_desk("caller")
    call.get_by_role("link", name="回访办结").click()
    sound(call)
    call.get_by_label("解决了", exact=True).check()
    call.get_by_label("很满意", exact=True).check()
    call.get_by_role("button", name="回访办结").click()
    call.get_by_text("已回访办结。").wait_for()
