"""One village's two months, all by its pages: bins without a network, a deed, the panel, the wall, an objection, points, a
bowl of noodles, two shops at once, two signatures, and a statement that explains every line."""

import os
from datetime import date

import pytest

from sanzhi.journal import delivery
from sanzhi.kit import clock
from sanzhi.notices.models import Line
from sanzhi.points.models import Claim
from sanzhi.reactions.table import REACTIONS
from sanzhi.rewards import actions as rewards
from sanzhi.rewards import queries
from sanzhi.rewards.models import Voucher
from sanzhi.waste import actions as waste
from sanzhi.waste.actions import BinRow, NewRound
from sanzhi.waste.models import Inspection
from tests.county import a_member_of_staff
from tests.journeys.conftest import DESK, PHONE, looks_right
from tests.journeys.moved_clock import moved_back
from tests.journeys.test_points import ditch, reported
from tests.journeys.test_waste import photo, rows, tap, until, walking
from tests.points.conftest import CONTACT, DAY, Hamlet

pytestmark = [pytest.mark.browser, pytest.mark.slow]
__all__ = ["ditch", "photo"]
PRICE = 4  # a bin graded A and a ditch cleared


@pytest.fixture
def hands(server, county):
    with moved_back(server.url(os.environ["SANZHI_DATABASE"], "sanzhi_owner"), days=70) as moved:
        yield moved


@pytest.fixture
def village(hands) -> Hamlet:
    """A standard in force, a bin at each of two homes, a round for today, two shops, a budget, a bowl of noodles."""
    made, at = Hamlet(), clock.now()
    made.with_standard()
    made.inspector = a_member_of_staff("劝导员老沈", "waste_inspector", made.clerk_office)
    bins = [BinRow(n, number, "易腐垃圾") for n, number in enumerate(("12", "13"), start=2)]
    waste.issue(made.code, bins, by=made.clerk, at=at)
    made.round = waste.plan_round(NewRound(made.code, at.date(), "北线"), by=made.clerk, at=at)
    shops = []
    for name, who in (("乌镇面馆", "noodles"), ("阿水理发", "barber")):
        setattr(made, who, a_member_of_staff(f"{who}某", "merchant", made.clerk_office))
        shop = rewards.open_merchant(area=made.code, name=name, contact="88880001", by=made.clerk, at=at)
        rewards.add_hand(shop.id, person=getattr(made, who).person_id, by=made.clerk, at=at)
        shops.append(shop.id)
    for year in {at.year, (at + 30 * DAY).year}:  # the story may go over New Year
        said = {"area": made.code, "year": year, "points": 100, "fen": 100_00, "ground": "村民代表会议通过"}
        entered = rewards.enter_allotment(**said, by=made.clerk, at=at)
        rewards.approve_allotment(entered.id, by=made.overseer, at=at)
    terms = rewards.NewReward(
        made.code, "三治面券", "voucher", PRICE, 10_00, 9, 90, True, date(2026, 3, 1), shops
    )
    rewards.offer_reward(terms, by=made.clerk, at=at)
    return made


def test_from_a_bin_and_a_ditch_to_a_bowl_of_noodles(village, window, hands, ditch, photo):
    window = hands.windows(window)
    a_round_without_a_network(village, window, photo)
    hands.on(8)  # the time for appeals is over
    handed_over(village, window)
    claimed_verified_and_scored(village, window, ditch)
    wall = announced(village, window, photo)
    hands.on(1)
    objected_and_upheld(village, window, wall)
    hands.on(14)  # the notice has stood: seven days, and on over a holiday
    entered(village, window)
    taken_by_one_of_two(village, window)
    hands.on(35)  # the month is over
    settled(village, window)
    every_line_explained(village, window)


def a_round_without_a_network(village, window, photo) -> None:
    page = walking(window, village)
    page.context.set_offline(True)
    tap(page, 12, "A", photo)
    tap(page, 13, "A")
    until(page, lambda: rows(page, "等待送出").count() == 2)
    assert Inspection.objects.count() == 0
    page.context.set_offline(False)
    page.get_by_role("button", name="现在送出").click()
    until(page, lambda: rows(page, "已送到").count() == 2)
    assert dict(Inspection.objects.values_list("household__number", "grade")) == {"12": "A", "13": "A"}


def handed_over(village, window) -> None:
    desk = window(village.clerk, DESK)
    desk.goto("/desk/waste/points/")
    desk.get_by_role("button", name="交给积分").click()
    desk.get_by_text("交了 2 次 A，2 户").wait_for()
    looks_right(desk, "story-handed-over")


def claimed_verified_and_scored(village, window, ditch) -> None:
    for who in (village.resident, village.neighbour):
        reported(window, village, ditch, who)
    grid = window(village.grid, PHONE)
    for number in Claim.objects.filter(state="submitted").values_list("id", flat=True):
        grid.goto(f"/desk/points/claims/{number}/")
        grid.get_by_role("button", name="核实：是这样").click()
        grid.get_by_text("已核实，交评定小组评分").wait_for()
    told()
    for member in village.panel[:3]:
        scoring = window(member, PHONE)
        scoring.goto("/desk/messages/")
        scoring.get_by_text("今天有核实过的申报等您评分。").first.wait_for()
        scoring.goto("/desk/points/scoring/")
        for scored in range(
            2
        ):  # what is not scored yet stands first; what the bins gave is not scored at all
            scoring.get_by_role("button", name="同意", exact=True).first.click()
            scoring.get_by_text("您评了：同意").nth(scored).wait_for()
        assert scoring.get_by_role("button", name="同意", exact=True).count() == 2


