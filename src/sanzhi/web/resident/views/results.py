"""议事的结果, for anybody: what each body resolved; and minutes that two signed, for who lives there or was called."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sanzhi.deliberation import queries
from sanzhi.people import queries as people
from sanzhi.web.resident.compact_forms import WhichCompacts
from sanzhi.web.ui.doors import anyone, resident
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.votes import figures_of, minutes_lines


@anyone
@require_safe
def councils(request: HttpRequest) -> HttpResponse:
    """哪里议了什么: the bodies that resolved something, of a village or of all."""
    form: forms.Form = WhichCompacts(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    place = asked.get("area") or people.county().code[: people.COUNTY_DIGITS]
    rows = queries.bodies_with_results(place, number_in(request, "after"))
    given = paged(request, rows, queries.PAGE_SIZE, name="after")
    return render(request, "resident/councils.html", {**given, "form": form})


@anyone
@require_safe
def council(request: HttpRequest, council: int) -> HttpResponse:
    """一个议事机构的结果, the newest first."""
    body = queries.body_shown(council)
    given = paged(request, queries.results_of(body, number_in(request)), queries.PAGE_SIZE)
    given |= {"body": body, "rate": queries.rate_of(body, shown=True)}
    return render(request, "resident/council.html", given)


@anyone
@require_safe
def result(request: HttpRequest, result: int) -> HttpResponse:
    """一项决议: what was put, what was counted, on which ground."""
    one = queries.result_shown(result)
    figures = figures_of(one.item) if queries.shown(one.item) else []
    given = {"one": one, "item": one.item, "meeting": one.item.meeting, "figures": figures}
    return render(request, "resident/result.html", given)


@resident
@require_safe
def minutes(request: HttpRequest, meeting: int) -> HttpResponse:
    """会议记录."""
    read = queries.minutes_for(request.actor, meeting)
    answer = render(request, "resident/minutes.html", {"read": read, "sections": minutes_lines(read.content)})
    answer["Cache-Control"] = "no-store"
    return answer
