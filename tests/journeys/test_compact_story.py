"""公约 from its revision to its certificate, all of it on screens: amended clause by clause, reviewed, short of a quorum, called again,
passed, filed, hung up, signed and scored."""

import os

import pytest
from django.core.cache import cache
from django.db import transaction

from sanzhi.compacts.models import Appraisal, Version
from sanzhi.deliberation.models import Meeting
from sanzhi.kit import clock
from sanzhi.people import actions as people
from sanzhi.people import queries as known
from sanzhi.people.roles import Actor
from tests.compacts.pact import Pact
from tests.county import DAY, MONDAY, person_of
from tests.journeys.conftest import DESK, PHONE, looks_right
from tests.journeys.moved_clock import moved_back

pytestmark = [pytest.mark.browser, pytest.mark.slow]
BACK = 50  # days that the story begins before today


@pytest.fixture
def pact(committed_db) -> Pact:
    """A compact that holds since March, and eleven households with a grown member each."""
    cache.clear()
    with transaction.atomic():
        pact = Pact()
        pact.in_force()
    return pact


def pressed(page, name: str) -> None:
    """The button, and the question it asks first."""
    page.get_by_role("button", name=name, exact=True).first.click()
    if page.locator("dialog[open]").count():
        page.locator("dialog[open]").get_by_role("button", name="确定").click()
    page.wait_for_load_state()


