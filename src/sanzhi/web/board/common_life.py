"""自治 on the board: meetings and what they resolved, what came of it, compacts, organisations and hours, by place. Counts."""

from dataclasses import astuple, dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.compacts import queries as compacts
from sanzhi.deliberation import queries as councils
from sanzhi.groups import queries as groups
from sanzhi.people import queries as people
from sanzhi.volunteering import queries as volunteering
from sanzhi.web.ui.doors import staff

from .alarms import year_asked
from .period import Period

TOWNS, VILLAGES = 9, 12  # digits that say which


@dataclass(frozen=True)
class Line:
    """一处: `held` of the year; compacts and organisations of today, hours of the year."""

    name: str
    held: councils.Held
    compacts: int
    groups: int
    hours: int


@staff("board.view", "case.dispatch")
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """自治: of a year, over the reach of whoever looks."""
    year = year_asked(request)
    lines = _lines(request, year)
    held = [astuple(line.held) for line in lines]
    names = (_("开成的会"), _("通过"), _("没有通过"), _("交办"), _("居民验收通过"))
    sums = [sum(column) for column in zip(*held, strict=True)] if held else [0] * len(names)
    now = (
        (_("施行的公约"), sum(line.compacts for line in lines)),
        (_("社会组织和团队"), sum(line.groups for line in lines)),
        (_("确认的志愿工时"), sum(line.hours for line in lines)),
    )
    given = {
        "actor": request.actor, "here": "common", "year": year, "last": year - 1,
        "next": year + 1 if year < request.at.year else 0, "stats": [*zip(names, sums, strict=True), *now], "lines": lines,
    }  # fmt: skip
    return render(request, "board/common_life.html", given)


def _lines(request: HttpRequest, year: int) -> list[Line]:
    actor, today = request.actor, localdate(request.at)
    width = TOWNS if len(actor.reach) < TOWNS else VILLAGES
    held = councils.held_by_place(actor, year, width)
    holding = compacts.holding_by_place(actor, today, width)
    standing = groups.groups_by_place(actor, width)
    span = Period("", date(year, 1, 1), date(year, 12, 31))
    hours = volunteering.confirmed_by_place(span.since, span.until, width)
    return [
        Line(
            place.name, held.get(code, councils.Held()), holding.get(code, 0), standing.get(code, 0), hours.get(code, 0)
        )
        for place in people.places_in(actor.reach)
        for code in [place.code[:width]]
    ]  # fmt: skip
