"""积分账: what a household has, how its year stands, and for each line why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, Sum

from sanzhi.kit import walls
from sanzhi.ledger import codes
from sanzhi.ledger import queries as ledger
from sanzhi.ledger.queries import Stand, StatementLine
from sanzhi.points import rules
from sanzhi.points.models import Claim, Standard

from .members import household_of
from .standards import in_force

MOST_LINES = 10_000


@dataclass(frozen=True, slots=True)
class Deed:
    """入账的好事 of a household in a year: under one item, how often, how many points in all."""

    title: str
    times: int
    points: int


@dataclass(frozen=True, slots=True)
class Total:
    """年度总分: base + added − deducted, of a household."""

    household: int
    base: int
    added: int = 0
    deducted: int = 0
    ceiling: int | None = None

    @property
    def points(self) -> int:
        return rules.total(self.base, self.added, self.deducted, self.ceiling)

    @property
    def tier(self) -> str:
        return rules.tier(self.points)


def totals(area: str, year: int, standard: Standard) -> list[Total]:
    """Of every household that had something entered in the year, the highest first. One query over its index."""
    rows = Claim.objects.filter(area=area, year=year, state="confirmed").values_list("household")
    sums = rows.annotate(
        added=Sum("points", filter=Q(direction="+"), default=0),
        deducted=Sum("points", filter=Q(direction="-"), default=0),
    )
    found = [Total(home, standard.base_points, plus, minus, standard.ceiling) for home, plus, minus in sums]
    return sorted(found, key=lambda one: (-one.points, one.household))


def rank(rows: Sequence[Total], household: int) -> int | None:
    """Which place a household has; those with as many share one. None where nothing was entered for it."""
    mine = next((one.points for one in rows if one.household == household), None)
    return None if mine is None else 1 + sum(one.points > mine for one in rows)


def total_of(household: int, area: str, at: datetime) -> Total | None:
    """How a household's year stands; None where the village has no standard yet."""
    standard = in_force(area, at.date())
    if standard is None:
        return None
    mine = Claim.objects.filter(household=household, year=at.year, state="confirmed")
    sums = mine.aggregate(
        added=Sum("points", filter=Q(direction="+"), default=0),
        deducted=Sum("points", filter=Q(direction="-"), default=0),
    )
    return Total(household, standard.base_points, sums["added"], sums["deducted"], standard.ceiling)


def deeds_of(household: int, year: int, person: int) -> list[Deed]:
    """What was entered in a year and stands, item by item, only what was added: of the household as a whole and of this
    person, not of anybody else in it. One query."""
    rows = Claim.objects.filter(household=household, year=year, state="confirmed", direction="+")
    rows = rows.filter(Q(person=None) | Q(person=person))
    sums = rows.values_list("item__title").annotate(times=Count("id"), sum=Sum("points"))
    return [Deed(title, times, points) for title, times, points in sums.order_by("-times", "item__title")]


def balance_of(household: int) -> Stand:
    """What a household may spend."""
    account = _account(codes.of_household(household))
    return ledger.balance(account) if account else Stand()


def own_balance(person: int) -> Stand:
    """What lies in a person's own account: for acts that are counted to the person."""
    account = _account(codes.of_person(person))
    return ledger.balance(account) if account else Stand()


def place_of(household: int, area: str, year: int, standard: Standard) -> tuple[int, int] | None:
    """(which place, of how many households): numbers only, so that nobody else's are read."""
    with walls.the_house():
        rows = totals(area, year, standard)
    mine = rank(rows, household)
    return None if mine is None else (mine, len(rows))


def statement_of(
    code: str, *, until: datetime, last: int = ledger.LAST, limit: int = 20
) -> list[StatementLine]:
    """对账单 of a household's or a person's account, the newest first."""
    account = _account(code)
    return ledger.statement(account, until=until, last=last, limit=limit) if account else []


def kept_of(person: int, at: datetime) -> list[dict[str, Any]]:
    """Every line of one's household's account and of one's own, for one's own copy (个人信息保护法 art. 45)."""
    home = household_of(person)
    accounts = [codes.of_person(person), *([codes.of_household(home.pk)] if home else [])]
    return [
        {"at": line.at, "kind": line.kind, "amount": line.amount, "balance": line.after}
        for code in accounts
        for line in statement_of(code, until=at, limit=MOST_LINES)
    ]


def why(lines: Sequence[StatementLine]) -> dict[int, Claim]:
    """{posting: the claim it was entered for}: item, version, evidence, notice. One query."""
    numbers = [int(line.key.split(":")[1]) for line in lines if line.key.startswith("claim:")]
    rows = Claim.objects.filter(pk__in=numbers).select_related("item", "item__standard", "round", "person")
    known = {claim.id: claim for claim in rows}
    return {
        line.posting: known[number]
        for line in lines
        if line.key.startswith("claim:") and (number := int(line.key.split(":")[1])) in known
    }


def _account(code: str) -> int | None:
    return ledger.accounts(codes.POINT, [code]).get(code)
