"""A good person, from a neighbour's word to a paper that says it is genuine; and a heap of rubble, from shut to fixed."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from PIL import Image

from sanzhi.honours import actions
from sanzhi.honours.actions import NewEntry
from sanzhi.honours.models import Deed, Exposure, Nomination
from sanzhi.kit import clock
from sanzhi.people.models import Person
from tests.honours.conftest import CONTACT, HOUR, STORY
from tests.honours.test_exposure import PROBLEM, Street
from tests.journeys.conftest import DESK, PHONE, looks_right
from tests.points.road import DAY

pytestmark = [pytest.mark.browser, pytest.mark.slow]
AT_TWO_WIDTHS = pytest.mark.parametrize("width", [PHONE, DESK])


@pytest.fixture
def street(committed_db) -> Street:
    cache.clear()
    return Street()


def test_nominated_agreed_checked_announced_awarded_printed(street, window):
    lately = clock.now() - timedelta(days=20)
    neighbour = window(street.neighbour, PHONE)
    neighbour.goto("/honours/")
    looks_right(neighbour, "honours")
    neighbour.get_by_role("link", name="推荐好人").click()
    neighbour.get_by_label("他（她）在哪个村（社区）").last.select_option(street.code)
    neighbour.get_by_label("推荐谁").fill("沈小满")
    neighbour.get_by_label("类别").select_option("help")
    neighbour.get_by_label("事迹").fill(STORY)
    looks_right(neighbour, "honours-nominate")
    neighbour.get_by_role("button", name="推荐").click()
    neighbour.get_by_text("已收到。本人同意以后才会往下走").wait_for()
    one = Nomination.objects.get()
    where = f"/desk/honours/good/{one.id}/"
    desk = window(street.clerk, DESK)
    desk.goto(where)
    desk.get_by_role("link", name="对人，问本人").click()
    desk.get_by_label("户号").fill("12")
    desk.get_by_role("button", name="下一步").click()
    desk.get_by_label("沈小满").check()
    looks_right(desk, "honours-match")
    desk.get_by_role("button", name="保存").click()
    desk.get_by_text("已经问本人愿不愿意").wait_for()
    phone = window(street.resident, PHONE)
    phone.goto(f"/me/honours/good/{one.id}/")
    looks_right(phone, "honours-asked")
    phone.get_by_role("button", name="我同意").click()
    phone.get_by_text("随时可以在这里撤回").wait_for()
    checker = window(street.civility, DESK)
    checker.goto(f"{where}check")
    checker.get_by_label("属实", exact=True).check()
    checker.get_by_label("核实了什么").fill("走访了隔壁两户，情况属实。")
    looks_right(checker, "honours-check")
    checker.get_by_role("button", name="保存").click()
    checker.get_by_text("已记下核实结果").wait_for()
    # the notice hangs, and stands: as if the days had passed
    actions.announce_nomination(one.id, contact=CONTACT, by=street.clerk, at=lately)
    one.refresh_from_db()
    street.on_the_wall(one.notice_id, lately + HOUR)
    overseer = window(street.overseer, PHONE)
    overseer.goto(where)
    looks_right(overseer, "honours-award")
    overseer.get_by_role("button", name="授予").click()
    overseer.get_by_text("已授予").wait_for()
    phone.goto(f"/me/honours/good/{one.id}/")
    looks_right(phone, "honours-awarded")
    one.refresh_from_db()
    phone.goto(f"/honours/genuine/{one.paper}/")
    phone.get_by_text("这张证书是真的，现在有效").wait_for()
    looks_right(phone, "honours-genuine")
    phone.goto("/honours/good/")
    phone.get_by_text("沈小满").wait_for()
    looks_right(phone, "honours-roll")


def test_shut_opened_drawn_blurred_released_twice_answered_fixed(street, window):
    officer = window(street.county_civility, DESK)
    officer.goto("/desk/exposures/boards/")
    looks_right(officer, "exposure-shut")
    street.opened(at=clock.now() - HOUR)
    overseer = window(street.overseer, PHONE)
    overseer.goto("/desk/exposures/boards/")
    looks_right(overseer, "exposure-open")
    one = street.drawn(at=clock.now())
    clerk = window(street.clerk, DESK)
    clerk.goto("/desk/exposures/new")
    looks_right(clerk, "exposure-new")
    clerk.goto(f"/desk/exposures/{one.id}/blur")
    for cell in ("第 2 行第 2 格", "第 2 行第 3 格"):
        clerk.get_by_label(cell).check(force=True)
    looks_right(clerk, "exposure-blur")
    clerk.get_by_role("button", name="其余全部打码").click()
    clerk.get_by_text("放出去的就是这一张").wait_for()
    looks_right(clerk, "exposure-blurred")
    overseer.goto(f"/desk/exposures/{one.id}/")
    overseer.get_by_role("button", name="放行").click()
    overseer.get_by_text("还要另一个岗位的人放行").wait_for()
    looks_right(overseer, "exposure-once")
    second = window(street.civility, DESK)
    second.goto(f"/desk/exposures/{one.id}/")
    second.get_by_role("button", name="放行").click()
    second.get_by_text("已公布，原图已删").wait_for()
    neighbour = window(street.neighbour, PHONE)
    neighbour.goto("/honours/exposed/")
    looks_right(neighbour, "exposed")
    neighbour.get_by_role("link", name="三弄口").click()
    neighbour.get_by_text(PROBLEM).wait_for()
    neighbour.get_by_role("link", name="我来回应").click()
    neighbour.get_by_label("您的回应").fill("施工队说这个星期五拉走。")
    neighbour.get_by_role("button", name="提交").click()
    neighbour.get_by_text("施工队说这个星期五拉走。").wait_for()
    looks_right(neighbour, "exposed-one")
    clerk.goto(f"/desk/exposures/{one.id}/fixed")
    clerk.get_by_label("怎么整改的").fill("施工队已经清走")
    clerk.get_by_role("button", name="保存").click()
    clerk.get_by_text("记为整改好了").wait_for()
    assert Exposure.objects.get().fixed_at
    neighbour.goto("/honours/exposed/")
    neighbour.get_by_text("现在没有曝光").wait_for()


@AT_TWO_WIDTHS
def test_a_paper_signed_at_the_counter_is_entered_and_seen(street, window, width, tmp_path):
    Person.objects.filter(pk=street.resident.person_id).update(phone=None, phone_index=None)
    street.entered(at=clock.now())
    signed = tmp_path / "签字.jpg"
    Image.new("RGB", (640, 480), "ivory").save(signed, "JPEG")
    desk = window(street.clerk, width)
    desk.goto(f"/desk/honours/deeds/{Deed.objects.get().pk}/")
    desk.get_by_role("link", name="登记签字纸").click()
    desk.get_by_text("我同意在红榜上公布我的名字").wait_for()
    looks_right(desk, f"honour-paper-{width}")
    desk.get_by_label("同意，公布名字").check()
    desk.get_by_label("签字纸的照片").set_input_files(signed)
    desk.get_by_role("button", name="登记", exact=True).click()
    desk.get_by_text("纸面签字").wait_for()
    looks_right(desk, f"honour-deed-paper-{width}")
    desk.get_by_role("link", name="看签字纸").wait_for()


@AT_TWO_WIDTHS
def test_every_other_page_of_honours_looks_right(street, window, width):
    now = clock.now()
    lately = now - 20 * DAY
    deed = street.entered(street.with_photo(persons=[street.resident.person_id, street.neighbour.person_id]))
    street.agreed(deed, street.resident, street.neighbour)
    street.announced(deed, at=lately)
    actions.publish_deed(deed.pk, by=street.overseer, at=now)
    waiting = street.entered(at=now)
    entry = actions.write_entry(
        NewEntry(now.date(), "public", "给楼下的流浪猫搭了个窝。"), by=street.resident, at=now
    )
    actions.share_entry(entry.pk, signed=True, by=street.resident, at=now)
    street.good("awarded")
    street.opened(at=now)
    street.out(at=now)
    named = waiting.named.get().pk
    assert Deed.objects.count() == 2
    for actor, addresses in (
        (
            street.resident,
            ["/honours/why", "/honours/red/", f"/honours/red/{deed.pk}/", "/honours/wall/", "/me/honours/", "/me/diary/",
             f"/me/honours/named/{named}/", "/me/diary/new", f"/me/diary/{entry.pk}/", f"/me/diary/{entry.pk}/claim"],
        ),
        (
            street.clerk,
            ["/desk/honours/", "/desk/honours/deeds/", f"/desk/honours/deeds/{deed.pk}/", "/desk/honours/good/",
             f"/desk/honours/deeds/new?area={street.code}&numbers=12,13", "/desk/honours/wall/", "/desk/exposures/"],
        ),
        (street.leader, ["/board/honours/"]),
    ):  # fmt: skip
        page = window(actor, width)
        for address in addresses:
            page.goto(address)
            name = address.partition("?")[0].strip("/").replace("/", "-")
            looks_right(page, f"{name}-{width}")
