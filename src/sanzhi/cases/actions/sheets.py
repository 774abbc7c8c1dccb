"""批量导入: the rows of a table become cases a hundred at a time; every row is taken once or refused with a sentence."""

import json
from collections.abc import Sequence
from dataclasses import astuple
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from sanzhi.cases import access
from sanzhi.cases.models import Case, Sheet
from sanzhi.cases.queries import sheets as queries
from sanzhi.cases.sheets import Names, SheetRow, filing_of
from sanzhi.journal import actions as journal
from sanzhi.kit import crypto
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people.roles import Actor

from .intake import Origin, register

AT_A_TIME = 100


@transaction.atomic
def keep_sheet(rows: Sequence[SheetRow], *, name: str, by: Actor, at: datetime) -> tuple[Sheet, bool]:
    """Keep the rows for their preview. Returns the sheet, and whether this office had brought it before."""
    access.may_import(by).or_refuse()
    text = json.dumps([astuple(row) for row in rows], ensure_ascii=False)
    digest = sha256(text.encode()).hexdigest()
    sheet, new = Sheet.objects.get_or_create(
        office_id=by.office_id,
        digest=digest,
        defaults={"name": name[:120], "by_id": by.person_id, "at": at, "content": b"", "rows": len(rows)},
    )
    if new:
        sheet.content = crypto.encrypt(text, table="cases_sheet", column="content", row=sheet.id)
        sheet.save(update_fields=["content"])
        content = {"digest": digest, "rows": len(rows)}
        journal.record("sheet.kept", by=by.person_id, at=at, about=("sheet", sheet.id), content=content)
    return sheet, not new


@transaction.atomic
def import_rows(sheet_id: int, *, by: Actor, at: datetime, most: int = AT_A_TIME) -> Sheet:
    """Take the next `most` rows. The rows and the place reached commit together, so a row is never taken twice."""
    queries.sheet_by_id(by, sheet_id)
    sheet = Sheet.objects.select_for_update().get(pk=sheet_id)
    names = queries.names_for_sheets()
    for row in queries.sheet_rows(sheet)[sheet.position : sheet.position + most]:
        with override(settings.LANGUAGE_CODE):  # what is kept is Chinese, whoever presses the button
            why_not = _take(sheet, row, names, by, at)
        if why_not:
            sheet.refused[str(row.line)] = why_not
        sheet.position += 1
    if sheet.position == sheet.rows and sheet.finished_at is None:
        sheet.finished_at = at
        content = {"taken": sheet.rows - len(sheet.refused), "refused": len(sheet.refused)}
        journal.record("sheet.finished", by=by.person_id, at=at, about=("sheet", sheet.id), content=content)
    sheet.save(update_fields=["position", "refused", "finished_at"])
    return sheet


def _take(sheet: Sheet, row: SheetRow, names: Names, by: Actor, at: datetime) -> str:
    """Register one row. Returns why not, or nothing when it is a case now."""
    filing, problems = filing_of(row, names)
    if filing is None:
        return " ".join(problems)
    ref = queries.outside_ref(sheet, row)
    if Case.objects.filter(outside_ref=ref).exists():
        return _("外部编号“%(ref)s”已经导入过，没有重复登记。") % {"ref": row.ref}
    try:
        with transaction.atomic():
            person = people.register_resident(
                name=row.name, phone=row.phone, outside_ref=None if row.phone else ref, by=by, at=at
            )
            register(filing, Origin(person.id, str(Case.Channel.IMPORT), by.person_id, ref), by=by, at=at)
    except Refusal as refusal:
        return refusal.sentence
    return ""
