"""One's own matters: the list, the page of one, and everything one may do with it."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.cases import actions, queries
from sanzhi.cases.flow import flow_of
from sanzhi.kit import clock, papers
from sanzhi.kit.verdict import Refusal, no
from sanzhi.web.resident import forms
from sanzhi.web.ui import paper
from sanzhi.web.ui.doors import resident
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in
from sanzhi.web.ui.posting import once, verb
from sanzhi.web.ui.rooms import room_page
from sanzhi.windows import queries as windows

SHOWN = {"open": False, "ended": True}


@resident
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """我的事: newest first; all, those under way, or those that have ended."""
    show = request.GET.get("show", "")
    page = queries.own_cases(request.actor, ended=SHOWN.get(show), after=request.GET.get("after", ""))
    context = {"page": page, "show": show, "rows": queries.with_states(page.rows), "now": clock.now()}
    before = number_in(request, "joined")
    joins = [] if show or page.newer else queries.own_joins(request.actor, before=before)
    context["joins"] = joins[: queries.JOINS_SHOWN]
    context["joins_older"] = joins[queries.JOINS_SHOWN - 1][0].id if len(joins) > queries.JOINS_SHOWN else 0
    return render(request, "resident/mine.html", context)


@resident
@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """一件事: where it stands, whose turn it is, until when, and what happened."""
    return render(request, "resident/case.html", _page(request, code))


def _page(request: HttpRequest, code: str) -> dict[str, Any]:
    now = clock.now()
    page = queries.public_page(request.actor, code, at=now)
    case = page.case
    return {
        "page": page,
        "case": case,
        "room_page": room_page(case, "resident"),
        "state": flow_of(case.kind, case.kind_version).states[case.state],
        "offers": {offer.step.name: offer.verdict for offer in page.offers},
        **_belonging(request, page),
        "hops": windows.course_of(case),
        "owner": True,
        "now": now,
    }


def _belonging(request: HttpRequest, page: queries.CasePage) -> dict[str, Any]:
    """What the citizen may know of the cases this one belongs with: their own, and how far a main case is."""
    case, family = page.case, queries.family(request.actor, page.case, page.related)
    return {
        "family": family,
        "parts": queries.with_states(family.parts),
        "main": queries.main_progress(case),
    }


@resident
@require_safe
def filed(request: HttpRequest, code: str) -> HttpResponse:
    """已收到: the number, the code, and a receipt to keep."""
    context = _page(request, code)
    address = request.build_absolute_uri(f"/c/{context['case'].public_code}/")
    return render(request, "resident/filed.html", context | {"qr": papers.qr_svg(address)})


@resident
@require_safe
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """回执: one page to print."""
    page = queries.public_page(request.actor, code, at=clock.now())
    return paper.receipt(page, address=request.build_absolute_uri(f"/c/{page.case.public_code}/"))


@resident
@require_safe
def route(request: HttpRequest, code: str) -> HttpResponse:
    """办理途径告知单: for a matter that goes elsewhere."""
    return paper.route(queries.public_page(request.actor, code, at=clock.now()))


@resident
@require_safe
def deadline(request: HttpRequest, code: str) -> HttpResponse:
    """这个期限怎么算的."""
    case = queries.case_by_code(request.actor, code)
    return render(request, "resident/deadline.html", {"case": case, "explained": queries.explain(case)})


@resident
@require_safe
def photo(request: HttpRequest, code: str, photo_id: int) -> FileResponse:
    """A photo of a case one may see; nobody else's, and never guessed at by the browser."""
    return paper.photo(*queries.attachment(request.actor, code, photo_id).shown)


@resident
@verb
def urge(request: HttpRequest, code: str) -> HttpResponse:
    """催一下."""
    case = queries.case_by_code(request.actor, code)
    actions.urge(case.id, by=request.actor, at=clock.now())
    messages.success(request, _("已经替您催了，承办单位会看到。"))
    return redirect("resident-case", code=case.public_code)


@resident
@once
def supplement(request: HttpRequest, code: str) -> HttpResponse:
    """补充情况."""
    form = forms.SupplementForm(posted(request), request.FILES or None)

    def act(case_id: int, said: dict[str, Any]) -> None:
        actions.supplement(
            case_id, text=said["text"], kept=form.photos_kept(), by=request.actor, at=clock.now()
        )

    return _form_page(request, code, "supplement", form, act, _("补充情况"), _("补充的内容已经送到。"))


@resident
@once
def rate(request: HttpRequest, code: str) -> HttpResponse:
    """评价: solved? satisfied?"""
    form = forms.RatingForm(posted(request))

    def act(case_id: int, said: dict[str, Any]) -> None:
        actions.rate(case_id, **said, by=request.actor, at=clock.now())

    ended = queries.case_by_code(request.actor, code).state == "closed"
    step = "rate_late" if ended else "rate"
    return _form_page(request, code, step, form, act, _("评价"), _("谢谢您的评价。"))


@resident
@once
def reopen(request: HttpRequest, code: str) -> HttpResponse:
    """要求重新办理."""
    form = forms.ReasonForm(posted(request))

    def act(case_id: int, said: dict[str, Any]) -> None:
        actions.reopen(case_id, reason=said["reason"], by=request.actor, at=clock.now())

    return _form_page(
        request, code, "reopen", form, act, _("要求重新办理"), _("已经重新办理，时限重新计算。")
    )


@resident
@once
def object_to_ending(request: HttpRequest, code: str) -> HttpResponse:
    """提出异议: to being declined, or sent elsewhere."""
    form = forms.ReasonForm(posted(request))

    def act(case_id: int, said: dict[str, Any]) -> None:
        actions.object_to_ending(case_id, reason=said["reason"], by=request.actor, at=clock.now())

    done = _("异议已经送到市社会治理中心，由它重新判断。")
    return _form_page(request, code, "object", form, act, _("提出异议"), done)


def _form_page(
    request: HttpRequest, code: str, step: str, form: Any, act: Any, title: str, done: str
) -> HttpResponse:
    """The one shape of a small form about a case: show it while the step is open, act, go back.

    What was typed is kept when a field, or the step itself by now, is refused.
    """
    case = queries.case_by_code(request.actor, code)
    if request.method != "POST":
        offers = queries.offers(request.actor, case, frozenset(), clock.now())
        verdict = next(
            (offer.verdict for offer in offers if offer.step.name == step), no("ended", _("已经办结。"))
        )
        if not verdict:
            messages.warning(request, verdict.sentence)
            return redirect("resident-case", code=case.public_code)
    elif form.is_valid():
        try:
            act(case.id, form.cleaned_data)
        except Refusal as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, done)
            return redirect("resident-case", code=case.public_code)
    if form.is_bound and hasattr(form, "remember_photos"):
        form.remember_photos()
    context = {"form": form, "case": case, "title": title}
    return render(request, "resident/small_form.html", context, status=422 if form.errors else 200)
