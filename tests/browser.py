"""A real browser for tests: Debian's Chromium, and what every page it shows must hold."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# Playwright keeps an event loop in the test's own thread, and Django takes any loop for an async view.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@contextmanager
def launched() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


def barriers(page: Page) -> list[tuple[str, str]]:
    """What axe finds that keeps somebody out: [(rule, the first element)]."""
    # Told not to preload: it would write the style sheets inline, which the content policy rightly refuses.
    found = Axe().run(page, options={"preload": False}).response["violations"]
    return [(one["id"], one["nodes"][0]["html"]) for one in found]
