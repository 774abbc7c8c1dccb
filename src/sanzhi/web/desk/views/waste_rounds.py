"""检查轮次: planned, taken, walked, ended; what was found on the way."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.waste import actions, queries
from sanzhi.web.desk.forms.waste import Planning
from sanzhi.web.desk.showing import WASTE, show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

from .rewards import filled
from .waste import INSPECT, MANAGE


@staff(*WASTE)
@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """轮次 of one's place, the newest first."""
    rows = paged(request, queries.rounds_in(request.actor, number_in(request)), queries.PAGE_SIZE)
    return show(request, "desk/waste_rounds.html", {**rows, "may_manage": request.actor.may(MANAGE)})


@staff(MANAGE)
@once
def new_round(request: HttpRequest) -> HttpResponse:
    """排一轮."""
    form = Planning(posted(request), actor=request.actor, initial={"day": clock.today()})

    def do() -> None:
        actions.plan_round(form.planned(), by=request.actor, at=clock.now())

    return filled(request, form, do, _("排一轮检查"), _("已排好，等劝导员接下。"), ("desk-waste-rounds",))


@staff(*WASTE)
@require_safe
def round_page(request: HttpRequest, waste_round: int) -> HttpResponse:
    """一轮: who walks it, and each bin that was looked at."""
    actor, found = request.actor, queries.round_by_id(request.actor, waste_round)
    rows = paged(request, queries.inspections_of_round(found, number_in(request)), queries.PAGE_SIZE)
    mine = found.inspector_id == actor.person_id
    given = {
        **rows, "round": found, "mine": mine, "may_start": actor.may(INSPECT) and not found.inspector_id and not found.dropped_at,
        "may_drop": actor.may(MANAGE) and not found.started_at and not found.dropped_at,
    }  # fmt: skip
    return show(request, "desk/waste_round.html", given)


@staff(INSPECT)
@verb
def start(request: HttpRequest, waste_round: int) -> HttpResponse:
    """接下、出发."""
    found = queries.round_by_id(request.actor, waste_round)
    actions.start_round(found.id, by=request.actor, at=clock.now())
    messages.success(request, _("这一轮由您走。名单已经在手机里，没有网络也能记。"))
    return redirect("desk-waste-walk")


@staff(INSPECT)
@verb
def finish(request: HttpRequest, waste_round: int) -> HttpResponse:
    """走完."""
    found = queries.round_by_id(request.actor, waste_round)
    actions.finish_round(found.id, by=request.actor, at=clock.now())
    messages.success(request, _("这一轮走完了。手机里还没送出的，照样会送。"))
    return redirect("desk-waste-round", found.id)


@staff(MANAGE)
@verb
def drop(request: HttpRequest, waste_round: int) -> HttpResponse:
    """取消."""
    found = queries.round_by_id(request.actor, waste_round)
    actions.drop_round(found.id, by=request.actor, at=clock.now())
    messages.success(request, _("已取消。"))
    return redirect("desk-waste-rounds")
