"""巡查 at the desk: tasks given, taken up, walked and ended; routes and the public boards of grids."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.patrols import access, actions, queries
from sanzhi.web.desk.forms import patrols as forms
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

from .duty_lists import GIVE, KEEP, WALK
from .rewards import filled

TONES = {"open": "wait", "started": "move", "done": "done", "off": "wait"}


@staff(WALK, GIVE, KEEP)
@require_safe
def patrols(request: HttpRequest) -> HttpResponse:
    """网格任务: what is to be done, what is due first on top; or all that was."""
    actor, everything = request.actor, bool(request.GET.get("all"))
    rows = queries.tasks_of(actor, open_only=not everything, before=number_in(request))
    given = paged(request, rows, queries.PAGE_SIZE if everything else len(rows) or 1)
    for one in given["rows"]:
        one.tone = TONES[one.state]
    given |= {
        "all": everything, "today": clock.today(), "walks": actor.may(WALK), "gives": actor.may(GIVE), "keeps": actor.may(KEEP),
        "shift": queries.shift_of(actor), "on_duty": queries.on_duty_now(actor),
    }  # fmt: skip
    return show(request, "desk/patrols.html", given)


@staff(GIVE)
@once
def give_task(request: HttpRequest) -> HttpResponse:
    """派任务."""
    form = forms.GivingTask(posted(request), actor=request.actor)

    def do() -> None:
        actions.give_task(form.task(), by=request.actor, at=clock.now())

    note = _("只派网格事务清单上有的事；清单上没有的，先提准入申请。")
    return filled(request, form, do, _("派任务"), _("已派，网格员收到消息。"), ("desk-patrols",), note)


@staff(WALK, GIVE, KEEP)
@require_safe
def task(request: HttpRequest, patrol: int) -> HttpResponse:
    """一个任务: its stops, and what may be done now."""
    actor, one = request.actor, queries.task_here(request.actor, patrol)
    going = one.state in queries.OPEN
    given = {
        "task": one, "stops": queries.stops_of(one), "tone": TONES[one.state], "today": clock.today(),
        "mine": one.worker_id == actor.person_id and one.state == "started", "walks": bool(access.may_walk(actor, one.area_id)) and going,
        "may_call_off": going and ((actor.may(GIVE) and one.office_id == actor.office_id) or bool(access.may_keep(actor, one.area_id))),
    }  # fmt: skip
    given["left"] = any(stop.ticked_at is None for stop in given["stops"])
    return show(request, "desk/patrol.html", given)


@staff(WALK)
@verb
def start(request: HttpRequest, patrol: int) -> HttpResponse:
    """开始."""
    actions.start_task(patrol, by=request.actor, at=clock.now())
    return redirect("desk-patrol", patrol)


@staff(WALK)
@verb
def take_over(request: HttpRequest, patrol: int) -> HttpResponse:
    """接过来."""
    actions.take_over(patrol, by=request.actor, at=clock.now())
    messages.success(request, _("接过来了。"))
    return redirect("desk-patrol", patrol)


@staff(WALK)
@once
def finish(request: HttpRequest, patrol: int) -> HttpResponse:
    """做好了."""
    one = queries.task_here(request.actor, patrol)
    form = forms.Ending(posted(request), label=_("做得怎么样"))

    def do() -> None:
        actions.finish_task(patrol, note=form.cleaned_data["words"], by=request.actor, at=clock.now())

    return filled(request, form, do, _("做好了"), _("已记下。"), ("desk-patrol", patrol), one.title)


@staff(GIVE, KEEP)
@once
def call_off(request: HttpRequest, patrol: int) -> HttpResponse:
    """取消任务."""
    one = queries.task_here(request.actor, patrol)
    form = forms.Ending(posted(request), label=_("为什么取消"))

    def do() -> None:
        actions.call_off(patrol, because=form.cleaned_data["words"], by=request.actor, at=clock.now())

    return filled(request, form, do, _("取消任务"), _("已取消。"), ("desk-patrol", patrol), one.title)


@staff(KEEP)
@require_safe
def routes(request: HttpRequest) -> HttpResponse:
    """路线和公示牌."""
    at = clock.now()
    boards = queries.grids_published(request.actor.reach, at) if len(request.actor.reach) == 12 else []
    named = queries.items_by_key(clock.today())
    found = queries.routes_of(request.actor)
    for one in found:
        one.item = named.get(one.key)
        one.on = forms.WEEKDAYS[one.weekday] if one.weekday is not None else ""
    return show(request, "desk/patrol_routes.html", {"routes": found, "boards": boards})


@staff(KEEP)
@once
def open_route(request: HttpRequest) -> HttpResponse:
    """定路线."""
    form = forms.OpeningRoute(posted(request), actor=request.actor)

    def do() -> None:
        actions.open_route(form.route(), by=request.actor, at=clock.now())

    note = _("到了那一天，清单上还有这一项，就自动生成当天的任务。")
    return filled(request, form, do, _("定路线"), _("已保存。"), ("desk-patrol-routes",), note)


@staff(KEEP)
@verb
def end_route(request: HttpRequest, route: int) -> HttpResponse:
    """停用路线."""
    actions.end_route(route, by=request.actor, at=clock.now())
    messages.success(request, _("已停用，以前的任务还在。"))
    return redirect("desk-patrol-routes")


@staff(KEEP)
@once
def set_card(request: HttpRequest, grid: str) -> HttpResponse:
    """填公示牌."""
    one = queries.grid_here(request.actor, grid, clock.today())
    card = queries.card_of(grid)
    now = {"households": card.households, "office_phone": card.office_phone, "complaint_phone": card.complaint_phone} if card else {}  # fmt: skip
    form = forms.SettingCard(posted(request), initial=now)

    def do() -> None:
        actions.set_card(grid, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, do, _("填公示牌"), _("已公示。"), ("desk-patrol-routes",), one.name)
