"""体检: where a kind may be filed, and whether what it asks fits there."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from sanzhi.cases.columns import COLUMNS, MOST_COLUMNS

from .findings import Finding, error
from .spec import DOORS, Kind


def door_findings(kind: Kind) -> Iterator[Finding]:
    for door in kind.doors:
        if door not in DOORS:
            yield error("door_unknown", _("登记的地方“%(door)s”不认识。") % {"door": door})
    if "sheet" in kind.doors:
        yield from _in_a_table(kind)


def _in_a_table(kind: Kind) -> Iterator[Finding]:
    """Every field is a column of the table: under a name of its own, and no more than a table may have."""
    asked = kind.fields_at()
    for field in asked:
        if field.label in COLUMNS:
            sentence = _("填写项“%(field)s”和导入表自己的一列同名，导入时分不清；请换个叫法。")
            yield error("column_taken", sentence % {"field": field.label}, "fields", field.code)
    most = MOST_COLUMNS - len(COLUMNS)
    if len(asked) > most:
        sentence = _("选了“批量导入”，登记时的填写项最多 %(most)d 项，现在有 %(have)d 项。")
        yield error("too_many_columns", sentence % {"most": most, "have": len(asked)}, "fields")
