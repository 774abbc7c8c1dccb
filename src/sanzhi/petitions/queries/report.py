"""年度报告 (《信访工作条例》第四十一条): counts of a year, each with what it is of; no name of anybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from sanzhi.cases import queries as cases
from sanzhi.cases.models import ClockRun, Move
from sanzhi.kit import walls
from sanzhi.people.roles import Actor
from sanzhi.petitions import access
from sanzhi.petitions.models import Advice, Backlog, Petition

from .agency import TierFigures, agency_figures
from .petitions import names

# What is measured in time: clock → what a reader calls it.
TIMED = (
    "petition-reg",
    "petition-inform",
    "petition-accept",
    "petition-handle",
    "petition-check",
    "petition-reexam",
)
MOST_ORGANS = 10


@dataclass(frozen=True)
class Rate:
    """按期率: of those that were due, or done, how many in time."""

    name: str
    in_time: int
    of: int


@dataclass(frozen=True)
class Counted:
    name: str
    n: int


@dataclass(frozen=True)
class Report:
    """一年: what art. 41 asks for, in its order."""

    year: int
    total: int
    categories: list[Counted]
    forms: list[Counted]
    stages: list[Counted]
    fields: list[Counted]
    organs: list[Counted]
    passed: list[Counted]  # sent, entrusted, supervised
    advice: list[tuple[str, int, int, int]]  # kind, given, answered, adopted wholly or in part
    rates: list[Rate]
    reviews: list[Rate]
    satisfied: Rate
    unsolved: int
    solved: int
    agency: list[TierFigures]


def annual_report(actor: Actor, year: int, at: datetime) -> Report:
    """For the bureau and the county's leaders."""
    access.may_read_report(actor).or_refuse()
    with walls.the_house():
        return _report(actor, year, at)


def _report(actor: Actor, year: int, at: datetime) -> Report:
    rows = Petition.objects.filter(received_at__year=year)
    by_organ = list(_by(rows.exclude(organ=None), "organ_id"))[:MOST_ORGANS]
    called = names(key for key, _n in by_organ)
    return Report(
        year=year,
        total=rows.count(),
        categories=_named(_by(rows, "category"), dict(Petition.Category.choices)),
        forms=_named(_by(rows, "form"), dict(Petition.Form.choices)),
        stages=_named(_by(rows, "stage"), dict(Petition.Stage.choices)),
        fields=_fields(rows),
        organs=[Counted(called[key], n) for key, n in by_organ],
        passed=_passed(year),
        advice=_advice(year),
        rates=_rates(year, at),
        reviews=_reviews(year),
        satisfied=_satisfied(rows),
        unsolved=Backlog.objects.filter(solved_at=None).count(),
        solved=Backlog.objects.filter(solved_at__year=year).count(),
        agency=agency_figures(actor, year),
    )


def _by(rows: QuerySet[Petition], column: str) -> list[tuple]:
    """(value, how many), the most first."""
    return list(rows.values_list(column).annotate(n=Count("pk")).order_by("-n", column))


def _named(found: Iterable[tuple], called: dict) -> list[Counted]:
    return [Counted(str(called[key]), n) for key, n in found]


def _fields(rows: QuerySet[Petition]) -> list[Counted]:
    """By the top of the category tree."""
    called = {top.code: top.name for top in cases.categories_tree()}
    found: dict[str, int] = {}
    for code, n in _by(rows, "case__category_id"):
        top = code.partition(".")[0]
        found[top] = found.get(top, 0) + n
    return [Counted(called.get(top, top), n) for top, n in sorted(found.items(), key=lambda one: -one[1])]


PASSED = {
    "petition-send": _("转送"),
    "petition-propose": _("转送研究"),
    "petition-entrust": _("交办"),
    "supervise": _("督办"),
}


def _passed(year: int) -> list[Counted]:
    moves = Move.objects.filter(case__kind="petition", step__in=PASSED, at__year=year)
    found = dict(moves.values_list("step").annotate(n=Count("pk")))
    return [Counted(str(name), found.get(step, 0)) for step, name in PASSED.items()]


def _advice(year: int) -> list[tuple[str, int, int, int]]:
    asked = {
        "given": Count("pk"),
        "answered": Count("answered_at"),
        "taken": Count("pk", filter=Q(adopted__in=["yes", "part"])),
    }
    rows = {row["kind"]: row for row in Advice.objects.filter(at__year=year).values("kind").annotate(**asked)}
    return [
        (str(name), *(rows.get(kind, {}).get(key, 0) for key in ("given", "answered", "taken")))
        for kind, name in Advice.Kind.choices
    ]


def _rates(year: int, at: datetime) -> list[Rate]:
    """Of each clock of the law that began in the year: in time, of those that ended or are over."""
    runs = ClockRun.objects.filter(case__kind="petition", started_at__year=year, rule__clock__in=TIMED)
    due = runs.filter(Q(stopped_at__isnull=False) | Q(due_at__lte=at))
    asked = {"of": Count("pk"), "ok": Count("pk", filter=Q(stopped_at__lt=F("due_at")))}
    found = {row["rule__clock"]: row for row in due.values("rule__clock", "rule__name").annotate(**asked)}
    return [Rate(row["rule__name"], row["ok"], row["of"]) for clock in TIMED if (row := found.get(clock))]


def _reviews(year: int) -> list[Rate]:
    """Of the opinions of the year, how many went on to a review; of the reviews, how many to a re-examination."""
    moves = Move.objects.filter(case__kind="petition", at__year=year)
    found = dict(moves.values_list("step").annotate(n=Count("pk")))
    pairs = (
        (_("复查率"), "petition-askreview", "petition-answer"),
        (_("复核率"), "petition-askexam", "petition-reviewed"),
    )
    return [Rate(str(name), found.get(asked, 0), found.get(said, 0)) for name, asked, said in pairs]


def _satisfied(rows: QuerySet[Petition]) -> Rate:
    rated = rows.exclude(satisfied=None)
    return Rate(str(_("满意率")), rated.filter(satisfied__gte=4).count(), rated.count())
