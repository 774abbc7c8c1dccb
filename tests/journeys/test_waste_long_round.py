"""A long round: five hundred bins on one phone without a network, sent once and only once; a phone that is full loses nothing."""

import os

import pytest
from PIL import Image

from sanzhi.kit import clock
from sanzhi.people.models import Household
from sanzhi.waste import actions
from sanzhi.waste.actions import BinRow, NewRound
from sanzhi.waste.models import Bin, Conflict, Inspection
from tests.county import a_member_of_staff, an_office
from tests.journeys.conftest import looks_right
from tests.journeys.test_waste import SYNC, rows, tap, until, walking

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MANY = 500
# What a hand does, as quickly as the page takes it: a code, a tap, and on once the page has it in its list.
WALKED = """async (taps) => {
    const code = document.querySelector("#walk-form [name=code]"), line = document.getElementById("walk-line");
    const waiting = () => Number(/(\\d+) 条/.exec(line.textContent)[1]);
    const has = (n) => new Promise((done) => {
        const seen = new MutationObserver(() => { if (waiting() >= n) { seen.disconnect(); done(); } });
        seen.observe(line, { childList: true });
    });
    for (const [tag, grade] of taps) {
        const there = has(waiting() + 1);
        code.value = tag;
        code.dispatchEvent(new Event("input", { bubbles: true }));
        document.querySelector(`.walk-grades button[value="${grade}"]`).click();
        await there;
    }
}"""
# Every id of every scan that the page ever puts into a request.
HEARD = """window.ids = []; const whole = window.fetch;
window.fetch = (address, given) => {
    if (given && given.body instanceof FormData) window.ids.push(...JSON.parse(given.body.get("scans")).map((one) => one.id));
    return whole(address, given);
};"""
TAKEN = "navigator.storage.estimate().then((found) => found.usage)"


def a_village(county, many: int):
    at = clock.now()
    county.area = county.village.code
    office = an_office("village", county.village.name, "village", county.area)
    county.clerk = a_member_of_staff("clerk某", "village_clerk", office)
    county.inspector = a_member_of_staff("inspector某", "waste_inspector", office)
    homes = [Household(area_id=county.area, number=f"{n:04}") for n in range(1, many + 1)]
    Household.objects.bulk_create(homes)
    listed = [BinRow(n, home.number, "易腐垃圾") for n, home in enumerate(homes, start=2)]
    assert actions.issue(county.area, listed, by=county.clerk, at=at).problems == []
    county.round = actions.plan_round(NewRound(county.area, at.date(), "北线"), by=county.clerk, at=at)
    return county


@pytest.fixture
def photo(tmp_path):
    """Noise, so that it takes as much room as it says."""
    path = tmp_path / "桶.png"
    Image.frombytes("RGB", (700, 500), os.urandom(700 * 500 * 3)).save(path, "PNG")
    return path


def test_five_hundred_bins_without_a_network_arrive_once_and_only_once(county, window, photo):
    village = a_village(county, MANY)
    page = walking(window, village)
    context, asked = page.context, []
    page.add_init_script(HEARD)
    context.on("request", lambda one: asked.append(one) if one.url.endswith("/walk/sync") else None)
    context.set_offline(True)
    codes = dict(Bin.objects.values_list("household__number", "code"))
    tap(page, "0001", "C", photo)
    page.get_by_label("找户号").fill("0500")
    tap(page, "0500", "B", photo)  # the last of the list is as near as the first
    page.get_by_label("找户号").fill("")
    between = [(codes[f"{n:04}"], "ABC"[n % 3]) for n in range(2, MANY)]
    page.evaluate(WALKED, between)
    page.locator("#walk-line", has_text=f"没有网络，照常检查，先存在手机里。等待送出 {MANY} 条。").wait_for()
    page.reload()
    page.locator("#walk-line", has_text=f"等待送出 {MANY} 条。").wait_for()
    page.wait_for_load_state("networkidle")
    page.complaints.clear()  # a browser without a network says so
    looks_right(page, "waste-long-round")
    assert Inspection.objects.count() == 0 and asked == []
    lost = []

    def lose(route) -> None:
        route.fetch()
        route.abort()
        lost.append(route)

    context.route(SYNC, lose, times=1)
    context.set_offline(False)
    page.get_by_role("button", name="现在送出").click()
    until(page, lambda: lost)
    page.get_by_role("button", name="现在送出").click()
    page.locator("#walk-line", has_text="等待送出 0 条。").wait_for()
    assert rows(page, "已送到").count() == 100 and not rows(page, "没有收下").count()
    for _more in range(4):
        page.get_by_role("button", name="再列一些检查").click()
    until(page, lambda: rows(page, "已送到").count() == MANY)
    grades = dict(Inspection.objects.values_list("household__number", "grade"))
    expected = {"0001": "C", "0500": "B"} | {f"{n:04}": "ABC"[n % 3] for n in range(2, MANY)}
    assert grades == expected and Inspection.objects.count() == MANY and not Conflict.objects.exists()
    assert Inspection.objects.exclude(photo="").count() == 2
    ids = page.evaluate("window.ids")
    assert len(set(ids)) == MANY and len(ids) <= MANY + 100  # only what was in the lost answer went twice
    before = len(asked)
    page.reload()
    page.get_by_role("button", name="现在送出").click()
    page.locator("#walk-line", has_text="等待送出 0 条。").wait_for()
    assert len(asked) == before


def test_a_phone_that_is_full_says_so_and_loses_nothing(county, window, photo, live_server):
    village = a_village(county, 6)
    page = walking(window, village)
    room = int(page.evaluate(TAKEN)) + int(2.6 * photo.stat().st_size)  # for two photos and no third
    phone = page.context.new_cdp_session(page)
    phone.send("Storage.overrideQuotaForOrigin", {"origin": live_server.url, "quotaSize": room})
    page.context.set_offline(True)
    tap(page, "0001", "C", photo)
    tap(page, "0002", "A", photo)
    page.locator("#walk-list button", has_text="0003 户").click()
    page.get_by_label("照片", exact=False).first.set_input_files(photo)
    page.locator('.walk-grades button[value="C"]').click()
    page.get_by_text("手机存不下了，这一只没有记下").wait_for()
    code = Bin.objects.get(household__number="0003").code
    assert page.get_by_label("桶号").input_value() == code  # what was chosen is kept
    assert page.locator("#walk-queue li").count() == 2
    looks_right(page, "waste-full-phone")
    page.reload()
    page.locator("#walk-line", has_text="等待送出 2 条。").wait_for()  # all that was said to be kept is kept
    page.context.set_offline(False)  # a full phone can still send, and making room is what sending is for
    page.get_by_role("button", name="现在送出").click()
    page.locator("#walk-line", has_text="等待送出 0 条。").wait_for()
    until(page, lambda: Inspection.objects.count() == 2)
    grades = Inspection.objects.order_by("household__number").values_list("grade", flat=True)
    assert list(grades) == ["C", "A"] and Inspection.objects.exclude(photo="").count() == 2
    assert page.evaluate("localStorage.getItem('field-tried') || '[]'") == "[]"
    phone.send("Storage.overrideQuotaForOrigin", {"origin": live_server.url})
    page.get_by_label("桶号").fill(code)
    page.locator('.walk-grades button[value="C"]').click()
    until(page, lambda: Inspection.objects.count() == 3)
