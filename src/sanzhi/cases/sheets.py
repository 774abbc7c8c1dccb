"""导入表的一行: what a row of a table says, and what must be mended before it can be a case. Pure."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from hashlib import sha256

from django.utils.translation import gettext as _

from sanzhi.kit import codes

from . import rules
from .rules import Filing

# What a table calls its columns; the fields of a row, in their order.
COLUMNS = {
    "姓名": "name", "电话": "phone", "事项标题": "title", "情况": "text", "镇（街道）": "town",
    "村（社区）": "village", "地点": "place", "类别": "category", "外部编号": "ref",
}  # fmt: skip
_HEADS = {field: head for head, field in COLUMNS.items()} | {
    "area_code": "村（社区）",
    "category_code": "类别",
}


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

    @property
    def key(self) -> str:
        """What makes it the same row when it comes again: its own number, else everything it says."""
        return self.ref or sha256("\x1f".join(astuple(self)[1:]).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Problem:
    """要改的地方: the column as the table calls it ("" for the row as a whole), and what to change."""

    column: str
    sentence: str


@dataclass(frozen=True)
class Names:
    """名称对照: what the words in a table may mean."""

    villages: Mapping[tuple[str, str], str]  # (town's name, village's name) → code
    codes: frozenset[str]  # of villages
    categories: Mapping[str, str]  # name or code → code; a name that two categories share is not in it


def filing_of(row: SheetRow, names: Names) -> tuple[Filing | None, list[Problem]]:
    """The filing, or why there is none: one problem for each cell to mend."""
    area = row.village if row.village in names.codes else names.villages.get((row.town, row.village), "")
    category = names.categories.get(row.category, "")
    filing = Filing(row.title, row.text, area, category, row.place)
    told = dict(rules.filing_problems(filing))
    if not area:
        sentence = _("没有“%(name)s”这个村（社区），请填现在的全名或 12 位代码。")
        told["village"] = sentence % {"name": (row.town + row.village)[:60]}
    if not category:
        sentence = _("没有“%(name)s”这个类别，或同名的不止一个，请照模板里的类别表填写。")
        told["category"] = sentence % {"name": row.category[:60]}
    if not 1 <= len(row.name.strip()) <= 60 or rules.has_control(row.name):
        told["name"] = _("请填写姓名（60 个字以内）。")
    if row.phone and not (verdict := codes.check_phone(codes.clean_phone(row.phone))):
        told["phone"] = verdict.sentence
    if len(row.ref) > 30 or rules.has_control(row.ref):
        told["ref"] = _("外部编号请控制在 30 个字以内。")
    problems = [Problem(_HEADS.get(field, ""), sentence) for field, sentence in told.items()]
    return (None if problems else filing), problems
