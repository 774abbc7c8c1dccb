"""导入单位: grid branches and stations by the hundred, from a table; every row is entered or named with what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.kit.verdict import Refusal
from sanzhi.people import access
from sanzhi.people.models import Area, Office
from sanzhi.people.roles import Actor

from .offices import open_office

MOST_ROWS = 2000
IMPORTED = (Office.Kind.PARTY_BRANCH, Office.Kind.PIONEER_STATION)


@dataclass(frozen=True)
class OfficeRow:
    """一行, as it stands in the table: the kind in words, the village by its name or code, its town where the name alone is not
    enough."""

    line: int
    name: str
    kind: str
    village: str
    town: str = ""
    phone: str = ""


@dataclass
class Opened:
    """设了几个: how many, and (line, what is wrong) of each broken row."""

    made: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)


@transaction.atomic
def import_offices(rows: Sequence[OfficeRow], *, skip: bool, by: Actor, at: datetime) -> Opened:
    """With a broken row nothing is entered, unless such are to be skipped. Raises Refusal."""
    access.may_keep_offices(by).or_refuse()
    if not 1 <= len(rows) <= MOST_ROWS:
        raise Refusal("rows_count", _("一次导入 1 到 %(most)d 行。") % {"most": MOST_ROWS})
    done, villages = Opened(), _villages()
    before = transaction.savepoint()
    for row in rows:
        try:
            with transaction.atomic():
                _opened(row, villages, by, at)
                done.made += 1
        except Refusal as refusal:
            done.problems.append((row.line, refusal.sentence))
    if done.problems and not skip:
        transaction.savepoint_rollback(before)
        return Opened(0, done.problems)
    transaction.savepoint_commit(before)
    return done


def _opened(row: OfficeRow, villages: dict[str, list[Area]], by: Actor, at: datetime) -> None:
    kinds = {str(label): code for code, label in Office.Kind.choices if code in IMPORTED}
    if row.kind not in kinds:
        raise Refusal("office_kind", _("类型写“网格支部”或者“红色先锋站”。"))
    found = [one for one in villages.get(row.village, []) if not row.town or one.parent and one.parent.name == row.town]  # fmt: skip
    if not found:
        raise Refusal("area_unknown", _("没有“%(name)s”这个村（社区），请核对。") % {"name": row.village})
    if len(found) > 1:
        raise Refusal("area_twice", _("有几个“%(name)s”，请写上镇（街道），或者写区划代码。") % {"name": row.village})  # fmt: skip
    open_office(name=row.name, kind=kinds[row.kind], area_code=found[0].code, phone=row.phone, by=by, at=at)


def _villages() -> dict[str, list[Area]]:
    """By name and by code."""
    found: dict[str, list[Area]] = {}
    for one in Area.objects.filter(level=Area.Level.VILLAGE, valid_to=None).select_related("parent"):
        found.setdefault(one.name, []).append(one)
        found[one.code] = [one]
    return found
