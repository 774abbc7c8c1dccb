"""结算: a month of a merchant, drawn up by one, signed by two others, then owed in the ledger, paid and announced."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import override

from sanzhi.journal.actions import record
from sanzhi.kit.money import yuan
from sanzhi.kit.verdict import Refusal
from sanzhi.ledger import actions as ledger
from sanzhi.ledger import codes
from sanzhi.ledger import queries as book
from sanzhi.ledger.actions import Telling
from sanzhi.ledger.rules import Line
from sanzhi.notices import actions as notices
from sanzhi.notices.actions import NewLine, NewNotice
from sanzhi.people.roles import Actor
from sanzhi.rewards import access, queries, rules
from sanzhi.rewards.models import Merchant, Settlement, SettlementLine, Voucher

NOTICE_KIND = "affairs"  # 村民委员会组织法 art. 35: what a village spends is published


@transaction.atomic
def draw_settlement(merchant_id: int, *, month: str, by: Actor, at: datetime) -> Settlement:
    """拟结算单: every voucher the merchant redeemed in a month that is over; a second one is refused. Raises Refusal."""
    merchant = Merchant.objects.select_for_update(of=("self",)).get(pk=merchant_id)
    access.may_manage(by, merchant.area_id).or_refuse()
    rules.month_over(month, at).or_refuse()
    if Settlement.objects.filter(merchant=merchant, month=month).exists():
        raise Refusal("drawn_already", _("这家商户这个月已经有结算单。"))
    first, after = rules.span_of(month)
    redeemed = Voucher.objects.filter(merchant=merchant, state=Voucher.State.REDEEMED, settlement=None)
    redeemed = redeemed.filter(ended_at__gte=first, ended_at__lt=after)
    totals = list(
        redeemed.values("reward", "face_fen").annotate(n=Count("id")).order_by("reward", "face_fen")
    )
    count, fen = sum(row["n"] for row in totals), sum(row["n"] * row["face_fen"] for row in totals)
    if not fen:
        raise Refusal("nothing_to_settle", _("这家商户这个月没有要付的钱。"))
    assert by.person_id
    settlement = Settlement.objects.create(
        area_id=merchant.area_id, merchant=merchant, month=month, count=count, fen=fen, drawn_by_id=by.person_id,
        drawn_at=at,
    )  # fmt: skip
    redeemed.update(settlement=settlement)
    SettlementLine.objects.bulk_create(
        [
            SettlementLine(
                settlement=settlement, reward_id=row["reward"], face_fen=row["face_fen"], count=row["n"]
            )
            for row in totals
        ]
    )
    said = {"count": count, "fen": fen, "hands": [by.person_id]}
    _told("settlement.drawn", settlement, by, at, said, tell="settlement.drawn")
    return settlement


@transaction.atomic
def drop_settlement(settlement_id: int, *, by: Actor, at: datetime) -> None:
    """作废: while nobody has signed it; its vouchers can be settled anew. Raises Refusal."""
    settlement = _held(settlement_id)
    access.may_manage(by, settlement.area_id).or_refuse()
    if settlement.village_signed_at or settlement.merchant_signed_at:
        raise Refusal("signed", _("已经有人签字，不能作废。"))
    _told("settlement.dropped", settlement, by, at, {"fen": settlement.fen})
    settlement.vouchers.update(settlement=None)
    settlement.delete()


@transaction.atomic
def sign_for_village(settlement_id: int, *, by: Actor, at: datetime) -> Settlement:
    """村里签字: by somebody else than whoever drew it up. Raises Refusal."""
    settlement = _held(settlement_id)
    access.may_sign(by, settlement.area_id, settlement.drawn_by_id).or_refuse()
    _not_theirs(by, settlement.merchant_signed_by_id)
    if settlement.village_signed_at:
        raise Refusal("signed", _("村里已经签过字。"))
    settlement.village_signed_by_id, settlement.village_signed_at = by.person_id, at
    settlement.save(update_fields=["village_signed_by", "village_signed_at"])
    return _signed("settlement.signed", settlement, by, at)


@transaction.atomic
def sign_for_merchant(settlement_id: int, *, by: Actor, at: datetime) -> Settlement:
    """商户签字: by somebody who redeems for it. Raises Refusal."""
    settlement = _held(settlement_id)
    access.may_redeem(by).or_refuse()
    if settlement.merchant_id not in queries.shops_of(by):
        raise Refusal("not_your_shop", _("不是您店里的结算单。"))
    _not_theirs(by, settlement.drawn_by_id, settlement.village_signed_by_id)
    if settlement.merchant_signed_at:
        raise Refusal("signed", _("商户已经签过字。"))
    settlement.merchant_signed_by_id, settlement.merchant_signed_at = by.person_id, at
    settlement.save(update_fields=["merchant_signed_by", "merchant_signed_at"])
    return _signed("settlement.confirmed", settlement, by, at)


@transaction.atomic
def pay_settlement(
    settlement_id: int, *, reference: str, contact: str, by: Actor, at: datetime
) -> Settlement:
    """已付款: with the bank's reference; in the same step a notice of it is drawn up, for somebody else to sign. Raises Refusal."""
    settlement = _held(settlement_id)
    access.may_manage(by, settlement.area_id).or_refuse()
    if not settlement.posting:
        raise Refusal("not_signed", _("要村里和商户都签了字才能付。"))
    if settlement.paid_at:
        raise Refusal("paid", _("已经登记过付款。"))
    if not 2 <= len(reference.strip()) <= 60:
        raise Refusal("reference_missing", _("请写付款凭证号。"))
    settlement.paid_by_id, settlement.paid_at, settlement.reference = by.person_id, at, reference.strip()
    settlement.notice = notices.draft_notice(_notice(settlement, contact), by=by, at=at)
    settlement.save(update_fields=["paid_by", "paid_at", "reference", "notice"])
    said = {"reference": settlement.reference}
    _told("settlement.paid", settlement, by, at, said, tell="settlement.paid")
    return settlement


