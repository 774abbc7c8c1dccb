"""The resident's way in a real browser, on a phone's width: files with a photo, follows the case, and axe finds nothing."""

import re
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright

from sanzhi.cases.models import Case
from tests.county import County
from tests.web.resident.test_filing import a_photo

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture
def shown_codes(settings, tmp_path):
    settings.STATIC_ROOT = str(tmp_path)
    settings.SANZHI_CODE_SENDER = "sanzhi.people.senders.OnScreen"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


def sound(page: Page) -> None:
    """Axe finds nothing, and nothing runs off the side."""
    found = Axe().run(page, options={"preload": False}).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_resident_files_with_a_photo_on_a_phone(shown_codes, live_server, monkeypatch, scripts: bool):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps a loop in this thread
    county = County()
    complaints: list[str] = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        phone = {"viewport": {"width": 360, "height": 780}, "locale": "zh-CN"}
        page = chromium.new_context(**phone, java_script_enabled=scripts).new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        check = sound if scripts else (lambda page: None)  # axe itself needs scripts
        page.goto(live_server.url)
        check(page)
        page.get_by_role("link", name="我要反映").first.click()
        _sign_in(page, check)
        _file(page, check, county, scripts)
        _follow(page, check)
        chromium.close()
    assert complaints == []
    case = Case.objects.get()
    assert (case.title, case.area_id, case.attachments.count()) == ("村口路灯不亮", county.village.code, 1)


def _sign_in(page: Page, check) -> None:
    check(page)
    page.get_by_label("手机号").fill("19900005678")
    page.get_by_role("button", name="发送验证码").click()
    check(page)
    page.get_by_label("验证码").fill(re.search(r"\b\d{6}\b", page.get_by_role("main").inner_text()).group())
    page.get_by_label("怎么称呼您").fill("沈小满")
    page.get_by_role("button", name="登录").click()


def _file(page: Page, check, county: County, scripts: bool) -> None:
    check(page)
    page.get_by_label("一句话说是什么事").fill("村口路灯不亮")
    page.get_by_label("把情况说清楚").fill("村口公交站旁的路灯坏了三天，晚上老人走路看不见。")
    page.get_by_role("button", name="下一步").click()
    check(page)
    photo = a_photo()
    page.get_by_label("照片").set_input_files(
        {"name": "灯.jpg", "mimeType": "image/jpeg", "buffer": photo.read()}
    )
    if scripts:
        page.get_by_label("在哪个镇").select_option("乌镇镇")
    page.get_by_label("在哪个村").select_option(county.village.code)
    page.get_by_role("button", name="下一步").click()
    check(page)
    page.get_by_role("button", name="同意并提交").click()


def _follow(page: Page, check) -> None:
    page.get_by_role("heading", name="收到了").wait_for()
    check(page)
    page.get_by_role("link", name="看办到哪一步").click()
    page.get_by_role("heading", name="村口路灯不亮").wait_for()
    check(page)
    page.get_by_role("button", name="催一下").click()
    page.get_by_text("已经替您催了").wait_for()
    for there in ("/mine/", "/me/", "/me/looked", "/me/messages", "/counters/"):
        page.goto(re.match(r"https?://[^/]+", page.url).group() + there)
        check(page)
