"""What a village gives for points in the matrix's world: a shop, a household's voucher, a budget, a settlement, a pool."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from sanzhi.ledger import actions as ledger
from sanzhi.ledger import codes
from sanzhi.ledger.actions import NewAccount, Telling
from sanzhi.ledger.rules import Line
from sanzhi.people.models import Household, Office, Person
from sanzhi.people.roles import Actor
from sanzhi.rewards import actions, queries
from sanzhi.rewards.actions import NewPool, NewReward
from tests.county import HOUR, MONDAY, a_member_of_staff
from tests.deliberation.convened import a_body, called, resolves

Rule = Callable[[Actor], bool]
WORK = ("reward.manage", "reward.sign")
LAST_MONTH = MONDAY - timedelta(days=10)


def rewarded(
    values: dict[str, list[object]], village: Office, buyer: Actor, word: Callable[[], str]
) -> Iterator[tuple[str, Rule]]:
    """Each word that stands in one place, and who may read it; fills `values` with what addresses name."""
    clerk, overseer, hand = (
        a_member_of_staff(word(), role, village) for role in ("village_clerk", "village_overseer", "merchant")
    )
    area, at = village.area_id, MONDAY + 2 * HOUR
    household = _household(area, word(), buyer)
    shop = actions.open_merchant(area=area, name=f"面馆{word()}", contact="88880000", by=clerk, at=LAST_MONTH)
    actions.add_hand(shop.id, person=hand.person_id, by=clerk, at=MONDAY)
    ground = word()
    waiting = _budget(area, ground, clerk, overseer)
    vouchers = _vouchers(area, shop.id, buyer, clerk)
    actions.redeem(queries.code_of(vouchers[0]), by=hand, at=LAST_MONTH)
    settlement = actions.draw_settlement(shop.id, month="2026-02", by=clerk, at=at)
    source = word()
    pool = _pool(area, f"收支计划{source}", clerk)
    codes_ = [queries.code_of(one) for one in vouchers]
    values.setdefault("voucher", []).extend(one.id for one in vouchers)
    values.setdefault("ticket", []).append(codes_[1])
    for name, one in (("reward", vouchers[0].reward), ("merchant", shop), ("allotment", waiting),
                      ("settlement", settlement), ("pool", pool)):  # fmt: skip
        values.setdefault(name, []).append(one.id)
    values.setdefault("hand", []).append(hand.person_id)
    yield ground, lambda actor: _there(actor, village) and any(actor.may(one) for one in WORK)
    yield source, lambda actor: _there(actor, village) and any(actor.may(one) for one in WORK)
    yield (
        shop.name,
        lambda actor: (
            actor.person_id in (hand.person_id, buyer.person_id)
            or (_there(actor, village) and any(actor.may(one) for one in WORK))
            or actor.may("reward.redeem")  # whoever scans a voucher of another shop is told where it is used
        ),
    )
    # The one who scans it has typed the code; nobody else but the household meets it anywhere.
    yield codes_[0], lambda actor: actor.person_id == buyer.person_id
    assert household


def _household(area: str, number: str, member: Actor) -> int:
    """Of the one who buys: the one they live in, with an account and points enough."""
    person = Person.objects.select_related("household").get(pk=member.person_id)
    household = person.household or Household.objects.create(area_id=area, number=number)
    if not person.household:
        Person.objects.filter(pk=person.pk).update(household=household, birth_date=date(1980, 5, 1))
    issuer, home = ledger.open_accounts(
        [
            NewAccount(codes.of_issuer(area), "村积分发行", area, floor=None),
            NewAccount(codes.of_household(household.id), "一户", area, household=household.id),
        ],
        at=LAST_MONTH,
    )
    line = Line(f"matrix:{household.id}", issuer, home, 500)
    ledger.post([line], Telling("award", ("claim", 1)), by=None, at=LAST_MONTH)
    return household.id


def _budget(area: str, ground: str, clerk: Actor, overseer: Actor):
    """One approved, one that waits."""
    said = {"area": area, "year": 2026, "points": 1000, "fen": 1000_00, "by": clerk, "at": LAST_MONTH}
    first = actions.enter_allotment(ground="村民代表会议通过", **said)
    actions.approve_allotment(first.id, by=overseer, at=LAST_MONTH)
    return actions.enter_allotment(ground=f"镇里追加{ground}", **said)


def _vouchers(area: str, shop: int, buyer: Actor, clerk: Actor) -> list:
    terms = NewReward(area, "三治面券", "voucher", 10, 10_00, 9, 300, True, date(2026, 1, 1), [shop])
    reward = actions.offer_reward(terms, by=clerk, at=LAST_MONTH)
    bought = actions.buy(
        reward.id, count=2, price=10, key=f"matrix-{buyer.person_id}", by=buyer, at=LAST_MONTH
    )
    return list(bought.vouchers.select_related("reward").order_by("id"))


def _pool(area: str, source: str, clerk: Actor):
    body = a_body(area, "members", by=clerk, at=LAST_MONTH)
    meeting = called(body, MONDAY - 2 * HOUR, by=clerk, at=LAST_MONTH)
    new = NewPool(2026, "年度奖励金", 100_00, 10, source, date(2026, 1, 9), meeting.pk, "named")
    pool = actions.enter_pool(new, by=clerk, at=LAST_MONTH)
    resolves(pool.put_as, "for", "for", starts_at=MONDAY - 2 * HOUR, by=clerk)
    return actions.take_pool_result(pool.pk, by=clerk, at=MONDAY)


def _there(actor: Actor, village: Office) -> bool:
    return bool(actor.reach) and village.area_id.startswith(actor.reach)
