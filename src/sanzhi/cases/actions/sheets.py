"""批量导入: the rows of a table become cases; every row is taken once, or refused with a sentence of its own.

The table is checked when it comes and kept in parts. The worker takes some hundred rows in a transaction together
with the place reached, so that a worker killed at any moment goes on where the last commit stands.
"""

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from sanzhi.cases import access
from sanzhi.cases.flow import of_county
from sanzhi.cases.models import Case, Sheet, SheetPart, SheetTrouble
from sanzhi.cases.queries import filed_under
from sanzhi.cases.queries import sheets as queries
from sanzhi.cases.sheets import Names, Problem, SheetRow, filing_of
from sanzhi.journal import actions as journal
from sanzhi.kit import crypto
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people.roles import Actor

from .intake import Origin, register

AT_A_TIME = 200
IN_A_PART = 1000
SHEET_TASK = "sanzhi.import_sheet"


@transaction.atomic
def keep_sheet(
    rows: Sequence[SheetRow], *, name: str, kind: str = "matter", by: Actor, at: datetime
) -> tuple[Sheet, bool]:
    """Check the rows, all of one kind, and keep them. Returns the sheet, and whether this office had brought it before."""
    access.may_import(by).or_refuse()
    if of_county(kind):
        filed_under(by, kind, "sheet")
    digest = _digest(rows, kind)
    sheet, new = Sheet.objects.get_or_create(
        office_id=by.office_id,
        digest=digest,
        defaults={"name": name[:120], "by_id": by.person_id, "at": at, "rows": len(rows), "kind": kind},
    )
    if new:
        for first in range(0, len(rows), IN_A_PART):
            _keep_part(sheet, first, rows[first : first + IN_A_PART])
        wrong = _note(sheet, _problems(rows, kind, by))
        content = {"digest": digest, "rows": len(rows), "wrong": wrong}
        journal.record("sheet.kept", by=by.person_id, at=at, about=("sheet", sheet.id), content=content)
    return sheet, not new


def _digest(rows: Iterable[SheetRow], kind: str) -> str:
    digest = sha256(kind.encode() if of_county(kind) else b"")
    for row in rows:
        digest.update(json.dumps(row.said, ensure_ascii=False).encode() + b"\n")
    return digest.hexdigest()


def _keep_part(sheet: Sheet, first: int, rows: Sequence[SheetRow]) -> None:
    part = SheetPart.objects.create(sheet=sheet, first=first, content=b"")
    text = json.dumps([row.said for row in rows], ensure_ascii=False)
    part.content = crypto.encrypt(text, table="cases_sheetpart", column="content", row=part.id)
    part.save(update_fields=["content"])


def _problems(rows: Iterable[SheetRow], kind: str, by: Actor) -> Iterable[tuple[int, Problem]]:
    """Every cell to mend, by line: what it says, where it lies, and what stands twice in this very table."""
    names = queries.names_for_sheets(kind)
    seen: dict[str, int] = {}
    for row in rows:
        with override(settings.LANGUAGE_CODE):  # what is kept is Chinese, whoever brings the table
            filing, problems = filing_of(row, names)
            earlier = seen.setdefault(row.key, row.line)
            if earlier != row.line:
                sentence = _("和第 %(line)d 行是同一件，只导入前面那一行。") % {"line": earlier}
                problems.append(Problem("外部编号" if row.ref else "", sentence))
            elif filing and not (verdict := access.may_file_for(by, filing.area_code)):
                problems.append(Problem("村（社区）", verdict.sentence))
        for problem in problems:
            yield row.line, problem


def _note(sheet: Sheet, found: Iterable[tuple[int, Problem]]) -> int:
    """Write the troubles down. Returns how many lines have one."""
    troubles = [
        SheetTrouble(sheet=sheet, line=line, column=problem.column, sentence=problem.sentence[:300])
        for line, problem in found
    ]
    SheetTrouble.objects.bulk_create(troubles, batch_size=1000, ignore_conflicts=True)
    return len({trouble.line for trouble in troubles})


@transaction.atomic
def start_sheet(sheet_id: int, *, by: Actor, at: datetime) -> Sheet:
    """开始（继续）导入: the worker's job is deferred in the transaction that says so. A second press changes nothing."""
    queries.sheet_by_id(by, sheet_id)
    sheet = Sheet.objects.select_for_update().get(pk=sheet_id)
    if sheet.finished_at:
        return sheet
    if not sheet.running_as:
        content = {"from": sheet.position}
        journal.record("sheet.started", by=by.person_id, at=at, about=("sheet", sheet.id), content=content)
        sheet.running_as, sheet.running_by_id, sheet.worked_at = by.role.code, by.person_id, at
        sheet.save(update_fields=["running_as", "running_by", "worked_at"])
    defer_sheet(sheet.id)
    return sheet


