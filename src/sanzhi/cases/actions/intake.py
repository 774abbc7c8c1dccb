"""登记: the one door through which every case comes in, whatever the channel."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection, transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from sanzhi.cases import access, kinds, nearness, queries, rules
from sanzhi.cases.files import Kept
from sanzhi.cases.flow import NEWEST, RoomKind, flow_of, of_county, room_kind
from sanzhi.cases.models import Case
from sanzhi.journal import actions as journal
from sanzhi.kit import ids
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from . import clocks, files


class FilingRefused(Refusal):
    """The filing has fields to mend: `problems` maps each to what to change."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__("filing_incomplete", _("还有内容需要修改，请看标出的地方。"))
        self.problems = problems


@dataclass(frozen=True)
class Origin:
    """来路: whose matter it is, who typed it in when that was someone else, and through which channel."""

    reporter_id: int
    channel: str
    filed_by_id: int | None = None
    outside_ref: str | None = None
    kept: Sequence[Kept] = field(default=())
    receiver_id: int | None = None  # a part that was split off stays with the desk of the whole
    door: str = ""  # one of kinds.DOORS, "" for the counter and the telephone


@dataclass(frozen=True)
class Under:
    """所依种类: the kind, not the built-in matter, under which a case is filed, its version, and what that gives the case.
    `routed`: a county's kind finds its desk by the routes; a room names it."""

    code: str
    version: int
    secrecy: str
    fields: Sequence[kinds.Field] = ()
    routed: bool = True


def register(filing: rules.Filing, origin: Origin, *, by: Actor, at: datetime) -> Case:
    """登记诉求: write the case, its first move, its clock and its route. Raises FilingRefused or Refusal."""
    access.may_file(by).or_refuse()
    if origin.filed_by_id is not None:
        access.may_file_for(by, filing.area_code).or_refuse()
    if room_kind(filing.kind):
        raise Refusal("kind_not_open", _("这一类不在这里登记，请到它自己的页面。"))
    under = None
    if of_county(filing.kind):
        found = queries.filed_under(by, filing.kind, origin.door)
        under = Under(found.kind.code, found.version, found.kind.secrecy, found.kind.fields_at())
    return _file(filing, origin, under, by=by, at=at)


def register_in_room(
    filing: rules.Filing, origin: Origin, kind: RoomKind, *, by: Actor, at: datetime
) -> Case:
    """登记 a room's own kind, for the room above, which has asked its own access rules and names the desk
    (`origin.receiver_id`). The clock of the flow's first state starts. Raises FilingRefused."""
    if origin.receiver_id is None:
        raise ValueError("a room's case needs its desk")
    under = Under(kind.code, kind.version, kind.secrecy, routed=False)
    return _file(filing, origin, under, by=by, at=at)


def _file(filing: rules.Filing, origin: Origin, under: Under | None, *, by: Actor, at: datetime) -> Case:
    # A county's own kind brings limits of its own: whoever files under it looks them up afresh.
    book, case = queries.rulebook() if under else queries.rulebook_in_hand(), None
    if _problems(filing, book, under):
        book = queries.rulebook()
    while case is None:
        if problems := _problems(filing, book, under):
            raise FilingRefused(problems)
        # No savepoint: nothing is refused from here on, so there is nothing to come back to.
        with transaction.atomic(savepoint=False):
            projected = _projected(filing, origin, book, at, under)
            case = _write(projected, filing, origin, book, by=by, at=at)
            if case is None:  # somebody changed the rules since this process read them
                book = queries.rulebook()
            else:
                files.attach(case, 1, origin.kept)
    return case


def _problems(filing: rules.Filing, book: queries.Rulebook, under: Under | None) -> dict[str, str]:
    problems = rules.filing_problems(filing) | queries.unknown_places(filing, book)
    return problems | kinds.field_problems(under.fields if under else (), filing.details)


# One statement: filing is what a county does most, and each trip to the database has its price. It writes nothing
# when the rules it was prepared by are no longer those in force.
_FILE = """
WITH filed AS (
    INSERT INTO cases_case (
        kind, kind_version, public_code, state, version, title, text, place, latitude, longitude,
        area_id, town_code, category_id, channel, outside_ref, reporter_id, filed_by_id, reported_at,
        receiver_id, holder_id, against_id, binding, returns, reopens, urges, due_at, card, routing, secrecy, details
    ) SELECT
        %(kind)s, %(kind_version)s, %(public_code)s, %(state)s, 1, %(title)s, %(text)s, %(place)s,
        %(latitude)s::float8, %(longitude)s::float8, %(area_id)s, %(town_code)s, %(category_id)s, %(channel)s, %(outside_ref)s,
        %(reporter_id)s, %(filed_by_id)s::bigint, %(reported_at)s, %(receiver_id)s, %(holder_id)s, %(against_id)s::bigint, false,
        0, 0, 0, %(due_at)s, '', %(trace)s::jsonb, %(secrecy)s, %(answers)s::jsonb
    WHERE {stamp} = %(stamp)s RETURNING id, state, version, holder_id, reported_at, due_at
), started AS (
    INSERT INTO cases_clockrun (
        case_id, rule_id, office_id, started_at, due_at, yellow_at, red_at, next_card_at
    ) SELECT id, %(rule_id)s, holder_id, reported_at, due_at, %(yellow_at)s, %(red_at)s, %(next_card_at)s FROM filed
), searchable AS (
    INSERT INTO cases_search (case_id, words, village, square, reported_at)
    SELECT id, array_to_tsvector(%(words)s), %(area_id)s, %(square)s, reported_at FROM filed
), {entry}, moved AS (
    INSERT INTO cases_move (
        case_id, seq, step, from_state, to_state, by_id, role, office_id, at, public, entry_id
    ) SELECT filed.id, version, 'register', '', state, %(by_id)s::bigint, %(role)s, %(by_office)s::bigint,
             reported_at, true, entry.id
      FROM filed, entry
)
SELECT id FROM filed
"""