def followed(page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_load_state()


def day(many: int) -> str:
    return f"{clock.today() + many * DAY:%Y-%m-%d}"


def test_a_compact_from_its_amendments_to_its_certificate(pact: Pact, window, server):
    with transaction.atomic():
        homes = pact.homes(11)
        for one in homes:
            people.open_resident_account(person_of(one), at=MONDAY)
        guests = pact.guests()
    with moved_back(server.url(os.environ["SANZHI_DATABASE"], "sanzhi_owner"), BACK) as hands:
        opened = hands.windows(window)
        draft = amended(pact, opened, homes[0])
        hands.on(8)
        reviewed(pact, opened, draft)
        first = put_and_called(pact, opened, draft)
        hands.on(11)
        again = short_and_called_again(pact, opened, draft, first)
        hands.on(13)
        passed_at_last(pact, opened, draft, again)
        filed_and_in_force(pact, opened, draft)
        displayed_and_signed(opened, draft, homes[0])
        round_ = appraised(pact, opened, draft, homes, guests)
        hands.on(2)
        certified(pact, opened, round_, homes[0])


def amended(pact: Pact, opened, she: Actor) -> Version:
    """Opened for revision; a resident says how one clause should read, and both stand side by side."""
    desk, phone = opened(pact.clerk, DESK), opened(she, PHONE)
    desk.goto("/desk/compacts/")
    desk.get_by_role("link", name="村规民约").first.click()
    pressed(desk, "修订")
    draft = Version.objects.get(state="drafting")
    followed(desk, "改第 2 条")
    desk.get_by_label("写什么").fill("房前屋后自己打扫，垃圾分四类投放。")
    pressed(desk, "保存")
    followed(desk, "征求意见")
    pressed(desk, "保存")
    desk.get_by_text("已保存。").wait_for()
    phone.goto(f"/compacts/{draft.compact_id}/")
    followed(phone, "对第 1 条提改法")
    phone.get_by_text("现在写的是：红白喜事不攀比，酒席不超过十五桌。").wait_for()
    phone.get_by_label("您想改成").fill("红白喜事不攀比，酒席不超过十桌。")
    pressed(phone, "提交")
    phone.get_by_text("收到了，有答复会告诉您。").wait_for()
    phone.goto(f"/compacts/{draft.compact_id}/")
    followed(phone, "对第 3 条提改法")
    phone.get_by_label("您想改成").fill("邻里有事好好说，先请调解员来调解。")
    pressed(phone, "提交")
    phone.get_by_text("收到了，有答复会告诉您。").wait_for()
    for _each in range(2):
        desk.goto(f"/desk/compacts/drafts/{draft.pk}/?waiting=yes")
        followed(desk, "答复")
        desk.get_by_label("采纳：这一条就改成这样").check()
        pressed(desk, "保存")
        desk.get_by_text("已保存。").wait_for()
    desk.goto(f"/desk/compacts/drafts/{draft.pk}/")
    for said in ("酒席不超过十五桌。", "垃圾分四类投放。", "先请调解员来调解。"):
        desk.get_by_role("cell", name=said).wait_for()
    looks_right(desk, "compact-changed-1440")
    phone.goto(f"/compacts/{draft.compact_id}/")
    phone.get_by_role("heading", name="和上一版比，改了什么").wait_for()
    looks_right(phone, "compact-changed-360")
    return draft


def reviewed(pact: Pact, opened, draft: Version) -> None:
    """The town reads it and says that it may be voted on."""
    desk, town = opened(pact.clerk, DESK), opened(pact.dispatcher, DESK)
    desk.goto(f"/desk/compacts/drafts/{draft.pk}/")
    pressed(desk, "报镇（街道）审查")
    town.goto("/desk/compacts/")
    town.get_by_role("link", name="村规民约").first.click()
    followed(town, "第 2 版")
    followed(town, "审查")
    town.get_by_label("合法，可以付表决").check()
    looks_right(town, "compact-review-1440")
    pressed(town, "保存")
    town.get_by_text("审查通过，待表决").first.wait_for()


def put_and_called(pact: Pact, opened, draft: Version) -> Meeting:
    """An assembly is called, the compact put on its agenda, and everybody told eleven days before."""
    desk = opened(pact.clerk, DESK)
    desk.goto(f"/desk/councils/{pact.body.pk}/")
    followed(desk, "召集会议")
    desk.get_by_label("会议名称").fill("村民会议：修订村规民约")
    desk.get_by_label("什么时候开").fill(f"{clock.now().astimezone(clock.COUNTY) + 11 * DAY:%Y-%m-%dT%H:%M}")
    desk.get_by_label("在哪里开").fill("村文化礼堂")
    desk.get_by_label("按人", exact=True).check()
    pressed(desk, "保存")
    desk.get_by_role("button", name="取消会议").wait_for()
    desk.goto(f"/desk/compacts/drafts/{draft.pk}/")
    followed(desk, "列入会议议题")
    desk.get_by_label("哪次会").select_option(index=0)
    desk.get_by_label("记名", exact=True).check()
    pressed(desk, "保存")
    desk.get_by_text("已列入会议议题").first.wait_for()
    meeting = Meeting.objects.latest("id")
    desk.goto(f"/desk/meetings/{meeting.pk}/")
    pressed(desk, "发通知")
    desk.get_by_text("已通知名册上的每个人").wait_for()
    return meeting


def short_and_called_again(pact: Pact, opened, draft: Version, first: Meeting) -> Meeting:
    """One of nine comes: nothing is passed, and the same is called again."""
    desk = opened(pact.clerk, DESK)
    desk.goto(f"/desk/meetings/{first.pk}/")
    pressed(desk, "开始签到")
    followed(desk, "签到")
    desk.get_by_label("名册号，或者扫本人的二维码").fill("1")
    pressed(desk, "到了")
    desk.get_by_text("1 号 代表1 已到。").wait_for()
    desk.goto(f"/desk/meetings/topics/{first.items.get().pk}/")
    pressed(desk, "开始表决")
    pressed(desk, "结束表决")
    desk.get_by_text("没有通过").first.wait_for()
    desk.get_by_text("《村民委员会组织法》第二十六条").first.wait_for()
    desk.goto(f"/desk/compacts/drafts/{draft.pk}/")
    assert desk.get_by_role("button", name="取表决结果").count() == 0
    desk.goto(f"/desk/meetings/{first.pk}/")
    followed(desk, "改期另开")
    desk.get_by_label("什么时候开").fill(f"{clock.now().astimezone(clock.COUNTY) + 12 * DAY:%Y-%m-%dT%H:%M}")
    pressed(desk, "保存")
    pressed(desk, "发通知")
    desk.get_by_text("已通知名册上的每个人").wait_for()
    desk.goto(f"/desk/meetings/{first.pk}/")
    desk.get_by_text("没有开成，另开").first.wait_for()
    return Meeting.objects.get(again_of=first)


def passed_at_last(pact: Pact, opened, draft: Version, again: Meeting) -> None:
    """Six of nine vote on their phones; the result is taken from the meeting and typed nowhere."""
    desk = opened(pact.clerk, DESK)
    desk.goto(f"/desk/meetings/{again.pk}/")
    pressed(desk, "开始签到")
    desk.get_by_text("签到、表决中").first.wait_for()
    desk.goto(f"/desk/meetings/topics/{again.items.get().pk}/")
    pressed(desk, "开始表决")
    desk.get_by_role("button", name="结束表决").wait_for()
    for number in range(1, 7):
        phone = opened(pact.resident_at(number), PHONE)
        phone.goto(f"/meetings/{again.pk}/")
        followed(phone, "去表决")
        phone.get_by_label("反对" if number == 6 else "赞成").check()
        pressed(phone, "投票，不能再改")
        phone.get_by_text("投好了。").wait_for()
    desk.reload()
    pressed(desk, "结束表决")
    desk.get_by_text("表决结束，结果已经算出来").wait_for()
    desk.goto(f"/desk/compacts/drafts/{draft.pk}/")
    pressed(desk, "取表决结果")
    desk.get_by_text("表决通过，待备案").first.wait_for()
    desk.get_by_text("应到 9，到会 6，赞成 5，反对 1，弃权 0").wait_for()
    looks_right(desk, "compact-passed-1440")


def filed_and_in_force(pact: Pact, opened, draft: Version) -> None:
    town, desk = opened(pact.dispatcher, DESK), opened(pact.clerk, DESK)
    town.goto(f"/desk/compacts/drafts/{draft.pk}/")
    followed(town, "备案")
    town.get_by_label("备案号").fill("乌镇备〔2026〕20号")
    pressed(town, "保存")
    town.get_by_text("已备案").first.wait_for()
    desk.goto(f"/desk/compacts/drafts/{draft.pk}/")
    followed(desk, "公布生效")
    pressed(desk, "保存")
    desk.get_by_text("已保存。").wait_for()
    desk.goto(f"/desk/compacts/{draft.compact_id}/")
    desk.get_by_text("乌镇备〔2026〕20号").first.wait_for()
    looks_right(desk, "compact-held-1440")


def displayed_and_signed(opened, draft: Version, she: Actor) -> None:
    """Its card with a code hangs for anybody; the household signs."""
    phone = opened(she, PHONE)
    phone.goto(f"/compacts/{draft.compact_id}/")
    phone.get_by_text("红白喜事不攀比，酒席不超过十桌。").wait_for()
    card = phone.get_by_role("link", name="公约卡（可以打印）").get_attribute("href")
    answer = phone.request.get(card)
    assert answer.ok and answer.body().startswith(b"%PDF")
    followed(phone, "签承诺、看我提的意见")
    pressed(phone, "我家承诺照着做")
    phone.get_by_text("签好了，您家承诺照公约做。").wait_for()


def appraised(pact: Pact, opened, draft: Version, homes: list[Actor], guests: list[Actor]) -> Appraisal:
    """One who signed, ten neighbours and a panel of three say how it is kept, each once."""
    desk = opened(pact.clerk, DESK)
    desk.goto(f"/desk/compacts/{draft.compact_id}/")
    followed(desk, "开一轮评价")
    desk.get_by_label("最后一天").fill(day(1))
    named = [f"{one.name} {known.phone_of(person_of(one))}" for one in guests]
    desk.get_by_label("评议员的姓名和手机号").fill("\n".join(named))
    looks_right(desk, "compact-appraise-1440")
    pressed(desk, "保存")
    desk.get_by_text("最后一天过了以后结束、算分。").wait_for()
    round_ = Appraisal.objects.latest("id")
    for one in [*homes, *guests]:
        phone = opened(one, PHONE)
        phone.goto(f"/compacts/appraisals/{round_.pk}/score")
        for group in phone.get_by_role("group").all():
            group.get_by_label("5 分" if one in guests else "4 分").check()
        if one is homes[0]:
            looks_right(phone, "compact-score-360")
        pressed(phone, "提交")
        phone.get_by_text("谢谢，打好了。").wait_for()
    return round_


def certified(pact: Pact, opened, round_: Appraisal, she: Actor) -> None:
    """After its last day it is counted: neighbours and panel weigh the same; good enough for a certificate."""
    desk, phone = opened(pact.clerk, DESK), opened(she, PHONE)
    compact = round_.version.compact_id
    desk.goto(f"/desk/compacts/{compact}/")
    pressed(desk, "结束并算分")
    desk.get_by_text("总评 4.50 分").wait_for()
    phone.goto(f"/compacts/{compact}/")
    phone.get_by_text("总评 4.50 分").wait_for()
    looks_right(phone, "compact-appraised-360")
    certificate = phone.request.get(phone.get_by_role("link", name="履约证书").get_attribute("href"))
    assert certificate.ok and certificate.body().startswith(b"%PDF")
