"""一窗通办: booked, come, called, filed, handed to mediation and agreed, all under the first number; without a phone; sent back once."""

import os
from datetime import datetime, time, timedelta

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from sanzhi.cases import queries as cases
from sanzhi.disputes import actions as disputes
from sanzhi.disputes.models import Dispute
from sanzhi.kit import clock
from sanzhi.people import queries as people
from sanzhi.windows import rules
from sanzhi.windows.models import Booking, Handover, Ticket
from tests.disputes.room import FACTS, TERMS, Room
from tests.journeys.conftest import DESK, PHONE, looks_right
from tests.journeys.moved_clock import moved_back
from tests.windows.handed import Organs

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
FOUR_K = 3840


@pytest.fixture
def town(committed_db) -> Organs:
    cache.clear()
    return Organs()


def a_working_morning() -> timedelta:
    """How long ago it was twenty to nine on an ordinary working day."""
    now, calendar = datetime.now(clock.COUNTY), people.working_calendar()
    day = now.date() - 3 * DAY
    while rules.weekday_of(day, calendar) != day.weekday() or day.weekday() > 4:
        day -= DAY
    return now - datetime.combine(day, time(8, 40), clock.COUNTY)


def agreed(room: Room, dispute: Dispute) -> None:
    """What happens in the mediation room, by the actions its people take: asked, accepted, talked over, signed."""
    at = clock.now()
    other = room.parties(dispute)[1]
    disputes.answer(dispute.pk, "consent", True, party=other.pk, means="signed", by=room.clerk, at=at)
    disputes.accept(dispute.pk, by=room.clerk, at=at)
    disputes.propose_mediator(dispute.pk, room.first.pk, by=room.clerk, at=at)
    for party in room.parties(dispute):
        disputes.answer(
            dispute.pk,
            "mediator",
            True,
            party=party.pk,
            subject=room.first.pk,
            means="oral",
            by=room.clerk,
            at=at,
        )
    room.hold(room.planned(dispute, at=at), at=at)
    first, second = room.parties(dispute)
    until = (at + 10 * DAY).date()
    parts = [
        disputes.NewInstalment(first.pk, "移走杂物", until),
        disputes.NewInstalment(second.pk, "装好滴水管", until),
    ]
    new = disputes.NewAgreement("oral", FACTS, TERMS, "自行履行", until, "本村", parts)
    disputes.draft_agreement(dispute.pk, new, by=room.mediator, at=at)


def test_booked_come_called_filed_handed_to_mediation_and_agreed_under_one_number(town, window, server):
    back = a_working_morning()
    weekday = (datetime.now(clock.COUNTY) - back).weekday()
    if weekday:
        town.shift("mediation", weekday)
    room = Room(village=town.village)
    with moved_back(server.url(os.environ["SANZHI_DATABASE"], "sanzhi_owner"), back / DAY) as hands:
        opened = hands.windows(window)
        phone = opened(town.resident, PHONE)
        phone.goto("/windows/")
        looks_right(phone, "windows-360")
        phone.get_by_role("link", name=town.room.name).click()
        phone.get_by_role("link", name="调解", exact=True).click()
        phone.locator(".choices").nth(1).get_by_role("link").first.click()
        phone.get_by_label("09:00", exact=False).check()
        looks_right(phone, "windows-book-360")
        phone.get_by_role("button", name="就约这个时间").click()
        phone.get_by_text("约好了").wait_for()
        assert Booking.objects.get().code in phone.content()

        hands.on(22 * MINUTE / DAY)
        town.came(clock.now(), name="先到的人")
        phone = opened(town.resident, PHONE)
        phone.goto(f"/windows/at/{town.hall.poster}/")
        looks_right(phone, "windows-door-360")
        phone.get_by_role("button", name="我到了").click()
        expect(phone.get_by_role("heading", name="B002")).to_be_visible()
        looks_right(phone, "windows-number-360")

        desk = opened(town.dispatcher, DESK)
        desk.goto("/desk/windows/")
        desk.get_by_role("button", name="叫下一个").first.click()
        desk.get_by_text("请 B002。").wait_for()
        looks_right(desk, "windows-desk-1440")
        screen = opened(town.second, DESK)
        screen.goto(f"/board/hall/{town.hall.poster}/")
        looks_right(screen, "windows-hall-1440")
        screen.set_viewport_size({"width": FOUR_K, "height": 2160})
        assert screen.locator(".hall-called b").bounding_box()["height"] > 100
        phone.reload()
        phone.get_by_text("请到 1 号窗口").wait_for()

        said = "隔壁在公用通道堆了杂物，电瓶车推不进来，说过几次没有用。"
        case = town.at_counter(
            at=clock.now(),
            title="隔壁杂物堵住通道",
            text=said,
            category_code="legal.neighbour",
            place="北路3号楼道",
        )
        desk = opened(town.dispatcher, DESK)
        desk.goto("/desk/windows/")
        desk.get_by_role("link", name="关联事项").first.click()
        desk.get_by_label("事项的查询码").fill(case.public_code)
        desk.get_by_role("button", name="保存").click()
        desk.get_by_role("button", name="办好").click()
        desk.get_by_text("B002 办好。").wait_for()
        assert Ticket.objects.get(number="B002").case_id == case.pk
        desk.goto(f"/desk/c/{case.public_code}/")
        desk.get_by_text("1 号窗口登记").wait_for()
        desk.get_by_role("link", name="交给别的单位").click()
        desk.get_by_label("交给哪个单位").select_option(f"mediation:{room.office.pk}")
        desk.get_by_label("为什么").fill("邻里纠纷，本人愿意调解")
        desk.get_by_label("本人愿意", exact=False).check()
        looks_right(desk, "handovers-hand-1440")
        desk.get_by_role("button", name="保存").click()
        desk.get_by_text("已交给对方").wait_for()

        clerk = opened(room.clerk, DESK)
        clerk.goto("/desk/handovers/")
        looks_right(clerk, "handovers-list-1440")
        clerk.get_by_role("link", name="隔壁杂物堵住通道").click()
        looks_right(clerk, "handovers-one-1440")
        clerk.get_by_role("link", name="接收", exact=True).click()
        clerk.get_by_label("对方当事人的姓名").fill("钱阿二")
        clerk.get_by_role("button", name="保存").click()
        clerk.get_by_text("已接收，居民会收到消息").wait_for()
        one = Handover.objects.get()
        agreed(room, Dispute.objects.get(pk=one.made_id))

        phone = opened(town.resident, PHONE)
        phone.goto(f"/c/{case.public_code}/")
        state = str(cases.with_states([Handover.objects.get().made])[0][1].public)
        phone.get_by_text(state).first.wait_for()
        looks_right(phone, "handovers-course-360")
        desk = opened(town.dispatcher, DESK)
        desk.goto(f"/desk/handovers/{one.pk}/")
        desk.get_by_text(state).first.wait_for()


