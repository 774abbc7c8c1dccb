"""核对: an officer of the bank it is for sees what it says; each look is on record and told to the person."""

from datetime import datetime

from django.db import transaction

from sanzhi.exchange.bank import queries, rules
from sanzhi.exchange.bank.models import Checking
from sanzhi.exchange.bank.queries import Seen
from sanzhi.journal.actions import record
from sanzhi.kit import walls
from sanzhi.people.roles import Actor


@transaction.atomic
def check_code(typed: str, *, by: Actor, at: datetime) -> Checking:
    """By the code in the QR. Raises Refusal as `queries.seen_by_code`."""
    return _noted(queries.seen_by_code(by, typed, at), by, at)


@transaction.atomic
def check_text(text: str, *, by: Actor, at: datetime) -> Checking:
    """By the signed text. Raises Refusal as `queries.seen_by_text`."""
    return _noted(queries.seen_by_text(by, text, at), by, at)


def _noted(seen: Seen, by: Actor, at: datetime) -> Checking:
    row, outcome = seen.statement, "good" if seen.verdict.ok else seen.verdict.code
    with walls.the_house():
        made = Checking.objects.create(
            statement=row, by_id=by.person_id, office_id=by.office_id, outcome=outcome, at=at,
            fields=rules.in_order(seen.claims),
        )  # fmt: skip
        record(
            "statement.checked",
            by=by.person_id,
            at=at,
            about=("statement", row.id),
            content={"person": row.person_id, "outcome": outcome},
            topic="statement.checked",
        )
    return made
