"""分派规则: what is in force, what it was, the draft, and what a change would do to last month's cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min

from sanzhi.cases import access, rules
from sanzhi.cases.models import Case, RoutingDraft, RoutingRule
from sanzhi.kit import ids
from sanzhi.people.models import Office
from sanzhi.people.roles import Actor

from .rulebook import Rulebook, desk_of, rulebook

LAST_MONTH = timedelta(days=30)
MOST_CASES = 5_000
MOST_SHOWN = 50


@dataclass(frozen=True)
class Rerouted:
    """改投的一件: its number and place, never what it says; who designs routes sees no case."""

    number: str
    place: str
    category: str
    purpose: str
    before: str
    after: str


@dataclass(frozen=True)
class RoutingPreview:
    """预演: how many of last month's cases would go elsewhere, and the first of them."""

    cases: int
    receive: int
    propose: int
    shown: list[Rerouted]


def routing_in_force(actor: Actor) -> list[RoutingRule]:
    access.may_route(actor).or_refuse()
    return list(
        RoutingRule.objects.filter(version=rulebook().routing_version)
        .select_related("office")
        .order_by("order")
    )


def routing_history(actor: Actor) -> list[dict[str, Any]]:
    """Every version, newest first: {"version", "rules", "since"}."""
    access.may_route(actor).or_refuse()
    found = RoutingRule.objects.values("version").annotate(rules=Count("id"), since=Min("effective_from"))
    return list(found.order_by("-version")[:50])


def routing_draft(actor: Actor) -> RoutingDraft | None:
    access.may_route(actor).or_refuse()
    return RoutingDraft.objects.filter(state=RoutingDraft.Standing.OPEN).select_related("created_by").first()


def routes_of(written: Sequence[Mapping[str, Any]]) -> dict[str, tuple[rules.RouteRule, ...]]:
    """A draft's rules as `rules.route` takes them: purpose → rules in order."""
    found: dict[str, tuple[rules.RouteRule, ...]] = {}
    for order, rule in enumerate(written, start=1):
        told = rules.RouteRule(
            order, rule["name"], rule["when"], rule.get("office_id") or rule["office_kind"]
        )
        found[rule["purpose"]] = (*found.get(rule["purpose"], ()), told)
    return found


def shadowed(written: Sequence[Mapping[str, Any]]) -> list[int]:
    """Numbers of rules that are never reached: an earlier one of the same purpose has no condition and takes all."""
    taken: set[str] = set()
    never = []
    for order, rule in enumerate(written, start=1):
        if rule["purpose"] in taken:
            never.append(order)
        if not any(rule["when"].values()):
            taken.add(rule["purpose"])
    return never


def preview_routing(actor: Actor, draft: RoutingDraft, *, at: datetime) -> RoutingPreview:
    """Last month's cases routed anew, by the rules in force and by the draft."""
    access.may_route(actor).or_refuse()
    book, new = rulebook(), routes_of(draft.rules)
    names = dict(Office.objects.values_list("id", "name"))
    cases = Case.objects.filter(reported_at__gte=at - LAST_MONTH, reported_at__lte=at).select_related(
        "area__parent", "category"
    )
    counted, shown, looked = {"receive": 0, "propose": 0}, list[Rerouted](), 0
    for case in cases.order_by("-reported_at", "-id")[:MOST_CASES].iterator():
        looked += 1
        filing = rules.Filing(case.title, case.text, case.area_id, case.category_id)
        for purpose in counted:
            before = _goes_to(book, book.routes.get(purpose, ()), filing, case.channel)
            after = _goes_to(book, new.get(purpose, ()), filing, case.channel)
            if before != after:
                counted[purpose] += 1
                if len(shown) < MOST_SHOWN:
                    shown.append(_told(case, purpose, names.get(before or 0, ""), names.get(after or 0, "")))
    return RoutingPreview(looked, counted["receive"], counted["propose"], shown)


def _goes_to(
    book: Rulebook, routes: Sequence[rules.RouteRule], filing: rules.Filing, channel: str
) -> int | None:
    rule, _trace = rules.route(routes, filing=filing, channel=channel)
    return desk_of(book, rule.office, filing.area_code) if rule else None


def _told(case: Case, purpose: str, before: str, after: str) -> Rerouted:
    number = ids.case_number("TX", case.reported_at.year, case.id)
    place = f"{case.area.parent}{case.area}"
    label = str(RoutingRule.Purpose(purpose).label)
    return Rerouted(number, place, case.category.name, label, before, after)


@dataclass(frozen=True)
class Traced:
    """试一试的结果: one purpose, the desk it ends at, and every rule tried."""

    purpose: str
    office: str
    tried: list[dict[str, Any]]


def trace_routing(
    actor: Actor, filing: rules.Filing, channel: str, draft: RoutingDraft | None
) -> list[Traced]:
    """Which rule fires for this and why the earlier ones do not; under the draft when one is given."""
    access.may_route(actor).or_refuse()
    book = rulebook()
    routes = routes_of(draft.rules) if draft else book.routes
    told = []
    for purpose, label in RoutingRule.Purpose.choices:
        rule, trace = rules.route(routes.get(purpose, ()), filing=filing, channel=channel)
        office = desk_of(book, rule.office, filing.area_code) if rule else None
        name = Office.objects.filter(pk=office).values_list("name", flat=True).first() or ""
        told.append(Traced(str(label), name, trace))
    return told
