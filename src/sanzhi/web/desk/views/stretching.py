"""延期规则和中止事由的页面: publish one, or end a ground; what is in force stands on the page of limits."""

from collections.abc import Callable
from typing import Any

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
from sanzhi.web.ui.forms import UiForm, posted
from sanzhi.web.ui.posting import once, verb

CLOCKS = "settings.clocks"


@staff(CLOCKS)
@once
def new_delay(request: HttpRequest) -> HttpResponse:
    """发布延期规则."""

    def publish(said: dict[str, Any]) -> None:
        actions.publish_delay(actions.NewDelay(**said), by=request.actor, at=clock.now())

    told = _("已发布；已经同意的延期不变，以后申请的按新规则。")
    return _published(request, NewDelay(posted(request)), _("发布延期规则"), publish, told)


@staff(CLOCKS)
@once
def new_ground(request: HttpRequest) -> HttpResponse:
    """发布中止事由."""

    def publish(said: dict[str, Any]) -> None:
        actions.publish_ground(actions.NewGround(**said), by=request.actor, at=clock.now())

    form = NewGround(posted(request), grounds=queries.suspension_grounds(clock.now()))
    told = _("已发布；正在中止的按原来的事由走完。")
    return _published(request, form, _("发布中止事由"), publish, told)


def _published(
    request: HttpRequest, form: UiForm, title: str, publish: Callable[[dict[str, Any]], None], told: str
) -> HttpResponse:
    """What the form says is published, or the form again with what is wrong with it."""
    if form.is_bound and form.is_valid():
        try:
            publish(form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, told)
            return redirect("desk-limits")
    return show(request, "desk/person_form.html", {"form": form, "title": title})


@staff(CLOCKS)
@verb
def end_ground(request: HttpRequest, code: str) -> HttpResponse:
    """停用中止事由."""
    actions.end_ground(code, by=request.actor, at=clock.now())
    messages.success(request, _("已停用；正在中止的按原来的事由走完。"))
    return redirect("desk-limits")
