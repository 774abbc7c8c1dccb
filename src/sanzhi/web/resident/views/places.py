"""就近窗口: every counter under its town; the nearest first, once somebody says where they are."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from sanzhi.kit import clock
from sanzhi.people import queries as people
from sanzhi.people.queries import positions
from sanzhi.web.resident.forms import HereForm, NearForm
from sanzhi.web.ui.distances import far
from sanzhi.web.ui.doors import anyone
from sanzhi.windows import queries as windows


@anyone
@require_http_methods(["GET", "HEAD", "POST"])
def counters(request: HttpRequest) -> HttpResponse:
    """A phone's position is posted, so that it stands in no address and no log, and it is not kept."""
    now = clock.now()
    form = NearForm(request.GET or None)
    near, unplaced, halls = [], False, windows.halls_now(now)
    point = _here(request)
    if point is None and form.is_valid():
        point = positions.village_points(now).get(form.cleaned_data["village"])
        unplaced = point is None
    if point:
        found = positions.nearest_counters(point, now)
        near = [(one, far(one.metres or 0), halls.get(one.office.pk)) for one in found]
    towns: dict[str, list[Any]] = {}
    for office in people.counters(now):
        place = office.area.parent if office.area.level == "village" else office.area
        towns.setdefault(place.name, []).append((office, halls.get(office.pk)))
    outside = request.method == "POST" and (point is None or positions.place_at(point, now).outside)
    given = {"towns": towns, "form": form, "near": near, "unplaced": unplaced, "outside": outside}
    return render(request, "resident/counters.html", given)


def _here(request: HttpRequest) -> tuple[float, float] | None:
    form = HereForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return None
    return form.cleaned_data["longitude"], form.cleaned_data["latitude"]