def test_somebody_old_without_a_phone_is_given_a_number_and_called_first(town, window):
    town.came(clock.now())
    desk = window(town.dispatcher, DESK)
    desk.goto("/desk/windows/ticket")
    desk.get_by_label("调解", exact=True).check()
    desk.get_by_label("六十岁以上").check()
    desk.get_by_label("姓名").fill("陆阿婆")
    looks_right(desk, "windows-ticket-1440")
    desk.get_by_role("button", name="保存").click()
    desk.get_by_text("取号 B002").wait_for()
    desk.get_by_role("button", name="叫下一个").first.click()
    desk.get_by_text("请 B002。").wait_for()
    desk.get_by_role("button", name="再叫一次").click()
    desk.get_by_text("再请 B002。").wait_for()
    desk.get_by_role("button", name="办好").click()
    desk.get_by_text("B002 办好。").wait_for()
    desk.goto("/desk/windows/figures")
    looks_right(desk, "windows-figures-1440")
    desk.goto("/desk/windows/hall/")
    looks_right(desk, "windows-setup-1440")
    desk.set_viewport_size({"width": PHONE, "height": 800})
    for where in ("", "hall/", "figures", "ticket", "book?service=mediation"):
        desk.goto(f"/desk/windows/{where}")
        looks_right(desk, f"windows-desk-{where.strip('/').partition('?')[0] or 'queue'}-360")


def test_sent_back_once_it_is_taken_up_again_by_the_first_desk(town, window):
    case = town.filed(at=clock.now() - DAY)
    one = town.handed("police", case, clock.now() - DAY / 2)
    police = window(town.liaison, DESK)
    police.goto(f"/desk/handovers/{one.pk}/")
    police.get_by_role("link", name="退回").click()
    police.get_by_label("退回的理由").fill("属于民事纠纷，可以调解")
    police.get_by_role("button", name="保存").click()
    police.get_by_text("已退回").first.wait_for()
    desk = window(town.dispatcher, PHONE)
    desk.goto("/desk/handovers/?list=back")
    looks_right(desk, "handovers-back-360")
    desk.get_by_role("link", name=case.title).click()
    desk.get_by_role("button", name="收回再办").click()
    desk.get_by_text("已收回").first.wait_for()
    looks_right(desk, "handovers-one-360")
    phone = window(town.resident, PHONE)
    phone.goto(f"/t/{case.public_code}/")
    looks_right(phone, "handovers-track-360")
    phone.goto(f"/c/{case.public_code}/")
    phone.get_by_text("属于民事纠纷").first.wait_for()
