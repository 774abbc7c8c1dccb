"""调解工作台: the disputes of a body, of a mediator or of a court; each with its steps, its papers and its dossier."""

import csv
import io
import json
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.disputes import actions, queries
from sanzhi.disputes.actions import FromCourt, NewDispute
from sanzhi.disputes.files import SHELF
from sanzhi.kit import clock, papers
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.web.desk.at_counter import known, name_of, tie, turn_of
from sanzhi.web.desk.belonging import handing
from sanzhi.web.desk.dispute_verbs import VERBS, offered
from sanzhi.web.desk.forms import disputes as forms
from sanzhi.web.desk.forms.dispute_intake import FromTheCourt, NewCase, WhichDisputes
from sanzhi.web.desk.forms.mediation import Ruling
from sanzhi.web.desk.showing import show
from sanzhi.web.ui import paper
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in
from sanzhi.web.ui.posting import once

from .rewards import filled

KEEP, MEDIATE, DIVERT = "dispute.keep", "dispute.mediate", "dispute.divert"
WORK = (KEEP, MEDIATE, DIVERT)
OPENED = "dossier_opened"


@staff(*WORK)
@require_safe
def disputes(request: HttpRequest) -> HttpResponse:
    """纠纷: the newest first; those under way, or all."""
    form, at = WhichDisputes(request.GET or None, actor=request.actor), clock.now()
    rows, older = queries.page_of(request.actor, form.which(), at=at, after=number_in(request))
    kept = request.GET.copy()
    kept.pop("before", None)
    given = {
        "rows": list(zip(rows, queries.states_of(rows), strict=True)), "form": form, "narrowed": bool(kept),
        "older": f"?{urlencode([*kept.items(), ('before', older)])}" if older else "",
        "newer": f"?{kept.urlencode()}" if request.GET.get("before") else "",
        "may_file": request.actor.may(KEEP) or request.actor.may(DIVERT),
        "confirmations": queries.confirmations_at(request.actor), "now": at,
    }  # fmt: skip
    return show(request, "desk/disputes.html", given)


@staff(KEEP, DIVERT)
@once
def new_dispute(request: HttpRequest) -> HttpResponse:
    """登记纠纷: by the body's clerk; by the court's it is sent to the body of the place."""
    actor, at = request.actor, clock.now()
    court = actor.may(DIVERT)
    kind = FromTheCourt if court else NewCase
    turn = turn_of(request)
    form = kind(posted(request), reach=actor.reach, initial={"name1": name_of(turn)})

    def file() -> None:
        said = form.cleaned_data
        first, *others = form.parties()
        first = replace(first, person=known(turn, first.name, first.phone))
        new = NewDispute(
            title=said["title"], text=said["text"], request=said["request"], area=said["area"], type=said["type"],
            source=said.get("source", "court"), parties=[first, *others], knew_on=said["knew_on"],
            dv_risk=said["dv_risk"], key=request.POST.get("once", ""),
        )  # fmt: skip
        if court:
            sent = FromCourt(said["mode"], said["cause"], said["received_on"], said["court_case_no"])
            made = actions.divert(new, sent, by=actor, at=at)
        else:
            made = actions.apply(new, by=actor, at=at)
        tie(request, turn, made.case.public_code)

    title = _("委派、委托调解") if court else _("登记纠纷")
    return filled(request, form, file, title, _("已登记。"), ("desk-disputes",))


@staff(*WORK)
@require_safe
def dispute(request: HttpRequest, matter: str) -> HttpResponse:
    """纠纷页: where it stands, who said what, what is there of its dossier, and what may be done now."""
    at = clock.now()
    page = queries.dispute_page(request.actor, matter, at=at)
    steps = offered(page)
    given = {
        "page": page, "dispute": page.dispute, "case": page.dispute.case, "main": steps[:1], "steps": steps[1:],
        "now": at, "notes": queries.notes_of(request.actor, page.dispute), "handles": page.keeps or page.mediates,
        **handing(request.actor, page.dispute.case),
    }  # fmt: skip
    return show(request, "desk/dispute.html", given)


@staff(*WORK)
@once
def do(request: HttpRequest, matter: str, verb: str) -> HttpResponse:
    """办一步: GET shows the form, POST does it."""
    one, at = VERBS.get(verb), clock.now()
    if one is None:
        raise Http404(verb)
    page = queries.dispute_page(request.actor, matter, at=at)
    if not one.open(page):
        raise Refusal("not_open", _("这一步现在不能办，或者不由您的岗位办。"))
    form = one.form(posted(request), request.FILES or None, page=page)
    answer = filled(
        request, form, lambda: one.act(page, form.cleaned_data, request.actor, at, form), str(one.label),
        _("已办：%(step)s。") % {"step": one.label}, ("desk-dispute", matter), str(one.note),
    )  # fmt: skip
    if form.is_bound and hasattr(form, "remember_photos"):
        form.remember_photos()
    return answer


