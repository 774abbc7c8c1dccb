"""履、评: what was seen, what is open and late; who scores, and what was counted."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sanzhi.compacts import rules
from sanzhi.compacts.models import Appraisal, Assessor, Check, Clause, Compact, Mean, Score, Version
from sanzhi.compacts.models.after import Group
from sanzhi.kit import walls
from sanzhi.people.roles import Actor

from .compacts import PAGE_SIZE, compact_here, missing

GROUPS = Group.choices


def checks_of(compact: Compact, before: int = 0) -> list[Check]:
    """What was seen, the newest first, a page and one more."""
    rows = Check.objects.filter(clause__version__compact=compact).select_related("clause")
    rows = rows.filter(pk__lt=before) if before else rows
    return list(rows[: PAGE_SIZE + 1])


def open_checks(compact: Compact) -> list[Check]:
    """What is still to be put right, what is due first on top."""
    rows = Check.objects.filter(clause__version__compact=compact, ok=False, put_right_at=None)
    return list(rows.select_related("clause").order_by("due_on", "id"))


def check_here(actor: Actor, check: int) -> Check:
    """One check of a compact of the actor's place. Raises Refusal."""
    found = Check.objects.select_related("clause__version__compact").filter(pk=check).first()
    if found is None:
        raise missing()
    compact_here(actor, found.clause.version.compact_id)
    return found


def appraisals_of(compact: Compact) -> list[Appraisal]:
    """Of every version that was in force, the last round first."""
    rows = Appraisal.objects.filter(version__compact=compact).select_related("version")
    return list(rows.order_by("-opened_at", "-id")[:PAGE_SIZE])


def appraisal_open(version: Version, day: date) -> Appraisal | None:
    """The one in which anybody scores on a day."""
    return version.appraisals.filter(closed_at=None, opens_on__lte=day, closes_on__gte=day).first()


def appraisal_shown(appraisal: int) -> Appraisal:
    """One appraisal with what it is of; of its scores nothing until it is closed. Raises Refusal."""
    rows = Appraisal.objects.select_related("version__compact__area", "version__compact__body")
    found = rows.filter(pk=appraisal).first()
    if found is None:
        raise missing()
    return found


def appraisal_here(actor: Actor, appraisal: int) -> Appraisal:
    found = appraisal_shown(appraisal)
    compact_here(actor, found.version.compact_id)
    return found


def assessors_named(appraisals: Sequence[Appraisal]) -> dict[int, list[str]]:
    """Who sits on the panel of each: names, for the keeper."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = Assessor.objects.filter(appraisal__in=appraisals).order_by("id")
    for appraisal, name in rows.values_list("appraisal", "person__name"):
        found[appraisal].append(name)
    return found


def untouched(appraisals: Sequence[Appraisal]) -> set[int]:
    """Those that nobody has scored in yet: they can be called off."""
    going = {one.pk for one in appraisals if one.closed_at is None}
    if not going:
        return going
    with walls.the_house():
        begun = set(Score.objects.filter(appraisal__in=going).values_list("appraisal", flat=True).distinct())
    return going - begun


def scored_by(actor: Actor, appraisal: Appraisal) -> dict[int, int]:
    """What one gave oneself: {clause: points}."""
    return dict(
        Score.objects.filter(appraisal=appraisal, person=actor.person_id).values_list("clause", "points")
    )


def counted(appraisal: Appraisal) -> dict[tuple[int, str], Decimal | None]:
    """{(clause, group): the mean, None where too few scored}, of every clause and group, from the scores themselves."""
    given: dict[tuple[int, str], list[int]] = defaultdict(list)
    with walls.the_house():
        for clause, group, points in Score.objects.filter(appraisal=appraisal).values_list("clause", "group", "points"):  # fmt: skip
            given[clause, group].append(points)
        clauses = list(Clause.objects.filter(version=appraisal.version_id).values_list("id", flat=True))
    return {
        (clause, group): rules.mean_of(group, given[clause, group])
        for clause in clauses
        for group, _name in GROUPS
    }


@dataclass(frozen=True)
class Row:
    """一条的均分: by each group, and of those together."""

    clause: Clause
    means: list[Decimal | None]
    all: Decimal | None

    @property
    def by_group(self) -> dict[str, Decimal | None]:
        return {code: mean for (code, _name), mean in zip(GROUPS, self.means, strict=True)}

    @property
    def named(self) -> list[tuple[object, Decimal | None]]:
        """Each group in words with its mean."""
        return [(name, mean) for (_code, name), mean in zip(GROUPS, self.means, strict=True)]


def means_of(appraisals: Sequence[Appraisal]) -> dict[int, list[Row]]:
    """What was counted at the close of each, in the order of the clauses and of `GROUPS`. One question for all."""
    found: dict[int, dict[int, dict[str, Decimal | None]]] = {one.pk: {} for one in appraisals}
    clauses: dict[int, Clause] = {}
    for one in Mean.objects.filter(appraisal__in=appraisals).select_related("clause"):
        found[one.appraisal_id].setdefault(one.clause_id, {})[one.group] = one.mean
        clauses[one.clause_id] = one.clause
    return {
        appraisal: [_row(clauses[pk], by_group) for pk, by_group in by_clause.items()]
        for appraisal, by_clause in found.items()
    }


def _row(clause: Clause, by_group: dict[str, Decimal | None]) -> Row:
    means = [by_group.get(group) for group, _name in GROUPS]
    return Row(clause, means, rules.of_groups(means))


def means_by_clause(appraisal: Appraisal) -> list[Row]:
    """The same of one."""
    return means_of([appraisal])[appraisal.pk]
