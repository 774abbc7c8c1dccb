"""A round of bins without a network: scanned and tapped, reloaded, sent, each once; a conflict is shown; the household reads it."""

import time
from uuid import uuid4

import pytest
from PIL import Image

from sanzhi.kit import clock
from sanzhi.people.models import Household, Person
from sanzhi.waste import actions
from sanzhi.waste.actions import BinRow, NewRound, Scan
from sanzhi.waste.files import SHELF
from sanzhi.waste.models import Bin, Conflict, Inspection
from tests.county import a_member_of_staff, an_office
from tests.journeys.conftest import DESK, PHONE, looks_right

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SYNC = "**/desk/waste/walk/sync"
KEPT = "caches.open('sanzhi-walk').then((shelf) => shelf.match('/desk/waste/walk/')).then(Boolean)"
AT_TWO_WIDTHS = pytest.mark.parametrize("width", [PHONE, DESK])


@pytest.fixture
def village(county):
    """Six households with bins, a round for today, two inspectors, an overseer."""
    at = clock.now()
    county.area = county.village.code
    office = an_office("village", county.village.name, "village", county.area)
    for name, role in (("clerk", "village_clerk"), ("overseer", "village_overseer"), ("inspector", "waste_inspector"),
                       ("colleague", "waste_inspector")):  # fmt: skip
        setattr(county, name, a_member_of_staff(f"{name}某", role, office))
    for number in range(11, 17):
        Household.objects.create(area_id=county.area, number=str(number))
    home = Household.objects.get(area=county.area, number="11")
    Person.objects.filter(pk=county.resident.person_id).update(household=home, birth_date="1980-05-01")
    rows = [BinRow(number, str(number), "易腐垃圾") for number in range(11, 17)]
    actions.issue(county.area, rows, by=county.clerk, at=at)
    county.round = actions.plan_round(NewRound(county.area, at.date(), "北线"), by=county.clerk, at=at)
    return county


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "桶.jpg"
    Image.new("RGB", (640, 480), "olivedrab").save(path, "JPEG")
    return path


def bin_of(number: int) -> Bin:
    return Bin.objects.get(household__number=str(number), ended_at=None)


def walking(window, village):
    """The round is taken, and the page lies in the phone."""
    page = window(village.inspector, PHONE)
    page.goto("/desk/waste/walk/")
    looks_right(page, "waste-walk-empty")
    page.get_by_role("button", name="我来走 北线").click()
    page.get_by_text("这一轮由您走").wait_for()
    until(page, lambda: page.evaluate(KEPT))
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    return page


def tap(page, number: int, grade: str, photo=None) -> None:
    """One of the list, and one tap."""
    before = page.locator("#walk-queue li").count()
    page.locator("#walk-list button", has_text=f"{number} 户").click()
    if photo:
        page.get_by_label("照片", exact=False).first.set_input_files(photo)
    page.locator(f'.walk-grades button[value="{grade}"]').click()
    page.locator("#walk-queue li").nth(before).wait_for()


def rows(page, status: str):
    return page.locator("#walk-queue li", has_text=status)


def test_a_whole_round_without_a_network_arrives_once_and_a_conflict_is_shown(village, window, photo):
    page = walking(window, village)
    context = page.context
    context.set_offline(True)
    tap(page, 11, "C", photo)
    tap(page, 12, "A")
    page.goto(f"/desk/waste/walk/?b={bin_of(13).code}")  # what the label's code opens, without a network
    page.locator("#walk-bin", has_text="13 户").wait_for()
    page.locator('.walk-grades button[value="B"]').click()
    rows(page, "等待送出").nth(2).wait_for()
    page.reload()  # the page and what it keeps are still there
    until(page, lambda: rows(page, "等待送出").count() == 3)
    page.get_by_label("桶号").fill(bin_of(14).code.lower().replace("-", " "))
    page.locator('.walk-grades button[value="none"]').click()
    rows(page, "等待送出").nth(3).wait_for()
    page.get_by_label("桶号").fill(bin_of(14).code)  # the last tap before it is sent is what counts
    page.locator('.walk-grades button[value="A"]').click()
    page.get_by_text("改了，按刚才点的算").wait_for()
    assert "没有网络" in page.locator("#walk-line").inner_text()
    page.complaints.clear()  # a browser without a network says so
    looks_right(page, "waste-walk")
    assert Inspection.objects.count() == 0
    # Meanwhile a colleague looked into one of the same bins.
    other = window(village.colleague, PHONE)
    other.goto("/desk/waste/walk/")
    other.get_by_label("桶号").fill(bin_of(12).code)
    other.locator('.walk-grades button[value="C"]').click()
    rows(other, "已送到").wait_for()
    page.complaints.clear()  # a browser without a network says so

    lost = []

    def lose(route) -> None:
        route.fetch()  # the server has it
        route.abort()  # the phone never learns
        lost.append(route)

    context.route(SYNC, lose, times=1)
    context.set_offline(False)
    page.get_by_role("button", name="现在送出").click()
    until(page, lambda: lost)
    assert Inspection.objects.count() == 4
    context.unroute(SYNC)
    page.close()  # killed: it arrived, the phone does not know
    page = context.new_page()
    page.goto("/desk/waste/walk/")
    rows(page, "等次不一致").wait_for()
    until(page, lambda: rows(page, "已送到").count() == 3)
    page.locator("#walk-line", has_text="等待送出 0 条").wait_for()
    grades = dict(Inspection.objects.values_list("household__number", "grade"))
    assert grades == {"11": "C", "12": "C", "13": "B", "14": "A"}
    assert Conflict.objects.get().grade == "A"
    desk = window(village.overseer, PHONE)
    desk.goto("/desk/waste/")
    looks_right(desk, "waste-desk")
    desk.get_by_text("等次不一致 1 条").click()
    desk.get_by_role("link", name="12 户").click()
    looks_right(desk, "waste-conflict")
    desk.get_by_label("A（分得好）").check()
    desk.get_by_role("button", name="认定").click()
    desk.get_by_text("已认定").wait_for()
    mine = window(village.resident, PHONE)
    mine.goto("/waste/")
    mine.get_by_text("C（没分好）").wait_for()
    looks_right(mine, "waste-home")
    mine.get_by_role("link", name="易腐垃圾").click()
    mine.get_by_alt_text("检查照片").wait_for()
    looks_right(mine, "waste-result")
    mine.get_by_label("哪里不对").fill("是收桶的人倒混的")
    mine.get_by_role("button", name="申诉").click()
    mine.get_by_text("由另一个人来看").wait_for()


