"""结算和奖励金 by their pages: a month signed by both and paid; money split by points when a meeting resolved it."""

from datetime import timedelta

import pytest
from django.utils.timezone import localtime

from sanzhi.kit import clock
from sanzhi.notices.models import Notice
from sanzhi.rewards import actions, queries
from sanzhi.rewards.actions import NewReward
from sanzhi.rewards.models import Merchant, Pool, PoolShare, Settlement
from tests.county import DAY, HOUR
from tests.deliberation.convened import a_body, called, resolves
from tests.web.desk.conftest import as_, send, text
from tests.web.desk.test_rewards import village

__all__ = ["village"]


@pytest.fixture
def month(village) -> str:
    """A voucher was redeemed last month, which can be settled now."""
    past = localtime(clock.now()).replace(day=1) - timedelta(days=3)
    clerk, overseer = (village.staff[one].actor for one in ("village_clerk", "village_overseer"))
    said = {"area": village.village.code, "year": past.year, "points": 100, "fen": 100_00}
    entered = actions.enter_allotment(**said, ground="村民代表会议通过", by=clerk, at=past)
    actions.approve_allotment(entered.id, by=overseer, at=past)
    shops = [shop.id for shop in Merchant.objects.all()]
    terms = NewReward(
        village.village.code, "三治面券", "voucher", 10, 10_00, 5, 30, True, past.date(), shops
    )  # fmt: skip
    reward = actions.offer_reward(terms, by=clerk, at=past)
    bought = actions.buy(reward.id, count=1, price=10, key="last-month", by=village.me, at=past)
    code = queries.code_of(bought.vouchers.get())
    actions.redeem(code, by=village.staff["noodles"].actor, at=past)
    return f"{past:%Y-%m}"


def drawn(village, month: str) -> Settlement:
    shop = Merchant.objects.get(name="乌镇面馆")
    answer = send(as_(village, "village_clerk"), "/desk/settlements/draw", merchant=shop.id, month=month)
    assert answer.status_code == 302, text(answer)
    return Settlement.objects.get()


def test_drawn_signed_by_both_printed_paid_and_announced(village, month):
    clerk, overseer, noodles = (as_(village, one) for one in ("village_clerk", "village_overseer", "noodles"))
    shop = Merchant.objects.get(name="乌镇面馆")
    early = send(clerk, "/desk/settlements/draw", merchant=shop.id, month=f"{clock.today():%Y-%m}")
    assert early.status_code == 409 and "还没有过完" in text(early)
    assert "乌镇面馆" in text(clerk.get("/desk/settlements/"))
    page = f"/desk/settlements/{drawn(village, month).id}/"
    assert "¥10.00" in text(noodles.get(page))
    assert as_(village, "barber").get(page).status_code == 404
    assert send(clerk, f"{page}sign").status_code == 403
    assert send(noodles, f"{page}confirm").status_code == 302
    assert "等村里签字" in text(overseer.get("/desk/settlements/"))
    assert send(overseer, f"{page}sign").status_code == 302
    assert overseer.get(f"{page}sheet.pdf").content.startswith(b"%PDF")
    missing = send(clerk, f"{page}pay", reference="", contact="老姚")
    assert missing.status_code == 422
    assert send(clerk, f"{page}pay", reference="农商行 0042", contact="监委老姚").status_code == 302
    assert "已付款" in text(noodles.get(page)) and "农商行 0042" in text(clerk.get(page))
    assert clerk.get(f"/desk/notices/{Notice.objects.get().id}/").status_code == 200


def test_unsigned_it_is_dropped(village, month):
    settlement = drawn(village, month)
    answer = send(as_(village, "village_clerk"), f"/desk/settlements/{settlement.id}/drop")
    assert answer.status_code == 302
    assert not Settlement.objects.exists()


def said(village, **changes) -> dict:
    """What the form of a pool is filled with; a meeting of the collective is to come, and is held by `voted`."""
    clerk, now = village.staff["village_clerk"].actor, clock.now()
    body = a_body(village.village.code, "members", by=clerk, at=now - 14 * DAY)
    meeting = called(body, now - HOUR, by=clerk, at=now - 13 * DAY)
    usual = {
        "year": now.year, "name": "年度积分奖励金", "money": "100.00", "threshold": "50", "source": "收支计划列支的奖励金",
        "party_studied_on": (now - 30 * DAY).date().isoformat(), "meeting": meeting.pk, "method": "named",
    }  # fmt: skip
    return usual | changes


def voted(village, *choices: str) -> str:
    """The one pool's meeting is held. Its page."""
    pool, clerk = Pool.objects.get(), village.staff["village_clerk"].actor
    starts_at = pool.put_as.meeting.starts_at
    resolves(pool.put_as, *choices, starts_at=starts_at - HOUR, told=starts_at - 12 * DAY, by=clerk)
    return f"/desk/pools/{pool.id}/"


def test_a_pool_is_put_resolved_reviewed_split_and_announced(village):
    clerk, town = as_(village, "village_clerk"), as_(village, "town_dispatcher")
    wrong = send(
        clerk, "/desk/pools/new", **said(village, party_studied_on=(clock.today() + DAY).isoformat())
    )
    assert wrong.status_code == 422 and "先由党组织研究讨论" in text(wrong)
    assert send(clerk, "/desk/pools/new", **said(village)).status_code == 302
    assert "等表决结果" in text(clerk.get("/desk/pools/"))
    page = voted(village, "for", "for", "for")
    assert "请先取表决结果" in text(clerk.get(page))
    assert send(clerk, f"{page}result").status_code == 302
    shown = text(clerk.get(page))
    assert "决议通过" in shown and "第二十七条" in shown and "3 / 3 / 3" in shown
    assert (
        clerk.get(f"{page}minutes").status_code == 404
    )  # nothing was photographed: the minutes are the meeting's
    result = as_(village, "barber").get(f"/councils/results/{Pool.objects.get().resolution_id}/")
    assert "与股份分红无关" in text(result)
    moment = f"{localtime(clock.now()):%Y-%m-%dT%H:%M}"
    early = send(clerk, f"{page}split", points_at=moment, contact="监委老姚")
    assert early.status_code == 422 and "还没有作法律审核" in text(early)
    assert send(town, f"{page}review", text="程序合法，同意。").status_code == 302
    assert send(clerk, f"{page}split", points_at=moment, contact="监委老姚").status_code == 302
    assert PoolShare.objects.get().fen == 100_00
    assert "沈1" in text(clerk.get(page)) and "¥100.00" in text(clerk.get(page))
    assert "已分配" in text(clerk.get("/desk/pools/"))


def test_a_pool_that_did_not_pass_says_why_and_goes_no_further(village):
    clerk = as_(village, "village_clerk")
    assert send(clerk, "/desk/pools/new", **said(village)).status_code == 302
    page = voted(village, "for")
    assert send(clerk, f"{page}result").status_code == 302
    assert "成员大会要有成员的三分之二以上到会（《农村集体经济组织法》第二十七条），没有通过" in text(
        clerk.get(page)
    )
    answer = send(as_(village, "town_dispatcher"), f"{page}review", text="程序合法，同意。")
    assert answer.status_code == 422 and "没有通过" in text(answer)
