"""发展基金的查询: what lies in it, what everybody may read of it, what a keeper, a judge and an organisation have to do."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Avg, Count, Sum

from sanzhi.groups import access
from sanzhi.groups.models import (
    Bid,
    BidScore,
    Call,
    Fund,
    FundPanelist,
    FundTie,
    Gift,
    Grant,
    Group,
    Milestone,
)
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.ledger import codes
from sanzhi.ledger import queries as book
from sanzhi.people import queries as people
from sanzhi.people.models import Appointment
from sanzhi.people.queries import in_force
from sanzhi.people.roles import Actor

from .register import PAGE_SIZE

GIFT_KINDS = Gift.Kind.choices
FEW = 30


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


def judges(area: str, at: datetime) -> list[Appointment]:
    """Who may be asked to judge: in post as such in the fund's place, or over it."""
    rows = Appointment.objects.filter(in_force(at.date()), role="fund_judge")
    rows = rows.filter(office__area__in=people.up_from(area)) | rows.filter(office__area__gte=area.rstrip("0"), office__area__lt=area.rstrip("0") + "~")  # fmt: skip
    return list(rows.select_related("person", "office").order_by("id")[:FEW])


def is_tied(actor: Actor, group: Group) -> bool:
    """Told so, or at work where the organisation is run from."""
    told = FundTie.objects.filter(person=actor.person_id, group=group).exists()
    works = Appointment.objects.filter(person=actor.person_id, office=group.office_id, valid_to=None)
    return told or (group.office_id is not None and works.exists())


def bid_to_score(actor: Actor, bid: int) -> Bid:
    """One of a call on whose panel the actor sits. Raises Refusal."""
    rows = Bid.objects.select_related("call__fund", "group", "grant").filter(pk=bid, withdrawn_at=None)
    one = rows.first()
    seats = FundPanelist.objects.filter(person=actor.person_id, call=one.call_id) if one else None
    if one is None or not access.may_judge(actor) or not (seats and seats.exists()):
        raise missing()
    return one


def missing() -> Refusal:
    verdict = access.not_there()
    return Refusal(verdict.code, verdict.sentence)


def to_judge(actor: Actor) -> list[tuple[Bid, BidScore | None, bool]]:
    """申报 of the calls on whose panels one sits, undecided: (bid, one's own score, whether one is tied)."""
    calls = FundPanelist.objects.filter(person=actor.person_id).values("call")
    rows = list(
        Bid.objects.filter(call__in=calls, withdrawn_at=None, grant=None)
        .select_related("call", "group")
        .order_by("id")[:FEW]
    )
    said = {one.bid_id: one for one in BidScore.objects.filter(by=actor.person_id, bid__in=rows)}
    tied = set(FundTie.objects.filter(person=actor.person_id).values_list("group", flat=True))
    return [(one, said.get(one.pk), one.group_id in tied or one.group.office_id == actor.office_id) for one in rows]  # fmt: skip


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


def funds() -> list[Fund]:
    return list(Fund.objects.select_related("area")[:PAGE_SIZE])


def fund_here(fund: int) -> Fund:
    one = Fund.objects.select_related("area").filter(pk=fund).first()
    if one is None:
        raise missing()
    return one


def fund_page(fund: int) -> FundPage:
    """The disclosure: confirmed gifts and agreed grants, the newest few of each; sums are of all."""
    one = fund_here(fund)
    gifts = one.gifts.exclude(posting=None)
    free = free_of(one.pk)
    came_in = gifts.aggregate(all=Sum("fen"))["all"] or 0
    paid = Milestone.objects.filter(grant__fund=one, state="paid").aggregate(all=Sum("fen"))["all"] or 0
    grants = one.grants.exclude(agreed_at=None).select_related("bid__group", "bid__call")
    calls = one.calls.select_related("notice").exclude(notice__posted_at=None)
    return FundPage(
        one, came_in, paid, came_in - paid - free, free, list(gifts.order_by("-id")[:FEW]),
        list(calls[:FEW]), list(grants.prefetch_related("milestones").order_by("-id")[:FEW]),
    )  # fmt: skip


@dataclass(frozen=True)
class Desk:
    """基金工作台: what waits for a second hand, and each step of each call."""

    page: FundPage
    to_confirm: list[Gift]
    calls: list[Call]
    to_agree: list[Grant]
    milestones: list[Milestone]


def fund_desk(actor: Actor, fund: int) -> Desk:
    """Fetching is checking."""
    page = fund_page(fund)
    access.may_keep_fund(actor, page.one.area_id).or_refuse()
    waiting = Milestone.objects.filter(grant__fund=fund, state__in=("reported", "accepted"))
    to_agree = page.one.grants.filter(agreed_at=None).select_related("bid__group")
    return Desk(
        page, list(page.one.gifts.filter(posting=None).order_by("id")[:FEW]),
        list(page.one.calls.select_related("notice")[:FEW]), list(to_agree.prefetch_related("milestones")[:FEW]),
        list(waiting.select_related("grant__bid__group").order_by("id")[:FEW]),
    )  # fmt: skip


def kept_by(actor: Actor) -> list[Fund]:
    rows = Fund.objects.filter(area__gte=actor.reach or "-", area__lt=(actor.reach or "-") + "~")
    return list(rows.select_related("area")[:PAGE_SIZE])


@dataclass(frozen=True)
class CallPage:
    """一次征集 as its keeper reads it: each bid with how many scored it and their mean; who is on the panel."""

    one: Call
    bids: list[Bid]
    panel: list[FundPanelist]


def call_page(actor: Actor, call: int) -> CallPage:
    """Fetching is checking."""
    one = Call.objects.select_related("fund", "notice").filter(pk=call).first()
    if one is None:
        raise missing()
    access.may_keep_fund(actor, one.fund.area_id).or_refuse()
    bids = one.bids.filter(withdrawn_at=None).select_related("group", "grant")
    counted = bids.annotate(n=Count("scores"), mean=Avg("scores__points"))
    return CallPage(
        one, list(counted.order_by("-mean", "id")[:FEW]), list(one.panel.select_related("person"))
    )


def granted_in(call: int) -> int:
    """Fen proposed or agreed under a call."""
    return Grant.objects.filter(bid__call=call, ended_at=None).aggregate(all=Sum("fen"))["all"] or 0


def calls_open(at: datetime) -> list[Call]:
    """征集 announced and not ended: everybody may read them, organisations may bid."""
    rows = Call.objects.filter(until__gt=at, notice__posted_at__lte=at, notice__withdrawn_at=None)
    return list(rows.select_related("fund")[:PAGE_SIZE])


def call_open(call: int, at: datetime) -> Call:
    one = Call.objects.select_related("fund", "notice").filter(pk=call, notice__posted_at__lte=at).first()
    if one is None:
        raise missing()
    return one


def bids_run(actor: Actor, before: int = 0) -> list[Bid]:
    """申报 of the organisations run from one's own office, with what became of each."""
    if not actor.office_id or not actor.may("volunteer.lead"):
        return []
    rows = Bid.objects.filter(group__office_id=actor.office_id)
    if before:
        rows = rows.filter(pk__lt=before)
    rows = rows.select_related("call__fund", "group", "grant").prefetch_related("grant__milestones")
    return list(rows.order_by("-id")[: PAGE_SIZE + 1])


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
