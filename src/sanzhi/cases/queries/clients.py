"""接口: what a client may ask: how far its own cases are, and what has changed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sanzhi.cases.flow import flow_of
from sanzhi.cases.models import Case, ClientCase, Move
from sanzhi.cases.models.case import ENDED, OPEN
from sanzhi.kit import ids
from sanzhi.kit.planning import planned_anew
from sanzhi.kit.verdict import Refusal
from sanzhi.people.models import Client

from .lists import page_of
from .page import CasePage, code_typed
from .paging import key_at
from .tracking import tracked

CHANGES = 100
# A move is numbered before it commits. Ten seconds later everything numbered before it has committed or never will
# (statements and requests end sooner), so nobody who reads on by number passes one over.
SETTLED = timedelta(seconds=10)
NEVER_PUSHED = Case.Secrecy.CLOSED  # of a confidential matter not even that something happened


@dataclass(frozen=True)
class Change:
    """变化: one public move of one of the client's cases. `key` is where the next reading begins."""

    key: int
    code: str
    label: str
    state: str
    state_label: str
    at: datetime


@dataclass(frozen=True)
class Wanted:
    """要查的: of what a client sent, which; empty means any. `codes` are public codes, `since` and `until` bound the
    day it was reported, `categories` are exact, `ended` is None for both."""

    codes: Collection[str] = ()
    categories: Collection[str] = ()
    since: datetime | None = None
    until: datetime | None = None
    ended: bool | None = None


@dataclass(frozen=True)
class SentCase:
    """转来的一件: the case and its public moves, the first one first."""

    case: Case
    state: str
    ended: bool
    changes: list[Change]


@dataclass(frozen=True)
class SentPage:
    """转来的一页: the newest first; `older` is the key where the next page begins, None at the end."""

    cases: list[SentCase]
    older: str | None


@dataclass(frozen=True)
class Happening:
    """进展: one public move of a case that a client sent, as it may be pushed to them."""

    entry: int
    client_id: int
    case_id: int
    number: str
    kind: str
    ended: bool
    change: Change


def case_of_client(client: Client, code: str) -> CasePage:
    """One of the client's own cases, in public words. Refusal like that of a missing case."""
    page = tracked(code)
    if not ClientCase.objects.filter(client=client, case=page.case).exists():
        raise Refusal("not_visible", _("没有找到这个事项。"))
    return page


@planned_anew()
def sent_by_client(
    client: Client, wanted: Wanted, *, after: str = "", page: int = 1, size: int = CHANGES
) -> SentPage:
    """What the client sent, the newest first: from the key `after` on, else the page of this number.

    A page's number costs one walk along the index to the row before it; whoever reads on by key pays nothing for it.
    """
    rows = _narrowed(Case.objects.filter(sent_by__client=client), wanted)
    if not after and page > 1:
        before = rows.order_by("-reported_at", "-id").values_list("reported_at", "id")
        last = before[(page - 1) * size - 1 : (page - 1) * size].first()
        if last is None:
            return SentPage([], None)
        after = key_at(*last)
    found = page_of(rows, after, size)
    return SentPage(_with_changes(client, found.rows), found.older)


def _narrowed(rows: QuerySet[Case], wanted: Wanted) -> QuerySet[Case]:
    given = {
        "public_code__in": [code_typed(code) for code in wanted.codes],
        "category__in": wanted.categories,
        "reported_at__gte": wanted.since,
        "reported_at__lte": wanted.until,
    }
    rows = rows.filter(**{name: value for name, value in given.items() if value})
    return rows if wanted.ended is None else rows.filter(ENDED if wanted.ended else OPEN)


def _with_changes(client: Client, cases: Iterable[Case]) -> list[SentCase]:
    """Each with its public moves; one query for all of them."""
    known = {case.id: case for case in cases}
    made: dict[int, list[Change]] = {case_id: [] for case_id in known}
    for move in _public_moves([client.id]).filter(case__in=known).order_by("id"):
        move.case = known[move.case_id]
        made[move.case_id].append(_change(move))
    found = []
    for case in known.values():
        state = flow_of(case.kind, case.kind_version).states[case.state]
        found.append(SentCase(case, str(state.public), state.ended, made[case.id]))
    return found


def changes_of_client(client: Client, *, since: datetime | None, after: int, at: datetime) -> list[Change]:
    """The public moves of the client's cases in the order they were made, one more than a page holds."""
    moves = _public_moves([client.id]).filter(id__gt=after, at__lt=at - SETTLED)
    if since:
        moves = moves.filter(at__gte=since)
    return [_change(move) for move in moves.select_related("case").order_by("id")[: CHANGES + 1]]


def _public_moves(client_ids: Collection[int]) -> QuerySet[Move]:
    """What clients may know of at all: what they sent, as far as it is told to whoever filed it."""
    return Move.objects.filter(case__sent_by__client__in=client_ids, public=True)


def happenings(entries: Collection[int], client_ids: Collection[int]) -> list[Happening]:
    """What is to be pushed because of these journal entries: of the clients' own cases, never of a confidential one."""
    moves = _public_moves(client_ids).filter(entry_id__in=entries).exclude(case__secrecy=NEVER_PUSHED)
    return [_happening(move) for move in moves.select_related("case__sent_by").order_by("id")]


def _happening(move: Move) -> Happening:
    case = move.case
    ended = flow_of(case.kind, case.kind_version).states[move.to_state].ended
    number = ids.case_number("TX", case.reported_at.year, case.id)
    return Happening(move.entry_id, case.sent_by.client_id, case.id, number, case.kind, ended, _change(move))


def may_be_pushed(case_ids: Collection[int]) -> set[int]:
    """Those of them that have not become confidential since."""
    open_ones = Case.objects.filter(pk__in=case_ids).exclude(secrecy=NEVER_PUSHED)
    return set(open_ones.values_list("id", flat=True))


def _change(move: Move) -> Change:
    case = move.case
    flow = flow_of(case.kind, case.kind_version)
    step = next((step for step in flow.steps if step.name == move.step), None)
    label = str(step.public) if step else _("诉求已提交")
    state = str(flow.states[move.to_state].public)
    return Change(move.id, case.public_code, label, move.to_state, state, move.at)
