"""我也遇到了: join a matter that somebody else has filed, see how far it is, leave in one step."""

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.cases import actions, queries
from sanzhi.kit import clock, ids
from sanzhi.people import actions as people
from sanzhi.web.ui.doors import resident
from sanzhi.web.ui.posting import verb

from .filing import CONSENT, MOST_AN_HOUR, forget_draft


class Note(django_forms.Form):
    """一句话: where the same thing happens to whoever joins."""

    note = django_forms.CharField(required=False, max_length=200)


@resident
@verb
def join(request: HttpRequest, code: str) -> HttpResponse:
    """我也遇到了: counted once, told of the progress from now on."""
    case, by, at = queries.case_to_join(ids.normalise_code(code)), request.actor, clock.now()
    people.admit(f"join:{by.person_id}", MOST_AN_HOUR, CONSENT, by=by, at=at)
    said = Note(request.POST)
    note = said.cleaned_data["note"] if said.is_valid() else ""
    actions.join(case.id, person_id=by.person_id, note=note, by=by, at=at)
    forget_draft(request)
    messages.success(request, _("已经加上您，有进展会告诉您。"))
    return redirect("resident-progress", code=case.public_code)


@resident
@verb
def leave(request: HttpRequest, code: str) -> HttpResponse:
    """退出: no reason asked."""
    found = queries.joined_case(request.actor, code)
    actions.leave(found.id, by=request.actor, at=clock.now())
    messages.success(request, _("已经退出，不再给您发这件事的进展。"))
    return redirect("resident-mine")


@resident
@require_safe
def progress(request: HttpRequest, code: str) -> HttpResponse:
    """进展: place, category, state and public labels of a matter one has joined."""
    found = queries.progress(request.actor, code)
    return render(request, "resident/progress.html", {"found": found, "code": code, "now": clock.now()})
