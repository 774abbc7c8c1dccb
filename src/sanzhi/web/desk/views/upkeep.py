"""系统管理员的页面: an office renamed or closed, and how the data stand. No case can be seen from here, only counted."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.cases import actions as cases
from sanzhi.cases import queries
from sanzhi.journal import checkpoints, upkeep
from sanzhi.journal import queries as journal
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions
from sanzhi.people import queries as people
from sanzhi.web.desk.forms.duty import CloseOffice, NewOffice, OfficeName
from sanzhi.web.desk.forms.office_sheet import ImportingOffices
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.posting import once, verb

OFFICES = "settings.offices"
SHOWN = 50  # broken rows at once
FIELD_OF = {
    "office_name": "name",
    "office_name_taken": "name",
    "office_level": "area",
    "office_there": "area",
}


def _office(office: int, at: Any) -> tuple[Any, list[Any]]:
    """One open office, and the others."""
    open_now = people.offices_with_names(at)
    found = next((one for one in open_now if one.id == office), None)
    if found is None:
        raise Refusal("not_visible", _("没有这个单位，或者已经撤并。"))
    return found, [one for one in open_now if one.id != office]


@staff(OFFICES)
@once
def new_office(request: HttpRequest) -> HttpResponse:
    """设立单位: of a kind, at its level, under a code of its own."""
    form = NewOffice(posted(request))
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        try:
            made = actions.open_office(area_code=said.pop("area"), **said, by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(FIELD_OF.get(refusal.code, "kind"), refusal.sentence)
        else:
            messages.success(request, _("已设立“%(name)s”，可以去派岗位了。") % {"name": made.name})
            return redirect("desk-offices")
    return show(request, "desk/person_form.html", {"form": form, "title": _("设立单位")})


@staff(OFFICES)
@once
def import_offices(request: HttpRequest) -> HttpResponse:
    """导入网格支部、红色先锋站: all of a table, or with its broken rows left out; else nothing, and every broken row is named."""
    form, problems = ImportingOffices(posted(request), request.FILES or None), list[tuple[int, str]]()
    if request.method == "POST" and form.is_valid():
        skip = form.cleaned_data["skip"]
        try:
            done = actions.import_offices(form.rows(), skip=skip, by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            problems = done.problems
            if skip or not problems:
                told = {"n": done.made, "broken": len(problems)}
                messages.success(request, _("设立 %(n)d 个；跳过有错的 %(broken)d 行。") % told)
                if not problems:
                    return redirect("desk-offices")
            else:
                said = _("有 %(n)d 行有错，一行也没有收。请改好，或者勾选跳过。")
                form.add_error(None, said % {"n": len(problems)})
    given = {"form": form, "problems": problems[:SHOWN], "more": max(0, len(problems) - SHOWN)}
    return show(request, "desk/offices_import.html", given)


@staff(OFFICES)
@once
def rename_office(request: HttpRequest, office: int) -> HttpResponse:
    """改名: the old name is kept, and stands wherever it was written down."""
    at = clock.now()
    found, _others = _office(office, at)
    form = OfficeName(request.POST or None, initial={"name": found.name, "before": found.name})
    if request.method == "POST" and form.is_valid():
        try:
            actions.rename_office(office, **form.cleaned_data, by=request.actor, at=at)
        except Refusal as refusal:
            form.add_error("name", refusal.sentence)
        else:
            messages.success(request, _("已改名，曾用名留着。"))
            return redirect("desk-offices")
    title = _("给“%(name)s”改名") % {"name": found.name}
    return show(request, "desk/person_form.html", {"form": form, "title": title})


@staff(OFFICES)
@once
def close_office(request: HttpRequest, office: int) -> HttpResponse:
    """撤并: refused while it has open cases and nobody to take them."""
    at = clock.now()
    found, others = _office(office, at)
    form = CloseOffice(request.POST or None, offices=others)
    if request.method == "POST" and form.is_valid():
        successor = form.cleaned_data["successor"]
        try:
            moved = cases.close_office(office, successor=successor, by=request.actor, at=at)
        except Refusal as refusal:
            form.add_error("successor", refusal.sentence)
        else:
            messages.success(request, _("已撤并；%(count)d 件事项移交完毕。") % {"count": moved})
            return redirect("desk-offices")
    given = {
        "form": form,
        "office": found,
        "open": queries.count_open_cases(office),
        "posts": len(people.posts_at(office, at)),
    }
    return show(request, "desk/office_close.html", given)


@staff(OFFICES)
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """数据状况: counts, the last checkpoint, what waits to be delivered, and which lists were taken out."""
    at = clock.now()
    exports = queries.exports_made()
    offices = {office.id: office.name for office in people.offices_open(at)}
    notes = checkpoints.all_notes()
    given = {
        "counts": queries.counts_of_all(),
        "accounts": people.count_accounts(),
        "offices": offices,
        "head": journal.head(),
        "checkpoint": checkpoints.read(notes[-1]) if notes else None,
        "waiting": journal.waiting(),
        "since": journal.waiting_since(),
        "parked": journal.parked(),
        "exports": exports,
        "names": people.names_of({one.by_id for one in exports if one.by_id}),
    }
    return show(request, "desk/data.html", given)


@staff(OFFICES)
@verb
def retry_parked(request: HttpRequest, message: int) -> HttpResponse:
    """再投一次."""
    upkeep.retry_parked(message, by=request.actor.person_id, at=clock.now())
    messages.success(request, _("已放回待投，几秒钟后再看。"))
    return redirect("desk-data")
