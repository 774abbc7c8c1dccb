"""发展基金: opened; money entered by one, confirmed by another; calls announced; bids sent, scored."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from sanzhi.groups import access, queries, rules
from sanzhi.groups.models import Bid, BidScore, Call, Fund, FundPanelist, FundTie, Gift, Group
from sanzhi.journal.actions import record
from sanzhi.kit.money import yuan
from sanzhi.kit.verdict import Refusal
from sanzhi.ledger import actions as ledger
from sanzhi.ledger import codes
from sanzhi.ledger.actions import NewAccount, Telling
from sanzhi.ledger.rules import Line
from sanzhi.notices import actions as notices
from sanzhi.notices.actions import NewLine, NewNotice
from sanzhi.people.roles import Actor

NOTICE_KIND = "other"


@transaction.atomic
def open_fund(
    area: str, *, name: str, purpose: str, kind: str = "development", by: Actor, at: datetime
) -> Fund:
    """设立发展基金或者捐赠资金. Raises Refusal."""
    access.may_keep_fund(by, area).or_refuse()
    if not (2 <= len(name.strip()) <= 60 and 4 <= len(purpose.strip()) <= 200):
        raise Refusal("fund_shape", _("请写明基金的名称和用途。"))
    if Fund.objects.filter(area=area, name=name.strip()).exists():
        raise Refusal("name_taken", _("这里已经有同名的基金。"))
    fund = Fund.objects.create(
        area_id=area,
        kind=kind,
        name=name.strip(),
        purpose=purpose.strip(),
        opened_by_id=by.person_id,
        opened_at=at,
    )
    ledger.open_accounts(
        [
            NewAccount(codes.of_gifts(fund.pk), f"{fund.name}来源", area, unit=codes.FEN, floor=None),
            NewAccount(codes.of_development_fund(fund.pk), fund.name, area, unit=codes.FEN),
        ],
        at=at,
    )
    _told("fund.opened", fund.pk, by, at, area=area, name=fund.name)
    return fund


@dataclass(frozen=True)
class NewGift:
    """一笔进账: as the donor wants to be called; fen; under which voucher."""

    kind: str
    donor: str
    fen: int
    purpose: str
    received_on: date
    voucher: str


@transaction.atomic
def enter_gift(fund: int, new: NewGift, *, by: Actor, at: datetime) -> Gift:
    """登记进账; in the book once another has confirmed it. Raises Refusal."""
    one = held_fund(fund, by)
    if new.kind not in Gift.Kind.values or new.fen <= 0 or new.received_on > localdate(at):
        raise Refusal("gift_shape", _("请写清来源、金额和到账日期，日期不能在今天以后。"))
    if one.gifts.filter(voucher=new.voucher.strip(), refused_at=None).exists():
        raise Refusal("voucher_taken", _("这个凭证号已经登记过。"))
    said = {name: value.strip() if isinstance(value, str) else value for name, value in asdict(new).items()}
    gift = Gift.objects.create(fund=one, **said, entered_by_id=by.person_id, entered_at=at)
    _told("fund.gift_entered", one.pk, by, at, gift=gift.pk, fen=gift.fen)
    return gift


@transaction.atomic
def confirm_gift(gift: int, *, by: Actor, at: datetime) -> Gift:
    """核对入账, by another: now it is in the book. Raises Refusal."""
    one = _held_gift(gift, by)
    access.another(by, one.entered_by_id).or_refuse()
    accounts = queries.accounts_of(one.fund_id)
    telling = Telling("fund.gift", ("gift", one.pk), unit=codes.FEN)
    line = Line(f"gift:{one.pk}", accounts.gifts, accounts.fund, one.fen)
    (posted,) = ledger.post([line], telling, by=by.person_id, at=at)
    one.posting, one.confirmed_by_id, one.confirmed_at = posted.id, by.person_id, at
    one.save(update_fields=["posting", "confirmed_by", "confirmed_at"])
    _told("fund.gift_confirmed", one.fund_id, by, at, gift=one.pk, fen=one.fen)
    return one


@transaction.atomic
def refuse_gift(gift: int, *, reason: str, by: Actor, at: datetime) -> Gift:
    """退回进账, with a reason: entered wrong, it never comes into the book; its voucher can be entered again. Raises Refusal."""
    one = _held_gift(gift, by)
    one.reason = a_reason(reason)
    one.refused_by_id, one.refused_at = by.person_id, at
    one.save(update_fields=["reason", "refused_by", "refused_at"])
    _told("fund.gift_refused", one.fund_id, by, at, gift=one.pk, reason=one.reason)
    return one


def _held_gift(gift: int, by: Actor) -> Gift:
    """Locked, and neither in the book nor refused. Raises Refusal."""
    one = Gift.objects.select_for_update(of=("self",)).filter(pk=gift).first()
    if one is None:
        raise Refusal("not_visible", _("没有找到这一项。"))
    held_fund(one.fund_id, by)
    if one.confirmed_at:
        raise Refusal("confirmed", _("已经入账。"))
    if one.refused_at:
        raise Refusal("moved_on", _("已经办到别的一步，请看最新情况。"))
    return one


def a_reason(typed: str) -> str:
    """Raises Refusal where nothing is said."""
    if len(typed.strip()) < 4:  # a word is no reason
        raise Refusal("reason_missing", _("请写明理由（至少 4 个字）。"))
    return typed.strip()[:200]


def a_voucher(typed: str, paid: QuerySet[Any]) -> None:
    """付款凭证: written, and of none of what the fund `paid` before; the fund is held. Raises Refusal."""
    if len(typed.strip()) < 2:
        raise Refusal("voucher_missing", _("请写付款凭证号。"))
    rules.fits(typed, 40).or_refuse()
    if paid.filter(voucher=typed.strip()).exists():
        raise Refusal(
            "voucher_used", _("这个凭证号已经付过一笔；一张凭证付几笔的，写明第几笔，例如“付1号之二”。")
        )


@dataclass(frozen=True)
class NewCall:
    """征集: what for, until when, with how much for all and for one at most (fen)."""

    title: str
    text: str
    total: int
    most: int
    until: datetime
    contact: str


@transaction.atomic
def announce_call(fund: int, new: NewCall, *, by: Actor, at: datetime) -> Call:
    """拟征集公告: signed by another on the page of notices; from then on organisations bid. Raises Refusal."""
    one = held_fund(fund, by)
    if one.kind != Fund.Kind.DEVELOPMENT:
        raise Refusal("not_granted", _("捐赠按指定的用途用，不征集。"))
    rules.call_stands(total=new.total, most=new.most, until=new.until, at=at).or_refuse()
    if queries.free_of(one.pk) < new.total:
        raise Refusal("short", _("基金里没有这么多可以用的钱。"))
    call = Call.objects.create(
        fund=one, title=new.title.strip(), text=new.text.strip(), total=new.total, most=new.most, until=new.until,
        entered_by_id=by.person_id, entered_at=at,
    )  # fmt: skip
    ends = f"{localtime(new.until):%Y-%m-%d %H:%M}"
    lines = [
        NewLine("一共安排", figure=yuan(new.total), key=f"call:{call.pk}"),
        NewLine("一个项目最多", figure=yuan(new.most)),
        NewLine("申报截止", figure=ends),
    ]
    title = f"{one.name}征集项目：{call.title}"
    said = NewNotice(one.area_id, NOTICE_KIND, title, new.contact, body=call.text, about=("call", call.pk), lines=lines)  # fmt: skip
    call.notice = notices.draft_notice(said, by=by, at=at)
    call.save(update_fields=["notice"])
    _told("fund.call", one.pk, by, at, call=call.pk)
    return call


@transaction.atomic
def name_panelist(call: int, person: int, *, by: Actor, at: datetime) -> FundPanelist:
    """请评审, before the call ends. Raises Refusal."""
    one = held_call(call)
    held_fund(one.fund_id, by)
    rules.may_name_judge(until=one.until, at=at).or_refuse()
    if person not in {seat.person_id for seat in queries.judges(one.fund.area_id, at)}:
        raise Refusal("choice_unknown", _("请选择一位评审。"))
    seat, new = FundPanelist.objects.get_or_create(
        call=one, person_id=person, defaults={"named_by_id": by.person_id, "named_at": at}
    )
    if new:
        _told("fund.panelist", one.fund_id, by, at, call=one.pk, person=person)
    return seat


@dataclass(frozen=True)
class NewBid:
    """申报书: of which organisation, what is done, how much it asks for (fen)."""

    group: int
    title: str
    plan: str
    fen: int


@transaction.atomic
def bid(call: int, new: NewBid, *, by: Actor, at: datetime) -> Bid:
    """申报, by whoever runs the organisation. Raises Refusal."""
    one = held_call(call)
    group = Group.objects.filter(pk=new.group).first()
    verdict = access.may_run(by, group) if group else access.not_there()
    verdict.or_refuse()
    posted = bool(one.notice and one.notice.posted_at and not one.notice.withdrawn_at)
    rules.may_bid(posted=posted, until=one.until, most=one.most, fen=new.fen, at=at).or_refuse()
    if Bid.objects.filter(call=one, group=group, withdrawn_at=None).exists():
        raise Refusal("bid_there", _("这个组织已经申报过，要改的先撤回。"))
    said = {"title": new.title.strip(), "plan": new.plan.strip(), "fen": new.fen}
    made = Bid.objects.create(call=one, group=group, **said, sent_by_id=by.person_id, sent_at=at)
    _told("fund.bid", one.fund_id, by, at, bid=made.pk, group=new.group)
    return made


@transaction.atomic
def withdraw_bid(bid: int, *, by: Actor, at: datetime) -> Bid:
    """撤回申报, before the call ends. Raises Refusal."""
    one = Bid.objects.select_for_update(of=("self",)).select_related("call", "group").filter(pk=bid).first()
    verdict = access.may_wind_up(by, one.group) if one else access.not_there()
    verdict.or_refuse()
    assert one  # or it was refused
    if at >= one.call.until:
        raise Refusal("call_over", _("征集已经截止。"))
    one.withdrawn_at = one.withdrawn_at or at
    one.save(update_fields=["withdrawn_at"])
    _told("fund.bid_withdrawn", one.call.fund_id, by, at, bid=one.pk)
    return one


@transaction.atomic
def tell_fund_tie(group: int, *, by: Actor, at: datetime) -> FundTie:
    """申明回避: a panelist says that they have to do with an organisation; for good. Raises Refusal."""
    access.may_judge(by).or_refuse()
    tie, new = FundTie.objects.get_or_create(person_id=by.person_id, group_id=group, defaults={"said_at": at})
    if new:
        record("fund.tie", by=by.person_id, at=at, about=("group", group), content={})
    return tie


@transaction.atomic
def score_bid(bid: int, *, points: int, why: str, by: Actor, at: datetime) -> BidScore:
    """评分, after the call ended; changed until it is decided. Raises Refusal."""
    one = queries.bid_to_score(by, bid)
    tied = queries.is_tied(by, one, at)
    rules.may_score(until=one.call.until, at=at, tied=tied, points=points).or_refuse()
    if one.grant:
        raise Refusal("decided", _("已经定了，不再评分。"))
    said, _new = BidScore.objects.update_or_create(
        bid=one, by_id=by.person_id, defaults={"points": points, "why": a_reason(why), "at": at}
    )
    _told("fund.scored", one.call.fund_id, by, at, bid=one.pk)
    return said


def held_fund(fund: int, by: Actor) -> Fund:
    """Locked. Raises Refusal."""
    one = Fund.objects.select_for_update(of=("self",)).filter(pk=fund).first()
    verdict = access.may_keep_fund(by, one.area_id) if one else access.not_there()
    verdict.or_refuse()
    assert one  # or it was refused
    return one


def held_call(call: int) -> Call:
    one = Call.objects.select_for_update(of=("self",)).select_related("fund", "notice").filter(pk=call).first()  # fmt: skip
    if one is None:
        raise Refusal("not_visible", _("没有找到这一项。"))
    return one


def _told(topic: str, fund: int, by: Actor, at: datetime, **content: object) -> None:
    record(topic, by=by.person_id, at=at, about=("fund", fund), content=content)
