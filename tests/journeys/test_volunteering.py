"""志愿服务: from the code at the door to confirmed hours, a certificate that anybody checks, and points in the book."""

import os
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache

from sanzhi.kit import clock
from sanzhi.points import actions as points
from sanzhi.points.models import Claim
from sanzhi.volunteering.models import Certificate, SignUp
from tests.journeys.conftest import DESK, PHONE, looks_right
from tests.journeys.moved_clock import moved_back
from tests.volunteering.team import SATURDAY, Team

pytestmark = [pytest.mark.browser, pytest.mark.slow]
HOUR, DAY, EARLY = timedelta(hours=1), timedelta(days=1), timedelta(minutes=20)


@pytest.fixture
def village(committed_db) -> Team:
    cache.clear()
    made = Team()
    made.with_standard()
    return made


def test_a_volunteer_from_the_code_at_the_door_to_a_certificate_and_points(village, window, server):
    back = datetime.now(clock.COUNTY) - (SATURDAY - DAY)
    with moved_back(server.url(os.environ["SANZHI_DATABASE"], "sanzhi_owner"), back / DAY) as hands:
        opened = hands.windows(window)
        phone = opened(village.resident, PHONE)
        phone.goto("/volunteer/")
        phone.get_by_role("link", name="注册志愿者").click()
        looks_right(phone, "volunteer-join-360")
        phone.get_by_role("button", name="注册").click()
        phone.get_by_text("注册好了").wait_for()
        phone.get_by_role("link", name="找活动").first.click()
        looks_right(phone, "volunteer-activities-360")
        phone.get_by_role("link", name="给老人修水电").click()
        looks_right(phone, "volunteer-activity-360")
        phone.get_by_role("button", name="报名").first.click()
        phone.get_by_text("报上了").wait_for()
        looks_right(phone, "volunteer-360")

        hands.on(1 - EARLY / DAY)  # in time, so that the shift counts whole
        phone = opened(village.resident, PHONE)
        phone.goto(f"/volunteer/at/{village.shift.door}/")
        looks_right(phone, "volunteer-door-360")
        phone.get_by_role("button", name="我到了，签到").click()
        phone.get_by_text("签到好了").wait_for()
        hands.on((2 * HOUR + EARLY) / DAY)
        phone = opened(village.resident, PHONE)
        phone.goto(f"/volunteer/at/{village.shift.door}/")
        phone.get_by_role("button", name="我走了，签退").click()
        phone.get_by_text("签退好了").wait_for()

        hands.on(HOUR / DAY)
        village.closed(clock.now())
        desk = opened(village.clerk, DESK)
        desk.goto("/desk/volunteering/")
        looks_right(desk, "volunteering-1440")
        desk.get_by_role("link", name="2026-03-07").first.click()
        looks_right(desk, "volunteering-shift-1440")
        desk.get_by_role("link", name="核定").click()
        desk.get_by_role("button", name="保存").click()
        desk.get_by_text("已核定。").wait_for()
        village.delivered(clock.now())
        assert SignUp.objects.get().claim_id == Claim.objects.get().pk

        phone = opened(village.resident, PHONE)
        phone.goto("/volunteer/hours")
        looks_right(phone, "volunteer-hours-360")
        phone.goto("/volunteer/certificates/ask")
        phone.get_by_label("帮帮团", exact=False).check()
        phone.get_by_label("从哪天").fill("2026-03-01")
        phone.get_by_label("到哪天").fill("2026-03-07")
        phone.get_by_role("button", name="申请", exact=True).click()
        phone.get_by_text("已申请。").first.wait_for()
        looks_right(phone, "volunteer-certificates-360")
        desk = opened(village.clerk, DESK)
        desk.goto("/desk/volunteering/certificates/")
        desk.get_by_role("link", name=village.resident.name).click()
        desk.get_by_role("button", name="开始内部公示").click()
        desk.get_by_text("满七天再出具").wait_for()
        _posted(village)

        hands.on(21)
        desk = opened(village.clerk, DESK)
        desk.goto("/desk/volunteering/certificates/")
        desk.get_by_role("link", name=village.resident.name).click()
        desk.get_by_role("button", name="出具证明").click()
        desk.get_by_text("已出具，本人可以打印").wait_for()
        looks_right(desk, "volunteering-certificate-1440")
        proof = Certificate.objects.get()
        anybody = opened(village.neighbour, PHONE)
        anybody.goto(f"/volunteer/check/{proof.code}/")
        anybody.get_by_text("这张证明是真的").wait_for()
        looks_right(anybody, "volunteer-check-360")
        assert village.resident.name not in anybody.locator("main").inner_text()

        held = Claim.objects.get().round_id
        points.post_round(held, by=village.clerk, at=clock.now())
        phone = opened(village.resident, PHONE)
        phone.goto("/points/claims/")
        phone.get_by_text("志愿服务").first.wait_for()
        assert Claim.objects.get().points == 4
        assert Claim.objects.get().state == "confirmed"


def _posted(village: Team) -> None:
    """What the village does with the month's points: decided, announced, on the wall."""
    at = clock.now()
    held = points.close_scoring(village.code, by=village.clerk, at=at)
    held = points.announce(held.id, contact="监委老姚 88880000", by=village.clerk, at=at)
    village.on_the_wall(held.additions, at)
