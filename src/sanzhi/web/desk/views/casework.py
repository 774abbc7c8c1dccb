"""个案, at the desk: of a social worker and the named supervisor; each opening has a purpose that the client reads."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.groups import access, actions, queries
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.web.desk.forms.orders import Purposed
from sanzhi.web.desk.forms.workers import (
    ChangingSupervisor,
    ClosingCasework,
    HandingOver,
    OpeningCasework,
    Saying,
    Sitting,
)
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

from .rewards import filled

DO = "casework.do"


@staff(DO)
@require_safe
def caseworks(request: HttpRequest) -> HttpResponse:
    """我的个案: names and stages; what was said opens with a purpose."""
    given = paged(request, queries.caseworks_of_worker(request.actor, number_in(request)), queries.PAGE_SIZE)
    return show(request, "desk/caseworks.html", given | {"me": request.actor.person_id})


@staff(DO)
@once
def new(request: HttpRequest) -> HttpResponse:
    """接案."""
    me = queries.worker_self(request.actor)
    form = OpeningCasework(posted(request), colleagues=queries.colleagues(me, clock.today()))

    def do() -> None:
        actions.open_casework(form.new(), by=request.actor, at=clock.now())

    return filled(request, form, do, _("接案"), _("已接案。"), ("desk-caseworks",))


@staff(DO)
@require_safe
def casework(request: HttpRequest, casework: int) -> HttpResponse:
    """一个个案. What was said shows once for each opening."""
    one = queries.casework_of(request.actor, casework)
    opened = request.session.pop("casework_opened", None) == one.pk
    given: dict[str, Any] = {"one": one, "works": access.may_work_on(request.actor, one).ok, "opened": opened}
    given |= {"sessions": queries.sessions_of(one)} if opened else {"purpose": Purposed()}
    return show(request, "desk/casework.html", given)


@staff(DO)
@verb
def look(request: HttpRequest, casework: int) -> HttpResponse:
    """打开, with a purpose."""
    form = Purposed(request.POST)
    purpose = form.cleaned_data["purpose"] if form.is_valid() else ""
    actions.look_at_casework(casework, purpose=purpose, by=request.actor, at=clock.now())
    request.session["casework_opened"] = casework
    return redirect("desk-casework", casework)


@staff(DO)
@once
def advance(request: HttpRequest, casework: int, stage: str) -> HttpResponse:
    """下一步."""
    one, form = _mine(request, casework), Saying(posted(request))
    titles = {
        "assessed": _("预估"),
        "planned": _("计划"),
        "intervening": _("开始介入"),
        "evaluated": _("评估"),
    }
    if stage not in titles:
        raise Refusal("not_visible", _("没有找到这一项。"))

    def do() -> None:
        actions.advance_casework(
            one.pk, stage, said=form.cleaned_data["said"], by=request.actor, at=clock.now()
        )

    note = _("计划里一行写一个目标；开始介入时写和本人商量定的目标。")
    return filled(request, form, do, titles[stage], _("已记下。"), ("desk-casework", one.pk), note)


@staff(DO)
@once
def session(request: HttpRequest, casework: int) -> HttpResponse:
    """会谈."""
    one, form = _mine(request, casework), Sitting(posted(request))

    def do() -> None:
        actions.hold_session(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, do, _("记一次会谈"), _("已记下。"), ("desk-casework", one.pk))


@staff(DO)
@once
def close(request: HttpRequest, casework: int) -> HttpResponse:
    """结案."""
    one, form = _mine(request, casework), ClosingCasework(posted(request))

    def do() -> None:
        actions.close_casework(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(
        request, form, do, _("结案"), _("已结案。"), ("desk-casework", one.pk), _("结案五年后清除写过的话。")
    )


@staff(DO)
@once
def hand(request: HttpRequest, casework: int) -> HttpResponse:
    """转给别的社工."""
    one = _mine(request, casework)
    form = HandingOver(posted(request), colleagues=queries.colleagues(one.worker, clock.today()))

    def do() -> None:
        actions.hand_casework(one.pk, form.cleaned_data["to"], by=request.actor, at=clock.now())

    note = _("本人同意以后才转过去；没有同意，对方什么也看不到。")
    return filled(request, form, do, _("转给别的社工"), _("已请本人同意。"), ("desk-casework", one.pk), note)


@staff(DO)
@verb
def keep(request: HttpRequest, casework: int) -> HttpResponse:
    """不转了."""
    actions.decline_hand(casework, by=request.actor, at=clock.now())
    messages.success(request, _("不转了，还由您做。"))
    return redirect("desk-casework", casework)


@staff(DO)
@once
def supervise(request: HttpRequest, casework: int) -> HttpResponse:
    """换督导."""
    one = _mine(request, casework)
    form = ChangingSupervisor(posted(request), colleagues=queries.colleagues(one.worker, clock.today()))

    def do() -> None:
        actions.change_supervisor(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    note = _("理由本人看得到；原来的督导不再看得到这个个案。")
    return filled(request, form, do, _("换督导"), _("已换，会告诉本人。"), ("desk-casework", one.pk), note)


def _mine(request: HttpRequest, casework: int) -> Any:
    one = queries.casework_of(request.actor, casework)
    access.may_work_on(request.actor, one).or_refuse()
    return one
