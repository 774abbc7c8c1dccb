"""网格: those of one village, and the end of one from a day on."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions
from sanzhi.people import queries as people
from sanzhi.web.desk.forms.places import EndGrid, WhichGrids
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.posting import once

KEEP = "settings.offices"


@staff(KEEP)
@require_safe
def grids(request: HttpRequest) -> HttpResponse:
    """现有网格 of one village: in use, about to end, and ended."""
    form = WhichGrids(request.GET or None)
    village = form.cleaned_data["village"] if form.is_bound and form.is_valid() else ""
    rows = people.grids_ever(village) if village else []
    given = {"form": form, "village": village, "rows": rows, "today": clock.now().date()}
    return show(request, "desk/grids.html", given)


@staff(KEEP)
@once
def end_grid(request: HttpRequest, grid: str) -> HttpResponse:
    """撤销网格: from which day on, and which one takes over."""
    at = clock.now()
    found = people.grids_ever(grid[:12]).filter(code=grid, valid_to=None).first()
    if found is None:
        raise Refusal("not_visible", _("没有这个网格，或者已经写明撤销。"))
    others = [
        one for one in people.grids_of(found.area_id, at.date()) if one.code != grid and not one.valid_to
    ]
    form = EndGrid(posted(request), others=others, initial={"from_day": at.date()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_grid(grid, **form.cleaned_data, by=request.actor, at=at)
        except Refusal as refusal:
            form.add_error("successor" if refusal.code == "grid_successor" else "from_day", refusal.sentence)
        else:
            messages.success(request, _("已写明撤销，在里面的工作人员会收到消息。"))
            return redirect(f"{reverse('desk-grids')}?village={found.area_id}")
    given: dict[str, Any] = {"form": form, "grid": found, "posts": people.posts_in_grid(grid, at)}
    return show(request, "desk/grid_end.html", given)