def test_another_person_on_the_same_phone_sees_neither_page_nor_queue(village, window):
    page = walking(window, village)
    context = page.context
    context.set_offline(True)
    tap(page, 11, "A")
    context.set_offline(False)
    context.route(SYNC, lambda route: route.abort())
    cookies = window(village.colleague, PHONE).context.cookies()
    context.clear_cookies()
    context.add_cookies(cookies)
    page.goto("/desk/waste/walk/")
    page.locator("#walk-line", has_text="等待送出 0 条").wait_for()
    context.unroute(SYNC)
    page.get_by_role("button", name="现在送出").click()
    assert page.locator("#walk-queue li").count() == 0
    assert Inspection.objects.count() == 0


@AT_TWO_WIDTHS
def test_every_other_page_of_waste_looks_right(village, window, width, photo):
    day = clock.today()
    _graded(village, photo)
    found = Bin.objects.first()
    for actor, addresses in (
        (village.clerk, ["/desk/waste/", "/desk/waste/bins/", "/desk/waste/bins/issue", f"/desk/waste/bins/{found.id}/",
                         f"/desk/waste/bins/labels/?area={village.area}", "/desk/waste/rounds/", "/desk/waste/rounds/new",
                         f"/desk/waste/rounds/{village.round.id}/", "/desk/waste/rates/", "/desk/waste/help/", "/desk/waste/points/", "/desk/waste/weights/",
                         f"/desk/waste/rates/rows?first={day}&last={day}&measure=accuracy&side=under"]),
        (village.overseer, ["/desk/waste/samples/", "/desk/waste/review/", "/desk/waste/drift/", "/desk/waste/appeals/"]),
        (village.supervisor, ["/board/waste/", "/board/waste/rows?measure=accuracy&side=over"]),
    ):  # fmt: skip
        page = window(actor, width)
        for address in addresses:
            page.goto(address)
            looks_right(page, f"{name_of(address)}-{width}")


def name_of(address: str) -> str:
    """A picture's name: the address without numbers and questions."""
    words = [
        word for word in address.split("?")[0].split("/") if word and not word.isdigit() and word != "desk"
    ]
    return "-".join([*words, "one"] if any(word.isdigit() for word in address.split("/")) else words)


def _graded(village, photo) -> None:
    """A round walked and sent, some of it drawn."""
    at = clock.now()
    actions.start_round(village.round.id, by=village.inspector, at=at)
    with photo.open("rb") as file:
        kept = SHELF.keep_image(file, "桶.jpg")
    scans = [
        Scan(uuid4(), one.code, grade, at, photo=kept, round=village.round.id)
        for one, grade in zip(Bin.objects.order_by("id"), "AABCCB", strict=True)
    ]
    actions.take_scans(scans, by=village.inspector, at=at)
    area, day = village.area, at.date()
    sample = actions.draw_sample(area, first=day, last=day, percent=100, by=village.overseer, at=at)
    for one, grade in zip(sample.reviews.order_by("id")[:4], "ACBC", strict=True):
        actions.review(one.id, grade, by=village.overseer, at=at)


def until(page, holds, seconds: float = 20) -> None:
    """Waiting in the browser, so that what it asks of this test meanwhile is answered."""
    ends = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < ends
        page.wait_for_timeout(100)
