"""来电: today's calls of a desk, and what the caller has brought before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from sanzhi.cases import access, rules
from sanzhi.cases.flow import flow_of
from sanzhi.cases.models import Call, Case
from sanzhi.cases.models.case import OPEN_STATES
from sanzhi.kit import crypto
from sanzhi.kit.flow import State, Step
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .lists import visible_to

SHOWN = 50
EARLIER = 20


@dataclass(frozen=True)
class Earlier:
    """以前的事项: one of the caller's, and what a contact about it now is: "follow_up" or "repeat"."""

    case: Case
    state: State
    contact: str
    may_urge: bool
    may_add: bool


def call_by_id(actor: Actor, call_id: int) -> Call:
    """A call that this operator took. Refusal as for one that does not exist."""
    access.may_take_calls(actor).or_refuse()
    calls = Call.objects.filter(pk=call_id, by_id=actor.person_id, office_id=actor.office_id)
    found = calls.select_related("person", "case", "repeats").first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这通来电。"))
    return found


def calls_since(actor: Actor, since: datetime, *, before: int = 0) -> Sequence[Call]:
    """The desk's calls from a moment on, newest first, one more than are shown on a page. Callers are not named."""
    access.may_take_calls(actor).or_refuse()
    rows = Call.objects.filter(office_id=actor.office_id, at__gte=since).select_related(
        "by", "case", "repeats"
    )
    return list((rows.filter(id__lt=before) if before else rows).order_by("-id")[: SHOWN + 1])


def number_on_the_line(call: Call) -> str:
    """The number of a caller who is not in the books yet, while the call lasts."""
    if call.phone is None:
        return ""
    return crypto.decrypt(bytes(call.phone), table="cases_call", column="phone", row=call.id)


def earlier_of(actor: Actor, person_id: int | None, at: datetime, *, before: int = 0) -> list[Earlier]:
    """The caller's matters in the operator's reach, newest first, one more than are shown on a page: one query."""
    if person_id is None:
        return []
    # The office complained of is not to learn from a telephone number who complained.
    rows = visible_to(actor).filter(reporter_id=person_id).exclude(against_id=actor.office_id)
    rows = rows.select_related("area", "category", "holder")
    rows = rows.filter(id__lt=before) if before else rows
    return [_earlier(case, at) for case in rows.order_by("-id")[: EARLIER + 1]]


def _earlier(case: Case, at: datetime) -> Earlier:
    flow = flow_of(case.kind, case.kind_version)
    may = [isinstance(flow.step(step, case.state), Step) for step in ("urge", "supplement")]
    contact = rules.contact_kind(case.state in OPEN_STATES, case.due_at, at)
    return Earlier(case, flow.states[case.state], contact, *may)
