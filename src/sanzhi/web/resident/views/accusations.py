"""检举控告: written to whoever may deal with it, followed by whoever wrote it; without a name by the code alone."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sanzhi.kit import clock, ids
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people import queries as people_queries
from sanzhi.people.roles import Actor
from sanzhi.petitions import actions, queries
from sanzhi.petitions.actions import NewAccusation
from sanzhi.web.resident.accusation_forms import Accusing, Adding, WhichAccusation
from sanzhi.web.ui.doors import anyone
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.guessing import address_of
from sanzhi.web.ui.posting import once

MOST_A_DAY, DAY = 20, timedelta(days=1)  # from one address; 本平台约定


def nameless(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Whoever gives no name leaves none with the key of the sending either."""

    @wraps(view)
    def take(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.nameless = request.POST.get("named") != "yes"
        return view(request, *args, **kwargs)

    return take


def _who(request: HttpRequest) -> Actor | None:
    return people_queries.resident_actor(request.user.person) if request.user.is_authenticated else None


@anyone
@require_safe
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """检举控告: what it is, where it goes, one's own."""
    actor, form = _who(request), WhichAccusation(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        try:
            return redirect("resident-accusation", ids.normalise_code(form.cleaned_data["code"]))
        except Refusal as refusal:
            form.add_error("code", refusal.sentence)
    mine = queries.my_accusations(actor) if actor else []
    given = {"form": form, "mine": mine, "known": actor is not None}
    return render(request, "resident/accusations.html", given, status=422 if form.errors else 200)


@anyone
@nameless
@once
def new(request: HttpRequest) -> HttpResponse:
    """写检举控告."""
    actor, at = _who(request), clock.now()
    form = Accusing(posted(request), known=actor is not None, at=at)
    if request.method == "POST" and form.is_valid():
        people.count_attempt(f"accusing:{address_of(request)}", most=MOST_A_DAY, within=DAY, at=at)
        try:
            one = actions.file_accusation(NewAccusation(**form.cleaned_data), by=actor, at=at)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已送到有权处理的机关。请记下查询码：%(code)s") % {"code": one.code})
            return redirect("resident-accusation", one.code)
    given = {"form": form, "known": actor is not None}
    return render(request, "resident/accusation_new.html", given, status=422 if form.is_bound else 200)


@anyone
@require_safe
@never_cache
def show(request: HttpRequest, accusation: str) -> HttpResponse:
    """一件: where it stands, what was told, who opened it and what for."""
    page = queries.accusation_for_accuser(_who(request), accusation, at=clock.now())
    return render(request, "resident/accusation.html", {"page": page, "one": page.one})


@anyone
@nameless
@once
def supplement(request: HttpRequest, accusation: str) -> HttpResponse:
    """补充."""
    actor, form = _who(request), Adding(posted(request))
    page = queries.accusation_for_accuser(actor, accusation, at=clock.now())
    if request.method == "POST" and form.is_valid():
        try:
            actions.supplement_accusation(page.one.code, **form.cleaned_data, by=actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("补充的内容已经送到。"))
            return redirect("resident-accusation", page.one.code)
    given = {"form": form, "one": page.one}
    return render(request, "resident/accusation_more.html", given, status=422 if form.is_bound else 200)
