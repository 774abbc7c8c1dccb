"""征集和评审的查询: what is called for, who may judge, what each judge has to score, how the bids of a call stand."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Avg, Count, Exists, F, IntegerField, OuterRef, Q, Sum
from django.db.models.functions import Cast, Coalesce
from django.utils.timezone import localdate

from sanzhi.groups import access
from sanzhi.groups.models import Bid, BidScore, Call, FundPanelist, FundTie, Grant, Milestone
from sanzhi.people import queries as people
from sanzhi.people.models import Appointment
from sanzhi.people.queries import in_force
from sanzhi.people.roles import Actor

from .funds import newest, oldest
from .register import PAGE_SIZE, missing, run_from


def judges(area: str, at: datetime) -> list[Appointment]:
    """Who may be asked to judge: in post as such in the fund's place, or over it."""
    place = people.area(area)
    reach = place.reach if place else area
    there = Q(office__area__in=people.up_from(area)) | Q(
        office__area__gte=reach, office__area__lt=reach + "~"
    )
    rows = Appointment.objects.filter(in_force(localdate(at)), there, role="fund_judge")
    return list(rows.select_related("person", "office").order_by("id"))


@dataclass(frozen=True)
class _Ties:
    """With what a judge has to do: organisations that they told of, offices where they work, what they sent themselves."""

    person: int | None
    groups: set[int]
    offices: set[int]

    def hold(self, bid: Bid) -> bool:
        return bid.sent_by_id == self.person or bid.group_id in self.groups or bid.group.office_id in self.offices  # fmt: skip


def _ties_of(actor: Actor, at: datetime) -> _Ties:
    posts = Appointment.objects.filter(person=actor.person_id)
    posts = posts.filter(Q(valid_to=None) | Q(valid_to__gt=localdate(at)))
    told = FundTie.objects.filter(person=actor.person_id).values_list("group", flat=True)
    return _Ties(actor.person_id, set(told), set(posts.values_list("office", flat=True)))


def is_tied(actor: Actor, bid: Bid, at: datetime) -> bool:
    """Told so, sent it, or at work where the organisation is run from."""
    return _ties_of(actor, at).hold(bid)


def bid_to_score(actor: Actor, bid: int) -> Bid:
    """One of a call on whose panel the actor sits. Raises Refusal."""
    one = Bid.objects.select_related("call__fund", "group").filter(pk=bid, withdrawn_at=None).first()
    seats = FundPanelist.objects.filter(person=actor.person_id, call=one.call_id) if one else None
    if one is None or not access.may_judge(actor) or not (seats and seats.exists()):
        raise missing()
    return one


@dataclass(frozen=True)
class ToJudge:
    """一项申报 before its judge: one's own score, and whether one may score it now."""

    bid: Bid
    said: BidScore | None
    tied: bool
    open: bool


def to_judge(actor: Actor, at: datetime, past: int = 0, *, judged: bool = False) -> list[ToJudge]:
    """申报 of the calls on whose panels one sits, undecided: those one has not scored yet, or (`judged`) those one has."""
    calls = FundPanelist.objects.filter(person=actor.person_id).values("call")
    own = Exists(BidScore.objects.filter(by=actor.person_id, bid=OuterRef("pk")))
    decided = Exists(Grant.objects.filter(bid=OuterRef("pk"), refused_at=None))
    found = Bid.objects.filter(~decided, own if judged else ~own, call__in=calls, withdrawn_at=None)
    rows = oldest(found.select_related("call", "group"), past)
    said = {one.bid_id: one for one in BidScore.objects.filter(by=actor.person_id, bid__in=rows)}
    ties = _ties_of(actor, at)
    return [ToJudge(one, said.get(one.pk), ties.hold(one), at >= one.call.until) for one in rows]


@dataclass(frozen=True)
class CallPage:
    """一次征集 as its keeper reads it: each bid with how many scored it and their mean; who is on the panel."""

    one: Call
    bids: list[Bid]
    panel: list[FundPanelist]


def call_page(actor: Actor, call: int, past: tuple[int, int] | None = None) -> CallPage:
    """Fetching is checking. The best first, those nobody scored last; `past`: the rank and the row of the last one shown."""
    one = Call.objects.select_related("fund", "notice").filter(pk=call).first()
    if one is None:
        raise missing()
    access.may_keep_fund(actor, one.fund.area_id).or_refuse()
    bids = one.bids.filter(withdrawn_at=None).select_related("group").prefetch_related("grants")
    counted = bids.annotate(n=Count("scores"), mean=Avg("scores__points"))
    ranked = counted.annotate(rank=Coalesce(Cast(F("mean") * 1000, IntegerField()) + 1, 0))
    if past:
        ranked = ranked.filter(Q(rank__lt=past[0]) | Q(rank=past[0], pk__gt=past[1]))
    panel = list(one.panel.select_related("person").order_by("id"))
    return CallPage(one, list(ranked.order_by("-rank", "id")[: PAGE_SIZE + 1]), panel)


def granted_in(call: int) -> int:
    """Fen proposed, agreed or paid under a call. What an ended grant dropped is not in it, what it had paid is."""
    rows = Milestone.objects.filter(grant__bid__call=call, grant__refused_at=None).exclude(state="dropped")
    return rows.aggregate(all=Sum("fen"))["all"] or 0


def calls_open(at: datetime, before: int = 0) -> list[Call]:
    """征集 announced and not ended: everybody may read them, organisations may bid."""
    rows = Call.objects.filter(until__gt=at, notice__posted_at__lte=at, notice__withdrawn_at=None)
    return newest(rows.select_related("fund"), before)


def may_still_bid(actor: Actor, calls: Collection[Call]) -> set[int]:
    """The calls under which an organisation of one's own, in good standing, has not bid yet."""
    own = len(run_from(actor))
    rows = Bid.objects.filter(
        call__in=calls, withdrawn_at=None, group__office_id=actor.office_id, group__status="active"
    )
    sent = dict(rows.order_by().values_list("call").annotate(n=Count("id")))
    return {call.pk for call in calls if sent.get(call.pk, 0) < own}


def call_open(call: int, at: datetime) -> Call:
    one = Call.objects.select_related("fund", "notice").filter(pk=call, notice__posted_at__lte=at).first()
    if one is None:
        raise missing()
    return one
