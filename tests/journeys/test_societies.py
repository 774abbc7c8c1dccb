"""三社 in a real browser: a resident asks a team on a phone, it is agreed, done and confirmed; a gift is used and everybody reads it."""

import pytest
from django.core.cache import cache
from django.db import transaction

from sanzhi.groups import actions
from sanzhi.groups.actions import NewGift, NewOffer
from sanzhi.groups.models import Fund, Gift, ServiceOffer
from sanzhi.kit import clock
from sanzhi.people import actions as people
from tests.county import MONDAY, a_member_of_staff, person_of
from tests.groups.place import Register
from tests.journeys.conftest import DESK, PHONE, looks_right
from tests.journeys.test_compacts import pressed

pytestmark = [pytest.mark.browser, pytest.mark.slow]


class Street(Register):
    """A village's team that repairs, and a fund of donations with one gift in it."""

    def __post_init__(self) -> None:
        super().__post_init__()
        now = clock.now()
        self.clerk = a_member_of_staff("文书小周", "village_clerk", self.committee)
        self.second = a_member_of_staff("老许", "social_officer", self.room)
        team = actions.enter_group(self.new(office=self.committee.pk), by=self.officer, at=MONDAY)
        new = NewOffer(team.pk, "repair", "修水电", "上门修水管、电灯", "独居老人", "免费", "0123456", 24)
        self.offer: ServiceOffer = actions.publish_offer(new, by=self.clerk, at=now)
        self.fund: Fund = actions.open_fund(
            self.room.area_id,
            name="乡贤捐赠资金",
            purpose="按指定的用途用",
            kind="donations",
            by=self.officer,
            at=now,
        )
        given = NewGift("donation", "老沈", 20_000_00, "修村口的老桥", now.date(), "赠1号")
        gift = actions.enter_gift(self.fund.pk, given, by=self.officer, at=now)
        self.gift: Gift = actions.confirm_gift(gift.pk, by=self.second, at=now)
        people.open_resident_account(person_of(self.resident), at=MONDAY)


@pytest.fixture
def street(committed_db) -> Street:
    cache.clear()
    with transaction.atomic():
        return Street()


def test_a_team_comes_when_it_is_asked_and_a_gift_is_used_in_the_open(street, window):
    phone, today = window(street.resident, PHONE), clock.today().isoformat()
    phone.goto("/services/")
    looks_right(phone, "services-360")
    phone.get_by_role("link", name="请横港村帮帮团来：修水电").click()
    phone.get_by_label("到哪里").fill("三组8号")
    phone.get_by_label("哪一天").fill(today)
    phone.get_by_label("上午", exact=True).check()
    looks_right(phone, "service-ask-360")
    phone.get_by_role("button", name="下单").click()
    phone.get_by_text("已下单，团队答复了会告诉您。").wait_for()
    looks_right(phone, "order-360")

    desk = window(street.clerk, DESK)
    desk.goto("/desk/orders/")
    looks_right(desk, "orders-1440")
    desk.get_by_role("link", name="修水电").click()
    desk.get_by_role("link", name="接单").click()
    assert desk.get_by_label("约哪一天").input_value() == today
    desk.get_by_label("团队里谁去").fill("老费")
    desk.get_by_role("button", name="保存").click()
    desk.get_by_text("已接单，会告诉本人。").wait_for()
    looks_right(desk, "order-1440")
    pressed(desk, "服务好了")
    phone.reload()
    phone.get_by_role("link", name="确认服务好了").click()
    phone.get_by_label("非常满意").check()
    pressed(phone, "确认服务好了")
    phone.get_by_text("已确认，谢谢。").wait_for()

    first, second = window(street.officer, DESK), window(street.second, DESK)
    first.goto(f"/desk/funds/gifts/{street.gift.pk}/use")
    first.get_by_label("用来做什么").fill("栏杆和水泥")
    first.get_by_label("多少钱（元）").fill("8000")
    first.get_by_role("button", name="保存").click()
    first.get_by_text("已提出，等另一个人同意。").wait_for()
    looks_right(first, "donations-1440")
    second.goto(f"/desk/funds/{street.fund.pk}/")
    pressed(second, "同意使用")
    first.reload()
    first.get_by_role("link", name="登记付款").click()
    first.get_by_label("付款凭证号").fill("付1号")
    first.get_by_role("button", name="保存").click()
    first.get_by_text("已付款。").first.wait_for()
    phone.goto(f"/funds/{street.fund.pk}/")
    phone.get_by_text("栏杆和水泥").wait_for()
    looks_right(phone, "donations-360")
