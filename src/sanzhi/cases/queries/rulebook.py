"""The versioned rules a case is run by: limits, routes, categories. Cached per process, keyed by the last change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from sanzhi.cases import rules
from sanzhi.cases.elsewhere import CHANNELS
from sanzhi.cases.models import Case, Category, CategoryMapping, LimitRule, RoutingRule
from sanzhi.kit.calendar import WorkingCalendar
from sanzhi.kit.deadlines import Limit
from sanzhi.kit.verdict import YES, Verdict, no
from sanzhi.people import queries as people
from sanzhi.people.models import Area, Office

# Whose work cases are, beside a village's own: not a bank's, a court's, a branch's or an organisation's.
HANDLES = (Office.Kind.DEPARTMENT, Office.Kind.TOWN_OFFICE)


@dataclass(frozen=True)
class Limits:
    """时限: one rule ready to count with."""

    rule_id: int
    clock: str
    limit: Limit
    yellow: Limit
    red: Limit


@dataclass(frozen=True)
class Rulebook:
    """规则集: everything intake looks up, read in one go."""

    stamp: str
    limits: Mapping[tuple[str, str], tuple[tuple[datetime, Limits], ...]]  # (clock, pace) → newest first
    paces: Mapping[str, str]  # category → pace
    vocabulary: tuple[tuple[str, str], ...]  # (word, category)
    areas: frozenset[str]  # villages in force
    routes: Mapping[str, tuple[rules.RouteRule, ...]]  # purpose → rules in order
    routing_version: int
    desks: Mapping[tuple[str, str], int]  # (kind of office, area code) → office
    centre: int
    offices: frozenset[int]  # open ones
    calendar: WorkingCalendar


# What tells one state of the rules from another, as one text; also asked inside the statement that files a case.
STAMP = """
concat_ws('/', (SELECT count(*) FROM cases_limitrule), (SELECT max(version) FROM cases_routingrule),
    (SELECT max(loaded_at) FROM people_calendaryear),
    (SELECT count(*) FROM cases_category), (SELECT count(*) FROM cases_categoryversion),
    (SELECT count(valid_to) FROM cases_category), (SELECT max(id) FROM people_office),
    (SELECT count(valid_to) FROM people_office), (SELECT count(valid_to) FROM people_area))
"""
_in_hand: list[Rulebook] = []  # this process's copy, at most one


def rulebook() -> Rulebook:
    """The rules in force. One small query tells whether this process's copy is still good.

    The lookups below take a copy that is already in hand, so that one action asks once.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {STAMP}")  # noqa: S608 - a constant
        (stamp,) = cursor.fetchone()
    if not _in_hand or _in_hand[0].stamp != stamp:
        _in_hand[:] = [_read_rulebook(stamp)]
    return _in_hand[0]


def rulebook_in_hand() -> Rulebook:
    """The copy last read, which may be old: for whoever has the database compare its stamp with what is written."""
    return _in_hand[0] if _in_hand else rulebook()


def _read_rulebook(stamp: str) -> Rulebook:
    version = RoutingRule.objects.aggregate(newest=Max("version"))["newest"] or 0
    routes: dict[str, tuple[rules.RouteRule, ...]] = {}
    for rule in RoutingRule.objects.filter(version=version):
        told = rules.RouteRule(rule.order, rule.name, rule.when, rule.office_id or rule.office_kind)
        routes[rule.purpose] = (*routes.get(rule.purpose, ()), told)
    offices = list(Office.objects.filter(valid_to=None).order_by("-id"))
    categories = list(Category.objects.filter(valid_to=None))
    return Rulebook(
        stamp=stamp,
        limits=_read_limits(),
        paces={category.code: category.pace for category in categories},
        vocabulary=tuple((word, category.code) for category in categories for word in category.words),
        areas=frozenset(Area.objects.filter(level="village", valid_to=None).values_list("code", flat=True)),
        routes=routes,
        routing_version=version,
        desks={(office.kind, office.area_id): office.id for office in offices},
        centre=next((office.id for office in offices if office.kind == Office.Kind.GOVERNANCE_CENTRE), 0),
        offices=frozenset(office.id for office in offices),
        calendar=people.working_calendar(),
    )


def _read_limits() -> dict[tuple[str, str], tuple[tuple[datetime, Limits], ...]]:
    found: dict[tuple[str, str], list[tuple[datetime, Limits]]] = {}
    for rule in LimitRule.objects.order_by("-effective_from"):
        found.setdefault((rule.clock, rule.pace), []).append((rule.effective_from, limits_from(rule)))
    return {key: tuple(versions) for key, versions in found.items()}


def limits_from(rule: LimitRule) -> Limits:
    parse = Limit.parse
    return Limits(rule.id, rule.clock, parse(rule.limit), parse(rule.yellow), parse(rule.red))


def limit_for(clock: str, category_code: str, at: datetime, book: Rulebook | None = None) -> Limits:
    """The rule in force at `at` for this clock: the category's own pace, else the rule for any pace."""
    book = book or rulebook()
    pace = book.paces.get(category_code, "general")
    for key in ((clock, pace), (clock, "")):
        for effective_from, limits in book.limits.get(key, ()):
            if effective_from <= at:
                return limits
    raise LookupError(f"no limit for clock {clock!r}, pace {pace!r} at {at}")


def limit_rules() -> QuerySet[LimitRule]:
    return LimitRule.objects.order_by("clock", "pace", "-effective_from")


