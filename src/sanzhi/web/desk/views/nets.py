"""联动和线索 at the desk: who handles an alarm together, and what grid and people reported."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.alarms import access, actions, queries
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.web.desk.forms import choices
from sanzhi.web.desk.forms.alarms import GivingJoint, ReportingClue
from sanzhi.web.desk.forms.points import Reasoning
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

from .rewards import filled

VIEW, JUDGE, CLUE = "alarm.view", "alarm.judge", "clue.file"
STATES = ("new", "case", "closed")


@staff(VIEW)
@require_safe
def joint_calls(request: HttpRequest) -> HttpResponse:
    """联动处置."""
    given = paged(request, queries.joint_calls(request.actor, number_in(request)), queries.PAGE_SIZE)
    return show(request, "desk/joint_calls.html", given)


@staff(VIEW)
@once
def joint_call(request: HttpRequest, joint: int) -> HttpResponse:
    """一件联动: town, department and police are given their parts together, and one answers."""
    one, at = queries.joint_call(request.actor, joint), clock.now()
    form = GivingJoint(posted(request), offices=choices.offices(one.area_id, at))
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_joint(one.pk, **form.cleaned_data, by=request.actor, at=at)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已交办，几个单位同时收到。"))
            return redirect("desk-joint-call", one.pk)
    given = {"one": one, "form": form, "may_judge": access.may_judge(request.actor, one.area_id)}
    return show(request, "desk/joint_call.html", given)


@staff(JUDGE)
@require_safe
def clues(request: HttpRequest) -> HttpResponse:
    """排查线索."""
    asked = request.GET.get("state", "new")
    state = asked if asked in STATES else "new"
    given = paged(request, queries.clues_in(request.actor, state, number_in(request)), queries.PAGE_SIZE)
    return show(request, "desk/clues.html", given | {"state": state})


@staff(JUDGE)
@verb
def take_clue(request: HttpRequest, clue: int) -> HttpResponse:
    """转为事项."""
    taken = actions.take_clue(queries.clue(request.actor, clue).pk, by=request.actor, at=clock.now())
    messages.success(request, _("已转为事项，请交办。"))
    return redirect("desk-case", taken.case.public_code)


@staff(JUDGE)
@once
def close_clue(request: HttpRequest, clue: int) -> HttpResponse:
    """了结线索."""
    one, form = queries.clue(request.actor, clue), Reasoning(posted(request))

    def do() -> None:
        actions.close_clue(one.pk, reason=form.cleaned_data["reason"], by=request.actor, at=clock.now())

    return filled(
        request, form, do, _("了结线索"), _("已了结，报的人会看到理由。"), ("desk-clues",), one.place
    )


@staff(CLUE)
@once
def my_clues(request: HttpRequest) -> HttpResponse:
    """我报的线索: what a grid worker noticed, on a phone; and what became of it."""
    form = ReportingClue(posted(request), reach=request.actor.reach)
    if request.method == "POST" and form.is_valid():
        try:
            actions.file_clue(**form.cleaned_data, by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已报，受理员会核实。"))
            return redirect("desk-my-clues")
    return show(request, "desk/my_clues.html", {"form": form, "clues": queries.clues_of_mine(request.actor)})
