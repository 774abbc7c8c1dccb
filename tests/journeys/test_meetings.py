"""议事: an assembly misses its quorum, is called again and passes; on phones, at the desk, in secret; without a phone too."""

import os
from datetime import timedelta

import pytest
from django.core.cache import cache

from sanzhi.deliberation import actions
from sanzhi.deliberation.actions import NewMeeting
from sanzhi.deliberation.models import Meeting, Resolution
from sanzhi.kit import clock
from tests.deliberation.council import Council, an_item
from tests.journeys.conftest import DESK, PHONE, looks_right
from tests.journeys.moved_clock import moved_back

pytestmark = [pytest.mark.browser, pytest.mark.slow]
DAY = timedelta(days=1)


@pytest.fixture
def village(committed_db) -> Council:
    cache.clear()
    return Council(pack="assembly", size=6)


def pressed(page, name: str) -> None:
    """The button, and the question it asks first."""
    page.get_by_role("button", name=name, exact=True).first.click()
    if page.locator("dialog[open]").count():
        page.locator("dialog[open]").get_by_role("button", name="确定").click()
    page.wait_for_load_state()


def called(village: Council) -> Meeting:
    now = clock.now()
    new = NewMeeting("村民会议：路灯和围墙", "村文化礼堂", now - timedelta(minutes=30) + 11 * DAY)
    meeting = actions.call_meeting(village.body.pk, new, by=village.clerk, at=now)
    for method in ("named", "secret"):
        actions.put_item(meeting.pk, an_item(method, title=f"{method} 路灯"), by=village.clerk, at=now)
    return actions.send_notice(meeting.pk, by=village.clerk, at=now)


def test_an_assembly_misses_its_quorum_is_called_again_and_passes(village, window, server):
    with moved_back(server.url(os.environ["SANZHI_DATABASE"], "sanzhi_owner"), 40) as hands:
        opened = hands.windows(window)
        meeting = called(village)
        hands.on(11)
        desk = opened(village.clerk, DESK)
        desk.goto(f"/desk/meetings/{meeting.pk}/")
        pressed(desk, "开始签到")
        desk.get_by_role("link", name="签到", exact=True).click()
        desk.get_by_label("名册号，或者扫本人的二维码").fill("6")
        pressed(desk, "到了")
        desk.get_by_text("6 号 代表6 已到。").wait_for()
        looks_right(desk, "meetings-roll-1440")
        desk.goto(f"/desk/meetings/{meeting.pk}/")
        desk.get_by_role("link", name="named 路灯").click()
        pressed(desk, "开始表决")
        pressed(desk, "结束表决")
        desk.get_by_text("没有通过").first.wait_for()
        desk.get_by_text("《村民委员会组织法》第二十六条").first.wait_for()
        looks_right(desk, "meetings-short-1440")

        desk.goto(f"/desk/meetings/{meeting.pk}/")
        desk.get_by_role("link", name="改期另开").click()
        later = clock.now().astimezone(clock.COUNTY) + 12 * DAY
        desk.get_by_label("什么时候开").fill(f"{later:%Y-%m-%dT%H:%M}")
        pressed(desk, "保存")
        looks_right(desk, "meetings-agenda-1440")
        pressed(desk, "发通知")
        desk.get_by_text("已通知名册上的每个人").wait_for()
        again = Meeting.objects.get(again_of=meeting)
        hands.on(13)
        desk = opened(village.clerk, DESK)
        desk.goto(f"/desk/meetings/{again.pk}/")
        pressed(desk, "开始签到")
        for item in again.items.all():
            desk.goto(f"/desk/meetings/topics/{item.pk}/")
            pressed(desk, "开始表决")
        voted_on_phones(village, opened, again)
        ended(desk, again)
    assert [one.passed for one in Resolution.objects.filter(item__meeting=again)] == [True, True]


def voted_on_phones(village: Council, opened, again: Meeting) -> None:
    """Four of six: signed in at the door, by name and in secret."""
    for number in range(1, 5):
        phone = opened(village.resident_at(number), PHONE)
        if number == 1:
            phone.goto("/meetings/")
            looks_right(phone, "meetings-mine-360")
            phone.goto(f"/meetings/{again.pk}/")
            looks_right(phone, "meetings-meeting-360")
            phone.goto(f"/meetings/at/{again.door}/")
            pressed(phone, "我到了")
            phone.get_by_text("您已签到").wait_for()
        for name in ("去表决", "去投无记名票"):
            phone.goto(f"/meetings/{again.pk}/")
            phone.get_by_role("link", name=name).click()
            phone.get_by_label("赞成").check()
            if number == 1:
                looks_right(phone, f"meetings-{'secret' if '无' in name else 'vote'}-360")
            pressed(phone, "投票，不能再改")
            phone.get_by_text("投好了。").wait_for()


def ended(desk, again: Meeting) -> None:
    """Whoever has no phone says it at the desk; then it is closed and counted."""
    named, secret = again.items.all()
    desk.goto(f"/desk/meetings/topics/{named.pk}/vote")
    desk.get_by_label("名册号，或者扫本人的二维码").fill("6")
    desk.get_by_label("反对").check()
    pressed(desk, "保存")
    for item in (named, secret):
        desk.goto(f"/desk/meetings/topics/{item.pk}/")
        pressed(desk, "结束表决")
        desk.get_by_text("表决结束，结果已经算出来").wait_for()
    looks_right(desk, "meetings-result-1440")
    desk.goto(f"/desk/meetings/{again.pk}/")
    pressed(desk, "散会")
    desk.get_by_text("会议已结束。").wait_for()
