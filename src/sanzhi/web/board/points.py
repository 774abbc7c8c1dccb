"""积分的面板: how many take part, how evenly, who had nothing, what still lies there; every rate with what it is made of."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit.verdict import Refusal
from sanzhi.points import queries
from sanzhi.rewards import queries as rewards
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.figures import ChartRow

door = staff("board.view", "case.dispatch")
YEARS_BACK = 5


@door
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """各村积分: one line for each village in reach, and what vouchers they still owe."""
    year = _year(request)
    rows = queries.by_village(request.actor, year)
    owed = rewards.liability_by_village(request.actor)
    given = {
        "rows": [(one, owed.get(one.area, 0)) for one in rows],
        "total": _total(rows, owed),
        "chart": [ChartRow(one.name, (one.members, one.homes - one.members)) for one in rows if one.homes],
        "columns": [_("参加的户"), _("没参加的户")],
        "ways": queries.WAYS.values(),
    }
    return render(request, "board/points.html", _frame(request, year) | given)


@door
@require_safe
def village(request: HttpRequest, village: str) -> HttpResponse:
    """一个村: how many households earned how much."""
    year = _year(request)
    found = next((one for one in queries.by_village(request.actor, year) if one.area == village), None)
    if found is None:
        raise Refusal("not_visible", _("没有找到这个村（社区），或不在您的范围。"))
    spread = queries.spread(village, year)
    given = {
        "village": found,
        "chart": [ChartRow(words, (count,)) for words, count in spread],
        "columns": [_("户")],
        "ways": queries.WAYS.values(),
    }
    return render(request, "board/points_village.html", _frame(request, year) | given)


def _total(rows: list[queries.VillageFigures], owed: dict[str, int]) -> dict[str, int]:
    sums = {
        name: sum(getattr(one, name) for one in rows)
        for name in ("homes", "members", "quiet", "points", "lying")
    }
    return sums | {"owed": sum(owed.get(one.area, 0) for one in rows)}


def _year(request: HttpRequest) -> int:
    typed, now = request.GET.get("year", ""), request.at.year
    return int(typed) if typed in {str(one) for one in range(now - YEARS_BACK, now + 1)} else now


def _frame(request: HttpRequest, year: int) -> dict[str, Any]:
    years = range(request.at.year, request.at.year - YEARS_BACK - 1, -1)
    return {"actor": request.actor, "here": "points", "year": year, "years": years, "least": queries.FEW}
