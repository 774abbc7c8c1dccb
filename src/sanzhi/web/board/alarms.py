"""警源的汇总 on the board: repeated alarms by month and town, shares with both their numbers, and a map in tens."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.alarms import queries
from sanzhi.alarms.rules import FEWEST_ON_A_MAP
from sanzhi.kit.geometry import box_of, metres
from sanzhi.kit.hexes import cell_of
from sanzhi.people import queries as people
from sanzhi.people.queries import positions
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.maps import Drawing
from sanzhi.web.ui.shapes import ChartRow

from . import heat

FIRST_YEAR = 2000


def year_asked(request: HttpRequest) -> int:
    """The year of the address, or this one."""
    today, asked = request.at.year, request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == len("2026") else today
    return min(max(year, FIRST_YEAR), today)


@staff("board.view", "case.dispatch")
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """警源: of a year, over the reach of whoever looks."""
    year, today = year_asked(request), request.at.year
    found = queries.alarm_figures(request.actor, year)
    names = {town.code[:9]: town.name for town in people.towns()}
    parts = (
        (_("非警务警情"), found.not_police),
        (_("研判后不认定的"), found.rejected),
        (_("提请联动已交办的"), found.answered),
    )
    given = {
        "actor": request.actor, "here": "alarms", "year": year, "last": year - 1,
        "next": year + 1 if year < today else 0, "columns": [_("提出疑似"), _("认定"), _("拔除")],
        "months": [ChartRow(_("%(n)d 月") % {"n": month}, tuple(counts)) for month, counts in found.months.items()],
        "towns": [ChartRow(names.get(town, town), tuple(counts)) for town, counts in found.towns.items()],
        "parts": [(name, f"{100 * part / whole:.0f}%" if whole else "—", part, whole) for name, (part, whole) in parts],
        "takes": _hours(found.answer_takes), "fewest": FEWEST_ON_A_MAP, **_map(request, year),
    }  # fmt: skip
    return render(request, "board/alarms.html", given)


def _hours(takes: timedelta | None) -> str:
    return "—" if takes is None else _("%(n)s 小时") % {"n": f"{takes.total_seconds() / 3600:.1f}"}


def _map(request: HttpRequest, year: int) -> dict[str, object]:
    """The map, and the same in a table that needs no eyes."""
    grid = heat.hexes(heat.COUNTY_RADIUS)
    cells = queries.alarm_cells(request.actor, year, grid)
    drawing = Drawing(_("警情多的地方"), box_of(people.boundary()), people.boundary())
    villages, points = people.towns_with_villages(), positions.village_points(request.at)
    named = {one.code: f"{town.name}{one.name}" for town in villages for one in town.villages}
    rows = []
    for number, count in sorted(cells.items(), key=lambda one: (-one[1], one[0])):
        cell = cell_of(number)
        at = grid.centre(cell)
        near = min(points, key=lambda code: metres(points[code], at), default="")
        words = _("%(n)d 条以上") % {"n": count}
        name = named.get(near, _("没有名字的地方"))
        said = _("%(name)s一带：%(words)s") % {"name": name, "words": words}
        shade = min(heat.CLASSES - 1, (count // FEWEST_ON_A_MAP).bit_length() - 1)
        drawing.shape(grid.corners(cell), at, str(count), said=said, tone=f"heat-{shade}", inside=True)
        rows.append((name, words))
    return {"map": drawing.finished(), "cells": rows}
