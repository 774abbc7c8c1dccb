"""擂台赛 in a real browser: announced first, counted, contested, counted anew; a place moves up, and its figure leads down to the cases."""

import os

import pytest
from django.core.cache import cache
from django.db import transaction

from sanzhi.contests import queries
from sanzhi.contests.models import Appeal, Contest
from sanzhi.kit import clock
from tests.contests.ring import Ring
from tests.county import HOUR, assign, give_back
from tests.journeys.conftest import DESK, PHONE, looks_right
from tests.journeys.moved_clock import moved_back
from tests.journeys.test_compact_story import day, followed, pressed

pytestmark = [pytest.mark.browser, pytest.mark.slow]
BACK, LASTS = 30, 10  # days that the story begins before today; that it counts
RETURNED = (2, 5, 0)  # of ten cases of each village, by whom they were given to


@pytest.fixture
def ring(committed_db) -> Ring:
    cache.clear()
    with transaction.atomic():
        return Ring()


def test_an_appeal_changes_a_rank_and_the_figure_leads_down_to_the_cases(ring: Ring, window, server):
    with moved_back(server.url(os.environ["SANZHI_DATABASE"], "sanzhi_owner"), BACK) as hands:
        opened = hands.windows(window)
        one = announced(ring, opened)
        hands.on(3)
        dispatched(ring)
        marked(ring, opened, one)
        hands.on(LASTS)
        counted(ring, opened, one)
        contested(ring, opened, one)
        counted_anew(ring, opened, one)
        hands.on(6)
        settled(ring, opened, one)


def announced(ring: Ring, opened) -> Contest:
    """One indicator of data and one of judges, the places in one group, three judges and more: before the first day that counts."""
    desk = opened(ring.keeper, DESK)
    desk.goto("/desk/contests/")
    followed(desk, "办一场擂台赛")
    desk.get_by_label("村（社区）", exact=True).check()
    desk.get_by_label("名称").fill("冬季三治擂台赛")
    desk.get_by_label("计分的第一天").fill(day(1))
    desk.get_by_label("计分的最后一天").fill(day(LASTS))
    pressed(desk, "保存")
    desk.get_by_role("link", name="冬季三治擂台赛").click()
    one = Contest.objects.get()
    followed(desk, "加数据指标")
    desk.get_by_label("首派准确率").check()
    desk.get_by_label("权重（一共一百）").fill("60")
    looks_right(desk, "contest-gauge-1440")
    pressed(desk, "保存")
    followed(desk, "加评委打分")
    desk.get_by_label("名称").fill("亮点工作")
    desk.get_by_label("怎样给分").fill("看现场、看台账，有依据才给分。")
    desk.get_by_label("权重（一共一百）").fill("40")
    pressed(desk, "保存")
    followed(desk, "参加和分组")
    for place in queries.places_in(one):
        entered = place.code in {each.code for each in ring.villages}
        desk.locator(f"input[name='{place.code}']").fill("甲组" if entered else "")
    pressed(desk, "保存")
    followed(desk, "请评委")
    for judge in ring.judges:
        desk.get_by_label(judge.name).check()
    pressed(desk, "保存")
    pressed(desk, "公布")
    desk.get_by_text("还没有开始").first.wait_for()
    looks_right(desk, "contest-announced-1440")
    return one


def dispatched(ring: Ring) -> None:
    """What came in meanwhile, by the actions people take."""
    now = clock.now()
    with transaction.atomic():
        for place, returned in zip(ring.villages, RETURNED, strict=True):
            for n in range(10):
                case = ring.filed(at=now, area_code=place.code, title=f"路灯不亮{n}")
                assign(ring, case, now + HOUR / 60)
                if n < returned:
                    give_back(ring, case, now + HOUR / 30)


