"""交接: what waits to be received, what came back, one of them; handed on, received, sent back, taken back, answered, ruled on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.web.desk.forms.handovers import (
    ChoosingReceiver,
    HandingOver,
    NotingAnswer,
    Receiving,
    SendingBack,
)
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb
from sanzhi.windows import actions, queries

from .rewards import filled

SEND, RECEIVE, DECIDE = "handover.send", "handover.receive", "handover.decide"


@staff(SEND, RECEIVE, DECIDE)
@require_safe
def handovers(request: HttpRequest) -> HttpResponse:
    """交接清单; a supervisor's begins with what waits for a ruling."""
    actor, before = request.actor, number_in(request)
    usual = "rule" if actor.may(DECIDE) else "in" if actor.may(RECEIVE) else "back"
    asked = request.GET.get("list", usual)
    which = asked if asked in queries.LISTS or (asked == "rule" and actor.may(DECIDE)) else usual
    rows = (
        queries.to_rule_on(actor, before) if which == "rule" else queries.handovers_at(actor, which, before)
    )
    given = paged(request, rows, queries.PAGE_SIZE)
    given |= {
        "which": which,
        "may_rule": actor.may(DECIDE),
        "channels": dict(queries.CHANNEL_CHOICES),
        "now": clock.now(),
    }
    return show(request, "desk/handovers.html", given)


@staff(SEND, RECEIVE, DECIDE)
@require_safe
def handover(request: HttpRequest, handover: int) -> HttpResponse:
    """一件交接."""
    page = queries.handover_page(request.actor, handover)
    channel = _(dict(queries.CHANNEL_CHOICES)[page.one.channel])
    given = {
        "page": page,
        "one": page.one,
        "channel": channel,
        "now": clock.now(),
        "may_rule": request.actor.may(DECIDE),
    }
    return show(request, "desk/handover.html", given)


@staff(SEND)
@once
def hand_over(request: HttpRequest, code: str) -> HttpResponse:
    """交给别的单位."""
    case, at = queries.case_here(request.actor, code), clock.now()
    form = HandingOver(posted(request), at=at, without=request.actor.office_id)

    def do() -> None:
        actions.hand_over(case.pk, form.new(), by=request.actor, at=at)

    note = _("%(title)s。对方两个工作日内接收或者退回；居民还是用原来的查询码看进展。") % {
        "title": case.title
    }
    return filled(
        request, form, do, _("交给别的单位"), _("已交给对方，居民会收到消息。"), ("desk-handovers",), note
    )


@staff(RECEIVE)
@once
def receive(request: HttpRequest, handover: int) -> HttpResponse:
    """接收: nothing is typed again that the person has said."""
    page = queries.handover_page(request.actor, handover)
    form = Receiving(posted(request), channel=page.one.channel)

    def do() -> None:
        actions.receive(page.one.pk, form.said(), by=request.actor, at=clock.now())

    there = ("desk-handover", handover)
    return filled(request, form, do, _("接收"), _("已接收，居民会收到消息。"), there, page.one.heading)


@staff(RECEIVE)
@once
def send_back(request: HttpRequest, handover: int) -> HttpResponse:
    """退回."""
    page, form = queries.handover_page(request.actor, handover), SendingBack(posted(request))

    def do() -> None:
        actions.send_back(page.one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    told = _("已退回，转出的单位会收回再办。")
    return filled(request, form, do, _("退回"), told, ("desk-handovers",), page.one.heading)


@staff(RECEIVE)
@once
def answer(request: HttpRequest, handover: int) -> HttpResponse:
    """登记结果."""
    page, form = queries.handover_page(request.actor, handover), NotingAnswer(posted(request))

    def do() -> None:
        actions.note_answer(page.one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    there = ("desk-handover", handover)
    return filled(request, form, do, _("登记结果"), _("已登记，居民看得到。"), there, page.one.heading)


@staff(SEND)
@verb
def take_back(request: HttpRequest, handover: int) -> HttpResponse:
    """收回."""
    actions.take_back(handover, by=request.actor, at=clock.now())
    messages.success(request, _("已收回，请接着办，或者交给别的单位。"))
    return redirect("desk-handover", handover)


@staff(DECIDE)
@once
def rule(request: HttpRequest, handover: int) -> HttpResponse:
    """督查决定由谁办."""
    page, at = queries.handover_page(request.actor, handover), clock.now()
    form = ChoosingReceiver(posted(request), at=at)

    def do() -> None:
        actions.decide(page.one.first_id, form.handing(agreed=True), by=request.actor, at=at)

    note = _("已经转了 %(n)d 次。决定以后，由现在的单位按决定转出，对方不能再退回。") % {"n": page.hops}
    return filled(request, form, do, _("决定由谁办"), _("已决定。"), ("desk-handovers",), note)