def defer_sheet(sheet_id: int) -> None:
    """Put the sheet's next turn in the worker's queue: one waiting at the most, and never two at work."""
    job = app.configure_task(SHEET_TASK, queueing_lock=f"sheet:{sheet_id}", lock=f"sheet:{sheet_id}")
    with suppress(AlreadyEnqueued), transaction.atomic():
        job.defer(sheet=sheet_id)


@transaction.atomic
def stop_sheet(sheet_id: int, *, by: Actor, at: datetime) -> Sheet:
    """停止导入: after the rows being dealt with now; what has been taken stays, and one can go on later."""
    queries.sheet_by_id(by, sheet_id)
    sheet = Sheet.objects.select_for_update().get(pk=sheet_id)
    if sheet.running_as:
        content = {"at": sheet.position}
        journal.record("sheet.stopped", by=by.person_id, at=at, about=("sheet", sheet.id), content=content)
        sheet.running_as, sheet.running_by = "", None
        sheet.save(update_fields=["running_as", "running_by"])
    return sheet


@transaction.atomic
def import_rows(sheet_id: int, *, by: Actor, at: datetime, most: int = AT_A_TIME) -> Sheet:
    """Take the next rows, `most` at the most. They commit together with the place reached, or not at all."""
    queries.sheet_by_id(by, sheet_id)
    sheet = Sheet.objects.select_for_update().get(pk=sheet_id)
    rows = queries.rows_from(sheet, sheet.position, most)
    with override(settings.LANGUAGE_CODE):
        sheet.taken += _take_all(sheet, rows, by, at)
    sheet.position += len(rows)
    sheet.worked_at = at
    if sheet.position == sheet.rows and sheet.finished_at is None:
        sheet.finished_at, sheet.running_as, sheet.running_by = at, "", None
        content = {"taken": sheet.taken, "refused": sheet.rows - sheet.taken}
        journal.record("sheet.finished", by=by.person_id, at=at, about=("sheet", sheet.id), content=content)
    sheet.save(update_fields=["position", "taken", "worked_at", "finished_at", "running_as", "running_by"])
    return sheet


def _take_all(sheet: Sheet, rows: Sequence[SheetRow], by: Actor, at: datetime) -> int:
    """Register the rows that are in order. Returns how many became cases; each other one is told why."""
    names = queries.names_for_sheets(sheet.kind)
    lines = [row.line for row in rows]
    wrong = set(SheetTrouble.objects.filter(sheet=sheet, line__in=lines).values_list("line", flat=True))
    good = {queries.outside_ref(sheet.office_id, row): row for row in rows if row.line not in wrong}
    known = set(Case.objects.filter(outside_ref__in=good).values_list("outside_ref", flat=True))
    again = Problem("外部编号", _("这一件以前已经导入过，没有重复登记。"))
    _note(sheet, [(good[ref].line, again) for ref in known])
    fresh = {ref: row for ref, row in good.items() if ref not in known}
    try:
        with transaction.atomic():  # one savepoint for all: refusals are rare after the check
            for ref, row in fresh.items():
                _take(ref, row, names, by, at)
        return len(fresh)
    except (Refusal, IntegrityError):  # also when somebody else registers the same person at this moment
        return sum(_take_or_tell(sheet, ref, row, names, by, at) for ref, row in fresh.items())


def _take_or_tell(sheet: Sheet, ref: str, row: SheetRow, names: Names, by: Actor, at: datetime) -> bool:
    try:
        with transaction.atomic():
            _take(ref, row, names, by, at)
    except Refusal as refusal:
        _note(sheet, [(row.line, Problem("", refusal.sentence))])
        return False
    except IntegrityError:
        _note(
            sheet,
            [(row.line, Problem("", _("这一行和别处正在登记的内容冲突，没有导入，请核对后单独登记。")))],
        )
        return False
    return True


def _take(ref: str, row: SheetRow, names: Names, by: Actor, at: datetime) -> None:
    filing, problems = filing_of(row, names)
    if filing is None:  # a village or a category was closed since the check
        raise Refusal("row_wrong", " ".join(problem.sentence for problem in problems))
    person = people.register_resident(
        name=row.name, phone=row.phone, outside_ref=None if row.phone else ref, by=by, at=at
    )
    origin = Origin(person.id, str(Case.Channel.IMPORT), by.person_id, ref, door="sheet")
    register(filing, origin, by=by, at=at)