def marked(ring: Ring, opened, one: Contest) -> None:
    """Three judges mark every place."""
    for judge in ring.judges[:3]:
        desk = opened(judge, DESK)
        for entrant, points in zip(queries.entrants_of(one), (80, 85, 70), strict=True):
            desk.goto(f"/desk/contests/{one.pk}/")
            desk.locator("li", has_text=entrant.area.name).get_by_role("link", name="打分").click()
            desk.get_by_label("给多少分（满分一百）").fill(str(points))
            desk.get_by_label("看到了什么依据").fill("看了台账和现场")
            pressed(desk, "保存")
            desk.get_by_text("已打分。").wait_for()


def counted(ring: Ring, opened, one: Contest) -> None:
    desk = opened(ring.keeper, DESK)
    desk.goto(f"/desk/contests/{one.pk}/")
    pressed(desk, "算分并公布名次")
    desk.get_by_text("以前可以申诉").first.wait_for()
    assert ranks(desk) == [ring.villages[n].name for n in (2, 0, 1)]
    looks_right(desk, "contest-counted-1440")


def ranks(page) -> list[str]:
    """The places as the table has them, the first on top."""
    return page.locator("table tbody tr th").all_inner_texts()


def contested(ring: Ring, opened, one: Contest) -> None:
    """The last shows that five returns were doubles; the other keeper, who did not count, decides."""
    place, second = opened(ring.clerks[1], DESK), opened(ring.second, DESK)
    place.goto(f"/desk/contests/{one.pk}/")
    place.get_by_role("link", name="对“首派准确率”申诉").click()
    place.get_by_label("哪里算得不对，依据是什么").fill("有五件退回是系统重复登记的，请核对。")
    looks_right(place, "contest-appeal-1440")
    pressed(place, "保存")
    place.get_by_text("已收到申诉，由别人裁定。").wait_for()
    made = Appeal.objects.get()
    second.goto(f"/desk/contests/{one.pk}/")
    second.locator(f"a[href$='/appeals/{made.pk}/']").click()
    second.get_by_label("成立", exact=True).check()
    second.get_by_label("理由").fill("查实五件都是重复登记")
    second.get_by_label("查实的分子").fill("10")
    second.get_by_label("查实的分母").fill("10")
    looks_right(second, "contest-decide-1440")
    pressed(second, "保存")
    second.get_by_role("link", name="重新算分").wait_for()


def counted_anew(ring: Ring, opened, one: Contest) -> None:
    """It moves from third to first; anybody sees so, and what it was before."""
    second, phone = opened(ring.second, DESK), opened(ring.clerks[1], PHONE)
    followed(second, "重新算分")
    second.get_by_label("理由").fill("申诉成立，更正派准率")
    pressed(second, "保存")
    second.get_by_text("原来第 3").first.wait_for()
    assert ranks(second)[0] == ring.villages[1].name
    looks_right(second, "contest-anew-1440")
    phone.goto(f"/contests/{one.pk}/")
    phone.get_by_text("原来第 3").first.wait_for()
    phone.get_by_text("查实五件都是重复登记").first.wait_for()
    looks_right(phone, "contest-360")


def settled(ring: Ring, opened, one: Contest) -> None:
    """Ranks stand; a figure opens down to its cases, for whoever may see them."""
    keeper, clerk = opened(ring.keeper, DESK), opened(ring.clerks[0], DESK)
    keeper.goto(f"/desk/contests/{one.pk}/")
    pressed(keeper, "定名次")
    keeper.get_by_text("名次已定").first.wait_for()
    clerk.goto(f"/desk/contests/{one.pk}/")
    row = clerk.locator("tbody tr", has_text=ring.villages[0].name)
    row.get_by_role("link").first.click()
    clerk.get_by_text("8 ÷ 10").wait_for()
    looks_right(clerk, "contest-reading-1440")
    assert clerk.get_by_role("link", name="路灯不亮").count() == 8
    followed(clerk, "没有算进分子的")
    assert clerk.get_by_role("link", name="路灯不亮").count() == 2
    clerk.get_by_role("link", name="路灯不亮").first.click()
    clerk.get_by_role("heading", name="路灯不亮").first.wait_for()
