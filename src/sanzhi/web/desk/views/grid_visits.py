"""走访 at the desk: written down after asking, read with a purpose, followed up, corrected."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.patrols import access, actions, queries, rules
from sanzhi.web.desk.forms import grid_visits as forms
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once

from .duty_lists import WALK
from .rewards import filled

VISITS = access.VISITS
READ = "read_visits"  # of the session: whose was opened with a purpose; shown once


@staff(VISITS)
@require_safe
def visits(request: HttpRequest) -> HttpResponse:
    """走访: whom, when, for what; that there is something to follow up or to correct, and not a word of it."""
    actor, at = request.actor, clock.now()
    given = paged(request, queries.households_visited(actor, at, number_in(request)), queries.PAGE_SIZE)
    corrections = queries.corrections_waiting(actor, at)
    for one in corrections:
        one.answerable = bool(access.may_answer(actor, one.visit.by_id))
    given |= {
        "needs": queries.needs_to_follow(actor, at),
        "corrections": corrections,
        "walks": actor.may(WALK),
    }
    return show(request, "desk/grid_visits.html", given)


@staff(WALK)
@once
def new(request: HttpRequest) -> HttpResponse:
    """登记走访."""
    form = forms.Visiting(posted(request), actor=request.actor)

    def do() -> None:
        actions.record_visit(form.visit(), by=request.actor, at=clock.now())

    note = _("先这样问：“%(words)s”") % {"words": _(rules.CONSENT_WORDS)}
    return filled(
        request, form, do, _("登记走访"), _("已记下，答应的人自己看得到。"), ("desk-grid-visits",), note
    )


@staff(VISITS)
@once
def household(request: HttpRequest, home: int) -> HttpResponse:
    """一户的走访: opened with a purpose, which whoever said it reads; shown once."""
    actor, at = request.actor, clock.now()
    form = forms.Reading(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.read_visits(home, **form.cleaned_data, by=actor, at=at)
        request.session[READ] = home
        return redirect("desk-grid-visits-home", home)
    rows = queries.visits_of(actor, home, at)
    if not rows:
        raise queries.missing()
    opened = request.method == "GET" and request.session.pop(READ, None) == home
    for one in rows:
        one.returnable = one.consented and not one.withdrawn_at and one.by_id != actor.person_id
    return show(request, "desk/grid_visits_home.html", {"rows": rows, "opened": opened, "form": form, "home": rows[0].household})  # fmt: skip


@staff(VISITS)
@once
def meet_need(request: HttpRequest, need: int) -> HttpResponse:
    """跟进好了."""
    one, form = actions.open_need(need, by=request.actor, at=clock.now()), forms.MeetingNeed(posted(request))

    def do() -> None:
        actions.meet_need(need, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(
        request, form, do, _("跟进好了"), _("已记下，答应的人自己看得到。"), ("desk-grid-visits",), one.what
    )


@staff(VISITS)
@once
def file_need(request: HttpRequest, need: int) -> HttpResponse:
    """替本人登记成诉求."""
    one = actions.open_need(need, by=request.actor, at=clock.now())
    form = forms.FilingNeed(posted(request), initial={"title": one.what})

    def do() -> None:
        actions.file_need(need, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(
        request,
        form,
        do,
        _("登记成诉求"),
        _("已登记，本人看得到办到哪一步。"),
        ("desk-grid-visits",),
        one.what,
    )


@staff(VISITS)
@once
def withdraw_for(request: HttpRequest, visit: int) -> HttpResponse:
    """替没有手机的人撤回."""
    one = queries.visit_here(request.actor, visit, clock.now())
    form = forms.WithdrawingFor(posted(request))

    def do() -> None:
        actions.withdraw_for(visit, **form.cleaned_data, by=request.actor, at=clock.now())

    note = _("由当时答应的人自己要求，写那个人的姓名，搬走了也可以；撤回以后，记的内容都删掉，不用说理由。")
    told, there = _("已撤回，记的内容都删掉了。"), ("desk-grid-visits-home", one.household_id)
    return filled(request, form, do, _("替本人撤回同意"), told, there, note)


@staff(VISITS)
@once
def answer_correction(request: HttpRequest, visit_correction: int) -> HttpResponse:
    """答复更正."""
    one = actions.open_correction(visit_correction, by=request.actor, at=clock.now())
    form = forms.AnsweringCorrection(posted(request), initial={"text": one.visit.text})

    def do() -> None:
        actions.answer_correction(visit_correction, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, do, _("答复更正"), _("已答复。"), ("desk-grid-visits",), one.says)
