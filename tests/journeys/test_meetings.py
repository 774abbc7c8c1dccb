"""议事: an assembly misses its quorum, is called again and passes; on phones, at the desk, in secret; without a phone too."""

import os
from datetime import timedelta

import pytest
from django.core.cache import cache

from sanzhi.deliberation import actions
from sanzhi.deliberation.actions import NewMeeting
from sanzhi.deliberation.models import Meeting, Proposal, Resolution
from sanzhi.kit import clock
from tests.deliberation.council import Council, an_item
from tests.deliberation.test_after import neighbour
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


def test_a_womans_word_in_confidence_goes_the_safe_way_and_another_becomes_a_task_that_residents_accept(
    village, window
):
    women = actions.open_body(
        "women", "桐馨妇女议事会", village.village.code, by=village.clerk, at=clock.now()
    )
    me = neighbour(village)
    phone, desk = window(me, PHONE), window(village.clerk, DESK)
    for title, close in (("想请帮忙", True), ("装路灯", False)):
        phone.goto("/proposals/new")
        phone.get_by_label("提给谁").select_option(str(women.pk if close else village.body.pk))
        phone.get_by_label("题目").fill(title)
        phone.get_by_label("内容").fill("西浜一带太暗，晚上走路看不见。")
        if close:
            phone.get_by_label("保密").check()
            looks_right(phone, "meetings-propose-360")
        pressed(phone, "提交")
        phone.get_by_text("已提交，有答复会告诉您。").wait_for()
    desk.goto("/desk/proposals/")
    desk.get_by_role("link", name="想请帮忙").click()
    looks_right(desk, "meetings-safety-1440")
    pressed(desk, "转到保护渠道")
    desk.get_by_text("已从议事里转出").wait_for()
    phone.goto("/proposals/")
    phone.get_by_role("link", name="想请帮忙").click()
    phone.get_by_text("已转到保护渠道").first.wait_for()
    _accepted_by_residents(village, phone, desk)


def _accepted_by_residents(village: Council, phone, desk) -> None:
    """The other one: listed and passed by the actions people take; given, shown and accepted in the browser."""
    now, one = clock.now(), Proposal.objects.get(title="装路灯")
    new, told = NewMeeting("村民会议", "礼堂", now), now - 11 * DAY
    meeting = actions.call_meeting(village.body.pk, new, by=village.clerk, at=told)
    item = actions.list_proposal(one.pk, meeting.pk, "named", by=village.clerk, at=told)
    actions.send_notice(meeting.pk, by=village.clerk, at=told)
    actions.open_meeting(meeting.pk, by=village.clerk, at=now)
    actions.open_vote(item.pk, by=village.clerk, at=now)
    for number in range(1, 6):
        actions.vote_for(item.pk, str(number), "for", by=village.clerk, at=now)
    actions.close_vote(item.pk, by=village.clerk, at=now)
    desk.goto(f"/desk/meetings/topics/{item.pk}/")
    desk.get_by_role("link", name="交办落实").click()
    desk.get_by_label("要做什么").fill("装十二盏路灯")
    desk.get_by_label("由谁来办").fill("村主任")
    desk.get_by_label("什么时候以前").fill(f"{now + 30 * DAY:%Y-%m-%d}")
    pressed(desk, "保存")
    desk.get_by_role("link", name="装十二盏路灯").click()
    desk.get_by_role("link", name="办好了").click()
    desk.get_by_label("怎么办好的").fill("十二盏都亮了")
    pressed(desk, "保存")
    looks_right(desk, "meetings-task-1440")
    phone.goto("/proposals/")
    phone.get_by_role("link", name="装十二盏路灯").click()
    phone.get_by_label("办好了，满意").check()
    looks_right(phone, "meetings-judge-360")
    pressed(phone, "提交")
    phone.get_by_text("谢谢，已记下。").wait_for()
    desk.reload()
    pressed(desk, "验收")
    desk.get_by_text("居民过半数满意，验收通过。").wait_for()
