"""一窗通办, for a resident: where the halls are, a seat at a half hour, a number at the door, how many are before it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.web.ui.doors import anyone, resident
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.posting import once, verb
from sanzhi.web.ui.windows import Arriving, Choosing, picked
from sanzhi.windows import actions, queries
from sanzhi.windows.actions import Arrival


@resident
@require_safe
def windows(request: HttpRequest) -> HttpResponse:
    """预约和取号: one's own, and every hall."""
    at = clock.now()
    given = {"mine": queries.mine(request.actor, at), "halls": queries.centres(at)}
    return render(request, "resident/windows.html", given)


@resident
@once
def book(request: HttpRequest, hall: int) -> HttpResponse:
    """预约: a service, a day, a half hour."""
    one, at = queries.centre_here(hall), clock.now()
    picking = picked(request, one, at)

    def do(starts_at: Any) -> Any:
        return actions.book(one.pk, picking.service, starts_at, by=request.actor, at=at)

    return _choosing(request, one, picking, do)


@resident
@once
def move(request: HttpRequest, seat: str) -> HttpResponse:
    """改期: the same service, another half hour."""
    old, at = queries.booking_by_code(request.actor, seat), clock.now()
    picking = picked(request, old.centre, at, old.service)

    def do(starts_at: Any) -> Any:
        return actions.move_booking(old.code, starts_at, by=request.actor, at=at)

    return _choosing(request, old.centre, picking, do, old)


def _choosing(request: HttpRequest, hall: Any, picking: Any, do: Any, old: Any = None) -> HttpResponse:
    form = Choosing(posted(request), slots=picking.slots)
    if request.method == "POST" and form.is_valid():
        try:
            made = do(**form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("约好了。预约码 %(code)s，到了大厅取号时用。") % {"code": made.code})
            return redirect("resident-windows")
    given = {"hall": hall, "picking": picking, "form": form, "old": old, "services": queries.SERVICES}
    return render(request, "resident/window_book.html", given, status=422 if form.is_bound else 200)


@resident
@verb
def cancel(request: HttpRequest, seat: str) -> HttpResponse:
    """取消预约."""
    actions.cancel(seat, by=request.actor, at=clock.now())
    messages.success(request, _("预约已取消。"))
    return redirect("resident-windows")


@resident
@once
def door(request: HttpRequest, door: str) -> HttpResponse:
    """到了取号: what the code at the door opens. Whoever has a booking here today takes the number of it."""
    one, at = queries.centre_by_poster(door), clock.now()
    booked = [row for row in queries.mine(request.actor, at).bookings if row.centre_id == one.pk]
    today = [row for row in booked if localdate(row.starts_at) == localdate(at)]
    form = Arriving(posted(request), services=list(queries.SERVICES))
    if request.method == "POST" and (request.POST.get("booking") or form.is_valid()):
        come = (
            Arrival("", booking=request.POST["booking"])
            if request.POST.get("booking")
            else Arrival(**form.cleaned_data)
        )
        try:
            ticket = actions.take_ticket(one.pk, come, by=request.actor, at=at)
        except Refusal as refusal:
            form.is_valid()
            form.add_error(None, refusal.sentence)
        else:
            return redirect("resident-window-number", ticket.code)
    given = {"hall": one, "form": form, "booked": today, "waiting": queries.waiting_now(one, at)}
    return render(request, "resident/window_door.html", given, status=422 if form.is_bound else 200)


@anyone
@require_safe
def number(request: HttpRequest, turn: str) -> HttpResponse:
    """我的号: for whoever holds its code, on their own phone or on somebody's who helps them. No name stands here."""
    shown = queries.ticket_shown(turn, clock.now())
    answer = render(request, "resident/window_number.html", {"shown": shown, "ticket": shown.ticket})
    if shown.ticket.ended_at is None:
        answer["Refresh"] = "30"
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer
