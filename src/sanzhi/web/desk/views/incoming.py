"""短信留言: what waits; one press takes it in hand, and from there it is dealt with as a call."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.cases import actions, queries
from sanzhi.cases.queries.incoming import SHOWN
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.paging import number_in
from sanzhi.web.ui.posting import verb

from .phone import CALLS

PURPOSE = "处理短信留言"  # what the sender reads beside the look


@staff(CALLS)
@require_safe
def incoming(request: HttpRequest) -> HttpResponse:
    """等着办的短信留言, the oldest first."""
    after = number_in(request, "after")
    rows = queries.incoming_waiting(request.actor, after=after)
    older = f"?after={rows[SHOWN - 1].row.id}" if len(rows) > SHOWN else ""
    given = {"rows": rows[:SHOWN], "older": older, "newer": "?" if after else ""}
    answer = show(request, "desk/incoming.html", given)
    answer["Cache-Control"] = "no-store"
    return answer


@staff(CALLS)
@verb
def take_incoming(request: HttpRequest, incoming: int) -> HttpResponse:
    """接办: one press."""
    try:
        call = actions.take_incoming(incoming, purpose=PURPOSE, by=request.actor, at=clock.now())
    except Refusal as refusal:
        messages.warning(request, refusal.sentence)
        return redirect("desk-incoming")
    return redirect("desk-call", call.id)


@staff(CALLS)
@verb
def put_back(request: HttpRequest, call: int) -> HttpResponse:
    """放回: one press."""
    try:
        actions.put_back(call, by=request.actor, at=clock.now())
    except Refusal as refusal:
        messages.warning(request, refusal.sentence)
        return redirect("desk-call", call)
    messages.success(request, _("已放回，别的同事可以接办。"))
    return redirect("desk-incoming")
