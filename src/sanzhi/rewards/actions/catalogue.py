"""兑换目录: what is offered, changed while it is, restocked, closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.ledger import actions as ledger
from sanzhi.ledger import codes
from sanzhi.ledger.actions import NewAccount
from sanzhi.people.models import Area
from sanzhi.people.roles import Actor
from sanzhi.rewards import access, rules
from sanzhi.rewards.models import Merchant, Reward

CHANGEABLE = (
    "name", "description", "price", "face_fen", "limit_month", "limit_year", "valid_days", "refund_on_expiry",
    "open_from", "open_to",
)  # fmt: skip


@dataclass(frozen=True)
class NewReward:
    """兑换品: see `models.Reward`; `merchants` are ids."""

    area: str
    name: str
    kind: str
    price: int
    face_fen: int
    stock: int
    valid_days: int
    refund_on_expiry: bool
    open_from: date
    merchants: Sequence[int]
    open_to: date | None = None
    limit_month: int | None = None
    limit_year: int | None = None
    description: str = ""


@transaction.atomic
def offer_reward(new: NewReward, *, by: Actor, at: datetime) -> Reward:
    """上架. Raises Refusal."""
    access.may_manage(by, new.area).or_refuse()
    _terms(new).or_refuse()
    area = Area.objects.get(pk=new.area)
    said = {name: getattr(new, name) for name in CHANGEABLE}
    reward = Reward.objects.create(
        area=area, kind=new.kind, stock=new.stock, stocked=new.stock, created_at=at, **said
    )
    reward.merchants.set(_merchants(new))
    spent = NewAccount(codes.of_spent(area.code), f"{area.name}已兑换", area.code)
    ledger.open_accounts([spent], at=at)
    _told("reward.offered", reward, by, at, {"price": new.price, "stock": new.stock})
    return reward


@transaction.atomic
def change_reward(reward_id: int, new: NewReward, *, by: Actor, at: datetime) -> Reward:
    """改: what is sold from now on; a voucher that was bought keeps what it was bought as. Raises Refusal."""
    reward = _held(reward_id, by)
    if new.area != reward.area_id or new.kind != reward.kind:
        raise Refusal("another_reward", _("村和种类不能改，请另外上架一样。"))
    _terms(new).or_refuse()
    before = {name: getattr(reward, name) for name in ("price", "face_fen")}
    for name in CHANGEABLE:
        setattr(reward, name, getattr(new, name))
    reward.save(update_fields=CHANGEABLE)
    reward.merchants.set(_merchants(new))
    _told("reward.changed", reward, by, at, {"before": before, "price": new.price, "face_fen": new.face_fen})
    return reward


@transaction.atomic
def restock(reward_id: int, *, count: int, by: Actor, at: datetime) -> Reward:
    """补货: so many more. Raises Refusal."""
    reward = _held(reward_id, by)
    if not 0 < count <= rules.MOST_STOCK - reward.stocked:
        raise Refusal("stock_shape", _("补多少，请写大于零的数。"))
    Reward.objects.filter(pk=reward.id).update(stock=F("stock") + count, stocked=F("stocked") + count)
    _told("reward.restocked", reward, by, at, {"count": count})
    reward.refresh_from_db()
    return reward


@transaction.atomic
def close_reward(reward_id: int, *, by: Actor, at: datetime) -> Reward:
    """下架: nothing more is sold; what was bought stays good. Raises Refusal."""
    reward = _held(reward_id, by)
    reward.closed_at = at
    reward.save(update_fields=["closed_at"])
    _told("reward.closed", reward, by, at, {})
    return reward


def _terms(new: NewReward):
    voucher = new.kind == Reward.Kind.VOUCHER
    return rules.terms_stand(
        rules.Terms(
            new.name,
            new.price,
            new.face_fen,
            new.stock,
            new.valid_days,
            new.limit_month,
            new.limit_year,
            new.open_from,
            new.open_to,
            voucher,
            len(new.merchants),
        )  # fmt: skip
    )


def _merchants(new: NewReward) -> list[Merchant]:
    found = list(Merchant.objects.filter(pk__in=new.merchants, area=new.area, closed_at=None))
    if len(found) != len(set(new.merchants)):
        raise Refusal("merchant_elsewhere", _("只能选本村（社区）开着的商户。"))
    return found


def _held(reward_id: int, by: Actor) -> Reward:
    reward = Reward.objects.select_for_update(of=("self",)).get(pk=reward_id)
    access.may_manage(by, reward.area_id).or_refuse()
    if reward.closed_at:
        raise Refusal("closed", _("这一样已经停止兑换。"))
    return reward


def _told(kind: str, reward: Reward, by: Actor, at: datetime, content: dict) -> None:
    said = {"area": reward.area_id, "name": reward.name, **content}
    record(kind, by=by.person_id, at=at, about=("reward", reward.id), content=said)
