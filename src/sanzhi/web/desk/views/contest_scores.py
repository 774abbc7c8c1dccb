"""打分、算分、申诉 at the desk, and each reading with what it was made of."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.cases import queries as cases
from sanzhi.cases.queries import Scope
from sanzhi.contests import actions, queries
from sanzhi.kit import clock
from sanzhi.kit.shares import FEWEST
from sanzhi.web.desk.forms import contests as forms
from sanzhi.web.desk.forms.leading import WithReason
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.posting import once, verb

from .contests import APPEAL, JUDGE, KEEP, on_contest
from .rewards import filled


def _about(contest: Any, entrant: int, indicator: int) -> str:
    """Which place and which indicator a form is about, with how it is scored."""
    place = queries.entrant_at(contest, entrant)
    found = next((one for one in queries.indicators_of(contest) if one.pk == indicator), None)
    if found is None:
        raise queries.missing()
    return f"{place.area.name} · {found.name}：{found.formula}"


@staff(JUDGE)
@once
def mark(request: HttpRequest, contest: int, entrant: int, indicator: int) -> HttpResponse:
    """打分."""
    one = queries.contest_for(request.actor, contest)
    form = forms.Marking(posted(request))

    def do() -> None:
        actions.mark(contest, entrant, indicator, **form.cleaned_data, by=request.actor, at=clock.now())

    note = _about(one, entrant, indicator)
    return filled(request, form, do, _("打分"), _("已打分。"), ("desk-contest", contest), note)


@staff(KEEP)
@verb
def freeze(request: HttpRequest, contest: int) -> HttpResponse:
    """算分并公布名次."""
    actions.freeze(contest, by=request.actor, at=clock.now())
    messages.success(request, _("名次已公布，五天内可以申诉。"))
    return redirect("desk-contest", contest)


@staff(KEEP)
@once
def again(request: HttpRequest, contest: int) -> HttpResponse:
    """重新算分."""
    return on_contest(request, contest, WithReason(posted(request)), actions.count_anew, _("重新算分"))


@staff(KEEP)
@verb
def close(request: HttpRequest, contest: int) -> HttpResponse:
    """定名次."""
    actions.close(contest, by=request.actor, at=clock.now())
    messages.success(request, _("名次已定。"))
    return redirect("desk-contest", contest)


@staff(APPEAL)
@once
def appeal(request: HttpRequest, contest: int, entrant: int, indicator: int) -> HttpResponse:
    """申诉."""
    one = queries.contest_for(request.actor, contest)
    form = forms.Appealing(posted(request))

    def do() -> None:
        actions.appeal(
            contest, indicator, entrant=entrant, **form.cleaned_data, by=request.actor, at=clock.now()
        )

    note = _about(one, entrant, indicator)
    return filled(
        request, form, do, _("申诉"), _("已收到申诉，由别人裁定。"), ("desk-contest", contest), note
    )


@staff(KEEP)
@once
def decide(request: HttpRequest, contest: int, appeal: int) -> HttpResponse:
    """裁定申诉."""
    one = queries.contest_for(request.actor, contest)
    found = queries.appeal_at(one, appeal)
    form = forms.Deciding(posted(request), of_data=bool(found.indicator.gauge))

    def do() -> None:
        actions.decide(contest, appeal, **form.cleaned_data, by=request.actor, at=clock.now())

    note = f"{found.entrant.area.name} · {found.indicator.name}：{found.text}"
    return filled(request, form, do, _("裁定申诉"), _("已裁定。"), ("desk-contest", contest), note)


@staff(KEEP, JUDGE, APPEAL)
@require_safe
def reading(request: HttpRequest, contest: int, reading: int) -> HttpResponse:
    """一个读数: the marks it was made of, or the cases of it that the reader may see."""
    one = queries.contest_for(request.actor, contest)
    found = queries.reading_at(one, reading)
    if found is None:
        raise queries.missing()
    given: dict[str, Any] = {"contest": one, "reading": found, "fewest": FEWEST}
    gauge = queries.GAUGES.get(found.indicator.gauge)
    if gauge is None:
        return show(request, "desk/contest_reading.html", given | {"marks": found.marks.all()})
    if gauge.figure:
        place = found.entrant.area_id
        town, village = (place[:9], "") if one.level == "town" else ("", place)
        scope = Scope(one.since, one.until, clock.now(), town=town, village=village)
        part = request.GET.get("part", "part")
        part = part if part in ("part", "whole", "rest") else "part"
        page = cases.cases_behind(
            request.actor, scope, gauge.figure, part, after=request.GET.get("after", "")
        )
        given |= {
            "cases": page.rows,
            "part": part,
            "older": f"?part={part}&after={page.older}" if page.older else "",
        }
        given["newer"] = f"?part={part}" if page.newer else ""
    return show(request, "desk/contest_reading.html", given | {"gauge": gauge})
