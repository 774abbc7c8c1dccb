"""登记: the one door through which every case comes in, whatever the channel."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from sanzhi.cases import access, queries, rules
from sanzhi.cases.files import Kept
from sanzhi.cases.flow import flow_of
from sanzhi.cases.models import Case, Move, Search
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


@transaction.atomic
def register(filing: rules.Filing, origin: Origin, *, by: Actor, at: datetime) -> Case:
    """登记诉求: write the case, its first move, its clock and its route. Raises FilingRefused or Refusal."""
    access.may_file(by).or_refuse()
    if origin.filed_by_id is not None:
        access.may_file_for(by, filing.area_code).or_refuse()
    problems = rules.filing_problems(filing) | queries.unknown_places(filing)
    if problems:
        raise FilingRefused(problems)
    receiver, trace = queries.receiver_for(filing, origin.channel, at)
    case = _insert(filing, origin, receiver, trace, at)
    entry = journal.record(
        "case.register",
        by=by.person_id,
        at=at,
        about=("case", case.id),
        content=_said(filing, origin),
        topic="case.register",
    )
    Move.objects.create(
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
    files.attach(case, 1, origin.kept)
    return case


def _insert(filing: rules.Filing, origin: Origin, receiver: int, trace: dict[str, Any], at: datetime) -> Case:
    flow = flow_of("matter", 1)
    case = Case(
        public_code=ids.public_code(),
        state=flow.start,
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
        routing=trace,
    )
    limits = queries.limit_for("dispatch", filing.category_code, at)
    due_times = clocks.due_times(limits, at)
    case.due_at = due_times[0]
    case.save(force_insert=True)
    clocks.start_at(case, limits, due_times, at=at)
    index(case)
    return case


def index(case: Case) -> None:
    """Write the case's search row; PostgreSQL sorts the words."""
    words = rules.search_words(case.title, case.text, case.place, case.public_code)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Search._meta.db_table} (case_id, words) VALUES (%s, array_to_tsvector(%s))",  # noqa: S608
            [case.id, words],
        )


def _said(filing: rules.Filing, origin: Origin) -> dict[str, Any]:
    said = {"title": filing.title.strip(), "text": filing.text.strip(), "place": filing.place.strip()}
    return {
        **{key: value for key, value in said.items() if value},
        "category": filing.category_code,
        "area": filing.area_code,
        "channel": origin.channel,
        "files": [kept.digest for kept in origin.kept],
    }
