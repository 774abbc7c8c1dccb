"""兑换: what the invented villages give for points: noodles and a haircut at one shop, some of it bought, some used."""

from datetime import datetime, timedelta

from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor
from sanzhi.rewards import actions, queries
from sanzhi.rewards.actions import NewReward

from .scoring import Village

HOUR = timedelta(hours=1)
GROUND = "村民代表会议通过，乡贤捐助列支"
# name, kind, points, face in fen, how many, what is said of it
OFFERED = (
    ("三治面券", "voucher", 3, 10_00, 60, "凭券在村口面馆吃一碗面。"),
    ("理发一次", "service", 2, 8_00, 30, "六十岁以上老人优先。"),
)


def open_shop(village: Village, merchant: Actor, *, at: datetime) -> None:
    """A budget that a second person approved, a shop, two rewards; whoever has points enough buys, the first one eats."""
    entered = actions.enter_allotment(
        area=village.area, year=at.year, points=20_000, fen=3_000_00, ground=GROUND, by=village.clerk, at=at
    )
    actions.approve_allotment(entered.id, by=village.overseer, at=at + HOUR)
    shop = actions.open_merchant(
        area=village.area, name="村口面馆", contact="0573-88880001", by=village.clerk, at=at + HOUR
    )
    actions.add_hand(shop.id, person=merchant.person_id or 0, by=village.clerk, at=at + HOUR)
    offered = [
        actions.offer_reward(
            NewReward(
                village.area, name, kind, price, face, stock, 60, True, at.date(), [shop.id], description=said
            ),
            by=village.clerk,
            at=at + 2 * HOUR,
        )
        for name, kind, price, face, stock, said in OFFERED
    ]
    bought = [
        voucher for _home, one in village.homes if (voucher := _bought(offered[0].id, one, at + 3 * HOUR))
    ]
    if bought:
        actions.redeem(bought[0], by=merchant, at=at + 5 * HOUR)


def _bought(reward: int, one: Actor, at: datetime) -> str:
    """The code of one's voucher; nothing where the points do not reach."""
    try:
        purchase = actions.buy(
            reward, count=1, price=OFFERED[0][2], key=f"demo-{one.person_id}", by=one, at=at
        )
    except Refusal:
        return ""
    return queries.code_of(purchase.vouchers.get())