@staff(MEDIATE)
@once
def note(request: HttpRequest, matter: str, session: int) -> HttpResponse:
    """背靠背笔记: its mediator's alone."""
    found, words = queries.note_of(request.actor, session)
    if found.case.case.public_code != queries.dispute_by_code(request.actor, matter).case.public_code:
        raise Http404(matter)
    form = forms.Noting(posted(request), initial={"words": words})

    def write() -> None:
        actions.write_note(session, form.cleaned_data["words"], by=request.actor, at=clock.now())

    title = _("和%(name)s单独谈的笔记") % {"name": found.apart.person.name if found.apart else ""}
    hint = _("只有您自己看得到，不进卷宗，不进日志。")
    answer = filled(request, form, write, title, _("已记下。"), ("desk-dispute", matter), hint)
    answer["Cache-Control"] = "no-store"
    return answer


@staff(KEEP, MEDIATE)
@once
def open_dossier(request: HttpRequest, matter: str) -> HttpResponse:
    """打开卷宗: a purpose first, which every party reads (I12)."""
    page = queries.dispute_page(request.actor, matter, at=clock.now())
    form = forms.Purpose(posted(request), page=page, initial={"purpose": _("打印卷宗归档")})

    def look() -> None:
        purpose = form.cleaned_data["purpose"]
        actions.open_dossier(page.dispute.pk, purpose=purpose, by=request.actor, at=clock.now())
        request.session[OPENED] = page.dispute.pk

    told = _("已记下，可以打印了。")
    return filled(request, form, look, _("打开卷宗"), told, ("desk-dispute-dossier", matter))


def _opened(request: HttpRequest, matter: str) -> tuple[Any, dict[int, dict[str, str]]]:
    """The page and what the forms ask of each party, for whoever has just put the look on record."""
    page = queries.dispute_page(request.actor, matter, at=clock.now())
    if request.session.get(OPENED) != page.dispute.pk:
        raise Refusal("purpose_first", _("请先写明用途，再打开卷宗。"))
    known = {
        line.party.pk: queries.particulars_of(line.party) | {"phone": people.phone_of(line.party.person)}
        for line in page.parties
    }
    return page, known


@staff(KEEP, MEDIATE)
@require_safe
def dossier(request: HttpRequest, matter: str) -> HttpResponse:
    """卷宗 as one paper."""
    page, known = _opened(request, matter)
    content = papers.pdf("dossier", queries.dossier_sheet(page, known, clock.now()))
    return _file(content, "application/pdf", f"{page.number}.pdf", "inline")


@staff(KEEP, MEDIATE)
@require_safe
def export(request: HttpRequest, matter: str, form: str) -> HttpResponse:
    """交换记录 after GB/T 31000: JSON or CSV."""
    page, known = _opened(request, matter)
    rows = queries.exchange_rows(page, known)
    if form == "json":
        text = json.dumps(rows, ensure_ascii=False, indent=1)
        return _file(text.encode(), "application/json", f"{page.number}.json", "attachment")
    if form != "csv":
        raise Http404(form)
    out = io.StringIO()
    csv.writer(out).writerows([list(rows), list(rows.values())])
    return _file(b"\xef\xbb\xbf" + out.getvalue().encode(), "text/csv", f"{page.number}.csv", "attachment")


def _file(content: bytes, kind: str, name: str, how: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'{how}; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


@staff(KEEP, MEDIATE)
@require_safe
def photo(request: HttpRequest, matter: str, number: int) -> FileResponse:
    """材料: one photographed paper."""
    page = queries.dispute_page(request.actor, matter, at=clock.now())
    found = queries.paper_of(request.actor, page, number)
    return paper.photo(found.digest, found.mime, SHELF.path_of)


@staff(DIVERT)
@once
def ruling(request: HttpRequest, number: int) -> HttpResponse:
    """登记司法确认的结果."""
    found = next((one for one in queries.confirmations_at(request.actor) if one.pk == number), None)
    if found is None:
        raise Refusal("not_visible", _("没有找到这件申请。"))
    form = Ruling(posted(request))

    def note_it() -> None:
        actions.note_ruling(number, actions.Ruled(**form.cleaned_data), by=request.actor, at=clock.now())

    return filled(request, form, note_it, _("登记司法确认结果"), _("已登记。"), ("desk-disputes",))
