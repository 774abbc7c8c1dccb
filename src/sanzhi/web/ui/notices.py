"""公示在各处怎么说: how far a notice is, what it is about, and the sheet for the wall; the same words on every face."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from sanzhi.kit import papers
from sanzhi.notices import queries


def standing_words(notice: Any, at: datetime) -> tuple[str, str]:
    """(words, tone) of how far it is."""
    if notice.posted_at is None:
        return _("待审签"), "wait"
    if notice.withdrawn_at:
        return _("已撤回"), "stop"
    if at < notice.until:
        return _("公示中"), "move"
    return _("已期满"), "done"


def last_day(notice: Any) -> str:
    """The last day on which it stands: `until` is the moment after."""
    return f"{localtime(queries.last_moment(notice)):%Y-%m-%d}"


@dataclass(frozen=True)
class Columns:
    """栏: which of a line's parts any line has; a column of dashes says nothing."""

    who: bool
    figure: bool


def columns(lines: Sequence[Any]) -> Columns:
    return Columns(any(row.who for row in lines), any(row.figure for row in lines))


def _lines_table(lines: Sequence[Any]) -> dict[str, Any]:
    """The lines as a table of the sheet; `wide` is the column that takes what room is left."""
    shown = columns(lines)
    heads = [_("序号"), *([_("谁")] if shown.who else []), _("事项"), *([_("数")] if shown.figure else [])]
    cells = [
        [
            str(row.number),
            *([row.who] if shown.who else []),
            row.what,
            *([row.figure] if shown.figure else []),
        ]
        for row in lines
    ]
    return {"heads": heads, "lines": cells, "wide": 2 if shown.who else 1}


def sheet(notice: Any, at: datetime, address: str) -> HttpResponse:
    """公示单: to print and hang on the wall, with the way to object and a code to its page."""
    data = {
        "title": notice.title,
        "number": _("公示第 %(number)d 号") % {"number": notice.id},
        "fields": [
            [_("公示单位"), f"{notice.area.parent or ''}{notice.area}"],
            [
                _("公示时间"),
                _("%(first)s 至 %(last)s") % {"first": _day(notice.posted_at), "last": last_day(notice)},
            ],
            [_("依据"), notice.rule.basis],
            [_("有异议找谁"), notice.contact],
        ],
        "paragraphs": [notice.body] if notice.body else [],
        **_lines_table(queries.lines_of(notice, at)),
        "office": str(notice.area),
        "date": date_format(localtime(notice.posted_at), _("Y年n月j日")),
        "seal": True,
        "qr": papers.qr_svg(address),
    }
    answer = HttpResponse(papers.pdf("notice", data), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="notice-{notice.id}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


def _day(moment: datetime) -> str:
    return f"{localtime(moment):%Y-%m-%d}"
