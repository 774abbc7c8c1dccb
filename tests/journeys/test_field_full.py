"""A phone that is full: it says so, keeps all that it said it kept, and can still send."""

import os

import pytest
from PIL import Image

from sanzhi.cases.models import Attachment, Case
from tests.journeys.conftest import looks_right
from tests.journeys.test_field import _until, fill_in, opened, rows, worker, write_down

__all__ = ["worker"]  # the fixture
pytestmark = [pytest.mark.browser, pytest.mark.slow]
TAKEN = "navigator.storage.estimate().then((found) => found.usage)"


@pytest.fixture
def photo(tmp_path):
    """Noise, so that it takes as much room as it says."""
    path = tmp_path / "现场.png"
    Image.frombytes("RGB", (700, 500), os.urandom(700 * 500 * 3)).save(path, "PNG")
    return path


def test_a_phone_that_is_full_says_so_and_still_sends(county, worker, window, photo, live_server):
    page = opened(window, worker)
    room = int(page.evaluate(TAKEN)) + int(2.6 * photo.stat().st_size)  # for two photos and no third
    phone = page.context.new_cdp_session(page)
    phone.send("Storage.overrideQuotaForOrigin", {"origin": live_server.url, "quotaSize": room})
    page.context.set_offline(True)
    for number in (1, 2):
        write_down(page, county, number, photo)
    fill_in(page, county, 3, photo)
    page.get_by_role("button", name="登记", exact=True).click()
    page.get_by_text("手机存不下了").wait_for()
    assert page.get_by_label("什么事").input_value() == "第3件：河边护栏松动"  # what was typed is kept
    page.complaints.clear()  # a browser without a network says so
    looks_right(page, "field-full-phone")
    page.reload()
    _until(page, lambda: rows(page, "等待送出").count() == 2)
    page.complaints.clear()
    page.context.set_offline(False)
    page.get_by_role("button", name="现在送出").click()
    _until(page, lambda: Case.objects.filter(channel="grid").count() == 2)
    _until(page, lambda: not rows(page, "等待送出").count())
    assert Attachment.objects.count() == 2
    assert page.evaluate("localStorage.getItem('field-tried') || '[]'") == "[]"
