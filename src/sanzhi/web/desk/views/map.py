"""事项地图: the cases one may see, by town, by village, and one by one inside a village."""

from dataclasses import dataclass, replace
from math import sqrt
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.cases import queries
from sanzhi.cases.flow import every_state
from sanzhi.cases.queries import Filters
from sanzhi.kit import clock
from sanzhi.web.desk.forms.lists import CaseFilters
from sanzhi.web.desk.mapping import Look, look
from sanzhi.web.desk.showing import READ, show
from sanzhi.web.ui.doors import staff

SMALL, LARGE = 9, 34


@dataclass(frozen=True)
class Row:
    """一行: the table beside the map; `inside` leads further in, `cases` to the filtered list."""

    name: str
    count: int
    inside: str
    cases: str
    placed: bool


@staff(*READ)
@require_safe
def cases_map(request: HttpRequest) -> HttpResponse:
    """地图: the same cases and the same filters as the list."""
    form = CaseFilters(request.GET)
    filters = form.filters()
    seen = look(request, clock.now(), start=request.actor.reach.ljust(12, "0") if request.actor.reach else "")
    filters = replace(filters, village="", town=filters.town)
    given: dict[str, Any] = {"form": form, "look": seen, "states": every_state()}
    given |= _village(request, seen, filters) if seen.level == "village" else _areas(request, seen, filters)
    return show(request, "desk/map.html", given)


def _areas(request: HttpRequest, seen: Look, filters: Filters) -> dict[str, Any]:
    """Towns of the county, or villages of a town, each with its number."""
    if seen.level == "town":
        filters = replace(filters, town=seen.area.reach)
    counts = queries.counted_by_village(request.actor, filters)
    if seen.level == "county":
        rows = [_town(seen, town, counts) for town in seen.towns]
    else:
        rows = [_of_village(seen, one, counts.get(one.code, 0)) for one in seen.villages]
    known = sum(row.count for row, _at in rows)
    drawing = seen.drawing(_("事项地图：%(place)s") % {"place": seen.area.name})
    most = max((row.count for row, _at in rows), default=0)
    for row, at in rows:
        if at:
            said = _("%(name)s：%(n)d 件") % {"name": row.name, "n": row.count}
            size = SMALL + (LARGE - SMALL) * sqrt(row.count / most) if most else SMALL
            tone = "plain" if row.count else "none"
            drawing.dot(at, row.name, count=row.count, said=said, r=size, href=row.inside, tone=tone)
    rest = sum(counts.values()) - known
    return {"map": drawing.finished(), "rows": [row for row, _at in rows], "count": known, "elsewhere": rest}


def _town(seen: Look, town: Any, counts: dict[str, int]) -> tuple[Row, Any]:
    count = sum(n for code, n in counts.items() if code.startswith(town.reach))
    at = (town.longitude, town.latitude) if town.longitude is not None else None
    return Row(town.name, count, seen.href(town.code), _listed(seen, town=town.reach), at is not None), at


def _of_village(seen: Look, village: Any, count: int) -> tuple[Row, Any]:
    at = seen.points.get(village.code)
    cases = _listed(seen, village=village.code)
    return Row(village.name, count, seen.href(village.code), cases, at is not None), at


def _listed(seen: Look, **narrower: str) -> str:
    return reverse("desk-cases") + "?" + urlencode({**seen.asked, **narrower})


def _village(request: HttpRequest, seen: Look, filters: Filters) -> dict[str, Any]:
    """One village: its grids and every case that came with a position."""
    here = replace(filters, village=seen.area.code)
    points, more = queries.points_in(request.actor, here, seen.area.code)
    states = every_state()
    drawing = seen.drawing(_("事项地图：%(place)s") % {"place": seen.area.name})
    for case in points:
        tone = "ended" if states[case.state].ended else "plain"
        drawing.dot(
            (case.longitude, case.latitude), said=case.title, href=reverse("desk-case", args=[case.public_code]), tone=tone
        )  # fmt: skip
    return {
        "map": drawing.finished(),
        "cases": [(case, states[case.state]) for case in points],
        "more": more,
        "most": queries.MOST_POINTS,
        "count": queries.count(request.actor, here),
        "listed": _listed(seen, village=seen.area.code),
    }
