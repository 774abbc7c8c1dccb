"""信访代办, for whoever somebody acts for: agree, follow, take the word back, rate."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.petitions import actions, queries
from sanzhi.web.resident.petition_forms import RatingAgency
from sanzhi.web.ui.doors import resident
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb


@resident
@require_safe
def agencies(request: HttpRequest) -> HttpResponse:
    """替我代办的事."""
    given = paged(request, queries.agencies_of(request.actor, number_in(request)), queries.PAGE_SIZE)
    return render(request, "resident/agencies.html", given)


@resident
@require_safe
def agency(request: HttpRequest, agency: int) -> HttpResponse:
    """一件代办: who acts, in what, and everything they did."""
    one = queries.agency_of(request.actor, agency)
    return render(request, "resident/agency.html", {"one": one, "contacts": queries.contacts_of(one)})


@resident
@verb
def agree(request: HttpRequest, agency: int) -> HttpResponse:
    """同意委托."""
    actions.give_word(agency, by=request.actor, at=clock.now())
    messages.success(request, _("您已同意委托，随时可以撤回。"))
    return redirect("resident-agency", agency)


@resident
@verb
def take_back(request: HttpRequest, agency: int) -> HttpResponse:
    """撤回委托."""
    actions.take_word_back(agency, by=request.actor, at=clock.now())
    messages.success(request, _("委托已撤回，代办人不能再替您办，也看不到这件事了。"))
    return redirect("resident-agency", agency)


@resident
@once
def rate(request: HttpRequest, agency: int) -> HttpResponse:
    """评价代办."""
    one, form = queries.agency_of(request.actor, agency), RatingAgency(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.rate_agency(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("谢谢您的评价。"))
            return redirect("resident-agency", agency)
    given = {"form": form, "one": one}
    return render(request, "resident/agency_rate.html", given, status=422 if form.is_bound else 200)
