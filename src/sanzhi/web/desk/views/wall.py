"""好事墙 at the desk: what residents would like to share, read once, hung or turned away with a reason."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.honours import actions, queries
from sanzhi.kit import clock
from sanzhi.web.desk.forms.points import Reasoning
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

from .honours import KEEP
from .rewards import filled


@staff(KEEP)
@require_safe
def notes(request: HttpRequest) -> HttpResponse:
    """待看, the oldest first."""
    after = number_in(request, "after")
    rows = queries.notes_to_read(request.actor, after)
    return show(request, "desk/honour_wall.html", paged(request, rows, queries.PAGE_SIZE, name="after"))


@staff(KEEP)
@verb
def hang(request: HttpRequest, note: int) -> HttpResponse:
    """上墙."""
    actions.hang_note(queries.note_by_id(request.actor, note).pk, by=request.actor, at=clock.now())
    messages.success(request, _("已上墙，三十天后自动取下。"))
    return redirect("desk-honour-wall")


@staff(KEEP)
@once
def turn_away(request: HttpRequest, note: int) -> HttpResponse:
    """不上墙."""
    found, form = queries.note_by_id(request.actor, note), Reasoning(posted(request))

    def do() -> None:
        actions.turn_note_away(found.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(
        request, form, do, _("不上墙"), _("已办，理由本人看得到。"), ("desk-honour-wall",), found.words
    )
