"""The front page, and the way to a matter by its code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from sanzhi.cases import queries as cases
from sanzhi.kit import clock, ids, walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.access import sight_of
from sanzhi.web.resident import forms
from sanzhi.web.ui.doors import anyone


@anyone
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """首页: one thing to do, then what one has under way."""
    context = {"now": clock.now(), "find": forms.FindForm()}
    if request.user.is_authenticated:
        actor = people.resident_actor(request.user.person)
        with walls.seeing(sight_of(actor)):
            context["mine"] = cases.with_states(cases.own_cases(actor, size=3).rows)
            context["unread"] = people.unread_count(request.user.person_id)
    return render(request, "resident/home.html", context)


@anyone
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """凭查询码找: tolerant of spaces, case and full-width letters; the case page asks who is looking."""
    form = forms.FindForm(request.GET)
    if form.is_valid():
        try:
            return redirect("resident-case", code=ids.normalise_code(form.cleaned_data["code"]))
        except Refusal as refused:
            form.add_error("code", refused.sentence)
    return render(request, "resident/find.html", {"form": form}, status=422)
