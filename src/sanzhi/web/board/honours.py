"""荣誉的汇总 on the board: awards, praise, answers and mending; numbers without a name, drawn over their own tables."""

from operator import itemgetter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.honours import queries
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.paging import paged
from sanzhi.web.ui.shapes import ChartRow

FIRST_YEAR = 2000


@staff("board.view", "case.dispatch")
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """荣誉: of a year, over the reach of whoever looks."""
    today = request.at.year
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == len("2026") else today
    year = min(max(year, FIRST_YEAR), today)
    counts = queries.board(request.actor, year, request.GET.get("after", ""))
    places = paged(request, counts.places, queries.MOST_PLACES, name="after", key=itemgetter(0))
    parts = (
        (_("同意具名的"), counts.agreed),
        (_("有人回应的曝光"), counts.replied),
        (_("整改好的曝光"), counts.fixed),
    )
    given = {
        "actor": request.actor, "here": "honours", "year": year, "last": year - 1,
        "next": year + 1 if year < today else 0, "columns": [_("好人"), _("红榜")],
        "months": [ChartRow(_("%(n)d 月") % {"n": month}, (good, red)) for month, good, red in counts.months],
        "places": [ChartRow(name, (good, red)) for _code, name, good, red in places["rows"]],
        "older": places["older"], "newer": places["newer"],
        "parts": [(name, f"{100 * one.part / one.whole:.0f}%" if one.whole else "—", one) for name, one in parts],
    }  # fmt: skip
    return render(request, "board/honours.html", given)
