"""How every step is taken: lock the case, check, record, move, set the clocks; all in the caller's transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from sanzhi.cases import access, kinship, queries, retention, rules
from sanzhi.cases.flow import flow_of, is_county, room_kind, waits_for_parts
from sanzhi.cases.flow.family import topic
from sanzhi.cases.models import Assignment, Case, Move
from sanzhi.journal import actions as journal
from sanzhi.kit.flow import Step
from sanzhi.kit.verdict import Refusal, Verdict
from sanzhi.people.roles import Actor

from . import asking, clocks


def hold(case_id: int, version: int | None) -> Case:
    """Lock the case for this transaction. Refused when it has moved since the person asking last saw it."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    if version is not None and case.version != version:
        raise Refusal("moved_meanwhile", _("这个事项刚刚有人办理过，请看最新情况后再操作。"))
    return case


def hold_two(case_id: int, other_id: int, version: int | None) -> tuple[Case, Case]:
    """Lock two cases, the older first, so that two who hold the same pair never wait for each other."""
    first, second = sorted((case_id, other_id))
    held = {one: hold(one, version if one == case_id else None) for one in (first, second)}
    return held[case_id], held[other_id]


def take(
    case: Case,
    name: str,
    *,
    by: Actor,
    at: datetime,
    content: Mapping[str, Any],
    changes: Mapping[str, Any] | None = None,
    paused_for: str = "",
) -> Move:
    """Take one step: every guard, then the record, the move, the clocks and the projection.

    `content` is what was said (it goes to the journal); `changes` are the projection's own columns.
    `paused_for`: why, when the step stops a clock for a while. Raises Refusal; then nothing has happened.
    """
    found = _open_step(case, name)
    parts = (
        frozenset(Assignment.objects.filter(case=case).values_list("office_id", flat=True))
        if not found.to
        else ()
    )
    access.may_step(by, case, found, frozenset(parts)).or_refuse()
    rules.words_missing(found, content).or_refuse()
    if waits_for_parts(flow_of(case.kind, case.kind_version), found):
        kinship.parts_are_done(queries.open_children(case.id)).or_refuse()
    return _write(case, found, by=by, at=at, content=content, changes=changes or {}, paused_for=paused_for)


def take_in_room(
    case: Case,
    name: str,
    *,
    by: Actor,
    at: datetime,
    content: Mapping[str, Any],
    changes: Mapping[str, Any] | None = None,
) -> Move:
    """Take a step of a room's own kind, of a case that is held: for the room above, which has asked its own access rules.

    All else is as for every step: flow, words, record, move, clocks, projection; announced as "<kind>.step". Raises
    Refusal; then nothing has happened. ValueError for a step that is not the room's.
    """
    room = room_kind(name)
    if room is None or room.code != case.kind:
        raise ValueError(f"{name} is no step of {case.kind}")
    found = _open_step(case, name)
    rules.words_missing(found, content).or_refuse()
    return _write(case, found, by=by, at=at, content=content, changes=changes or {}, paused_for="")


def _open_step(case: Case, name: str) -> Step:
    """The step, if the case still has its words and stands where it may be taken."""
    retention.has_its_words(case.erased_at).or_refuse()
    found = flow_of(case.kind, case.kind_version).step(name, case.state)
    if isinstance(found, Verdict):
        raise Refusal(found.code, found.sentence)
    return found


def _topic(step: Step) -> str:
    """What a step is announced as."""
    if room := room_kind(step.name):
        return f"{room.code}.step"
    return "case.kind_step" if is_county(step.name) else f"case.{topic(step.name)}"


def _write(
    case: Case,
    step: Step,
    *,
    by: Actor,
    at: datetime,
    content: Mapping[str, Any],
    changes: Mapping[str, Any],
    paused_for: str,
) -> Move:
    said = {**content, "stands_for": by.stands_for}
    entry = journal.record(
        f"case.{step.name}", by=by.person_id, at=at, about=("case", case.id), topic=_topic(step),
        content={key: value for key, value in said.items() if value not in (None, "", [])},
    )  # fmt: skip
    came_from, case.state = case.state, step.lands(case.state)
    case.version += 1
    for field, value in changes.items():
        setattr(case, field, value)
    clocks.follow(case, step, at=at, paused_for=paused_for)
    case.save(update_fields={"state", "version", "due_at", "excused_late", *changes})
    asking.follow(case, step.name, came_from, at=at)
    return note_move(
        Move(
            case=case,
            seq=case.version,
            step=step.name,
            from_state=came_from,
            to_state=case.state,
            by_id=by.person_id,
            role=by.role.code,
            office_id=by.office_id,
            at=at,
            public=step.public is not None,
            entry_id=entry,
        )
    )


# By hand, because every step of every case writes one: a third of the time the ORM takes for it.
_MOVE = """
INSERT INTO cases_move (
    case_id, seq, step, from_state, to_state, by_id, role, office_id, at, public, entry_id
) VALUES (
    %(case_id)s, %(seq)s, %(step)s, %(from_state)s, %(to_state)s, %(by_id)s, %(role)s, %(office_id)s, %(at)s,
    %(public)s, %(entry_id)s
) RETURNING id
"""


def note_move(move: Move) -> Move:
    """Write a move down; from then on nobody can change it."""
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, vars(move))
        (move.id,) = cursor.fetchone()
    return move
