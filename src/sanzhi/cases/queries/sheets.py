"""导入表: what a sheet holds, and what has become of each row."""

import json
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sanzhi.cases import access
from sanzhi.cases.models import Case, Category, Sheet
from sanzhi.cases.sheets import Names, SheetRow, filing_of
from sanzhi.kit import crypto
from sanzhi.kit.verdict import Refusal
from sanzhi.people.models import Area
from sanzhi.people.roles import Actor


@dataclass(frozen=True)
class RowReport:
    """行的结果: `outcome` is "taken", "refused", "wrong" (to be refused) or "ready"."""

    line: int
    title: str
    outcome: str
    code: str = ""
    sentence: str = ""


def sheet_by_id(actor: Actor, sheet_id: int) -> Sheet:
    """A sheet of the actor's own office. Refusal as for one that does not exist."""
    access.may_import(actor).or_refuse()
    found = Sheet.objects.filter(pk=sheet_id, office_id=actor.office_id).first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这张导入表。"))
    return found


def sheet_rows(sheet: Sheet) -> list[SheetRow]:
    text = crypto.decrypt(bytes(sheet.content), table="cases_sheet", column="content", row=sheet.id)
    return [SheetRow(*row) for row in json.loads(text)]


def outside_ref(sheet: Sheet, row: SheetRow) -> str:
    """What makes a row the same row when it comes again: its own number, else its place among these very rows."""
    return f"sheet:{sheet.office_id}:{row.ref or f'{sheet.digest[:24]}:{row.line}'}"


def names_for_sheets() -> Names:
    """The names in force; two queries."""
    villages = Area.objects.filter(level="village", valid_to=None).select_related("parent")
    categories = list(Category.objects.filter(valid_to=None).values_list("code", "name"))
    shared = Counter(name for _code, name in categories)
    by_name = {name: code for code, name in categories if shared[name] == 1}
    return Names(
        villages={(village.parent.name, village.name): village.code for village in villages},
        codes=frozenset(village.code for village in villages),
        categories=by_name | {code: code for code, _name in categories},
    )


def sheet_report(actor: Actor, sheet: Sheet) -> list[RowReport]:
    """Every row and what became of it, or will when the import is confirmed."""
    rows, names = sheet_rows(sheet), names_for_sheets()
    refs = [outside_ref(sheet, row) for row in rows]
    taken = dict(Case.objects.filter(outside_ref__in=refs).values_list("outside_ref", "public_code"))
    return [
        _report(actor, sheet, row, names, taken.get(ref, "")) for row, ref in zip(rows, refs, strict=True)
    ]


def _report(actor: Actor, sheet: Sheet, row: SheetRow, names: Names, code: str) -> RowReport:
    refused = sheet.refused.get(str(row.line), "")
    if refused:
        return RowReport(row.line, row.title, "refused", code, refused)
    if code:
        return RowReport(row.line, row.title, "taken", code)
    filing, problems = filing_of(row, names)
    if filing:
        verdict = access.may_file_for(actor, filing.area_code)
        problems = [] if verdict else [verdict.sentence]
    return RowReport(row.line, row.title, "wrong" if problems else "ready", "", " ".join(problems))
