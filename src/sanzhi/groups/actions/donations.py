"""捐赠的使用: proposed, agreed to, paid; another purpose on the donor's word or a resolution; shown each quarter by a notice."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.groups import access, queries, rules
from sanzhi.groups.models import FundDisclosure, Gift, GiftPurpose, GiftUse
from sanzhi.journal.actions import record
from sanzhi.kit import walls
from sanzhi.kit.money import yuan
from sanzhi.kit.verdict import Refusal
from sanzhi.ledger import actions as ledger
from sanzhi.ledger import codes
from sanzhi.ledger.actions import NewAccount, Telling
from sanzhi.ledger.rules import Line
from sanzhi.notices import actions as notices
from sanzhi.notices.actions import NewLine, NewNotice
from sanzhi.people.roles import Actor

from .funds import NOTICE_KIND, a_reason, a_voucher, held_fund


@transaction.atomic
def propose_use(gift: int, *, what: str, fen: int, by: Actor, at: datetime) -> GiftUse:
    """提出使用: of one gift, for its own purpose, no more than is left of it. Raises Refusal."""
    one = _gift(gift, by)
    purpose = queries.purpose_of(one)
    if len(what.strip()) < 4 or fen <= 0:
        raise Refusal("use_shape", _("请写清用来做什么、多少钱。"))
    if fen > queries.left_of(one):
        raise Refusal("short", _("这笔捐赠剩下的没有这么多。"))
    use = one.uses.create(
        purpose=purpose, what=what.strip()[:200], fen=fen, proposed_by_id=by.person_id, proposed_at=at
    )
    _told("gift.use_proposed", use, by, at, hands=[by.person_id])
    return use


@transaction.atomic
def agree_use(use: int, *, by: Actor, at: datetime) -> GiftUse:
    """同意使用, by another: its money is set aside in the book. Raises Refusal."""
    one = _use(use, "proposed", by)
    access.another(by, one.proposed_by_id).or_refuse()
    fund = one.gift.fund
    new = NewAccount(codes.of_used(fund.pk), f"{fund.name}使用", fund.area_id, unit=codes.FEN)
    (taker,) = ledger.open_accounts([new], at=at)
    line = Line(f"use:{one.pk}", queries.accounts_of(fund.pk).fund, taker, one.fen)
    telling = Telling("gift.agreed", ("gift", one.gift_id), unit=codes.FEN, basis=one.purpose[:40])
    (held,) = ledger.hold([line], telling, by=by.person_id, at=at)
    one.state, one.hold = GiftUse.State.AGREED, held.id
    one.agreed_by_id, one.agreed_at = by.person_id, at
    one.save(update_fields=["state", "hold", "agreed_by", "agreed_at"])
    _told("gift.use_agreed", one, by, at, hands=[by.person_id])
    return one


@transaction.atomic
def refuse_use(use: int, *, reason: str, by: Actor, at: datetime) -> GiftUse:
    """不同意, with a reason. Raises Refusal."""
    one = _use(use, "proposed", by)
    one.state, one.reason = GiftUse.State.REFUSED, a_reason(reason)
    one.save(update_fields=["state", "reason"])
    _told("gift.use_refused", one, by, at)
    return one


@transaction.atomic
def pay_use(use: int, *, voucher: str, by: Actor, at: datetime) -> GiftUse:
    """付款, against a voucher, by another than agreed. Raises Refusal."""
    one = _use(use, "agreed", by)
    access.another(by, one.agreed_by_id).or_refuse()
    fund = held_fund(one.gift.fund_id, by)
    a_voucher(voucher, GiftUse.objects.filter(gift__fund=fund, state="paid"))
    assert one.hold  # agreed
    about = ("gift", one.gift_id)
    (posted,) = ledger.settle(
        {f"use:{one.pk}:paid": one.hold}, "gift.used", about=about, by=by.person_id, at=at
    )
    one.state, one.posting, one.voucher = GiftUse.State.PAID, posted.id, voucher.strip()
    one.paid_by_id, one.paid_at = by.person_id, at
    one.save(update_fields=["state", "posting", "voucher", "paid_by", "paid_at"])
    _told("gift.used", one, by, at, fen=one.fen)
    return one


@transaction.atomic
def drop_use(use: int, *, reason: str, by: Actor, at: datetime) -> GiftUse:
    """不用了: what was set aside lies free for the gift's purpose again. Raises Refusal."""
    one = _use(use, "agreed", by)
    assert one.hold  # agreed
    about = ("gift", one.gift_id)
    ledger.void({f"use:{one.pk}:dropped": one.hold}, "gift.dropped", about=about, by=by.person_id, at=at)
    one.state, one.reason = GiftUse.State.DROPPED, a_reason(reason)
    one.save(update_fields=["state", "reason"])
    _told("gift.use_dropped", one, by, at)
    return one


@transaction.atomic
def propose_purpose(
    gift: int, *, purpose: str, basis: str, paper: str, by: Actor, at: datetime
) -> GiftPurpose:
    """改用途: on the donor's word or a resolution, under the number of its paper. Raises Refusal."""
    one = _gift(gift, by)
    if basis not in GiftPurpose.Basis.values or len(paper.strip()) < 2 or len(purpose.strip()) < 4:
        raise Refusal("purpose_shape", _("请写新的用途、凭什么改（捐赠人的话还是决议）和文件编号。"))
    if one.purposes.filter(agreed_at=None, refused_at=None).exists():
        raise Refusal("waits_already", _("已经有一个改用途在等同意。"))
    new = one.purposes.create(
        purpose=purpose.strip()[:200],
        basis=basis,
        paper=paper.strip()[:60],
        entered_by_id=by.person_id,
        entered_at=at,
    )
    record("gift.purpose_entered", by=by.person_id, at=at, about=("gift", one.pk), content={"basis": basis, "paper": new.paper})  # fmt: skip
    return new


