"""导入表: what a sheet holds, and what has become of each row."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sanzhi.cases import access, kinds
from sanzhi.cases.flow import of_county
from sanzhi.cases.models import Case, Category, Sheet, SheetPart, SheetTrouble
from sanzhi.cases.sheets import Names, SheetRow
from sanzhi.kit import crypto
from sanzhi.kit.verdict import Refusal
from sanzhi.people.models import Area
from sanzhi.people.roles import Actor

from .kinds import in_force

TROUBLES_SHOWN = 100


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


SHEETS_SHOWN = 20


def sheets_of(actor: Actor, *, before: int = 0) -> list[Sheet]:
    """The office's sheets, newest first, to find one's way back to; one more than are shown on a page."""
    access.may_import(actor).or_refuse()
    rows = Sheet.objects.filter(office_id=actor.office_id)
    return list((rows.filter(id__lt=before) if before else rows).order_by("-id")[: SHEETS_SHOWN + 1])


def rows_of(part: SheetPart) -> list[SheetRow]:
    text = crypto.decrypt(bytes(part.content), table="cases_sheetpart", column="content", row=part.id)
    return [SheetRow(*row) for row in json.loads(text)]


def rows_from(sheet: Sheet, position: int, most: int) -> list[SheetRow]:
    """The next `most` rows from `position` on, or fewer: never beyond the part that holds the first of them."""
    part = SheetPart.objects.filter(sheet=sheet, first__lte=position).order_by("-first").first()
    return rows_of(part)[position - part.first :][:most] if part else []


def outside_ref(office_id: int, row: SheetRow) -> str:
    """The reference under which a row becomes a case, once in its office."""
    return f"sheet:{office_id}:{row.key}"


def names_for_sheets(kind: str) -> Names:
    """The names in force, and what the kind asks if it is in force: three queries at the most."""
    under = in_force(kind) if of_county(kind) else None
    villages = Area.objects.filter(level="village", valid_to=None).select_related("parent")
    categories = list(Category.objects.filter(valid_to=None).values_list("code", "name"))
    shared = Counter(name for _code, name in categories)
    by_name = {name: code for code, name in categories if shared[name] == 1}
    return Names(
        villages={(village.parent.name, village.name): village.code for village in villages},
        codes=frozenset(village.code for village in villages),
        categories=by_name | {code: code for code, _name in categories},
        kind=kind,
        asked=kinds.read(kind, under.spec).fields_at() if under else (),
        closed=under is None and of_county(kind),
    )


def troubles(sheet: Sheet, *, after: int = 0, limit: int = TROUBLES_SHOWN) -> list[SheetTrouble]:
    """The cells to mend, by line, after a line."""
    rows = SheetTrouble.objects.filter(sheet=sheet, line__gt=after).order_by("line", "column")
    return list(rows[:limit])


def lines_in_trouble(sheet: Sheet) -> int:
    return SheetTrouble.objects.filter(sheet=sheet).values("line").distinct().count()


def first_rows(sheet: Sheet, limit: int = 20) -> list[RowReport]:
    """The first rows, with what became of them: enough to see whether the columns were read as meant."""
    return _reports(sheet, rows_from(sheet, 0, limit), 0)


def sheet_report(sheet: Sheet) -> Iterator[RowReport]:
    """Every row and what became of it, a part at a time: never the whole table in memory."""
    for part in SheetPart.objects.filter(sheet=sheet).order_by("first").iterator(chunk_size=1):
        yield from _reports(sheet, rows_of(part), part.first)


def _reports(sheet: Sheet, rows: Sequence[SheetRow], first: int) -> list[RowReport]:
    if not rows:
        return []
    refs = {row.line: outside_ref(sheet.office_id, row) for row in rows}
    codes = dict(Case.objects.filter(outside_ref__in=refs.values()).values_list("outside_ref", "public_code"))
    told: dict[int, list[str]] = {}
    span = SheetTrouble.objects.filter(sheet=sheet, line__range=(rows[0].line, rows[-1].line))
    for line, column, sentence in span.order_by("line", "column").values_list("line", "column", "sentence"):
        told.setdefault(line, []).append(f"{column}：{sentence}" if column else sentence)
    reports = []
    for number, row in enumerate(rows, start=first):
        done, wrong, code = number < sheet.position, row.line in told, codes.get(refs[row.line], "")
        outcome = ("refused" if done else "wrong") if wrong else ("taken" if done else "ready")
        reports.append(RowReport(row.line, row.title, outcome, code, " ".join(told.get(row.line, ()))))
    return reports
