"""发展基金的查询: what lies in it, what everybody may read of it, what a keeper and an organisation have to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet, Sum

from sanzhi.groups import access
from sanzhi.groups.models import Bid, Call, Fund, Gift, GiftPurpose, GiftUse, Grant, Milestone
from sanzhi.kit import walls
from sanzhi.ledger import codes
from sanzhi.ledger import queries as book
from sanzhi.people.roles import Actor

from .register import PAGE_SIZE, missing

GIFT_KINDS, FUND_KINDS = Gift.Kind.choices, Fund.Kind.choices
Past = Mapping[str, int]  # {which list of a page: the last row shown of it}
FIRST: Past = {}


def newest(rows: QuerySet[Any], before: int = 0) -> list[Any]:
    """A page and one more, the newest first."""
    rows = rows.filter(pk__lt=before) if before else rows
    return list(rows.order_by("-id")[: PAGE_SIZE + 1])


def oldest(rows: QuerySet[Any], past: int = 0) -> list[Any]:
    """A page and one more, the longest waiting first."""
    return list(rows.filter(pk__gt=past).order_by("id")[: PAGE_SIZE + 1])


@dataclass(frozen=True)
class Accounts:
    """The two accounts of a fund: where its money comes from, and where it lies."""

    gifts: int
    fund: int


def accounts_of(fund: int) -> Accounts:
    names = (codes.of_gifts(fund), codes.of_development_fund(fund))
    with walls.the_house():  # what lies in a fund is for everybody
        found = book.accounts(codes.FEN, names)
    return Accounts(found[names[0]], found[names[1]])


def free_of(fund: int) -> int:
    """Fen that are neither paid nor set aside."""
    with walls.the_house():
        return book.balance(accounts_of(fund).fund).free


def with_uses(rows: QuerySet[Gift]) -> QuerySet[Gift]:
    """Each gift with `.used`, its uses, and `.changes`, its purposes; asked once for a page."""
    uses = Prefetch("uses", queryset=GiftUse.objects.exclude(state="refused"), to_attr="used")
    changes = Prefetch("purposes", queryset=GiftPurpose.objects.exclude(agreed_at=None), to_attr="changes")
    return rows.prefetch_related(uses, changes)


@dataclass(frozen=True)
class FundPage:
    """基金 as everybody may read it: what came in and from whom, what was called for, who has it and what for, what was paid."""

    one: Fund
    came_in: int
    paid: int
    set_aside: int
    free: int
    gifts: list[Gift]
    calls: list[Call]
    grants: list[Grant]


def funds(past: int = 0) -> list[Fund]:
    """All of them, a page and one more."""
    return oldest(Fund.objects.select_related("area"), past)


def kept_by(actor: Actor, past: int = 0) -> list[Fund]:
    """Those of one's place."""
    rows = Fund.objects.filter(area__gte=actor.reach or "-", area__lt=(actor.reach or "-") + "~")
    return oldest(rows.select_related("area"), past)


def fund_here(fund: int) -> Fund:
    one = Fund.objects.select_related("area").filter(pk=fund).first()
    if one is None:
        raise missing()
    return one


def fund_page(fund: int, past: Past = FIRST) -> FundPage:
    """The disclosure: confirmed gifts and agreed grants, a page and one more of each; sums are of all."""
    one = fund_here(fund)
    gifts, one_by_one = one.gifts.exclude(posting=None), one.kind == Fund.Kind.DONATIONS
    free = free_of(one.pk)
    came_in = gifts.aggregate(all=Sum("fen"))["all"] or 0
    granted = Milestone.objects.filter(grant__fund=one, state="paid").aggregate(all=Sum("fen"))["all"] or 0
    uses = GiftUse.objects.filter(gift__fund=one, state="paid") if one_by_one else GiftUse.objects.none()
    paid = granted + (uses.aggregate(all=Sum("fen"))["all"] or 0)
    grants = one.grants.exclude(agreed_at=None).select_related("bid__group", "bid__call")
    calls = one.calls.select_related("notice").exclude(notice__posted_at=None)
    return FundPage(
        one, came_in, paid, came_in - paid - free, free, newest(with_uses(gifts) if one_by_one else gifts, past.get("gifts", 0)),
        newest(calls, past.get("calls", 0)), newest(grants.prefetch_related("milestones"), past.get("grants", 0)),
    )  # fmt: skip


@dataclass(frozen=True)
class Desk:
    """基金工作台: what waits for a second hand, and each step of each call."""

    page: FundPage
    to_confirm: list[Gift]
    calls: list[Call]
    to_agree: list[Grant]
    milestones: list[Milestone]
    sent_back: list[Gift]


def fund_desk(actor: Actor, fund: int, past: Past = FIRST) -> Desk:
    """Fetching is checking."""
    access.may_keep_fund(actor, fund_here(fund).area_id).or_refuse()
    page = fund_page(fund, past)
    waiting = Milestone.objects.filter(grant__fund=fund, state__in=("reported", "accepted"))
    to_agree = page.one.grants.filter(agreed_at=None, refused_at=None).select_related("bid__group")
    return Desk(
        page, oldest(page.one.gifts.filter(posting=None, refused_at=None), past.get("to_confirm", 0)),
        newest(page.one.calls.select_related("notice"), past.get("calls", 0)),
        oldest(to_agree.prefetch_related("milestones"), past.get("to_agree", 0)),
        oldest(waiting.select_related("grant__bid__group"), past.get("milestones", 0)),
        newest(page.one.gifts.exclude(refused_at=None), past.get("sent_back", 0)),
    )  # fmt: skip


def bids_run(actor: Actor, before: int = 0) -> list[Bid]:
    """申报 of the organisations run from one's own office, with what became of each."""
    if not actor.office_id or not actor.may("volunteer.lead"):
        return []
    rows = Bid.objects.filter(group__office_id=actor.office_id).select_related("call__fund", "group")
    return newest(rows.prefetch_related("grants__milestones"), before)


def gift_kept(actor: Actor, gift: int) -> Gift:
    """For whoever keeps its fund. Raises Refusal."""
    one = Gift.objects.select_related("fund").filter(pk=gift).first()
    if one is None:
        raise missing()
    access.may_keep_fund(actor, one.fund.area_id).or_refuse()
    return one


def bid_kept(actor: Actor, bid: int) -> Bid:
    """For whoever keeps its fund. Raises Refusal."""
    one = Bid.objects.select_related("call__fund", "group").filter(pk=bid, withdrawn_at=None).first()
    if one is None:
        raise missing()
    access.may_keep_fund(actor, one.call.fund.area_id).or_refuse()
    return one


def grant_kept(actor: Actor, grant: int) -> Grant:
    one = Grant.objects.select_related("fund", "bid__group").filter(pk=grant).first()
    if one is None:
        raise missing()
    access.may_keep_fund(actor, one.fund.area_id).or_refuse()
    return one


def _milestone(milestone: int) -> Milestone:
    rows = Milestone.objects.select_related("grant__fund", "grant__bid__group")
    row = rows.filter(pk=milestone).first()
    if row is None:
        raise missing()
    return row


def milestone_kept(actor: Actor, milestone: int) -> Milestone:
    row = _milestone(milestone)
    access.may_keep_fund(actor, row.grant.fund.area_id).or_refuse()
    return row


def milestone_run(actor: Actor, milestone: int) -> Milestone:
    """For whoever runs the organisation. Raises Refusal."""
    row = _milestone(milestone)
    access.may_run(actor, row.grant.bid.group).or_refuse()
    return row
