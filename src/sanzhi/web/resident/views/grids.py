"""我的网格: who answers for which grid, what they do and which number to call; and who visited one at home."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.patrols import actions, queries
from sanzhi.people import queries as people
from sanzhi.web.resident.grid_forms import AskingCorrection, WhichGrids
from sanzhi.web.ui.doors import anyone, resident
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.maps import Drawing, framed
from sanzhi.web.ui.posting import once, verb


@anyone
@require_safe
def grids(request: HttpRequest) -> HttpResponse:
    """网格公示: of a village."""
    form = WhichGrids(request.GET or _at_home(request))
    area = people.area(form.cleaned_data["area"]) if form.is_valid() and form.cleaned_data["area"] else None
    at = clock.now()
    found = queries.grids_published(area.code, at) if area else []
    listed = queries.list_on(at.date())
    given = {
        "form": form, "area": area, "grids": found, "office": queries.village_office(area.code, at) if area else None,
        "map": _drawn(found), "items": queries.items_of(listed) if listed else [], "list": listed, "usual": queries.usual_size(),
    }  # fmt: skip
    return render(request, "resident/grids.html", given)


def _at_home(request: HttpRequest) -> dict[str, str] | None:
    """The village of whoever is signed in."""
    here = request.user.person.area_id if request.user.is_authenticated else ""
    return {"area": here} if here else None


def _drawn(found: list[queries.Published]):
    """The grids whose boundary is known, drawn; None where none is."""
    known = [one for one in found if one.ring]
    if not known:
        return None
    drawing = Drawing(_("网格"), framed([corner for one in known for corner in one.ring]), people.boundary())  # fmt: skip
    for one in known:
        if one.middle:
            drawing.shape(one.ring, one.middle, one.grid.name)
    return drawing.finished()


@anyone
@require_safe
def duties(request: HttpRequest) -> HttpResponse:
    """网格事务清单: every version that was or is in force, with what it changed."""
    versions = [one for one in queries.lists() if one.in_force_at]
    for one in versions:
        one.came, one.went = queries.changes(one)
    return render(request, "resident/grid_duties.html", {"versions": versions})


@anyone
@require_safe
def duty_version(request: HttpRequest, duty_version: int) -> HttpResponse:
    """清单的一版."""
    one = queries.list_shown(duty_version)
    return render(request, "resident/grid_duty_list.html", {"list": one, "items": queries.items_of(one)})


@resident
@require_safe
def visits(request: HttpRequest) -> HttpResponse:
    """走访过我家的: what one said, to correct and to take back; of what others said, the day alone."""
    at, actor = clock.now(), request.actor
    given = {
        "rows": queries.my_visits(actor, at),
        "home": queries.home_of(actor),
        "days": queries.days_visited(actor, localdate(at)),
    }
    return render(request, "resident/grid_visits.html", given)


@resident
@once
def correct(request: HttpRequest, visit: int) -> HttpResponse:
    """要求更正."""
    one, form = queries.visit_here(request.actor, visit, clock.now()), AskingCorrection(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_correction(visit, **form.cleaned_data, by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("收到了，有答复会告诉您。"))
            return redirect("resident-grid-visits")
    status = 422 if request.method == "POST" else 200
    return render(request, "resident/grid_correction.html", {"form": form, "visit": one}, status=status)


@resident
@verb
def withdraw(request: HttpRequest, visit: int) -> HttpResponse:
    """撤回同意."""
    actions.withdraw_consent(visit, by=request.actor, at=clock.now())
    messages.success(request, _("已撤回，记的内容都删掉了。"))
    return redirect("resident-grid-visits")
