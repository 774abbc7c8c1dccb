"""A served county and people signed in to it, each in a browser window of their own."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Page

from sanzhi.demo.signins import TOTP_SECRET
from sanzhi.people import actions as people
from sanzhi.people.roles import Actor
from tests.browser import barriers, launched
from tests.county import MONDAY, County, person_of

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
PHONE, DESK = 360, 1440  # pixels wide
ALL_SHOWN = """() => Promise.all([...document.images].map((image) => image.complete
    || new Promise((done) => { image.onload = image.onerror = done; })))"""


@pytest.fixture(scope="module")
def browser():
    """Open before the database is: Django keeps connections apart that are made inside and outside of its loop."""
    with launched() as chromium:
        yield chromium


@pytest.fixture
def county(committed_db) -> County:
    cache.clear()
    return County()


@pytest.fixture
def window(browser, live_server) -> Iterator[Callable[[Actor, int], Page]]:
    """Open a window for someone, signed in. The page keeps everything the browser complained of."""
    contexts = []

    def open_for(actor: Actor, width: int) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            viewport={"width": width, "height": 800},
        )
        contexts.append(context)
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session_of(actor), "url": live_server.url}]
        )
        page = context.new_page()
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on(
            "console",
            lambda told: page.complaints.append(told.text) if told.type in ("error", "warning") else None,
        )
        return page

    yield open_for
    for context in contexts:
        context.close()


def session_of(actor: Actor) -> str:
    """The cookie of a signed-in session; staff get their second factor first."""
    person, client = person_of(actor), Client()
    if actor.is_resident:
        account = people.open_resident_account(person, at=MONDAY)
    else:
        account = person.account
        TOTP.activate(account, TOTP_SECRET)
    client.force_login(account)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def looks_right(page: Page, name: str) -> None:
    """No barrier, no complaint, nothing off the side; the picture for the manual when it is asked for."""
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    if os.environ.get("TAKE_SCREENSHOTS") == "1":
        take_picture(page, PICTURES / f"{name}.png")
    assert barriers(page) == [], name
    assert page.complaints == [], name


def take_picture(page: Page, path: Path) -> None:
    """The whole page as one tall window, so that what sticks to the window's foot stays at the foot."""
    usual = page.viewport_size
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": usual["width"], "height": max(height, usual["height"])})
    page.evaluate(ALL_SHOWN)
    page.screenshot(path=path)
    page.set_viewport_size(usual)
