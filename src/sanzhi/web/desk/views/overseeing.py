"""接访、积案、三项建议 and 年度报告 at the desks."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.petitions import actions, queries
from sanzhi.web.desk.forms.overseeing import (
    Advising,
    AnsweringAdvice,
    NotingReceived,
    OpeningBacklog,
    OpeningReception,
    Reviewing,
    Solving,
)
from sanzhi.web.desk.showing import show
from sanzhi.web.ui import petitions as said
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import UiForm, posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once

from .rewards import filled

KEEP = "petition.keep"
ORGANS = (KEEP, "petition.handle", "petition.approve")


def _with(
    request: HttpRequest, form: UiForm, verb: Callable[..., Any], words: tuple[str, str], to: tuple[Any, ...], **more: Any
) -> HttpResponse:  # fmt: skip
    """One form whose fields are the verb's: title and what is told after it."""

    def do() -> None:
        verb(**more, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, do, words[0], words[1], to)


@staff(KEEP)
@require_safe
def receptions(request: HttpRequest) -> HttpResponse:
    """接访日 and who comes."""
    rows = queries.receptions_here(request.actor, number_in(request))
    return show(request, "desk/receptions.html", paged(request, rows, queries.PAGE_SIZE))


@staff(KEEP)
@once
def new_reception(request: HttpRequest) -> HttpResponse:
    """公布接访日."""
    form = OpeningReception(posted(request))

    def do() -> None:
        actions.open_reception(form.new(), by=request.actor, at=clock.now())

    return filled(request, form, do, _("公布接访日"), _("已公布，居民可以预约。"), ("desk-receptions",))


@staff(KEEP)
@once
def received(request: HttpRequest, booking: int) -> HttpResponse:
    """登记接访结果."""
    form = NotingReceived(posted(request))

    def do() -> None:
        actions.note_received(booking, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, do, _("登记接访结果"), _("已登记。"), ("desk-receptions",))


@staff(KEEP)
@require_safe
def backlogs(request: HttpRequest) -> HttpResponse:
    """积案清单: what is not solved; or what is."""
    solved = request.GET.get("solved") == "yes"
    rows = queries.backlogs(request.actor, solved=solved, before=number_in(request))
    return show(request, "desk/backlogs.html", paged(request, rows, queries.PAGE_SIZE) | {"solved": solved})


@staff(KEEP)
@once
def new_backlog(request: HttpRequest, petition: str) -> HttpResponse:
    """列入积案."""
    one = queries.petition_by_code(request.actor, petition)
    form = OpeningBacklog(posted(request))

    def do() -> None:
        actions.open_backlog(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, do, _("列入积案"), _("已列入。"), ("desk-backlogs",), one.case.title)


@staff(KEEP)
@require_safe
def backlog(request: HttpRequest, backlog: int) -> HttpResponse:
    """一件积案."""
    one, reviews = queries.backlog_of(request.actor, backlog)
    return show(request, "desk/backlog.html", {"one": one, "reviews": reviews})


@staff(KEEP)
@once
def review_backlog(request: HttpRequest, backlog: int) -> HttpResponse:
    """会商."""
    form = Reviewing(posted(request))

    def do() -> None:
        actions.review_backlog(backlog, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, do, _("会商"), _("已记下。"), ("desk-backlog", backlog))


@staff(KEEP)
@once
def solve_backlog(request: HttpRequest, backlog: int) -> HttpResponse:
    """化解."""
    form = Solving(posted(request))

    def do() -> None:
        actions.solve_backlog(backlog, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, do, _("化解积案"), _("已登记化解。"), ("desk-backlog", backlog))


@staff(*ORGANS)
@require_safe
def advice(request: HttpRequest) -> HttpResponse:
    """三项建议: given by this bureau, or to this organ."""
    rows = queries.advice_at(request.actor, number_in(request))
    given = paged(request, rows, queries.PAGE_SIZE)
    here = request.actor.office_id
    given["rows"] = [(one, one.to_id == here and one.answered_at is None) for one in given["rows"]]
    return show(request, "desk/advice.html", given | {"may_advise": request.actor.may(KEEP)})


@staff(KEEP)
@once
def new_advice(request: HttpRequest) -> HttpResponse:
    """提出建议."""
    form = Advising(posted(request), at=clock.now())
    words = (_("提出建议"), _("已提出，等单位书面反馈。"))
    return _with(request, form, actions.advise, words, ("desk-advice",))


@staff("petition.handle", "petition.approve")
@once
def answer_advice(request: HttpRequest, advice: int) -> HttpResponse:
    """书面反馈采纳情况."""
    words = (_("反馈采纳情况"), _("已书面反馈。"))
    form = AnsweringAdvice(posted(request))

    def do(**told: Any) -> None:
        actions.answer_advice(advice, **told)

    return _with(request, form, do, words, ("desk-advice",))


@staff(KEEP, "board.view")
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """信访情况年度报告."""
    at = clock.now()
    year = _year(request, at.year)
    found = queries.annual_report(request.actor, year, at)
    given = {"report": found, "years": range(at.year, at.year - 5, -1), "tables": said.tables_of(found)}
    return show(request, "desk/petition_report.html", given)


@staff(KEEP, "board.view")
@require_safe
def report_paper(request: HttpRequest) -> HttpResponse:
    """年度报告, to print and send."""
    at = clock.now()
    found = queries.annual_report(request.actor, _year(request, at.year), at)
    return said.report_pdf(found, request.actor.office_name, at)


def _year(request: HttpRequest, now: int) -> int:
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and 2000 <= int(asked[:4]) <= now and len(asked) == 4 else now
