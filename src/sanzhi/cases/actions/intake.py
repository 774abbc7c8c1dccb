"""登记: the one door through which every case comes in, whatever the channel."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from sanzhi.cases import access, queries, rules
from sanzhi.cases.files import Kept
from sanzhi.cases.flow import NEWEST, flow_of
from sanzhi.cases.models import Case, Move
from sanzhi.journal import actions as journal
from sanzhi.kit import ids
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from . import clocks, files
from .core import note_move


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


def register(filing: rules.Filing, origin: Origin, *, by: Actor, at: datetime) -> Case:
    """登记诉求: write the case, its first move, its clock and its route. Raises FilingRefused or Refusal."""
    access.may_file(by).or_refuse()
    if origin.filed_by_id is not None:
        access.may_file_for(by, filing.area_code).or_refuse()
    book = queries.rulebook()
    problems = rules.filing_problems(filing) | queries.unknown_places(filing, book)
    if problems:
        raise FilingRefused(problems)
    # No savepoint: nothing is refused from here on, so there is nothing to come back to.
    with transaction.atomic(savepoint=False):
        case = _file(filing, origin, book, at)
        entry = journal.record(
            "case.register",
            by=by.person_id,
            at=at,
            about=("case", case.id),
            content=_said(filing, origin),
            topic="case.register",
        )
        note_move(
            Move(
                case=case,
                seq=1,
                step="register",
                to_state=case.state,
                by_id=by.person_id,
                role=by.role.code,
                office_id=by.office_id,
                at=at,
                public=True,
                entry_id=entry,
            )
        )
        files.attach(case, 1, origin.kept)
    return case


# One statement instead of three: filing is what a county does most, and each trip to the database has its price.
_FILE = """
WITH filed AS (
    INSERT INTO cases_case (
        kind, kind_version, public_code, state, version, title, text, place, latitude, longitude,
        area_id, town_code, category_id, channel, outside_ref, reporter_id, filed_by_id, reported_at,
        receiver_id, holder_id, binding, returns, reopens, urges, due_at, card, routing
    ) VALUES (
        %(kind)s, %(kind_version)s, %(public_code)s, %(state)s, %(version)s, %(title)s, %(text)s, %(place)s,
        %(latitude)s, %(longitude)s, %(area_id)s, %(town_code)s, %(category_id)s, %(channel)s, %(outside_ref)s,
        %(reporter_id)s, %(filed_by_id)s, %(reported_at)s, %(receiver_id)s, %(holder_id)s, %(binding)s,
        %(returns)s, %(reopens)s, %(urges)s, %(due_at)s, %(card)s, %(trace)s
    ) RETURNING id, holder_id, reported_at, due_at
), started AS (
    INSERT INTO cases_clockrun (
        case_id, rule_id, office_id, started_at, due_at, yellow_at, red_at, next_card_at
    ) SELECT id, %(rule_id)s, holder_id, reported_at, due_at, %(yellow_at)s, %(red_at)s, %(next_card_at)s FROM filed
), searchable AS (
    INSERT INTO cases_search (case_id, words) SELECT id, array_to_tsvector(%(words)s) FROM filed
)
SELECT id FROM filed
"""


def _file(filing: rules.Filing, origin: Origin, book: queries.Rulebook, at: datetime) -> Case:
    """The case, its dispatch clock and its search row."""
    receiver, trace = queries.receiver_for(filing, origin.channel, at, book)
    limits = queries.limit_for("dispatch", filing.category_code, at, book)
    due_at, yellow_at, red_at = clocks.due_times(limits, at, calendar=book.calendar)
    case = Case(
        public_code=ids.public_code(),
        kind_version=NEWEST,
        state=flow_of("matter", NEWEST).start,
        title=filing.title.strip(),
        text=filing.text.strip(),
        place=filing.place.strip(),
        latitude=filing.latitude,
        longitude=filing.longitude,
        area_id=filing.area_code,
        town_code=filing.area_code[:9],
        category_id=filing.category_code,
        channel=origin.channel,
        outside_ref=origin.outside_ref,
        reporter_id=origin.reporter_id,
        filed_by_id=origin.filed_by_id,
        reported_at=at,
        receiver_id=receiver,
        holder_id=receiver,
        due_at=due_at,
        routing=trace,
    )
    beside = {
        "trace": json.dumps(trace, ensure_ascii=False),
        "rule_id": limits.rule_id,
        "yellow_at": yellow_at,
        "red_at": red_at,
        "next_card_at": rules.next_look(yellow_at, red_at, ()),
        "words": rules.search_words(case.title, case.text, case.place, case.public_code),
    }
    with connection.cursor() as cursor:
        cursor.execute(_FILE, vars(case) | beside)
        (case.id,) = cursor.fetchone()
    case._state.adding = False
    return case


def _said(filing: rules.Filing, origin: Origin) -> dict[str, Any]:
    said = {"title": filing.title.strip(), "text": filing.text.strip(), "place": filing.place.strip()}
    return {
        **{key: value for key, value in said.items() if value},
        "category": filing.category_code,
        "area": filing.area_code,
        "channel": origin.channel,
        "files": [kept.digest for kept in origin.kept],
    }