@cache
def _statement(entry: str) -> tuple[str, frozenset[str]]:
    """On one line, and the names of its values: the driver reads a statement anew each time when it is longer than
    4,096 characters or comes with more than 50 values."""
    statement = " ".join(_FILE.format(entry=entry, stamp=queries.STAMP).split())
    return statement, frozenset(re.findall(r"%\((\w+)\)s", statement))


def _projected(
    filing: rules.Filing,
    origin: Origin,
    book: queries.Rulebook,
    at: datetime,
    under: Under | None,
) -> Case:
    """The case as it will stand, with its route."""
    routed, trace = 0, dict[str, Any]()
    if under is None or under.routed:
        routed, trace = queries.receiver_for(filing, origin.channel, at, book)
    flow = flow_of("matter", NEWEST) if under is None else flow_of(under.code, under.version)
    return Case(
        public_code=ids.public_code(),
        **_asked(filing, under),
        state=flow.start,
        channel=origin.channel,
        outside_ref=origin.outside_ref,
        reporter_id=origin.reporter_id,
        filed_by_id=origin.filed_by_id,
        reported_at=at,
        receiver_id=origin.receiver_id or routed,
        holder_id=origin.receiver_id or routed,
        routing=trace,
    )


def _write(
    case: Case, filing: rules.Filing, origin: Origin, book: queries.Rulebook, *, by: Actor, at: datetime
) -> Case | None:
    """The case, its dispatch clock, its search row, the record and the first move; None when `book` is out of date."""
    start = flow_of(case.kind, case.kind_version).states[case.state]
    limits = queries.limit_for(start.clock or "dispatch", case.category_id, at, book)
    case.due_at, yellow_at, red_at = clocks.due_times(limits, at, calendar=book.calendar)
    entry, said = journal.record_beside(
        "filed", "case.register", by=by.person_id, at=at, about="case", content=_said(filing, origin)
    )
    beside = {
        "stamp": book.stamp,
        "answers": json.dumps(case.details, ensure_ascii=False),
        "trace": json.dumps(case.routing, ensure_ascii=False),
        "rule_id": limits.rule_id,
        "yellow_at": yellow_at,
        "red_at": red_at,
        "next_card_at": rules.next_look(yellow_at, red_at, ()),
        "square": nearness.square(case.latitude, case.longitude),
        "words": [
            *rules.search_words(case.title, case.text, case.place, case.public_code),
            rules.town_word(filing.area_code),
            rules.month_word(localtime(at)),
        ],
        "by_id": by.person_id,
        "role": by.role.code,
        "by_office": by.office_id,
    }
    with connection.cursor() as cursor:
        statement, names = _statement(entry)
        told = vars(case) | beside | said
        cursor.execute(statement, {name: told[name] for name in names})
        row = cursor.fetchone()
    if row is None:
        return None
    (case.id,) = row
    case._state.adding = False
    return case


def _asked(filing: rules.Filing, under: Under | None) -> dict[str, Any]:
    """The columns of what is asked for, and those that a county's own kind gives its cases."""
    own: dict[str, Any] = {"kind_version": NEWEST}
    if under:
        own = {"kind": under.code, "kind_version": under.version, "secrecy": under.secrecy}
    return {
        "title": filing.title.strip(),
        "text": filing.text.strip(),
        "place": filing.place.strip(),
        "latitude": filing.latitude,
        "longitude": filing.longitude,
        "area_id": filing.area_code,
        "town_code": filing.area_code[:9],
        "category_id": filing.category_code,
        "against_id": filing.against,
        "details": dict(filing.details),
        **own,
    }


def _said(filing: rules.Filing, origin: Origin) -> dict[str, Any]:
    said = {"title": filing.title.strip(), "text": filing.text.strip(), "place": filing.place.strip()}
    return {
        **{key: value for key, value in said.items() if value},
        "category": filing.category_code,
        "area": filing.area_code,
        **({"kind": filing.kind, "details": dict(filing.details)} if filing.details else {}),
        **({"against": filing.against} if filing.against else {}),
        "channel": origin.channel,
        "files": [kept.digest for kept in origin.kept],
    }