def _signed(kind: str, settlement: Settlement, by: Actor, at: datetime) -> Settlement:
    """With the second signature, whichever it is, the village owes it: from its fund to the merchant."""
    both = bool(settlement.village_signed_at and settlement.merchant_signed_at)
    kept_out = [] if both else [settlement.drawn_by_id, settlement.merchant_signed_by_id]
    said = {"fen": settlement.fen, "hands": kept_out}
    _told(kind, settlement, by, at, said, tell="settlement.owed" if both else kind)
    if both:
        fund, shop = codes.of_fund(settlement.area_id), codes.of_merchant(settlement.merchant_id)
        found = book.accounts(codes.FEN, [fund, shop])
        line = Line(f"settlement:{settlement.id}", found[fund], found[shop], settlement.fen)
        telling = Telling("reward.settled", ("settlement", settlement.id), unit=codes.FEN)
        (posted,) = ledger.post([line], telling, by=by.person_id, at=at)
        settlement.posting = posted.id
        settlement.save(update_fields=["posting"])
    return settlement


@override(settings.LANGUAGE_CODE)  # what is kept is Chinese, whoever presses the button
def _notice(settlement: Settlement, contact: str) -> NewNotice:
    lines = [
        NewLine(
            f"{line.reward.name}（{yuan(line.face_fen)}）×{line.count}",
            who=settlement.merchant.name,
            figure=yuan(line.fen),
        )  # fmt: skip
        for line in settlement.lines.select_related("reward")
    ]
    said = {"month": settlement.month, "name": settlement.merchant.name, "sum": yuan(settlement.fen)}
    return NewNotice(
        settlement.area_id,
        NOTICE_KIND,
        _("%(month)s 积分兑换结算：%(name)s") % said,
        contact,
        body=_("与%(name)s结算 %(month)s 收的券，共 %(sum)s，双方已签字，已付款。") % said,
        about=("settlement", settlement.id),
        lines=lines,
    )


def _not_theirs(by: Actor, *others: int | None) -> None:
    if by.person_id in others:
        raise Refusal("own_entry", _("经手的人不能自己审签，请由别人审签。"))


def _held(settlement_id: int) -> Settlement:
    return Settlement.objects.select_for_update(of=("self",)).select_related("merchant").get(pk=settlement_id)


def _told(
    kind: str, settlement: Settlement, by: Actor, at: datetime, content: dict, *, tell: str | None = None
) -> None:
    """Journaled; `tell` names what the reactions are told, `hands` in it who may not sign for the village any more."""
    said = {
        "area": settlement.area_id,
        "merchant": settlement.merchant_id,
        "month": settlement.month,
        **content,
    }
    record(kind, by=by.person_id, at=at, about=("settlement", settlement.id), content=said, topic=tell)
