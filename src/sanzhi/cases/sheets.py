"""导入表的一行: what a row of a table says, and what must be mended before it can be a case. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, field
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from sanzhi.kit import codes

from . import kinds, rules
from .columns import COLUMNS
from .rules import Filing

_HEADS = {field: head for head, field in COLUMNS.items()} | {
    "area_code": "村（社区）",
    "category_code": "类别",
}


@dataclass(frozen=True)
class SheetRow:
    """行: one row as typed. `line` is its number in the file, as the spreadsheet program shows it; `answers` is what it
    says to the fields of the sheet's kind, by their labels."""

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
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def said(self) -> tuple[Any, ...]:
        """All of it, to be kept; the answers only where there are any."""
        said = astuple(self)
        return said if self.answers else said[:-1]

    @property
    def key(self) -> str:
        """What makes it the same row when it comes again: its own number, else everything it says."""
        words = [*self.said[1:10], *(f"{label}={text}" for label, text in self.answers.items())]
        return self.ref or sha256("\x1f".join(words).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Problem:
    """要改的地方: the column as the table calls it ("" for the row as a whole), and what to change."""

    column: str
    sentence: str


@dataclass(frozen=True)
class Names:
    """名称对照: what the words in a table may mean, and which kind its rows are of, with what that asks."""

    villages: Mapping[tuple[str, str], str]  # (town's name, village's name) → code
    codes: frozenset[str]  # of villages
    categories: Mapping[str, str]  # name or code → code; a name that two categories share is not in it
    kind: str = "matter"
    asked: Sequence[kinds.Field] = ()
    closed: bool = False  # nothing is filed under the kind any more


def filing_of(row: SheetRow, names: Names) -> tuple[Filing | None, list[Problem]]:
    """The filing, or why there is none: one problem for each cell to mend."""
    if names.closed:
        return None, [Problem("", _("这一类现在不能登记，请按一般诉求登记。"))]
    area = row.village if row.village in names.codes else names.villages.get((row.town, row.village), "")
    category = names.categories.get(row.category, "")
    details = kinds.typed(names.asked, row.answers)
    filing = Filing(row.title, row.text, area, category, row.place, kind=names.kind, details=details)
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
    problems = [Problem(_HEADS.get(name, ""), sentence) for name, sentence in told.items()]
    problems += _answers_to_mend(row.answers, names.asked, details)
    return (None if problems else filing), problems


def _answers_to_mend(
    answers: Mapping[str, str], asked: Sequence[kinds.Field], details: Mapping[str, Any]
) -> list[Problem]:
    """What the kind asks and the row does not say rightly, and what it says that the kind asks no longer."""
    labels = {one.code: one.label for one in asked}
    wrong = kinds.field_problems(asked, details)
    gone = [label for label in answers if label not in labels.values()]
    return [
        *(Problem(labels[code], sentence) for code, sentence in wrong.items()),
        *(Problem(label, _("这一类现在没有这一项，请照新的模板填写。")) for label in gone),
    ]
