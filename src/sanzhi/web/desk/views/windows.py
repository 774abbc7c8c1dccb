"""窗口叫号: who waits, who is called where, what came of it; numbers and bookings for whoever comes without a phone."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.web.desk.forms.windows import Passing, Tying
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.posting import once, verb
from sanzhi.web.ui.windows import ArrivingAtDesk, ChoosingFor, picked
from sanzhi.windows import access, actions, queries
from sanzhi.windows.actions import Arrival

from .rewards import filled

SERVE = "window.serve"
# What is filed for whoever stands at the counter: who may, what it is called, where.
WAYS = (
    ("case.file_for", _lazy("登记诉求"), "desk-file"),
    ("petition.register", _lazy("登记信访"), "desk-petition-new"),
    ("dispute.keep", _lazy("登记纠纷"), "desk-dispute-new"),
)


@staff(SERVE)
@require_safe
def windows(request: HttpRequest) -> HttpResponse:
    """我的窗口: or, where the office has none yet, what to do first."""
    hall, at = queries.centre_of(request.actor), clock.now()
    if hall is None:
        return show(request, "desk/window_none.html", {"may_keep": request.actor.may("window.keep")})
    given = {
        "desk": queries.desk(request.actor, hall, at), "may_keep": bool(access.may_keep(request.actor, hall)),
        "ways": [(name, there) for may, name, there in WAYS if request.actor.may(may)],
        "bookings": queries.bookings_at(request.actor, hall, localdate(at)),
    }  # fmt: skip
    return show(request, "desk/windows.html", given)


@staff(SERVE)
@once
def take(request: HttpRequest) -> HttpResponse:
    """替人取号: the number is told aloud or printed; a name need not be given."""
    hall, at = queries.works_at(request.actor), clock.now()
    form = ArrivingAtDesk(
        posted(request), services=list(queries.SERVICES), initial={"booking": request.GET.get("booking", "")}
    )
    if request.method == "POST" and form.is_valid():
        try:
            ticket = actions.take_ticket(hall.pk, Arrival(**form.cleaned_data), by=request.actor, at=at)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            there = request.build_absolute_uri(reverse("resident-window-number", args=[ticket.code]))
            said = _("取号 %(number)s。进度在这里看：%(there)s") % {"number": ticket.number, "there": there}
            messages.success(request, said)
            return redirect("desk-windows")
    return show(request, "desk/reward_form.html", {"form": form, "title": _("替人取号")})


@staff(SERVE)
@once
def book(request: HttpRequest) -> HttpResponse:
    """替人预约: for whoever has no phone, or does not use one for this."""
    hall, at = queries.works_at(request.actor), clock.now()
    picking = picked(request, hall, at)
    form = ChoosingFor(posted(request), slots=picking.slots)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.book_for(hall.pk, picking.service, **form.cleaned_data, by=request.actor, at=at)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("约好了，预约码 %(code)s，请告诉本人。") % {"code": made.code})
            return redirect("desk-windows")
    given = {"hall": hall, "picking": picking, "form": form, "services": queries.SERVICES}
    return show(request, "desk/window_book.html", given)


@staff(SERVE)
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """一天的数."""
    hall, today = queries.works_at(request.actor), localdate(clock.now())
    try:
        day = parse_date(request.GET.get("day", "")) or today
    except ValueError:
        day = today
    given = {"hall": hall, "day": day, "rows": queries.day_figures(request.actor, hall, day)}
    return show(request, "desk/window_figures.html", given)


@staff(SERVE)
@verb
def call_next(request: HttpRequest, window: int) -> HttpResponse:
    """叫下一个."""
    ticket = actions.call_next(window, by=request.actor, at=clock.now())
    messages.success(request, _("请 %(number)s。") % {"number": ticket.number})
    return redirect("desk-windows")


def _done(request: HttpRequest, queued: int, do: Callable[..., Any], told: str) -> HttpResponse:
    one = do(queries.ticket_at(request.actor, queued).pk, by=request.actor, at=clock.now())
    messages.success(request, told % {"number": one.number})
    return redirect("desk-windows")


@staff(SERVE)
@verb
def again(request: HttpRequest, queued: int) -> HttpResponse:
    """再叫一次."""
    return _done(request, queued, actions.call_again, _("再请 %(number)s。"))


@staff(SERVE)
@verb
def gone(request: HttpRequest, queued: int) -> HttpResponse:
    """过号."""
    return _done(request, queued, actions.gone, _("%(number)s 过号。"))


@staff(SERVE)
@verb
def served(request: HttpRequest, queued: int) -> HttpResponse:
    """办好."""
    return _done(request, queued, actions.served, _("%(number)s 办好。"))


@staff(SERVE)
@once
def pass_on(request: HttpRequest, queued: int) -> HttpResponse:
    """转窗口, with the same number."""
    one = queries.ticket_at(request.actor, queued)
    counters = [row for row in queries.counters_of(one.centre_id) if row.pk != one.counter_id]
    form = Passing(posted(request), counters=counters)

    def do() -> None:
        actions.pass_on(one.pk, to=form.cleaned_data["to"], by=request.actor, at=clock.now())

    title = _("转窗口：%(number)s") % {"number": one.number}
    return filled(request, form, do, title, _("已转，号不变，到那边先叫。"), ("desk-windows",))


@staff(SERVE)
@once
def tie(request: HttpRequest, queued: int) -> HttpResponse:
    """关联办理的事."""
    one = queries.ticket_at(request.actor, queued)
    form = Tying(posted(request))

    def do() -> None:
        actions.tie(one.pk, form.cleaned_data["code"], by=request.actor, at=clock.now())

    title = _("%(number)s 办了什么") % {"number": one.number}
    return filled(request, form, do, title, _("已关联。"), ("desk-windows",))
