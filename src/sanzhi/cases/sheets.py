"""导入表的一行: what a row of a table says, and what must be mended before it can be a case. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sanzhi.kit import codes

from . import rules
from .rules import Filing


@dataclass(frozen=True)
class SheetRow:
    """行: one row as typed. `line` is its number in the file, as the spreadsheet program shows it."""

    line: int
    name: str = ""
    phone: str = ""
    title: str = ""
    text: str = ""
    town: str = ""
    village: str = ""
    place: str = ""
    category: str = ""
    ref: str = ""


@dataclass(frozen=True)
class Names:
    """名称对照: what the words in a table may mean."""

    villages: Mapping[tuple[str, str], str]  # (town's name, village's name) → code
    codes: frozenset[str]  # of villages
    categories: Mapping[str, str]  # name or code → code; a name that two categories share is not in it


def filing_of(row: SheetRow, names: Names) -> tuple[Filing | None, list[str]]:
    """The filing, or why there is none: one sentence for each thing to mend."""
    area = row.village if row.village in names.codes else names.villages.get((row.town, row.village), "")
    category = names.categories.get(row.category, "")
    filing = Filing(row.title, row.text, area, category, row.place)
    problems = list(rules.filing_problems(filing).values())
    if not area:
        sentence = _("没有“%(name)s”这个村（社区），请填现在的全名或 12 位代码。")
        problems.append(sentence % {"name": row.town + row.village})
    if not category:
        sentence = _("没有“%(name)s”这个类别，或同名的不止一个，请照模板里的类别表填写。")
        problems.append(sentence % {"name": row.category})
    if not 1 <= len(row.name.strip()) <= 60 or rules.has_control(row.name):
        problems.append(_("请填写姓名（60 个字以内）。"))
    if row.phone:
        verdict = codes.check_phone(codes.clean_phone(row.phone))
        problems += [] if verdict else [verdict.sentence]
    if len(row.ref) > 30 or rules.has_control(row.ref):
        problems.append(_("外部编号请控制在 30 个字以内。"))
    return (None if problems else filing), problems
