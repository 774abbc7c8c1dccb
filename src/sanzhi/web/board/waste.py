"""垃圾分类的率: of each village one oversees; every figure opens the rows it counted, without house numbers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.waste import queries
from sanzhi.waste.queries import Span
from sanzhi.web.ui import waste as said
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.paging import row_number

from . import asked as asking
from .asked import Asked
from .period import PRESETS

waste_door = staff("board.view", "case.dispatch")


@waste_door
@require_safe
def rates(request: HttpRequest) -> HttpResponse:
    """垃圾分类."""
    asked = asking.read(request, request.at)
    found = queries.rates(_span(request.actor.reach, asked))
    query = urlencode(asked.period.query)
    shown = {
        "heads": said.heads(), "definitions": said.definitions(), "rows": said.table(found, _names(request), query, "area"),
        "all": said.cells(queries.together(found.values()), f"{query}&area="),
    }  # fmt: skip
    return render(request, "board/waste.html", _frame(request, asked) | shown)


@waste_door
@require_safe
def rows(request: HttpRequest) -> HttpResponse:
    """数字背后的行."""
    asked, measure, side = (
        asking.read(request, request.at), request.GET.get("measure", ""), request.GET.get("side", ""),
    )  # fmt: skip
    area, after = request.GET.get("area", ""), request.GET.get("after", "")
    if measure not in queries.MEASURES or side not in ("over", "under"):
        raise Refusal("not_visible", _("没有这个数。"))
    names = _names(request)
    span = _span(area if area in names else request.actor.reach, asked)
    known = row_number(after)
    found = queries.behind(span, measure, side, known)
    shown, kind = found[: queries.ROWS], queries.MEASURES[measure][0]
    given = {
        "title": said.name_of(measure), "place": names.get(area, ""), "kind": kind,
        "rows": said.lines(kind, shown, numbers=False), "after": shown[-1].id if len(found) > queries.ROWS else 0,
    }  # fmt: skip
    return render(request, "board/waste_rows.html", _frame(request, asked) | given)


def _span(reach: str, asked: Asked) -> Span:
    return Span(reach or "-", asked.period.first, asked.period.last)


def _names(request: HttpRequest) -> dict[str, str]:
    reach = request.actor.reach or "-"
    return {
        village.code: f"{town.name} {village.name}" for town in people.towns_with_villages() for village in town.villages
        if village.code.startswith(reach)
    }  # fmt: skip


def _frame(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    return {"actor": request.actor, "asked": asked, "presets": PRESETS, "here": "waste", "kept": {}}