def centre_id() -> int:
    """The county's governance centre: it decides after three returns and calls back."""
    return rulebook().centre


def desk_for(case: Case, at: datetime) -> int:
    """Who receives it when it comes back: the desk that did, or the county's centre where that is closed."""
    there = people.offices_open(at).filter(id=case.receiver_id).exists()
    return case.receiver_id if there else centre_id()


def unknown_places(filing: rules.Filing, book: Rulebook | None = None) -> dict[str, str]:
    """Problems with codes that name nothing in force: {"area_code" | "category_code": what to do}."""
    book, problems = book or rulebook(), {}
    if filing.area_code not in book.areas:
        problems["area_code"] = _("请选择村（社区）。")
    if filing.category_code not in book.paces:
        problems["category_code"] = _("请选择事项类别。")
    if filing.against is not None and not (verdict := may_be_complained_of(filing.against, book)):
        problems["against"] = verdict.sentence
    return problems


def may_be_complained_of(office: int, book: Rulebook | None = None) -> Verdict:
    """An open office that somebody here stands over: not the county's centre itself."""
    book = book or rulebook()
    if office == book.centre:
        route = {"route": CHANNELS["petition"].route}
        return no("against_the_centre", _("反映市社会治理中心本身的，请走其他渠道：%(route)s") % route)
    if office not in book.offices:
        return no("office_unknown", _("选择的单位不存在或已经撤并，请重新选择。"))
    return YES


def receiver_for(
    filing: rules.Filing, channel: str, at: datetime, book: Rulebook | None = None
) -> tuple[int, dict[str, Any]]:
    """The desk a filing goes to, and the whole trace, which is kept on the case:

    {"version": 3, "receive": {"rule", "office", "trace"}, "propose": {the same: who should lead}}.
    """
    book = book or rulebook()
    told: dict[str, Any] = {"version": book.routing_version, "at": at.isoformat()}
    for purpose in RoutingRule.Purpose.values:
        rule, trace = rules.route(book.routes.get(purpose, ()), filing=filing, channel=channel)
        office = desk_of(book, rule.office, filing.area_code) if rule else None
        told[purpose] = {"rule": rule.order if rule else None, "office": office, "trace": trace}
    receiver = told["receive"]["office"] or book.centre
    if receiver == filing.against:
        told["complained_of"], receiver = receiver, book.centre
    return receiver, told


def desk_of(book: Rulebook, office: int | str, area_code: str) -> int | None:
    """An office by id, or the nearest of its kind: the village's, the town's, the county's."""
    if isinstance(office, int):
        return office
    places = (area_code, area_code[:9] + "000", area_code[:6] + "000000")
    return next((book.desks[office, place] for place in places if (office, place) in book.desks), None)


def suggest_category(title: str, text: str) -> str:
    """The category that the words of a filing point to."""
    return rules.suggest_category(rulebook().vocabulary, title, text)


def categories_tree() -> list[Category]:
    """Top-level categories now in force, each with `.subs`: all below it in order, a third level after its second.

    A sub's `.label` is what it is chosen by, “供电 · 线路”; one query.
    """
    current = list(Category.objects.filter(valid_to=None))
    below: dict[str | None, list[Category]] = {}
    for category in current:
        below.setdefault(category.parent_id, []).append(category)
    for top in below.get(None, []):
        top.subs = []
        for sub in below.get(top.code, []):
            sub.label = sub.name
            top.subs.append(sub)
            for third in below.get(sub.code, []):
                third.label = f"{sub.name} · {third.name}"
                top.subs.append(third)
    return below.get(None, [])


def category_for_label(system: str, label: str) -> str | None:
    """Our category for an outside system's label, as mapped today."""
    mapping = CategoryMapping.objects.filter(system=system, label=label, valid_to=None)
    return mapping.values_list("category_id", flat=True).first()


def offices_around(area_code: str, at: datetime) -> list[Office]:
    """The village's, its town's and the county's, the nearest first."""
    places = [area_code, area_code[:9] + "000", area_code[:6] + "000000"]
    return list(people.offices_open(at).filter(area_id__in=places).order_by("-area_id", "name"))


def offices_for_choice(area_code: str, at: datetime) -> list[Office]:
    """Offices a case of this place may be handed to."""
    kinds = (*HANDLES, Office.Kind.VILLAGE)
    return [office for office in offices_around(area_code, at) if office.kind in kinds]


def offices_that_lead(at: datetime) -> list[Office]:
    """Every open office of the county a case may be handed to; a village's own is found by its place."""
    return list(people.offices_open(at).filter(kind__in=HANDLES).order_by("kind", "area_id", "name"))


THE_VILLAGE = "village"  # what a resident chooses who complains of the village they named


def complained_of(chosen: str, area_code: str) -> int | None:
    """The office a resident's choice means: its id, or the village's own office."""
    if chosen == THE_VILLAGE:
        return rulebook_in_hand().desks.get((str(Office.Kind.VILLAGE), area_code))
    return int(chosen) if chosen else None


def offices_to_complain_of(at: datetime) -> list[Office]:
    """Every county department and every office of a town; a village is meant by its place."""
    kinds = (Office.Kind.DEPARTMENT, Office.Kind.COMMAND_ROOM, Office.Kind.TOWN_OFFICE)
    return list(people.offices_open(at).filter(kind__in=kinds).order_by("kind", "area_id", "name"))
