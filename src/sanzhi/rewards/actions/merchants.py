"""商户和收券人."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.ledger import actions as ledger
from sanzhi.ledger import codes
from sanzhi.ledger.actions import NewAccount
from sanzhi.people.roles import Actor
from sanzhi.rewards import access, queries
from sanzhi.rewards.models import Merchant, MerchantHand


@transaction.atomic
def open_merchant(*, area: str, name: str, contact: str, by: Actor, at: datetime) -> Merchant:
    """登记商户, with an account for what it is owed. Raises Refusal."""
    access.may_manage(by, area).or_refuse()
    if not 2 <= len(name.strip()) <= 60 or not 2 <= len(contact.strip()) <= 60:
        raise Refusal("name_shape", _("请写商户名称和联系方式。"))
    if Merchant.objects.filter(area=area, name=name.strip(), closed_at=None).exists():
        raise Refusal("merchant_there", _("这个村已经有同名的商户。"))
    merchant = Merchant.objects.create(area_id=area, name=name.strip(), contact=contact.strip(), opened_at=at)
    account = NewAccount(codes.of_merchant(merchant.id), merchant.name, area, unit=codes.FEN)
    ledger.open_accounts([account], at=at)
    _told("merchant.opened", merchant, by, at, {"name": merchant.name})
    return merchant


@transaction.atomic
def close_merchant(merchant_id: int, *, by: Actor, at: datetime) -> Merchant:
    """停用商户: it redeems nothing more; what it redeemed is still settled. Raises Refusal."""
    merchant = _held(merchant_id, by)
    merchant.closed_at = at
    merchant.save(update_fields=["closed_at"])
    _told("merchant.closed", merchant, by, at, {})
    return merchant


@transaction.atomic
def add_hand(merchant_id: int, *, person: int, by: Actor, at: datetime) -> MerchantHand:
    """指定收券人: somebody with the post of a merchant here. Raises Refusal."""
    merchant = _held(merchant_id, by)
    if person not in dict(queries.people_for_hands(merchant.area_id, at)):
        raise Refusal("no_post", _("收券人要先有“商户收券人”的岗位，请安全管理员开账号。"))
    try:
        with transaction.atomic():
            hand = MerchantHand.objects.create(merchant=merchant, person_id=person, since=at)
    except IntegrityError as error:
        raise Refusal("hand_there", _("已经是这家的收券人。")) from error
    _told("merchant.hand_added", merchant, by, at, {"person": person})
    return hand


@transaction.atomic
def end_hand(merchant_id: int, *, person: int, by: Actor, at: datetime) -> None:
    """取消收券人: from now on. Raises Refusal."""
    merchant = _held(merchant_id, by)
    if not MerchantHand.objects.filter(merchant=merchant, person=person, until=None).update(until=at):
        raise Refusal("not_visible", _("不是这家的收券人。"))
    _told("merchant.hand_ended", merchant, by, at, {"person": person})


def _held(merchant_id: int, by: Actor) -> Merchant:
    merchant = Merchant.objects.select_for_update(of=("self",)).get(pk=merchant_id)
    access.may_manage(by, merchant.area_id).or_refuse()
    if merchant.closed_at:
        raise Refusal("closed", _("这家商户已经停用。"))
    return merchant


def _told(kind: str, merchant: Merchant, by: Actor, at: datetime, content: dict) -> None:
    said = {"area": merchant.area_id, **content}
    record(kind, by=by.person_id, at=at, about=("merchant", merchant.id), content=said)
