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
from sanzhi.web.ui.guessing import may_try, note_miss
from sanzhi.windows import queries as windows


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
    """凭查询码找: tolerant of spaces, case and full-width letters; one's own page when signed in, else how far it is."""
    may_try(request)
    form = forms.FindForm(request.GET)
    if form.is_valid():
        there = "resident-case" if request.user.is_authenticated else "resident-track"
        try:
            return redirect(there, code=ids.normalise_code(form.cleaned_data["code"]))
        except Refusal as refused:
            note_miss(request)
            form.add_error("code", refused.sentence)
    return render(request, "resident/find.html", {"form": form}, status=422)


@anyone
@require_safe
def track(request: HttpRequest, code: str) -> HttpResponse:
    """办到哪一步: for whoever holds the code, without signing in: no names, no words, no photos."""
    with walls.the_house():  # its own rule: the code, and what it opens
        page = cases.tracked(code)
        main = cases.main_of(page.case)
        hops = windows.course_of(page.case)
    (case, state), (main, main_state) = cases.with_states([page.case, main])
    given = {"page": page, "case": case, "state": state, "hops": hops, "now": clock.now()}
    if main != case:  # merged: how far the other one is, and nothing else of it
        given |= {"main": main, "main_state": main_state}
    answer = render(request, "resident/track.html", given)
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer
