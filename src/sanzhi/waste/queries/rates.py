"""四个率: each is a numerator over a denominator, counted and opened by the same conditions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncWeek

from sanzhi.people.models import Household
from sanzhi.waste import rules
from sanzhi.waste.models import Bin, Inspection, Review

ROWS = 50
NO_GRID = "-"


@dataclass(frozen=True)
class Span:
    """范围: a place by its prefix (or one grid of it, "-" for what is in none), from the first day to the last."""

    reach: str
    first: date
    last: date
    grid: str = ""


# Conditions on one inspection, or one review; what is over is a part of what is under.
PUT_OUT = ~Q(counted="none")
WELL = Q(counted__in=rules.GOOD)
CHANGED = ~Q(decided_as=F("inspection__grade"))
# measure → (rows under, condition under, condition over)
MEASURES: dict[str, tuple[str, Q, Q]] = {
    "participation": ("households", Q(), PUT_OUT),
    "coverage": ("households", Q(), Q()),
    "accuracy": ("inspections", PUT_OUT, WELL),
    "disagreement": ("reviews", Q(), CHANGED),
}


@dataclass(frozen=True)
class Rate:
    """一个率."""

    over: int
    under: int

    @property
    def percent(self) -> float | None:
        """None where there is nothing to divide by."""
        return round(100 * self.over / self.under, 1) if self.under else None


def _bins(span: Span) -> QuerySet[Bin]:
    """Bins that were in use on some day of the span: their households are the ones in scope."""
    rows = Bin.objects.filter(area__gte=span.reach, area__lt=span.reach + "~", issued_at__date__lte=span.last)
    rows = rows.filter(Q(ended_at=None) | Q(ended_at__date__gte=span.first))
    return rows.filter(_in_grid(span, "grid")) if span.grid else rows


def _in_grid(span: Span, path: str) -> Q:
    return Q(**{f"{path}__isnull": True}) if span.grid == NO_GRID else Q(**{path: span.grid})


def _inspections(span: Span) -> QuerySet[Inspection]:
    rows = Inspection.objects.filter(
        area__gte=span.reach, area__lt=span.reach + "~", day__range=(span.first, span.last)
    )
    return rows.filter(_in_grid(span, "bin__grid")) if span.grid else rows


def _reviews(span: Span) -> QuerySet[Review]:
    rows = Review.objects.filter(
        inspection__area__gte=span.reach, inspection__area__lt=span.reach + "~", decided_at__isnull=False,
        inspection__day__range=(span.first, span.last),
    )  # fmt: skip
    return rows.filter(_in_grid(span, "inspection__bin__grid")) if span.grid else rows


def rates(span: Span, by: str = "area") -> dict[str, dict[str, Rate]]:
    """{place: {measure: Rate}} of every place with a bin; `by`: "area" or "grid". Three questions."""
    bins, seen, again = _bins(span), _inspections(span), _reviews(span)
    bin_key, key, review_key = _keys(by)
    homes = dict(bins.values_list(bin_key).annotate(n=Count("household", distinct=True)))
    looked = {
        row[0]: row[1:]
        for row in seen.values_list(key).annotate(
            put_out=Count("household", distinct=True, filter=PUT_OUT),
            looked_at=Count("household", distinct=True),
            well=Count("id", filter=WELL),
            graded=Count("id", filter=PUT_OUT),
        )
    }
    reviewed = {
        row[0]: row[1:]
        for row in again.values_list(review_key).annotate(
            changed=Count("id", filter=CHANGED), audited=Count("id")
        )
    }
    found = {}
    for place, scope in homes.items():
        put_out, looked_at, well, graded = looked.get(place, (0, 0, 0, 0))
        found[place or NO_GRID] = {
            "participation": Rate(put_out, scope),
            "coverage": Rate(looked_at, scope),
            "accuracy": Rate(well, graded),
            "disagreement": Rate(*reviewed.get(place, (0, 0))),
        }
    return found


def _keys(by: str) -> tuple[str, str, str]:
    if by == "grid":
        return "grid", "bin__grid", "inspection__bin__grid"
    return "area", "area", "inspection__area"


def together(found: Iterable[dict[str, Rate]]) -> dict[str, Rate]:
    """Of all places: numerators and denominators are summed, never rates. A household belongs to one place only."""
    places = list(found)
    return {
        name: Rate(sum(one[name].over for one in places), sum(one[name].under for one in places))
        for name in MEASURES
    }


def behind(span: Span, measure: str, side: str, after: int = 0) -> list[Any]:
    """Exactly the rows that a figure counted, by id, a page and one more: households, inspections or reviews."""
    kind, under, over = MEASURES[measure]
    condition = under & over if side == "over" else under
    rows: QuerySet
    if kind == "reviews":
        rows = _reviews(span).filter(condition).select_related("inspection__bin", "inspection__household")
    elif kind == "inspections":
        rows = _inspections(span).filter(condition).select_related("bin", "household")
    else:
        counted = _inspections(span).filter(condition) if side == "over" else _bins(span)
        rows = Household.objects.filter(pk__in=counted.values("household"))
    return list(rows.filter(id__gt=after).order_by("id")[: ROWS + 1])


def by_inspector(span: Span) -> list[dict[str, Any]]:
    """复核 of each inspector: {by, name, reviewed, changed, pairs of grades}. One question."""
    rows = _reviews(span).values("inspection__by", "inspection__by__name", "inspection__grade", "decided_as")
    found: dict[int, dict[str, Any]] = {}
    for row in rows.annotate(n=Count("id")).order_by("inspection__by"):
        who = found.setdefault(
            row["inspection__by"],
            {"name": row["inspection__by__name"], "reviewed": 0, "changed": 0, "worse": 0, "better": 0},
        )
        first, second, n = row["inspection__grade"], row["decided_as"], row["n"]
        who["reviewed"] += n
        who["changed"] += n if first != second else 0
        who["worse"] += n if rules.worse(first, second) > 0 else 0
        who["better"] += n if rules.worse(first, second) < 0 else 0
    return list(found.values())


def good_by_week(span: Span) -> list[tuple[date, str, int, int]]:
    """(week, inspector, graded A or B, graded) as they themselves said it. One question."""
    rows = _inspections(span).exclude(grade="none").annotate(week=TruncWeek("day"))
    rows = rows.values_list("week", "by__name").annotate(
        well=Count("id", filter=Q(grade__in=rules.GOOD)), n=Count("id")
    )
    return list(rows.order_by("week", "by__name"))
