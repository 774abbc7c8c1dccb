"""研判的页面: every one asks `queries` what is so, over the area of whoever is looking, and changes nothing."""

from __future__ import annotations

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.cases import queries
from sanzhi.cases.flow import flow_of
from sanzhi.cases.queries import MEASURES, OFFICE_MEASURES, TALLY_NAMES, Scope
from sanzhi.kit import ids
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor
from sanzhi.web.ui.doors import staff

from . import asked as asking
from . import heat, sheets, sketch, summary, tables
from .asked import ON_THE_MAP, Asked, edges
from .period import PRESETS

board_door = staff("board.view", "case.dispatch")


@board_door
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """研判首页: the county, or the one town that this actor oversees."""
    asked = asking.read(request, request.at)
    towns = _towns(request.actor)
    days = queries.days_to_count(request.actor, asked.scope)
    cube = queries.cube(request.actor, asked.scope, edges(asked.period), days)
    shown = _summary(request.actor, asked, cube, days) | {
        "towns": tables.by_town(asked, cube, [(town.code, town.name) for town in towns]),
        "maps": summary.maps(asked, cube, towns),
        "legend": sketch.legend(),
        "measures": [MEASURES[code] for code in ON_THE_MAP],
        "area": _area_of(towns),
    }
    return render(request, "board/board.html", _frame(request, asked, "board") | shown)


@board_door
@require_safe
def town(request: HttpRequest, code: str) -> HttpResponse:
    """一个镇: the same figures of one town."""
    place = next((town for town in _towns(request.actor) if town.code == code), None)
    if place is None:
        raise Refusal("not_visible", _("没有找到这个镇（街道），或不在您的范围。"))
    asked = asking.read(request, request.at, town=place.code[:9])
    days = queries.days_to_count(request.actor, asked.scope)
    cube = queries.cube(request.actor, asked.scope, edges(asked.period), days)
    shown = _summary(request.actor, asked, cube, days) | {"town": place, "steps": tables.by_step(asked, cube)}
    return render(request, "board/town.html", _frame(request, asked, "town") | shown)


@board_door
@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    """各单位: what each responsible office was given and how it did."""
    asked = asking.read(request, request.at)
    table = tables.by_office(asked, queries.offices(request.actor, asked.scope))
    return render(request, "board/offices.html", _frame(request, asked, "offices") | {"table": table})


@board_door
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """数字背后的件: exactly the cases that the figure counted."""
    query = request.GET
    asked = asking.read(request, request.at, town=_code(query.get("town", "")))
    office = query.get("office", "")
    scope = Scope(
        asked.period.since,
        asked.period.until,
        asked.at,
        town=asked.town,
        category=_code(query.get("category", "")),
        office=int(office[:9]) if office.isascii() and office.isdigit() else None,
        branch=_code(query.get("branch", "")),
        cell=heat.cell_asked(query.get("cell", ""), asked),
    )
    figure, part = query.get("figure", "filed"), query.get("part", "part")
    try:
        page = queries.cases_behind(request.actor, scope, figure, part, after=query.get("after", ""))
    except KeyError as unknown:
        raise Http404(figure) from unknown
    shown = {
        "rows": [
            (
                case,
                ids.case_number("TX", case.reported_at.year, case.id),
                flow_of(case.kind, case.kind_version).states[case.state],
            )
            for case in page.rows
        ],
        "measure": _measure(scope, figure),
        "cell": scope.cell,
        "name": _name(scope, figure, part),
        "older": f"?{_with(query, after=page.older)}" if page.older else "",
        "newer": f"?{_with(query, after='')}" if page.newer else "",
    }
    return render(request, "board/cases.html", _frame(request, asked, "cases") | shown)


