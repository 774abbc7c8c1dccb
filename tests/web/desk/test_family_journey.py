"""The same lamp twice, in a real browser: merged by the dispatcher, supervised, answered, lifted; readable by everyone."""

import os
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from sanzhi.cases.models import Case, Supervision
from tests.browser import launched
from tests.web.desk.conftest import as_, build_town, filed, take_through
from tests.web.desk.test_journey import sound


def keep(page, name: str, width: int) -> None:
    """A picture for whoever wants to look: KEEP_PICTURES names the folder."""
    if folder := os.environ.get("KEEP_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("width", [360, 1440])
def test_a_duplicate_is_merged_and_the_main_case_supervised_until_it_is_lifted(committed_db, width):
    town = build_town()
    main = take_through(town, filed(town), "assign", "sign_for")
    again = filed(town, "路灯又不亮了", "村口的路灯坏了三天，晚上看不见。")
    roles = ("town_dispatcher", "supervisor", "handler")
    sessions = {role: as_(town, role).cookies["sanzhi-session"].value for role in roles}
    server = LiveServer("localhost")
    with launched() as chromium:

        def at(role, address):
            context = chromium.new_context(viewport={"width": width, "height": 800}, locale="zh-CN")
            context.add_cookies([{"name": "sanzhi-session", "value": sessions[role], "url": server.url}])
            page = context.new_page()
            page.goto(server.url + address)
            sound(page)
            keep(page, f"{role}-{address.strip('/').replace('/', '_')[:24]}", width)
            return page

        try:
            _merge(at("town_dispatcher", f"/desk/c/{again.public_code}/"), width)
            _supervise(at, main, width)
            for address in ("/desk/supervision/rules/", "/desk/supervision/?state=lifted"):
                at("supervisor", address)
            at("town_dispatcher", f"/desk/c/{main.public_code}/do/split")
        finally:
            server.stop()
    assert Case.objects.get(pk=again.pk).state == "merged"
    assert Supervision.objects.get().state == "lifted"


def _merge(page, width: int) -> None:
    page.get_by_role("link", name="并入它").click()
    sound(page)
    page.get_by_label("为什么是同一件事").fill("说的是同一盏灯")
    keep(page, "merge", width)
    page.get_by_role("button", name="并案").click()
    page.get_by_text("已并入", exact=True).wait_for()
    sound(page)


def _supervise(at, main: Case, width: int) -> None:
    page = at("supervisor", f"/desk/c/{main.public_code}/")
    page.get_by_role("link", name="督办", exact=True).last.click()
    sound(page)
    page.get_by_label("发给哪个单位").select_option(index=0)
    page.get_by_label("督办缘由").fill("居民多次来电")
    page.get_by_label("要求答复什么").fill("请说明何时修好")
    page.get_by_role("button", name="督办", exact=True).click()
    page.get_by_text("居民多次来电").first.wait_for()
    office = at("handler", "/desk/supervision/")
    office.get_by_role("link", name=main.title, exact=True).click()
    office.get_by_role("link", name="督办答复").click()
    office.get_by_label("答复", exact=False).first.fill("灯具已经到货，明天上午更换。")
    office.get_by_role("button", name="督办答复").click()
    office.get_by_text("已督办答复").wait_for()
    page.reload()
    page.get_by_role("link", name="解除督办").click()
    page.get_by_label("解除的理由").fill("已经修好，看过照片")
    page.get_by_role("button", name="解除督办").click()
    page.get_by_text("已解除", exact=False).first.wait_for()
    sound(page)
    keep(page, "lifted", width)
