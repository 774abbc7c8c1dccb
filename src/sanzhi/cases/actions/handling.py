"""办理: sign for it, or return it with a reason; answer as helper; report it done with evidence."""

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

from . import files
from .core import hold, take


@transaction.atomic
def sign_for(case_id: int, *, by: Actor, at: datetime, version: int | None = None) -> Case:
    """签收: the office takes the matter on; handling time starts."""
    case = hold(case_id, version)
    take(case, "sign_for", by=by, at=at, content={})
    Assignment.objects.filter(case=case, part=Assignment.Part.LEAD, ended_at=None).update(
        signed_at=at, signed_by=by.person_id
    )
    return case


@transaction.atomic
def return_case(
    case_id: int, *, reason: str, proposed: int, by: Actor, at: datetime, version: int | None = None
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
    take(case, step, by=by, at=at, content=content, changes=changes)
    Assignment.objects.filter(case=case, ended_at=None).update(ended_at=at, ended_as="returned")
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
    _helpers_are_done(case)
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


def _helpers_are_done(case: Case) -> None:
    waiting = Assignment.objects.filter(
        case=case, part=Assignment.Part.HELPER, ended_at=None, answered_at=None
    )
    names = list(waiting.values_list("office__name", flat=True))
    if names:
        raise Refusal("helpers_waiting", _("还在等协办单位答复：%(names)s。") % {"names": "、".join(names)})


@transaction.atomic
def answer_as_helper(
    case_id: int, *, reply: str, by: Actor, at: datetime, version: int | None = None
) -> Case:
    """协办答复: the helper's own answer to the lead."""
    case = hold(case_id, version)
    part = Assignment.objects.filter(
        case=case, office_id=by.office_id, part=Assignment.Part.HELPER, ended_at=None, answered_at=None
    ).first()
    if part is None:
        raise Refusal("not_a_helper", _("您的单位没有等待答复的协办任务。"))
    move = take(case, "help_answer", by=by, at=at, content={"reply": reply.strip()})
    Assignment.objects.filter(pk=part.pk).update(answered_at=at, answer_entry_id=move.entry_id)
    return case


@transaction.atomic
def waive_helper(
    case_id: int, *, office: int, reason: str, by: Actor, at: datetime, version: int | None = None
) -> Case:
    """免除协办: the dispatcher lets the lead go on without this helper's answer."""
    case = hold(case_id, version)
    part = (
        Assignment.objects.filter(
            case=case, office_id=office, part=Assignment.Part.HELPER, ended_at=None, answered_at=None
        )
        .select_related("office")
        .first()
    )
    if part is None:
        raise Refusal("not_a_helper", _("这个单位没有等待答复的协办任务。"))
    take(case, "help_waive", by=by, at=at, content={"reason": reason.strip(), "office": part.office.name})
    Assignment.objects.filter(pk=part.pk).update(ended_at=at, ended_as="waived")
    return case
