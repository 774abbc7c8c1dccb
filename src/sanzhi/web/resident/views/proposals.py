"""提议和落实, for a resident: propose, support, change a paragraph; say whether what was done is done."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.deliberation import actions, queries
from sanzhi.deliberation.files import SHELF
from sanzhi.deliberation.rules import paragraphs_of
from sanzhi.kit.verdict import Refusal
from sanzhi.web.resident.meeting_forms import Amending, Judging, Proposing
from sanzhi.web.ui.doors import resident
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.paper import photo
from sanzhi.web.ui.posting import once, verb

from .meetings import as_form


@resident
@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """提议: one's own, and those of one's place to support."""
    given = paged(request, queries.proposals(request.actor, before=number_in(request)), queries.PAGE_SIZE)
    more = {"tasks": queries.tasks(request.actor)[:10], "today": localdate(request.at)}
    return render(request, "resident/proposals.html", {**given, **more})


def _sent(request: HttpRequest, form: Any, do: Any, title: str, press: str, note: str = "") -> HttpResponse:
    """A form that leads to a page when it is done."""
    if request.method == "POST" and form.is_valid():
        try:
            return do()
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
    return as_form(request, form, title, press, note=note)


@resident
@once
def propose(request: HttpRequest) -> HttpResponse:
    """提一个."""
    form = Proposing(posted(request), bodies=queries.bodies_to_propose_to(request.actor))

    def do() -> HttpResponse:
        made = actions.propose(**form.said(), by=request.actor, at=request.at)
        messages.success(request, _("已提交，有答复会告诉您。"))
        return redirect("resident-proposal", made.pk)

    note = _("家里有人打人、您有危险，先打 110。写给妇女议事会的，可以勾“保密”，只有管会议的人看得到。")
    return _sent(request, form, do, _("提一个议题"), _("提交"), note)


@resident
@require_safe
def proposal(request: HttpRequest, proposal_no: int) -> HttpResponse:
    """一个提议: the text, what others would change, how many support it, the answer."""
    one = queries.proposal_here(request.actor, proposal_no)
    given = {
        "one": one,
        "amendments": queries.amendments_of(one),
        "own": one.person_id == request.actor.person_id,
    }
    return render(request, "resident/proposal.html", given)


@resident
@verb
def support(request: HttpRequest, proposal_no: int) -> HttpResponse:
    """附议."""
    actions.support(proposal_no, by=request.actor, at=request.at)
    messages.success(request, _("已附议。"))
    return redirect("resident-proposal", proposal_no)


@resident
@once
def amend(request: HttpRequest, proposal_no: int) -> HttpResponse:
    """改一段."""
    one = queries.proposal_here(request.actor, proposal_no)
    form = Amending(posted(request), paragraphs=paragraphs_of(one.text))

    def do() -> HttpResponse:
        actions.amend(one.pk, **form.cleaned_data, by=request.actor, at=request.at)
        return redirect("resident-proposal", one.pk)

    return _sent(request, form, do, _("改一段"), _("提交"), one.title)


@resident
@once
def task(request: HttpRequest, errand: int) -> HttpResponse:
    """验收: what was to be done, what shows it; content or not."""
    one = queries.task_here(request.actor, errand)
    form = Judging(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.say_of_task(one.pk, **form.cleaned_data, by=request.actor, at=request.at)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("谢谢，已记下。"))
            return redirect("resident-task", one.pk)
    given = {
        "task": one,
        "said": queries.said_of(one, request.actor.person_id),
        "form": form,
        "today": localdate(request.at),
    }
    return render(request, "resident/task.html", given, status=422 if form.is_bound else 200)


@resident
@require_safe
def task_photo(request: HttpRequest, errand: int) -> HttpResponse:
    """What shows that it is done: whoever says whether they are content sees it first."""
    one = queries.task_here(request.actor, errand)
    return photo(one.photo or "0" * 64, one.mime, SHELF.path_of)
