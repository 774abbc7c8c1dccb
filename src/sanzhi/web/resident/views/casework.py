"""社工, for a resident: who is employed; the casework about oneself or one's child, which one can end in one step."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.groups import actions, queries
from sanzhi.kit import clock
from sanzhi.web.ui.doors import anyone, resident
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import verb


@anyone
@require_safe
def workers(request: HttpRequest) -> HttpResponse:
    """社工: by name, as employed."""
    rows = queries.social_workers("", clock.today(), number_in(request, "after"))
    return render(request, "resident/workers.html", paged(request, rows, queries.PAGE_SIZE, name="after"))


@resident
@require_safe
def caseworks(request: HttpRequest) -> HttpResponse:
    """我的个案."""
    rows = queries.caseworks_about(request.actor, clock.today(), number_in(request))
    return render(request, "resident/caseworks.html", paged(request, rows, queries.PAGE_SIZE))


@resident
@verb
def end(request: HttpRequest, casework: int) -> HttpResponse:
    """不再做了, in one step."""
    actions.end_own_casework(casework, by=request.actor, at=clock.now())
    messages.success(request, _("已结案，您的同意也撤回了。"))
    return redirect("resident-caseworks")


@resident
@verb
def agree(request: HttpRequest, casework: int) -> HttpResponse:
    """同意换社工."""
    actions.agree_to_hand(casework, by=request.actor, at=clock.now())
    messages.success(request, _("已同意，原来的社工不再看得到。"))
    return redirect("resident-caseworks")


@resident
@verb
def decline(request: HttpRequest, casework: int) -> HttpResponse:
    """不换社工, in one step."""
    actions.decline_hand(casework, by=request.actor, at=clock.now())
    messages.success(request, _("不换了，还是原来的社工。"))
    return redirect("resident-caseworks")
