"""报矛盾线索: what a resident noticed, and what became of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sanzhi.alarms import actions, queries
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.web.resident.clue_forms import ReportingClue
from sanzhi.web.ui.doors import resident
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.posting import once


@resident
@once
def clues(request: HttpRequest) -> HttpResponse:
    """报一条, and those reported."""
    form = ReportingClue(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.file_clue(**form.cleaned_data, by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已收到，受理员会核实，结果会告诉您。"))
            return redirect("resident-clues")
    given = {"form": form, "clues": queries.clues_of_mine(request.actor)}
    return render(request, "resident/clues.html", given, status=422 if request.method == "POST" else 200)
