"""延期规则和中止事由的页面: publish one, or end a ground; what is in force stands on the page of limits."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sanzhi.cases import actions, queries
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.web.desk.forms.settings import NewDelay, NewGround
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.posting import once, verb

CLOCKS = "settings.clocks"


@staff(CLOCKS)
@once
def new_delay(request: HttpRequest) -> HttpResponse:
    """发布延期规则."""
    form = NewDelay(posted(request))
    if form.is_bound and form.is_valid():
        try:
            actions.publish_delay(actions.NewDelay(**form.cleaned_data), by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已发布；已经同意的延期不变，以后申请的按新规则。"))
            return redirect("desk-limits")
    return show(request, "desk/person_form.html", {"form": form, "title": _("发布延期规则")})


@staff(CLOCKS)
@once
def new_ground(request: HttpRequest) -> HttpResponse:
    """发布中止事由."""
    at = clock.now()
    form = NewGround(posted(request), grounds=queries.suspension_grounds(at))
    if form.is_bound and form.is_valid():
        try:
            actions.publish_ground(actions.NewGround(**form.cleaned_data), by=request.actor, at=at)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已发布；正在中止的按原来的事由走完。"))
            return redirect("desk-limits")
    return show(request, "desk/person_form.html", {"form": form, "title": _("发布中止事由")})


@staff(CLOCKS)
@verb
def end_ground(request: HttpRequest, code: str) -> HttpResponse:
    """停用中止事由."""
    actions.end_ground(code, by=request.actor, at=clock.now())
    messages.success(request, _("已停用；正在中止的按原来的事由走完。"))
    return redirect("desk-limits")
