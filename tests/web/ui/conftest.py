"""The gallery served to a real browser, without a database."""

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.browser import launched


@pytest.fixture(autouse=True)
def plain_static_files(settings, tmp_path):
    """Serve static files as they lie in the source, so that no collected copy can be stale."""
    settings.STATIC_ROOT = str(tmp_path)
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.ALLOWED_HOSTS = ["testserver", "localhost"]


@pytest.fixture
def site(plain_static_files):
    server = LiveServer("localhost")
    yield server.url
    server.stop()


@pytest.fixture(scope="module")
def browser():
    with launched() as chromium:
        yield chromium


@pytest.fixture
def visit(browser, site):
    """Open a page at a width and type size; returns it with everything the browser complained of."""
    contexts = []

    def open_page(path, width=1440, size="usual", **more):
        context = browser.new_context(viewport={"width": width, "height": 800}, locale="zh-CN", **more)
        contexts.append(context)
        context.add_cookies([{"name": "sanzhi_type", "value": size, "url": site}])
        page = context.new_page()
        page.complaints = []
        page.on(
            "console", lambda m: page.complaints.append(m.text) if m.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(site + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
