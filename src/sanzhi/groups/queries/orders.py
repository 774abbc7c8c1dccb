"""服务项目和服务单: what everybody may ask for, one's own orders, those of a team, those that a desk took."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Q, QuerySet

from sanzhi.groups import access
from sanzhi.groups.models import ServiceOffer, ServiceOrder
from sanzhi.kit import walls
from sanzhi.people.models import Duty
from sanzhi.people.roles import Actor

from .register import PAGE_SIZE, missing, run_from

OFFER_KINDS, ORDER_STATES, HALVES = ServiceOffer.Kind.choices, ServiceOrder.State.choices, Duty.Half.choices
CHANNELS = [one for one in ServiceOrder.Channel.choices if one[0] != "page"]


@dataclass(frozen=True)
class AskedOffers:
    """找什么服务: words of it, a kind, a place; each may be empty."""

    words: str = ""
    kind: str = ""
    area: str = ""


def offers(asked: AskedOffers, past: int = 0) -> list[ServiceOffer]:
    """What can be asked for, a page and one more."""
    rows = ServiceOffer.objects.filter(ended_at=None, group__status="active")
    if asked.words.strip():
        words = asked.words.strip()
        rows = rows.filter(
            Q(name__icontains=words) | Q(what__icontains=words) | Q(group__name__icontains=words)
        )
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.area:
        rows = rows.filter(group__area__gte=asked.area, group__area__lt=asked.area + "~")
    return list(rows.filter(pk__gt=past).select_related("group__area")[: PAGE_SIZE + 1])


def offer_here(offer: int) -> ServiceOffer:
    """Raises Refusal."""
    one = ServiceOffer.objects.select_related("group__area").filter(pk=offer).first()
    if one is None:
        raise missing()
    return one


def offers_run(actor: Actor, past: int = 0) -> list[ServiceOffer]:
    """Those of one's own teams, the ended ones too."""
    teams = [one.pk for one in run_from(actor)]
    rows = ServiceOffer.objects.filter(group__in=teams, pk__gt=past).select_related("group")
    return list(rows[: PAGE_SIZE + 1])


def offer_run(actor: Actor, offer: int) -> ServiceOffer:
    one = offer_here(offer)
    access.may_wind_up(actor, one.group).or_refuse()
    return one


def offers_to_pass(order: ServiceOrder) -> list[ServiceOffer]:
    """别的团队: who of the town may take an order on: of the same kind, the same village first; not whoever had it."""
    had, place = teams_before(order), order.group.area_id
    rows = ServiceOffer.objects.filter(ended_at=None, group__status="active", kind=order.offer.kind)
    near = rows.filter(group__area__gte=place[:9], group__area__lt=place[:9] + "~").exclude(group__in=had)
    return sorted(near.select_related("group__area"), key=lambda one: (one.group.area_id != place, one.pk))


def teams_before(order: ServiceOrder) -> set[int]:
    """Every team that had this order, this one too."""
    had, earlier = {order.group_id}, order.passed_from_id
    with walls.the_house():  # numbers of teams, of which nothing shows who asked
        while earlier:
            found = ServiceOrder.objects.values_list("group_id", "passed_from_id").get(pk=earlier)
            had.add(found[0])
            earlier = found[1]
    return had


def has_open_order(offer: ServiceOffer, person: int) -> bool:
    """Whether somebody waits for this already."""
    with walls.the_house():  # of another team, which whoever passes on does not see
        return ServiceOrder.objects.filter(
            offer=offer, person_id=person, state__in=("asked", "accepted")
        ).exists()


def _orders() -> QuerySet[ServiceOrder]:
    return ServiceOrder.objects.select_related("offer", "group__area", "person", "taken_by", "heard_by")


def _page(rows: QuerySet[ServiceOrder], before: int) -> list[ServiceOrder]:
    rows = rows.filter(pk__lt=before) if before else rows
    return list(rows.order_by("-id")[: PAGE_SIZE + 1])


def orders_of(actor: Actor, before: int = 0) -> list[ServiceOrder]:
    """我的服务单."""
    return _page(_orders().filter(person_id=actor.person_id), before)


@dataclass(frozen=True)
class AskedOrders:
    """哪些服务单: words of the service or of the helper, a state, only the late ones."""

    words: str = ""
    state: str = ""
    late: bool = False


def orders_run(actor: Actor, asked: AskedOrders, at: datetime, before: int = 0) -> list[ServiceOrder]:
    """Those of one's own teams, and those that one's desk took."""
    rows = _orders().filter(_mine(actor))
    if asked.words.strip():
        words = asked.words.strip()
        rows = rows.filter(Q(offer__name__icontains=words) | Q(helper__icontains=words))
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.late:
        rows = rows.filter(state="asked", answer_by__lt=at)
    return _page(rows, before)


def _mine(actor: Actor) -> Q:
    none = Q(pk__in=[])
    run = Q(group__office_id=actor.office_id) if actor.office_id and actor.may("volunteer.lead") else none
    return run | Q(office_id=actor.office_id) if access.may_take_orders(actor) else run


def order_of(actor: Actor, order: int) -> ServiceOrder:
    """Fetching is checking. Raises Refusal."""
    one = _orders().filter(pk=order).first()
    verdict = access.may_read_order(actor, one) if one else access.not_there()
    verdict.or_refuse()
    assert one  # or it was refused
    return one


def order_run(actor: Actor, order: int) -> ServiceOrder:
    """For whoever runs the team. Raises Refusal."""
    one = order_of(actor, order)
    access.may_wind_up(actor, one.group).or_refuse()
    return one


@dataclass(frozen=True)
class Load:
    """忙不忙: what waits and is late, what is agreed, what was done in thirty days and how it was rated, who goes how often."""

    asked: int
    late: int
    accepted: int
    done: int
    rated: int
    good: int
    helpers: list[tuple[str, int]]


def load(actor: Actor, at: datetime) -> Load | None:
    """Of one's own teams; None for who leads none."""
    if not actor.office_id or not actor.may("volunteer.lead"):
        return None
    rows = ServiceOrder.objects.filter(group__office_id=actor.office_id)
    lately = Q(done_at__gt=at - timedelta(days=30))
    said = rows.aggregate(
        asked=Count("id", Q(state="asked")), late=Count("id", Q(state="asked", answer_by__lt=at)),
        accepted=Count("id", Q(state="accepted")), done=Count("id", lately), rated=Count("rating", lately),
        good=Count("id", lately & Q(rating__gte=4)),
    )  # fmt: skip
    busy = rows.filter(state="accepted").values(who=F("helper")).annotate(n=Count("id")).order_by("-n", "who")
    return Load(**said, helpers=[(row["who"], row["n"]) for row in busy[:PAGE_SIZE]])


def orders_late(at: datetime) -> list[int]:
    with walls.the_house():
        rows = ServiceOrder.objects.filter(state="asked", late_told_at=None, answer_by__lt=at)
        return list(rows.order_by("answer_by").values_list("id", flat=True)[:500])
