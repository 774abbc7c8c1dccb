"""核验: the receiving office looks at what was reported before the citizen is asked."""

from datetime import datetime

from django.db import transaction

from sanzhi.cases import queries
from sanzhi.cases.models import Case
from sanzhi.people.roles import Actor

from .core import hold, take


@transaction.atomic
def verify(case_id: int, *, note: str = "", by: Actor, at: datetime, version: int | None = None) -> Case:
    """核验通过: the report holds; now the citizen is asked."""
    case = hold(case_id, version)
    take(
        case,
        "verify",
        by=by,
        at=at,
        content={"note": note.strip()},
        changes={"holder_id": queries.centre_id()},
    )
    return case


@transaction.atomic
def send_back(case_id: int, *, reason: str, by: Actor, at: datetime, version: int | None = None) -> Case:
    """核验退回: not done yet; the handling clock runs on, without the time the check took."""
    case = hold(case_id, version)
    changes = {"holder_id": case.lead_id, "done_at": None, "done_late": None}
    take(case, "send_back", by=by, at=at, content={"reason": reason.strip()}, changes=changes)
    return case