def announced(village, window, photo) -> str:
    """The address of the notice, signed and on the wall."""
    desk = window(village.clerk, DESK)
    desk.goto("/desk/points/rounds/")
    desk.get_by_role("button", name="结评").click()
    desk.get_by_role("button", name="确定").or_(desk.get_by_text("已结评，请拟公示。")).first.click()
    desk.get_by_text("已结评，请拟公示。").wait_for()
    desk.get_by_label("有异议找谁").fill(CONTACT)
    desk.get_by_role("button", name="拟公示").click()
    desk.get_by_text("公示稿已拟好").wait_for()
    told()
    signing = window(village.overseer, DESK)
    signing.goto("/desk/messages/")
    signing.get_by_text("有一份公示稿等您审签。").first.click()
    signing.get_by_role("button", name="审签并公示").click()
    signing.get_by_text("已公示到").wait_for()
    signing.get_by_role("link", name="上传张贴照片").click()
    signing.get_by_label("贴在哪里").fill("村口公告栏")
    signing.get_by_label("照片").set_input_files(photo)
    signing.get_by_role("button", name="保存").click()
    signing.get_by_text("照片已收下").wait_for()
    told()
    return signing.url.replace("/desk", "")


def objected_and_upheld(village, window, wall: str) -> None:
    """Of four lines one: the neighbour's ditch."""
    claim = Claim.objects.get(household=village.next_door, source="self_report")
    number = Line.objects.get(key=f"claim:{claim.id}").number
    phone = window(village.resident, PHONE)
    phone.goto(wall)
    phone.get_by_role("link", name="提异议、问一问").click()
    phone.get_by_label("提异议").check()
    phone.get_by_label("对哪一行").select_option(str(number))
    phone.get_by_label("怎么回事").fill("那条沟是我和别人一起清的，不是她家。")
    phone.get_by_role("button", name="提交").click()
    phone.get_by_text("已经收到").wait_for()
    told()
    town = window(village.dispatcher, DESK)
    town.goto("/desk/messages/")
    town.get_by_text("有人对公示提出异议").first.click()
    town.get_by_label("成立：这一项不生效").check()
    town.get_by_label("答复").fill("查过照片，这一行不算。")
    town.get_by_role("button", name="答复").click()
    town.get_by_text("已答复，本人会收到").wait_for()


def entered(village, window) -> None:
    desk = window(village.clerk, DESK)
    desk.goto("/desk/points/rounds/")
    desk.locator("a.way").first.click()
    desk.get_by_role("button", name="入账").click()
    desk.get_by_text("已入账 3 条").wait_for()
    looks_right(desk, "story-round")
    assert Claim.objects.filter(state="rejected").get().household == village.next_door


def taken_by_one_of_two(village, window) -> None:
    phone = window(village.resident, PHONE)
    phone.goto("/shop/")
    phone.get_by_text(f"我家可用 {PRICE} 分").wait_for()
    phone.get_by_role("link", name="三治面券").click()
    phone.get_by_label("兑几份").fill("1")
    phone.get_by_role("button", name="下一步").click()
    phone.get_by_role("button", name="确认兑换").click()
    phone.get_by_text("兑好了").wait_for()
    address = f"/desk/redeem/{queries.code_of(Voucher.objects.get())}/"
    first, second = window(village.noodles, PHONE), window(village.barber, PHONE)
    for merchant in (first, second):
        merchant.goto(address)
    first.get_by_role("button", name="收下").click()
    first.get_by_text("已收下：三治面券").wait_for()
    second.get_by_role("button", name="收下").click()
    second.get_by_text("在 乌镇面馆 用过").wait_for()


def settled(village, window) -> None:
    desk = window(village.clerk, DESK)
    desk.goto("/desk/settlements/")
    desk.get_by_role("button", name="的结算单").click()
    desk.get_by_text("已拟好").wait_for()
    told()
    for who, says, button in (
        (village.overseer, "有一张结算单等村里签字。", "替村里签字"),
        (village.noodles, "您店里有一张结算单等您签字。", "替商户签字"),
    ):
        signing = window(who, PHONE)
        signing.goto("/desk/messages/")
        signing.get_by_text(says).first.click()
        signing.get_by_role("button", name=button).click()
        signing.get_by_text("已签字").wait_for()
        looks_right(signing, f"story-signed-{who.role.code}")
    told()
    desk.goto("/desk/messages/")
    desk.get_by_text("双方都签了字，等付款登记").first.click()
    desk.get_by_text("待付款").first.wait_for()


def every_line_explained(village, window) -> None:
    """What came in opens its deed, its rule and its notice; what went out says what for."""
    phone = window(village.resident, PHONE)
    for width in (PHONE, DESK):
        phone.set_viewport_size({"width": width, "height": 800})
        phone.goto("/points/book")
        looks_right(phone, f"story-book-{width}")
    phone.get_by_text("三治面券").or_(phone.get_by_text("兑换")).first.wait_for()
    for title in Claim.objects.filter(household=village.home, state="confirmed").values_list(
        "item__title", flat=True
    ):
        phone.goto("/points/book")
        phone.get_by_role("link", name=title).first.click()
        for said in ("依据", "核实", "公示", "入账"):
            phone.get_by_text(said, exact=True).first.wait_for()


def told() -> None:
    """What the worker does."""
    while delivery.deliver(REACTIONS, at=clock.now()):
        pass
