"""走县里自定的一步: one verb for every step of every kind that a county has designed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.cases import kinds, queries
from sanzhi.cases.flow import own
from sanzhi.cases.models import Case
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor

from . import clocks, parts
from .core import hold, take


@transaction.atomic
def kind_step(
    case_id: int,
    step: str,
    *,
    lead: int | None = None,
    words: Mapping[str, str] | None = None,
    details: Mapping[str, Any] | None = None,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Case:
    """走一步 of a county's own kind: `words` are its reply and reason, `details` the answers to its fields (tidied)."""
    case = hold(case_id, version)
    kind = queries.kind_of(case)
    asked = kind.step(own(step)) if kind else None
    if kind is None or asked is None:
        raise Refusal("unknown_step", _("这个事项没有这一步。"))
    fields, answers = kind.fields_at(asked.code), dict(details or {})
    for sentence in kinds.field_problems(fields, answers).values():
        raise Refusal("details_missing", sentence)
    content: dict[str, Any] = {key: (words or {}).get(key, "").strip() for key in ("reply", "reason")}
    content |= {"details": answers or None, "told": asked.public, "label": asked.label}
    content["rates"] = asked.to == kinds.ASKED or None
    changes: dict[str, Any] = {"details": {**case.details, **answers}}
    if "lead" in asked.asks and lead is not None:
        content["lead"] = _office_name(lead, at)
        changes["lead_id"] = lead
    take(
        case, step, by=by, at=at, content=content, changes=changes | _landing(case, kind, asked, lead, by, at)
    )
    if lead is not None and changes.get("lead_id"):
        clocks.lapse_asked(case, at=at)
        parts.give(case, lead, (), at=at)
    return case


def _landing(
    case: Case, kind: kinds.Kind, step: kinds.Step, lead: int | None, by: Actor, at: datetime
) -> dict[str, Any]:
    """In whose hands the step leaves the matter; at an end, or where the resident is asked, when it was done and by whom."""
    state = kind.state(step.to)
    if state is None or state.ended:
        done = {"done_at": at, "done_late": case.due_at is not None and at >= case.due_at}
        if step.to == kinds.ASKED:  # whoever did the work is not the one to ask about it
            did = queries.handled_by(case, kind) or by.person_id
            return {**done, "holder_id": queries.centre_id(), "handled_by_id": did}
        return {**done, "holder_id": None, "closed_at": at, "handled_by_id": by.person_id}
    holders = {
        "receiver": case.receiver_id,
        "lead": lead if "lead" in step.asks else case.lead_id,
        "centre": queries.centre_id(),
    }
    return {"holder_id": holders[state.holder]}


def _office_name(office: int, at: datetime) -> str:
    name = people.offices_open(at).filter(id=office).values_list("name", flat=True).first()
    if name is None:
        raise Refusal("office_unknown", _("选择的单位不存在或已经撤并，请重新选择。"))
    return name
