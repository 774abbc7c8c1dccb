"""What is in the database afterwards, against what clients were told."""

import time
from collections import Counter
from dataclasses import dataclass

from django.db import Error, connection

from sanzhi.cases import verify as cases
from sanzhi.cases.models import Case, Move
from sanzhi.cli.bench import faces, ground
from sanzhi.journal import queries as journal
from sanzhi.journal import sealing
from sanzhi.journal import verify as journal_verify
from sanzhi.ledger import verify as ledger

from .storm import Storm

# Assignments marked as told to the reporter, of which the reporter was told nothing.
_WITHOUT_EFFECT = """
SELECT count(*) FROM journal_outbox AS o JOIN journal_entry AS e ON e.id = o.entry_id
JOIN cases_case AS c ON c.id = e.about_id
WHERE o.topic = 'case.assign' AND o.done_at IS NOT NULL AND NOT EXISTS (
    SELECT FROM people_message AS m WHERE m.person_id = c.reporter_id AND m.cause = o.topic || ':' || o.id)
"""


@dataclass(frozen=True)
class Truth:
    """核对结果."""

    lost: int
    doubled: int
    violations: list[str]
    seconds_to_quiet: float


def heal() -> float:
    """Seconds until every message is delivered and every entry sealed; -1 when that is not within the bound."""
    started = time.monotonic()
    while time.monotonic() - started < ground.PATIENCE:
        try:
            if not journal.waiting() and not sealing.waiting_since():
                return round(time.monotonic() - started, 1)
        except Error:
            connection.close()
        time.sleep(0.2)
    return -1


@dataclass(frozen=True)
class Before:
    """此前: what stood in the database before the storm, so that only its own faults are counted."""

    cases: int
    without_effect: int
    violations: frozenset[str]


def before() -> Before:
    heal()
    return Before(Case.objects.count(), _without_effect(), frozenset(violations()))


def tell(storm: Storm, was: Before) -> Truth:
    """Wait for quiet, then compare. An effect without its acknowledgement is no fault; two effects are."""
    quiet = heal()
    codes = Counter(faces.filed_codes())
    taken = Move.objects.filter(step__in={step for _code, _seq, step in storm.moved})
    moves = Counter(taken.values_list("case__public_code", "seq", "step"))
    steps = Counter(taken.values_list("case__public_code", "step"))
    lost = sum(code not in codes for code in storm.filed.values()) + sum(
        move not in moves for move in storm.moved
    )
    doubled = max(0, codes.total() - was.cases - len(storm.filed)) + sum(
        count > 1 for count in steps.values()
    )
    late = [] if quiet >= 0 else [f"not quiet within {ground.PATIENCE} s"]
    wrong = [*sorted(set(violations()) - was.violations), *storm.refused, *late]
    return Truth(lost + _without_effect() - was.without_effect, doubled, wrong, quiet)


def _without_effect() -> int:
    with connection.cursor() as cursor:
        cursor.execute(_WITHOUT_EFFECT)
        return cursor.fetchone()[0]


def violations() -> list[str]:
    """Every promise of the journal, the ledger and the cases, recomputed."""
    checks = journal_verify.CHECKS | ledger.CHECKS | cases.CHECKS
    return [
        f"{found.check} {found.subject}: {found.sentence}"
        for check in checks.values()
        for found in check().violations
    ]
