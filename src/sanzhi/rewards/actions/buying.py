"""兑换: points for vouchers. Stock, limit and budget are each taken by one conditional statement, whose row the database
guards once more by a CHECK; then the ledger moves the points. All of it, or nothing."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import F
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.ledger import actions as ledger
from sanzhi.ledger import codes
from sanzhi.ledger import queries as accounts
from sanzhi.ledger.actions import Telling
from sanzhi.ledger.rules import Line
from sanzhi.people.roles import Actor
from sanzhi.rewards import queries, rules
from sanzhi.rewards.models import Budget, Purchase, Reward, Voucher
from sanzhi.rewards.queries.shop import Holding
from sanzhi.rewards.queries.vouchers import TICKETS

_NEW = """
INSERT INTO rewards_purchase (key, household_id, reward_id, count, by_id, at) VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (key) DO NOTHING RETURNING id
"""
_TALLY = """
INSERT INTO rewards_tally AS t (household_id, reward_id, period, taken, most)
SELECT %(household)s, %(reward)s, %(period)s, %(count)s, %(most)s WHERE %(count)s <= %(most)s
ON CONFLICT (household_id, reward_id, period) DO UPDATE SET taken = t.taken + excluded.taken, most = excluded.most
WHERE t.taken + excluded.taken <= excluded.most RETURNING taken
"""


@transaction.atomic
def buy(reward_id: int, *, count: int, price: int, key: str, by: Actor, at: datetime) -> Purchase:
    """兑换: `count` of a reward at the `price` that was shown, for the household of whoever asks, once for `key`.

    The same key again gives back what it gave. Raises Refusal.
    """
    holding = queries.holding_of(by)
    reward = queries.reward_on_offer(reward_id, holding.area)
    number = _begun(reward, holding, count, key, by, at)
    if number is None:
        return _earlier(key, holding, reward, count)
    queries.may_buy(reward, holding, count, at).or_refuse()
    if reward.price != price:
        raise Refusal("price_changed", _("价格刚刚改了，请看过再兑。"))
    take_stock(reward, count)
    _take_share(reward, holding, count, at)
    budget = _take_budget(reward, count, localdate(at).year)
    purchase = Purchase.objects.get(pk=number)
    vouchers = _issue(purchase, reward, budget, holding, at)
    _pay(purchase, reward, holding, vouchers, by, at)
    said = {"area": reward.area_id, "reward": reward.id, "count": count, "points": count * price}
    record("reward.bought", by=by.person_id, at=at, about=("purchase", purchase.id), content=said)
    return purchase


def take_stock(reward: Reward, count: int) -> None:
    """One statement: whoever comes last finds nothing, however many come at once."""
    if not Reward.objects.filter(pk=reward.id, stock__gte=count).update(stock=F("stock") - count):
        raise Refusal("sold_out", _("已经兑完了。"))


def _begun(reward: Reward, holding: Holding, count: int, key: str, by: Actor, at: datetime) -> int | None:
    """The id of a new purchase; None where the key was there. A second sender waits here for the first."""
    with connection.cursor() as cursor:
        cursor.execute(_NEW, [key, holding.household, reward.id, max(count, 0), by.person_id, at])
        new = cursor.fetchone()
    return new[0] if new else None


def _earlier(key: str, holding: Holding, reward: Reward, count: int) -> Purchase:
    """What the key stands for; a household that sends another's is told no more than that it is used."""
    known = Purchase.objects.filter(key=key, household=holding.household, reward=reward, count=count).first()
    if known is None:
        raise Refusal("key_reused", _("这个编号已经用过，请刷新页面再兑。"))
    return known


def _take_share(reward: Reward, holding: Holding, count: int, at: datetime) -> None:
    limits = (reward.limit_month, reward.limit_year)
    refusals = (_("本月您家已经兑到上限。"), _("今年您家已经兑到上限。"))
    for period, most, sentence in zip(rules.periods_of(at), limits, refusals, strict=True):
        if most is None:
            continue
        asked = {
            "household": holding.household, "reward": reward.id, "period": period, "count": count, "most": most,
        }  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(_TALLY, asked)
            if cursor.fetchone() is None:
                raise Refusal("limit", sentence)


def _take_budget(reward: Reward, count: int, year: int) -> Budget:
    """自动停止: points or money beyond what was approved are not given out."""
    points, fen = reward.price * count, reward.face_fen * count
    rows = Budget.objects.filter(area=reward.area_id, year=year)
    left = rows.filter(points__gte=F("points_spent") + points, fen__gte=F("fen_committed") + fen)
    if not left.update(points_spent=F("points_spent") + points, fen_committed=F("fen_committed") + fen):
        raise Refusal("budget_spent", _("村里今年的兑换预算已经用完，暂停兑换。"))
    return rows.get()


def _issue(
    purchase: Purchase, reward: Reward, budget: Budget, holding: Holding, at: datetime
) -> list[Voucher]:
    expires_at, vouchers = rules.expires_at(at, reward.valid_days), []
    for _number in range(purchase.count):
        _code, salt, digest = TICKETS.fresh()
        vouchers.append(
            Voucher(
                purchase=purchase,
                reward=reward,
                budget=budget,
                area_id=reward.area_id,
                household_id=holding.household,
                salt=salt,
                digest=digest,
                price=reward.price,
                face_fen=reward.face_fen,
                issued_at=at,
                expires_at=expires_at,
            )  # fmt: skip
        )
    return Voucher.objects.bulk_create(vouchers)


def _pay(
    purchase: Purchase, reward: Reward, holding: Holding, vouchers: list[Voucher], by: Actor, at: datetime
) -> None:
    """A posting for each voucher, so that each can be given back alone."""
    code = codes.of_spent(reward.area_id)
    spent = accounts.accounts(codes.POINT, [code])[code]
    lines = [Line(f"voucher:{one.id}", holding.account, spent, one.price) for one in vouchers]
    telling = Telling("rewards.buy", ("purchase", purchase.id), basis=f"reward:{reward.id}")
    for voucher, posted in zip(vouchers, ledger.post(lines, telling, by=by.person_id, at=at), strict=True):
        voucher.posting = posted.id
    Voucher.objects.bulk_update(vouchers, ["posting"])
