"""领导接访, for whoever wants to be received: when and where, and a seat."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.petitions import actions, queries
from sanzhi.web.resident.petition_forms import Booking
from sanzhi.web.ui.doors import resident
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.posting import once, verb


@resident
@require_safe
def receptions(request: HttpRequest) -> HttpResponse:
    """接访日."""
    mine = queries.bookings_of(request.actor)
    rows = [(one, mine.get(one.pk)) for one in queries.receptions_to_come(clock.now())]
    return render(request, "resident/receptions.html", {"rows": rows})


@resident
@once
def book(request: HttpRequest, reception: int) -> HttpResponse:
    """预约."""
    form = Booking(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            seat = actions.book(reception, **form.cleaned_data, by=request.actor, at=clock.now()).seat
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("约好了，您是第 %(n)s 位。") % {"n": seat})
            return redirect("resident-receptions")
    return render(
        request, "resident/reception_book.html", {"form": form}, status=422 if form.is_bound else 200
    )


@resident
@verb
def give_up(request: HttpRequest, reception: int) -> HttpResponse:
    """取消预约."""
    actions.give_up(reception, by=request.actor, at=clock.now())
    messages.success(request, _("预约已取消。"))
    return redirect("resident-receptions")
