"""The board in a real browser: nothing for axe to find, nothing off the side, nothing the policy refuses."""

import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATHS = (
    "/board/",
    "/board/?wall=1",
    "/board/town/330483100000/",
    "/board/offices/",
    "/board/heat/",
    "/board/cases/",
)


@pytest.fixture
def plain_static_files(settings, tmp_path):
    settings.STATIC_ROOT = str(tmp_path)
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.mark.browser
def test_every_page_passes_axe_and_fits_its_screen(plain_static_files, live_server, march, as_actor):
    complaints: list[str] = []
    key = as_actor(march.supervisor).session.session_key
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for width in (360, 1440):
            context = chromium.new_context(viewport={"width": width, "height": 800}, locale="zh-CN")
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}]
            )
            page = context.new_page()
            page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
            for path in PATHS:
                page.goto(live_server.url + path)
                assert page.evaluate("document.documentElement.scrollWidth") <= width, path
                found = Axe().run(page, options={"preload": False}).response["violations"]
                assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], path
        chromium.close()
    assert complaints == []
