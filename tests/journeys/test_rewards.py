"""A bowl of noodles for points: bought on a phone, scanned at two shops at once, settled with two signatures."""

from datetime import timedelta

import pytest
from django.utils.timezone import localtime

from sanzhi.kit import clock
from sanzhi.rewards import actions, queries
from sanzhi.rewards.models import Voucher
from tests.county import a_member_of_staff, an_office
from tests.journeys.conftest import DESK, PHONE, looks_right
from tests.rewards.conftest import a_household, award

pytestmark = [pytest.mark.browser, pytest.mark.slow]
AT_TWO_WIDTHS = pytest.mark.parametrize("width", [PHONE, DESK])


@pytest.fixture
def village(county):
    """Two shops, a budget, noodles for ten points; one voucher redeemed last month."""
    past = localtime(clock.now()).replace(day=1) - timedelta(days=3)
    county.area = county.village.code
    office = an_office("village", county.village.name, "village", county.area)
    for name, role in (
        ("clerk", "village_clerk"),
        ("overseer", "village_overseer"),
        ("noodles", "merchant"),
        ("barber", "merchant"),
    ):
        setattr(county, name, a_member_of_staff(f"{name}某", role, office))
    award(county.area, a_household(county.area, "沈1", county.resident), 100)
    shops = []
    for name, hand in (("乌镇面馆", county.noodles), ("阿水理发", county.barber)):
        shop = actions.open_merchant(
            area=county.area, name=name, contact="88880001", by=county.clerk, at=past
        )
        actions.add_hand(shop.id, person=hand.person_id, by=county.clerk, at=past)
        shops.append(shop.id)
    for year in {past.year, clock.today().year}:
        said = {
            "area": county.area,
            "year": year,
            "points": 1000,
            "fen": 1000_00,
            "ground": "村民代表会议通过",
        }
        entered = actions.enter_allotment(**said, by=county.clerk, at=past)
        actions.approve_allotment(entered.id, by=county.overseer, at=past)
    terms = actions.NewReward(county.area, "三治面券", "voucher", 10, 10_00, 9, 90, True, past.date(), shops)
    county.reward = actions.offer_reward(terms, by=county.clerk, at=past)
    earlier = actions.buy(county.reward.id, count=1, price=10, key="earlier", by=county.resident, at=past)
    actions.redeem(queries.code_of(earlier.vouchers.get()), by=county.noodles, at=past)
    return county


def test_bought_scanned_twice_and_settled(village, window):
    phone = window(village.resident, PHONE)
    phone.goto("/shop/")
    looks_right(phone, "shop")
    phone.get_by_role("link", name="三治面券").click()
    phone.get_by_label("兑几份").fill("1")
    looks_right(phone, "shop-reward")
    phone.get_by_role("button", name="下一步").click()
    looks_right(phone, "shop-confirm")
    phone.get_by_role("button", name="确认兑换").click()
    phone.get_by_text("兑好了").wait_for()
    phone.get_by_label("给店家扫的二维码").wait_for()
    looks_right(phone, "voucher")
    address = f"/desk/redeem/{queries.code_of(Voucher.objects.latest('id'))}/"
    first, second = window(village.noodles, PHONE), window(village.barber, PHONE)
    for merchant in (first, second):  # the phone's own camera opens what the code holds
        merchant.goto(address)
        looks_right(merchant, "redeem-ticket")
    first.get_by_role("button", name="收下").click()
    first.get_by_text("已收下：三治面券").wait_for()
    looks_right(first, "redeem")
    second.get_by_role("button", name="收下").click()
    second.get_by_text("在 乌镇面馆 用过").wait_for()
    second.complaints.clear()  # the browser's own note of the 422
    looks_right(second, "redeem-refused")
    desk = window(village.clerk, DESK)
    desk.goto("/desk/settlements/")
    looks_right(desk, "settlements")
    desk.get_by_role("button", name="的结算单").click()
    desk.get_by_text("已拟好").wait_for()
    where = desk.url
    looks_right(desk, "settlement")
    signing = window(village.overseer, PHONE)
    signing.goto(where)
    signing.get_by_role("button", name="替村里签字").click()
    signing.get_by_text("已签字").wait_for()
    first.goto(where)
    first.get_by_role("button", name="替商户签字").click()
    first.get_by_text("待付款").wait_for()
    looks_right(first, "settlement-signed")
    desk.goto(f"{where}pay")
    desk.get_by_label("付款凭证号").fill("农商行 0042")
    desk.get_by_label("有异议找谁").fill("监委老姚 88880000")
    looks_right(desk, "settlement-pay")
    desk.get_by_role("button", name="保存").click()
    desk.get_by_text("已登记付款").wait_for()
    desk.get_by_role("link", name="看公示").click()
    desk.get_by_text("积分兑换结算").first.wait_for()


@AT_TWO_WIDTHS
def test_every_other_page_of_the_rewards_looks_right(village, window, width):
    shop = village.reward.merchants.first()
    for actor, addresses in (
        (village.resident, ["/me/vouchers/"]),
        (
            village.clerk,
            ["/desk/rewards/", "/desk/rewards/new", f"/desk/rewards/{village.reward.id}/restock", "/desk/merchants/",
             "/desk/merchants/new", f"/desk/merchants/{shop.id}/", "/desk/budgets/", "/desk/budgets/new", "/desk/pools/",
             "/desk/pools/new"],
        ),
        (village.noodles, ["/desk/redeem/", "/desk/settlements/"]),
    ):  # fmt: skip
        page = window(actor, width)
        for address in addresses:
            page.goto(address)
            looks_right(page, f"{address.strip('/').replace('/', '-')}-{width}")
