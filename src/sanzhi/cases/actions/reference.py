"""What a new county starts with: our category tree, the limits with their grounds, and a first set of routes."""

import csv
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from importlib.resources import files

from django.db import transaction

from sanzhi.cases.models import (
    CallScript,
    Category,
    CategoryMapping,
    DelayRule,
    LimitRule,
    RoutingRule,
    SamplingRule,
    SupervisionRule,
    SuspensionGround,
)
from sanzhi.people.models import Office
from sanzhi.people.roles import INSTALLER

from .callbacks import publish_sampling, publish_script
from .rulebook import publish_routing
from .supervision_rules import FIRST_RULES, publish_all

FIRST_DAY = date(2018, 1, 1)  # the first day of the shipped calendar: nothing older can be counted
FIRST_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)

RECEIVE = (
    {
        "purpose": "receive",
        "name": "留言板和批量导入的事项由市中心受理",
        "when": {"channels": ["board", "import"]},
        "office_kind": str(Office.Kind.GOVERNANCE_CENTRE),
    },
    {
        "purpose": "receive",
        "name": "其余事项由所在镇（街道）受理",
        "when": {},
        "office_kind": str(Office.Kind.COMMAND_ROOM),
    },
)


@transaction.atomic
def load_reference(*, at: datetime) -> dict[str, int]:
    """Load what is missing; never change what a county has edited. Returns how many of each were added."""
    return {
        "categories": _load_categories(),
        "limits": _load_limits(),
        "routes": _load_routes(at),
        "delays": _load_delays(),
        "suspensions": _load_suspensions(),
        "supervision": _load_supervision(at),
        "sampling": _load_sampling(at),
        "scripts": _load_scripts(at),
    }


def _rows(name: str) -> list[dict[str, str]]:
    text = files("sanzhi.cases").joinpath("data", name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def _load_categories() -> int:
    have = set(Category.objects.values_list("code", flat=True))
    missing = [row for row in _rows("categories.csv") if row["code"] not in have]
    Category.objects.bulk_create(
        Category(
            code=row["code"],
            name=row["name"],
            parent_id=row["code"].rpartition(".")[0] or None,
            pace=row["pace"],
            words=row["words"].split(),
            valid_from=FIRST_DAY,
        )
        for row in missing
    )
    return len(missing)


def _load_limits() -> int:
    return add_limits(_rows("limits.csv"))


def add_limits(rows: Iterable[Mapping[str, str]]) -> int:
    """Add what is missing of these limits, each with its basis; also for the rooms that bring kinds of their own. Columns
    as in data/limits.csv."""
    have = set(LimitRule.objects.values_list("clock", "pace"))
    missing = [row for row in rows if (row["clock"], row["pace"]) not in have]
    LimitRule.objects.bulk_create(LimitRule(**row, effective_from=FIRST_MOMENT) for row in missing)
    return len(missing)


def _load_delays() -> int:
    return add_delays(_rows("delays.csv"))


def add_delays(rows: Iterable[Mapping[str, str]]) -> int:
    """The same of how far a clock may be put off. Columns as in data/delays.csv."""
    have = set(DelayRule.objects.values_list("clock", "pace"))
    missing = [row for row in rows if (row["clock"], row["pace"]) not in have]
    DelayRule.objects.bulk_create(
        DelayRule(**{**row, "granted_by": row["granted_by"].split()}, effective_from=FIRST_MOMENT)
        for row in missing
    )
    return len(missing)


def _load_suspensions() -> int:
    have = set(SuspensionGround.objects.values_list("code", flat=True))
    missing = [row for row in _rows("suspensions.csv") if row["code"] not in have]
    SuspensionGround.objects.bulk_create(
        SuspensionGround(**row, effective_from=FIRST_MOMENT) for row in missing
    )
    return len(missing)


def _load_routes(at: datetime) -> int:
    if RoutingRule.objects.exists():
        return 0
    publish_routing(RECEIVE, by=INSTALLER, at=at)
    return len(RECEIVE)


def _load_supervision(at: datetime) -> int:
    if SupervisionRule.objects.exists():
        return 0
    publish_all(list(FIRST_RULES), by=INSTALLER, at=at, effective_from=FIRST_MOMENT)
    return len(FIRST_RULES)


def _load_sampling(at: datetime) -> int:
    if SamplingRule.objects.exists():
        return 0
    rules = [
        {
            "name": row["name"],
            "when": {row["when"]: True} if row["when"] else {},
            "percent": int(row["percent"]),
            "wait_days": int(row["wait_days"]),
            "basis": row["basis"],
        }
        for row in _rows("sampling.csv")
    ]
    publish_sampling(rules, by=INSTALLER, at=at)
    return len(rules)


def _load_scripts(at: datetime) -> int:
    have = set(CallScript.objects.values_list("category_id", flat=True))
    missing = [row for row in _rows("scripts.csv") if (row["category"] or None) not in have]
    for row in missing:
        publish_script(row["category"] or None, row["lines"].split("|"), by=INSTALLER, at=at)
    return len(missing)


@transaction.atomic
def map_categories(system: str, labels: Iterable[str], *, on: date) -> dict[str, str]:
    """对照类别: map an outside tree's labels ("一级/二级/三级") to ours by our categories' own words.

    The deepest word that is found wins, the longer word before the shorter; what fits nothing becomes 其他.
    Returns {label: category}. A label already mapped keeps its mapping.
    """
    vocabulary = _vocabulary()
    open_rows = CategoryMapping.objects.filter(system=system, valid_to=None)
    mapped = dict(open_rows.values_list("label", "category_id"))
    new = {label: _best(label, vocabulary) for label in labels if label not in mapped}
    CategoryMapping.objects.bulk_create(
        CategoryMapping(system=system, label=label, category_id=code, valid_from=on)
        for label, code in new.items()
    )
    return mapped | new


def _vocabulary() -> list[tuple[str, str]]:
    pairs = [
        (word, category.code)
        for category in Category.objects.filter(valid_to=None).exclude(
            code="other"
        )  # says nothing of its parents
        for word in (category.name, *category.words)
    ]
    return sorted(pairs, key=lambda pair: (-pair[1].count("."), -len(pair[0])))


def _best(label: str, vocabulary: list[tuple[str, str]]) -> str:
    for part in reversed(label.split("/")):
        for word, code in vocabulary:
            if word in part:
                return code
    return "other"
