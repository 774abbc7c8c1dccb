"""各单位: how each responsible office did, over cases reported in a span; every number counts cases, not moves."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from sanzhi.cases.models import Assignment, Card, Case, ClockRun, Contest, DayOffice, Supervision
from sanzhi.kit.planning import planned_anew
from sanzhi.people.roles import Actor

from .daily import Days, days_to_count, stored_sums
from .measures import MEASURES, Measure, Tally, counts_of, tallies
from .scope import Scope, scoped

OFFICE_MEASURES: dict[str, Measure] = {
    "signed": Measure(
        "signed",
        _("按时签收率"),
        "signed",
        "to_sign",
        _("每次都在时限内签收或退回的 ÷ 应签收的"),
        _("签收超时"),
    ),
    "on_time": MEASURES["on_time"],
    "satisfied": MEASURES["satisfied"],
    "given_back": Measure(
        "given_back",
        _("退回率"),
        "given_back",
        "assigned",
        _("由该单位退回过的 ÷ 交给该单位主办的"),
        _("未退回"),
    ),
    "helped": Measure(
        "helped",
        _("协办按时答复率"),
        "helped",
        "to_help",
        _("每次协办都在时限内答复的 ÷ 应由该单位协办答复的"),
        _("协办超时"),
    ),
    "help_liked": Measure(
        "help_liked",
        _("协办好评率"),
        "help_liked",
        "help_scored",
        _("主办单位评 4 分、5 分的 ÷ 主办单位评过分的"),
        _("评分不足 4 分"),
    ),
}


@dataclass(frozen=True)
class OfficeRow:
    """单位一行: its name and its tally."""

    office_id: int
    name: str
    tally: Tally


@planned_anew()
def offices(actor: Actor, scope: Scope) -> list[OfficeRow]:
    """Every office with a part in the scope's cases, by name; seven queries whatever their number."""
    names: dict[int, str] = {}
    counts: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for rows in _counted(scoped(actor, scope), scope.at):
        for row in rows:
            office = row.pop("office_id")
            names[office] = row.pop("office__name")
            counts[office] |= row
    for row in counts.values():
        row["signed"] = row.get("to_sign", 0) - row.get("signed_late", 0)
        row["helped"] = row.get("to_help", 0) - row.get("helped_late", 0)
    by_name = sorted(names, key=lambda office: names[office])
    return [OfficeRow(office, names[office], Tally(counts[office])) for office in by_name]


def _counted(period: QuerySet[Case], at: datetime) -> list[QuerySet[Any, dict[str, Any]]]:
    cases = Count("case", distinct=True)
    led = period.filter(lead__isnull=False).values(office_id=F("lead_id"), office__name=F("lead__name"))
    parts = _by_office(_LEADS.filter(case__in=period))
    runs = _by_office(_SIGN_RUNS.filter(_due_by(at), case__in=period))
    helps = _by_office(_HELP_RUNS.filter(_due_by(at), case__in=period))
    scored = _by_office(_SCORED.filter(case__in=period))
    return [
        led.annotate(**counts_of(tallies(at))).order_by(),
        parts.annotate(
            assigned=cases, given_back=Count("case", distinct=True, filter=Q(ended_as="returned"))
        ),
        runs.annotate(to_sign=cases, signed_late=Count("case", distinct=True, filter=_late(at))),
        helps.annotate(to_help=cases, helped_late=Count("case", distinct=True, filter=_late(at))),
        scored.annotate(help_scored=cases, help_liked=_WELL_SCORED),
        _cards(period),
        _by_office(Supervision.objects.filter(case__in=period)).annotate(supervised=cases),
    ]


@planned_anew()
def cards_by_office(actor: Actor, scope: Scope, days: Days | None = None) -> list[OfficeRow]:
    """The offices that cards were raised against, the most red first; one query."""
    days = days or days_to_count(actor, scope)
    columns = ("office_id", "office__name", "card_yellow", "card_red")
    stored = DayOffice.objects.filter(stored_sums(actor, scope, days)).order_by()
    sums = stored.values("office_id", "office__name").annotate(card_yellow=Sum("yellow"), card_red=Sum("red"))
    fresh = _cards(scoped(actor, scope).filter(days.to_count())).values_list(*columns)
    names: dict[int, str] = {}
    tallies: defaultdict[int, Tally] = defaultdict(Tally)
    for office, name, yellow, red in fresh.union(sums.values_list(*columns), all=True):
        names[office] = name
        tallies[office] += Tally({"card_yellow": yellow, "card_red": red})
    rows = [OfficeRow(office, names[office], tally) for office, tally in tallies.items()]
    return sorted(rows, key=lambda row: (-row.tally["card_red"], -row.tally["card_yellow"], row.name))


_UPHELD = Contest.objects.filter(card=OuterRef("pk"), upheld=True)
STANDING_CARDS = Card.objects.filter(
    ~Exists(_UPHELD), office__isnull=False
)  # as counted: without those contested away


def _cards(period: QuerySet[Case]) -> QuerySet[Any, dict[str, Any]]:
    return _by_office(STANDING_CARDS.filter(case__in=period)).annotate(
        card_yellow=Count("case", distinct=True, filter=Q(colour="yellow")),
        card_red=Count("case", distinct=True, filter=Q(colour="red")),
    )


_LEADS = Assignment.objects.filter(part=Assignment.Part.LEAD)
_SIGN_RUNS = ClockRun.objects.filter(rule__clock="sign", office__isnull=False)
_HELP_RUNS = ClockRun.objects.filter(rule__clock="help")
_SCORED = Assignment.objects.filter(score__isnull=False)
_WELL_SCORED = Count("case", distinct=True) - Count("case", distinct=True, filter=Q(score__lt=4))


def _by_office(rows: QuerySet[Any]) -> QuerySet[Any, dict[str, Any]]:
    return rows.values("office_id", "office__name").order_by()


def _due_by(at: datetime) -> Q:
    return Q(stopped_at__isnull=False) | Q(due_at__lte=at)


def _late(at: datetime) -> Q:
    return Q(stopped_at__gte=F("due_at")) | Q(stopped_at__isnull=True, due_at__lte=at)


def office_tallies(office: int, at: datetime) -> dict[str, Q]:
    """What `offices` counts of one office, as conditions on a case: {code: condition}."""

    def has(rows: QuerySet[Any]) -> Q:
        return Q(Exists(rows.filter(case=OuterRef("pk"), office_id=office)))

    late = has(_SIGN_RUNS.filter(_late(at)))
    to_sign = has(_SIGN_RUNS.filter(_due_by(at)))
    helped_late = has(_HELP_RUNS.filter(_late(at)))
    to_help = has(_HELP_RUNS.filter(_due_by(at)))
    scored = has(_SCORED)
    led = {code: which & Q(lead_id=office) for code, which in tallies(at).items()}
    return led | {
        "assigned": has(_LEADS),
        "given_back": has(_LEADS.filter(ended_as="returned")),
        "to_sign": to_sign,
        "signed_late": late,
        "signed": to_sign & ~late,
        "to_help": to_help,
        "helped_late": helped_late,
        "helped": to_help & ~helped_late,
        "help_scored": scored,
        "help_liked": scored & ~has(_SCORED.filter(score__lt=4)),
        "card_yellow": has(STANDING_CARDS.filter(colour="yellow")),
        "card_red": has(STANDING_CARDS.filter(colour="red")),
        "carded": has(STANDING_CARDS),
        "supervised": has(Supervision.objects.all()),
    }