@board_door
@require_safe
def heatmap(request: HttpRequest) -> HttpResponse:
    """热力图: where filings lie densely, over the county or one of its towns."""
    asked, reach = asking.read(request, request.at), request.actor.reach
    every = people.towns_with_villages()
    towns = [town for town in every if town.code.startswith(reach) or reach.startswith(town.code[:9])]
    at, category = request.GET.get("at", ""), request.GET.get("category", "")
    town = next((one for one in towns if one.code == at), towns[0] if len(towns) == 1 else None)
    groups = heat.categories()
    if category not in {code for _top, some in groups for code, _name in some}:
        category = ""
    shown = heat.page(request.actor, asked, towns, town, category) | {
        "towns": towns if len(towns) > 1 else [],
        "town": town,
        "category": category,
        "categories": groups,
        "kept": {"at": town.code if town else "", "category": category},
    }
    return render(request, "board/heat.html", _frame(request, asked, "heat") | shown)


@board_door
@require_safe
def sheet(request: HttpRequest, name: str) -> HttpResponse:
    """导出: one of the board's tables as CSV, with its definitions."""
    asked = asking.read(request, request.at)
    if name == "offices":
        table = tables.by_office(asked, queries.offices(request.actor, asked.scope))
    elif name == "categories":
        table = tables.by_category(asked, queries.top_categories(request.actor, asked.scope))
    elif name in ("towns", "steps"):
        cube = queries.cube(request.actor, asked.scope, edges(asked.period))
        towns = [(town.code, town.name) for town in _towns(request.actor)]
        table = tables.by_town(asked, cube, towns) if name == "towns" else tables.by_step(asked, cube)
    else:
        raise Http404(name)
    return sheets.csv_of(table, asked, name, request.actor.office_name)


def _area_of(towns: list[people.Area]) -> str:
    """One town, or the county that they all belong to; of whoever sees no whole town, the county too."""
    return towns[0].name if len(towns) == 1 else towns[0].parent.name if towns else people.county().name


def _towns(actor: Actor) -> list[people.Area]:
    return [town for town in people.towns() if town.code.startswith(actor.reach)]


def _summary(actor: Actor, asked: Asked, cube: queries.Cube, days: queries.Days) -> dict[str, Any]:
    volume = summary.volume(actor, asked, cube, days)
    tally = cube.over()
    categories = tables.by_category(asked, queries.top_categories(actor, asked.scope, days=days))
    return {
        "counts": summary.counts(asked, tally, volume.before),
        "rates": summary.rates(asked, tally),
        "volume": volume,
        "as_of": days.as_of,
        "quality": summary.quality(asked, cube),
        "cards": summary.cards(asked, queries.cards_by_office(actor, asked.scope, days)),
        "categories": summary.categories(categories),
        "quality_columns": [MEASURES["on_time"].name, MEASURES["satisfied"].name],
        "category_columns": [_("受理")],
        "card_columns": [_("黄牌"), _("红牌")],
    }


def _frame(request: HttpRequest, asked: Asked, page: str) -> dict[str, Any]:
    return {"actor": request.actor, "asked": asked, "presets": PRESETS, "here": page}


def _code(text: str) -> str:
    """A code as an address gives it; what could not be one finds nothing, and never reaches the database raw."""
    return text if re.fullmatch(r"[0-9a-z_.]{0,40}", text) else "none"


def _with(query: QueryDict, **changes: str) -> str:
    changed = query.copy()
    for name, value in changes.items():
        changed[name] = value
    return changed.urlencode()


def _measure(scope: Scope, figure: str) -> queries.Measure | None:
    return (MEASURES if scope.office is None else OFFICE_MEASURES).get(figure)


def _name(scope: Scope, figure: str, part: str) -> str:
    """What the list is of, in words."""
    measure = _measure(scope, figure)
    if measure is None:
        return str(TALLY_NAMES.get(figure, _("事项")))
    if part == "rest":
        return _("%(measure)s：%(part)s") % {"measure": measure.name, "part": measure.rest}
    named = _("分子") if part == "part" else _("分母")
    return _("%(measure)s：%(part)s") % {"measure": measure.name, "part": named}