@transaction.atomic
def agree_purpose(purpose: int, *, by: Actor, at: datetime) -> GiftPurpose:
    """同意改用途, by another, who has read the paper. Raises Refusal."""
    row, one = _purpose(purpose, by)
    if one.uses.filter(state__in=("proposed", "agreed")).exists():
        raise Refusal("uses_wait", _("还有按原来用途提出的使用没有办完，请先付款、不同意或者不用了。"))
    access.another(by, row.entered_by_id).or_refuse()
    row.agreed_by_id, row.agreed_at = by.person_id, at
    row.save(update_fields=["agreed_by", "agreed_at"])
    record("gift.purpose_agreed", by=by.person_id, at=at, about=("gift", one.pk), content={"purpose": row.pk})
    return row


@transaction.atomic
def refuse_purpose(purpose: int, *, reason: str, by: Actor, at: datetime) -> GiftPurpose:
    """不同意改用途, with a reason: the donor does not want it, or the paper does not say so. The gift stays for its purpose, and another
    change may be entered. Raises Refusal."""
    row, one = _purpose(purpose, by)
    row.refused_by_id, row.refused_at, row.reason = by.person_id, at, a_reason(reason)
    row.save(update_fields=["refused_by", "refused_at", "reason"])
    said = {"purpose": row.pk, "area": one.fund.area_id, "people": [row.entered_by_id]}
    record("gift.purpose_refused", by=by.person_id, at=at, about=("fund", one.fund_id), content=said, topic="gift.purpose_refused")  # fmt: skip
    return row


@transaction.atomic
def disclose(fund: int, quarter: str, *, contact: str, by: Actor, at: datetime) -> FundDisclosure:
    """拟公开: what came in and was used in a quarter that is over, a line for each gift; signed by another. Raises Refusal."""
    one = held_fund(fund, by)
    if quarter not in queries.quarters_owed(one, localdate(at)):
        raise Refusal("nothing_to_disclose", _("这个季度还没有过完、没有进出，或者已经公开过。"))
    lines = [
        NewLine(f"{row.donor}：{row.purpose}", figure=f"收到 {yuan(row.came_in)}，用掉 {yuan(row.used)}，还剩 {yuan(row.left)}", key=f"gift:{row.gift}")
        for row in queries.moved_in(one, quarter)
    ]  # fmt: skip
    title = f"{one.name} {quarter} 捐赠收支"
    body = "每一笔捐赠收到多少、用掉多少、还剩多少；捐赠人写的是自己同意公开的称呼。"
    new = NewNotice(one.area_id, NOTICE_KIND, title, contact, body=body, about=("fund", one.pk), lines=lines)
    shown, _made = FundDisclosure.objects.select_for_update().get_or_create(fund=one, quarter=quarter)
    shown.notice = notices.draft_notice(new, by=by, at=at)
    shown.save(update_fields=["notice"])
    record("fund.disclosed", by=by.person_id, at=at, about=("fund", one.pk), content={"quarter": quarter})
    return shown


@transaction.atomic
def tell_undisclosed(fund: int, quarter: str, *, at: datetime) -> bool:
    """催公开: a quarter in which money moved has not been shown; once. Returns whether it was told now."""
    with walls.the_house():
        row, _made = FundDisclosure.objects.select_for_update().get_or_create(fund_id=fund, quarter=quarter)
        if row.told_at:
            return False
        row.told_at = at
        row.save(update_fields=["told_at"])
        said = {"area": row.fund.area_id, "quarter": quarter}
        record(
            "fund.undisclosed", by=None, at=at, about=("fund", fund), content=said, topic="fund.undisclosed"
        )
    return True


def _gift(gift: int, by: Actor) -> Gift:
    """Of a fund of donations, in the book; held. Raises Refusal."""
    one = Gift.objects.select_for_update(of=("self",)).select_related("fund").filter(pk=gift).first()
    verdict = access.may_keep_fund(by, one.fund.area_id) if one else access.not_there()
    verdict.or_refuse()
    assert one  # or it was refused
    rules.gift_may_be_used(kind=one.fund.kind, confirmed=one.posting is not None).or_refuse()
    return one


def _purpose(purpose: int, by: Actor) -> tuple[GiftPurpose, Gift]:
    """One that waits, and its gift; both held. Raises Refusal."""
    found = GiftPurpose.objects.filter(pk=purpose).first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这一项。"))
    one = _gift(found.gift_id, by)
    row = GiftPurpose.objects.select_for_update().get(pk=purpose)
    if row.agreed_at or row.refused_at:
        raise Refusal("moved_on", _("已经办到别的一步，请看最新情况。"))
    return row, one


def _use(use: int, state: str, by: Actor) -> GiftUse:
    rows = GiftUse.objects.select_for_update(of=("self",)).select_related("gift__fund")
    one = rows.filter(pk=use).first()
    verdict = access.may_keep_fund(by, one.gift.fund.area_id) if one else access.not_there()
    verdict.or_refuse()
    assert one  # or it was refused
    if one.state != state:
        raise Refusal("moved_on", _("已经办到别的一步，请看最新情况。"))
    return one


def _told(kind: str, use: GiftUse, by: Actor, at: datetime, **content: object) -> None:
    said = {"use": use.pk, "area": use.gift.fund.area_id, **content}
    topic = kind if "hands" in content else None
    record(kind, by=by.person_id, at=at, about=("fund", use.gift.fund_id), content=said, topic=topic)
