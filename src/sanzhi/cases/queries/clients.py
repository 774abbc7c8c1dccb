"""接口: what a client may ask: how far its own cases are, and what has changed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from sanzhi.cases.flow import flow_of
from sanzhi.cases.models import ClientCase, Move
from sanzhi.kit.verdict import Refusal
from sanzhi.people.models import Client

from .page import CasePage
from .tracking import tracked

CHANGES = 100
# A move is numbered before it commits. Ten seconds later everything numbered before it has committed or never will
# (statements and requests end sooner), so nobody who reads on by number passes one over.
SETTLED = timedelta(seconds=10)


@dataclass(frozen=True)
class Change:
    """变化: one public move of one of the client's cases. `key` is where the next reading begins."""

    key: int
    code: str
    label: str
    state: str
    state_label: str
    at: datetime


def case_of_client(client: Client, code: str) -> CasePage:
    """One of the client's own cases, in public words. Refusal like that of a missing case."""
    page = tracked(code)
    if not ClientCase.objects.filter(client=client, case=page.case).exists():
        raise Refusal("not_visible", _("没有找到这个事项。"))
    return page


def changes_of_client(client: Client, *, since: datetime | None, after: int, at: datetime) -> list[Change]:
    """The public moves of the client's cases in the order they were made, one more than a page holds."""
    moves = Move.objects.filter(case__sent_by__client=client, public=True, id__gt=after, at__lt=at - SETTLED)
    if since:
        moves = moves.filter(at__gte=since)
    return [_change(move) for move in moves.select_related("case").order_by("id")[: CHANGES + 1]]


def _change(move: Move) -> Change:
    case = move.case
    flow = flow_of(case.kind, case.kind_version)
    step = next((step for step in flow.steps if step.name == move.step), None)
    label = str(step.public) if step else _("诉求已提交")
    state = str(flow.states[move.to_state].public)
    return Change(move.id, case.public_code, label, move.to_state, state, move.at)
