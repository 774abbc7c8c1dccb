"""A grid worker's round without a network: five filings with photos, a reload, a kill, a lost answer; each arrives once."""

import time
from collections import Counter
from types import SimpleNamespace

import pytest
from PIL import Image

from sanzhi.cases.models import Attachment, Case
from tests.county import a_member_of_staff, an_office
from tests.journeys.conftest import PHONE, looks_right

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SYNC = "**/desk/field/sync"
KEPT = "caches.open('sanzhi-field').then((shelf) => shelf.match('/desk/field/')).then(Boolean)"


@pytest.fixture
def worker(county):
    village = an_office("village", county.village.name, "village", county.village.code)
    return a_member_of_staff("汪网格", "grid_worker", village)


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "现场.jpg"
    Image.new("RGB", (800, 600), "olive").save(path, "JPEG")
    return path


def opened(window, worker):
    page = window(worker, PHONE)
    page.goto("/desk/field/")
    _until(page, lambda: page.evaluate(KEPT))
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    return page


def write_down(page, county, number: int, photo, title: str = "") -> None:
    fill_in(page, county, number, photo, title)
    page.get_by_role("button", name="登记", exact=True).click()
    page.locator("#field-queue li").nth(number - 1).wait_for()


def fill_in(page, county, number: int, photo, title: str = "") -> None:
    page.get_by_label("来访人姓名").fill(f"住户{number}")
    page.get_by_label("什么事").fill(title or f"第{number}件：河边护栏松动")
    page.get_by_label("详细情况").fill("河边护栏松动，孩子放学经过，容易掉下去。")
    page.get_by_label("类别").select_option("city.roads")
    page.locator("[name=area_code]").evaluate(
        "(select, code) => { select.value = code; select.dispatchEvent(new Event('change', {bubbles: true})); }",
        county.village.code,
    )
    page.get_by_label("照片", exact=False).first.set_input_files(photo)


def rows(page, status: str):
    return page.locator("#field-queue li", has_text=status)


def arrived() -> SimpleNamespace:
    titles = Counter(Case.objects.filter(channel="grid").values_list("title", flat=True))
    return SimpleNamespace(titles=titles, photos=Attachment.objects.count())


def test_a_whole_round_without_a_network_arrives_once(county, worker, window, photo):
    page = opened(window, worker)
    context = page.context
    context.set_offline(True)
    for number in range(1, 4):
        write_down(page, county, number, photo)
    page.reload()  # without a network: the page and what it keeps are still there, read from the phone's store
    _until(page, lambda: rows(page, "等待送出").count() == 3)
    for number in range(4, 6):
        write_down(page, county, number, photo)
    assert "没有网络" in page.locator("#field-line").inner_text()
    assert Case.objects.count() == 0
    context.set_offline(False)
    page.get_by_role("button", name="现在送出").click()
    rows(page, "已送到").nth(4).wait_for()
    page.complaints.clear()  # what was tried without a network says so
    found = arrived()
    assert (len(found.titles), set(found.titles.values()), found.photos) == (5, {1}, 5)
    looks_right(page, "field")


def test_killed_in_the_middle_and_an_answer_lost_it_is_still_once(county, worker, window, photo):
    page = opened(window, worker)
    context = page.context
    context.set_offline(True)
    for number in range(1, 4):
        write_down(page, county, number, photo)

    def lose(route) -> None:
        route.fetch()  # the server has it
        route.abort()  # the phone never learns

    context.route(SYNC, lose, times=1)
    context.set_offline(False)
    page.get_by_role("button", name="现在送出").click()
    _until(page, lambda: Case.objects.filter(channel="grid").count() == 1)
    page.close()  # killed: the first one arrived, the phone does not know
    context.unroute(SYNC)
    page = context.new_page()
    page.goto("/desk/field/")
    rows(page, "已送到").nth(2).wait_for()
    found = arrived()
    assert (len(found.titles), set(found.titles.values()), found.photos) == (3, {1}, 3)


def test_a_refused_one_says_why_and_is_mended_by_hand(county, worker, window, photo):
    page = opened(window, worker)
    page.context.set_offline(True)
    write_down(page, county, 1, photo, title="短")
    page.context.set_offline(False)
    page.get_by_role("button", name="现在送出").click()
    rows(page, "没有收下").wait_for()
    assert "请用 2 到 120 个字写明是什么事" in page.locator("#field-queue").inner_text()
    page.get_by_role("button", name="改", exact=True).click()
    page.get_by_label("什么事").fill("河边护栏松动")
    page.get_by_role("button", name="登记", exact=True).click()
    rows(page, "已送到").wait_for()
    assert list(Case.objects.values_list("title", flat=True)) == ["河边护栏松动"]


def test_another_person_on_the_same_phone_neither_sees_nor_sends_it(
    county, worker, window, photo, live_server
):
    page = opened(window, worker)
    context = page.context
    context.set_offline(True)
    write_down(page, county, 1, photo)
    context.route(SYNC, lambda route: route.abort())
    context.set_offline(False)
    page.goto("/staff/logout/")
    page.get_by_text("还有 1 件外出登记或检查没有送出").wait_for()
    context.unroute(SYNC)
    colleague = a_member_of_staff("另网格", "grid_worker", an_office("village", "", "village"))
    other = window(colleague, PHONE).context.cookies()
    context.clear_cookies()
    context.add_cookies(other)
    page.goto("/desk/field/")
    page.get_by_text("还没有存下的登记").wait_for()
    page.get_by_role("button", name="现在送出").click()
    assert Case.objects.count() == 0


def _until(page, holds, seconds: float = 20) -> None:
    """Waiting in the browser, so that what it asks of this test meanwhile is answered."""
    ends = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < ends
        page.wait_for_timeout(100)
