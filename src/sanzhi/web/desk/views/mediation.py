"""调解组织、以案定补、派驻和数字: for the justice office, the court, and whoever sees a board."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.disputes import actions, queries
from sanzhi.disputes.actions import NewBody, NewStation
from sanzhi.kit import clock, papers
from sanzhi.people import queries as people
from sanzhi.web.desk.forms import mediation as forms
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

from .rewards import filled

BODIES, SUBSIDY, DIVERT = "dispute.bodies", "dispute.subsidy", "dispute.divert"
PAGE_SIZE = 30
MOVES: dict[str, Callable[..., Any]] = {
    "review": actions.review_subsidy, "approve": actions.approve_subsidy, "pay": actions.pay_subsidy,
}  # fmt: skip


@staff(BODIES)
@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """调解组织 of one's place."""
    rows = queries.bodies_of(request.actor, number_in(request))
    given = paged(request, rows, PAGE_SIZE)
    return show(request, "desk/bodies.html", given)


@staff(BODIES)
@once
def new_body(request: HttpRequest) -> HttpResponse:
    """登记调解组织."""
    actor = request.actor
    form = forms.Registering(posted(request), offices=queries.offices_for_bodies(actor))

    def register() -> None:
        actions.register_body(NewBody(**form.cleaned_data), by=actor, at=clock.now())

    return filled(request, form, register, _("登记调解组织"), _("已登记。"), ("desk-bodies",))


@staff(BODIES)
@require_safe
def body(request: HttpRequest, body: int) -> HttpResponse:
    """一个调解组织: its committee, its mediators, the code on its poster."""
    found, at = queries.body_at(request.actor, body), clock.now()
    given = {
        "body": found, "terms": queries.terms_of(found), "today": localdate(at),
        "mediators": queries.mediators_of(found, localdate(at)),
    }  # fmt: skip
    return show(request, "desk/body.html", given)


@staff(BODIES)
@require_safe
def poster(request: HttpRequest, body: int) -> HttpResponse:
    """海报: to print and hang on the wall; its code opens the application to this body."""
    found = queries.body_at(request.actor, body)
    address = request.build_absolute_uri(reverse("resident-poster", args=[found.poster]))
    data = {
        "title": _("有纠纷，找调解"), "office": found.office.name, "code": found.poster, "address": address,
        "qr": papers.qr_svg(address),
        "paragraphs": [
            _("扫码申请，不收钱；各方愿意才调，随时可以退出，不影响打官司。"),
            _("不会用手机的，到这里当面说，一样登记。"),
        ],
    }  # fmt: skip
    answer = HttpResponse(papers.pdf("poster", data), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="poster-{found.poster}.pdf"'
    return answer


@staff(BODIES)
@once
def elect(request: HttpRequest, body: int) -> HttpResponse:
    """换届."""
    found, at = queries.body_at(request.actor, body), clock.now()
    persons = [
        *queries.staff_of(found.office_id, "mediator", at), *queries.staff_of(found.office_id, "mediation_clerk", at),
    ]  # fmt: skip
    form = forms.Electing(posted(request), persons=persons)

    def do() -> None:
        said = form.cleaned_data
        actions.elect(
            found.pk,
            form.seats(),
            begins_on=said["begins_on"],
            ends_on=said["ends_on"],
            by=request.actor,
            at=at,
        )

    return filled(request, form, do, _("登记换届"), _("已登记。"), ("desk-body", found.pk))


@staff(BODIES)
@once
def appoint(request: HttpRequest, body: int) -> HttpResponse:
    """聘任调解员."""
    found, at = queries.body_at(request.actor, body), clock.now()
    form = forms.Appointing(posted(request), persons=queries.staff_of(found.office_id, "mediator", at))

    def do() -> None:
        actions.appoint_mediator(found.pk, by=request.actor, at=at, **form.cleaned_data)

    return filled(request, form, do, _("聘任调解员"), _("已聘任。"), ("desk-body", found.pk))


@staff(SUBSIDY, "dispute.keep", "dispute.mediate")
@require_safe
def subsidies(request: HttpRequest) -> HttpResponse:
    """以案定补, the newest first."""
    rows, older = queries.subsidies(request.actor, after=number_in(request))
    given = {
        "rows": rows, "older": f"?before={older}" if older else "", "newer": "?" if number_in(request) else "",
        "may": request.actor.may(SUBSIDY), "me": request.actor.person_id,
    }  # fmt: skip
    return show(request, "desk/subsidies.html", given)


@staff(SUBSIDY)
@verb
def move_subsidy(request: HttpRequest, case: int, move: str) -> HttpResponse:
    """审核、批准、登记发放: one press each."""
    if move not in MOVES:
        raise Http404(move)
    MOVES[move](case, by=request.actor, at=clock.now())
    messages.success(request, _("已办。"))
    return redirect("desk-subsidies")


@staff(SUBSIDY)
@once
def refuse_subsidy(request: HttpRequest, case: int) -> HttpResponse:
    """不予补贴, with a reason."""
    form = forms.Refusing(posted(request))

    def do() -> None:
        actions.refuse_subsidy(case, reason=form.cleaned_data["reason"], by=request.actor, at=clock.now())

    return filled(request, form, do, _("不予补贴"), _("已办。"), ("desk-subsidies",))


@staff(DIVERT, BODIES, "dispute.keep", "dispute.mediate")
@require_safe
def stations(request: HttpRequest) -> HttpResponse:
    """双向派驻: judges in the towns, mediators at the court, shared courts, and how many places are left."""
    reach = request.actor.reach
    rows = queries.stations_with_days(reach, localdate(clock.now()))
    return show(request, "desk/stations.html", {"rows": rows, "may": request.actor.may(DIVERT)})


@staff(DIVERT)
@once
def new_station(request: HttpRequest) -> HttpResponse:
    """安排派驻."""
    towns = [(one.code, one.name) for one in people.towns()]
    form = forms.Stationing(posted(request), towns=towns)

    def do() -> None:
        actions.open_station(NewStation(**form.cleaned_data), by=request.actor, at=clock.now())

    return filled(request, form, do, _("安排派驻"), _("已安排。"), ("desk-stations",))


@staff("board.view", BODIES)
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """调解数字: the last year unless asked otherwise; no rate over fewer than ten."""
    today = localdate(clock.now())
    usual = {"since": today - timedelta(days=365), "until": today + timedelta(days=1)}
    form = forms.Period(request.GET or None, initial=usual)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else usual
    told_ = queries.figures(request.actor, asked["since"], asked["until"])
    rates = [
        (_("调解成功率"), told_.agreed, told_.ended), (_("协议履行率"), told_.performed, told_.owed),
        (_("诉前化解率"), told_.court_settled, told_.from_court), (_("司法确认率"), told_.confirmed, told_.confirmable),
    ]  # fmt: skip
    given = {
        "form": form, "figures": told_,
        "rates": [(name, above, below, told_.rate(above, below)) for name, above, below in rates],
    }  # fmt: skip
    return show(request, "desk/dispute_figures.html", given)
