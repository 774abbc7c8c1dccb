"""村里的大事, for anybody: what a village decides and how far it has come."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sanzhi.leadership import queries
from sanzhi.people import queries as people
from sanzhi.web.ui.doors import anyone
from sanzhi.web.ui.paging import number_in, paged

TOWN = 9  # digits that the villages of a town begin with


@anyone
@require_safe
def matters(request: HttpRequest) -> HttpResponse:
    """村里的大事, the newest first; of one town, where one is chosen."""
    towns = list(people.towns())
    asked = request.GET.get("place", "")
    place = asked if any(one.code == asked for one in towns) else ""
    rows = queries.matters(area=place[:TOWN], before=number_in(request))
    given = {**paged(request, rows, queries.PAGE_SIZE), "towns": towns, "place": place}
    return render(request, "resident/matters.html", given)


@anyone
@require_safe
def matter(request: HttpRequest, affair: int) -> HttpResponse:
    """一件大事."""
    return render(request, "resident/matter.html", {"page": queries.matter_page(affair)})
