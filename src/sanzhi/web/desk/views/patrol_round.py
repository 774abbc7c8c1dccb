"""巡查手机页: a page that opens without a network, the one address its queue is sent to, and on and off duty."""

import json
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.patrols import actions, queries
from sanzhi.patrols.actions import Tick
from sanzhi.web.desk.forms.patrols import Found
from sanzhi.web.desk.showing import show
from sanzhi.web.desk.telling import field_owner
from sanzhi.web.ui.doors import anyone, staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged, row_number
from sanzhi.web.ui.posting import once, verb

from .duty_lists import WALK
from .field import phone_worker, whose_session
from .rewards import filled


@staff(WALK)
@require_safe
def walk(request: HttpRequest) -> HttpResponse:
    """巡查. Where the browser can, it is kept on the phone and sent when there is a network; else each stop is a plain form."""
    at = clock.now()
    given = {
        "tasks": queries.tasks_to_walk(request.actor, at), "shift": queries.shift_of(request.actor), "form": Found(), "today": at.date(),
    }  # fmt: skip
    return show(request, "desk/patrol_round.html", given)


@anyone
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, from the folder that is its scope."""
    return phone_worker()


@staff(WALK)
@require_safe
def session(request: HttpRequest) -> JsonResponse:
    """Whose session it is, and the token with which to send."""
    return whose_session(request)


@staff(WALK)
@require_POST
def sync(request: HttpRequest) -> JsonResponse:
    """送出一批: an answer for each. Sent again after a lost answer, nothing is doubled."""
    if request.POST.get("owner") != field_owner(request.user):
        return _refused(403, _("这些是另一个账号存下的，要由本人送出。"))
    try:
        ticks = [_tick(one) for one in json.loads(request.POST.get("ticks", ""))]
    except (TypeError, ValueError, KeyError, AttributeError, OverflowError, OSError):
        return _refused(400, _("送来的内容看不懂，请刷新页面再送。"))
    try:
        outcomes = actions.take_ticks(ticks, by=request.actor, at=clock.now())
    except Refusal as refusal:
        return _refused(422, refusal.sentence)
    told = {str(one.offline_id): {"state": one.state, "sentence": one.sentence, "code": one.code} for one in outcomes}  # fmt: skip
    return JsonResponse({"told": told})


def _tick(said: dict[str, Any]) -> Tick:
    """As the phone wrote it down. ValueError and its like for what no page of ours sends."""
    place = said.get("place")
    return Tick(
        UUID(str(said["id"])), row_number(str(said["stop"])), said["ok"] is True,
        datetime.fromtimestamp(int(said["at"]) / 1000, tz=clock.COUNTY), str(said.get("seen", ""))[:400],
        str(said.get("category", ""))[:40], (float(place[0]), float(place[1])) if place else None,
    )  # fmt: skip


def _refused(status: int, sentence: str) -> JsonResponse:
    return JsonResponse({"sentence": sentence}, status=status)


def _ticked(request: HttpRequest, stop: int, *, ok: bool, seen: str = "", category: str = "") -> None:
    """The key of the page is the id of the tick: pressed twice, it is one."""
    at = clock.now()
    number = uuid5(NAMESPACE_URL, f"{request.user.pk}:{request.POST['once']}")
    actions.tick(Tick(number, stop, ok, at, seen, category), by=request.actor, at=at)


@staff(WALK)
@verb
def tick(request: HttpRequest, stop: int) -> HttpResponse:
    """没问题."""
    _ticked(request, stop, ok=True)
    return redirect("desk-patrol-round")


@staff(WALK)
@once
def found(request: HttpRequest, stop: int) -> HttpResponse:
    """有问题: what was found at a stop, filed at its place."""
    one, form = queries.stop_here(request.actor, stop), Found(posted(request))

    def do() -> None:
        _ticked(request, stop, ok=False, **form.cleaned_data)

    return filled(
        request, form, do, _("发现问题"), _("记下了，已登记成事项。"), ("desk-patrol-round",), one.place
    )


@staff(WALK)
@verb
def go_on_duty(request: HttpRequest) -> HttpResponse:
    """上岗."""
    actions.go_on_duty(by=request.actor, at=clock.now())
    return redirect("desk-patrol-round")


@staff(WALK)
@verb
def go_off_duty(request: HttpRequest) -> HttpResponse:
    """下岗."""
    actions.go_off_duty(by=request.actor, at=clock.now())
    messages.success(request, _("下岗了，从现在起不打点。"))
    return redirect("desk-patrol-round")


@staff(WALK)
@require_safe
def points(request: HttpRequest) -> HttpResponse:
    """我的打点: one's own, and when they go."""
    rows = queries.points_of(request.actor, number_in(request))
    return show(request, "desk/patrol_points.html", paged(request, rows, queries.PAGE_SIZE))
