"""办理: sign for it, or return it with a reason; report it done with evidence."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.cases import queries, rules
from sanzhi.cases.files import Kept
from sanzhi.cases.models import Assignment, Case
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor

from . import clocks, files, parts
from .core import hold, take


@transaction.atomic
def sign_for(case_id: int, *, by: Actor, at: datetime, version: int | None = None) -> Case:
    """签收: the office takes the matter on; the handling time has run since the dispatch."""
    case = hold(case_id, version)
    take(case, "sign_for", by=by, at=at, content={})
    Assignment.objects.filter(case=case, part=Assignment.Part.LEAD, ended_at=None).update(
        signed_at=at, signed_by=by.person_id
    )
    return case


@transaction.atomic
def return_case(
    case_id: int,
    *,
    reason: str,
    proposed: int,
    kept: Sequence[Kept] = (),
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Case:
    """退回: "not ours", with the reason and the office it should go to. The third return goes to a binding decision."""
    case = hold(case_id, version)
    rules.may_return(case.binding).or_refuse()
    office = people.offices_open(at).filter(id=proposed).first()
    if office is None or office.id == by.office_id:
        raise Refusal("proposed_unknown", _("请建议另一个单位。"))
    step = rules.return_step(case.returns)
    holder = queries.centre_id() if step == "return_third" else case.receiver_id
    changes = {"holder_id": holder, "lead_id": None, "returns": case.returns + 1}
    content = {"reason": reason.strip(), "proposed": office.name}
    move = take(case, step, by=by, at=at, content=content, changes=changes)
    files.attach(case, move.seq, kept, public=False)
    parts.end(case, "returned", at=at)
    clocks.lapse_asked(case, at=at)
    clocks.hand_on(case)
    return case


@transaction.atomic
def report_done(
    case_id: int,
    *,
    reply: str,
    evidence: Sequence[Kept] = (),
    no_photo_because: str = "",
    advised: Mapping[str, int] | None = None,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Case:
    """报告办结: what was done, in words the citizen will read, with photos or the reason there are none.

    `advised`: what the reply check had to say, as {code: how many}, where it was sent all the same.
    """
    case = hold(case_id, version)
    parts.all_answered(case)
    content = {
        "reply": reply.strip(),
        "evidence": [kept.digest for kept in evidence] or no_photo_because.strip(),
        **({"advised": dict(advised)} if advised else {}),
    }
    late = case.due_at is not None and at >= case.due_at
    changes = {"holder_id": case.receiver_id, "handled_by_id": by.person_id, "done_at": at, "done_late": late}
    move = take(case, "report_done", by=by, at=at, content=content, changes=changes)
    files.attach(case, move.seq, evidence)
    return case
