"""谁来负责, for anybody: who leads, the projects, the documents; and for a member their own page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.leadership import actions, queries
from sanzhi.people import queries as people
from sanzhi.web.ui.doors import anyone, resident
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.leading import Pledging, WhichDocuments
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb


@anyone
@require_safe
def leading(request: HttpRequest) -> HttpResponse:
    """谁来负责: of the county, and of a town where one is chosen."""
    towns = list(people.towns())
    asked = request.GET.get("place", "")
    place = asked if any(one.code == asked for one in towns) else towns[0].parent_id if towns else ""
    today = localdate(clock.now())
    given = {
        "leads": queries.leads_of(place, today),
        "towns": towns,
        "place": place,
        "projects": queries.projects(today),
    }
    return render(request, "resident/leading.html", given)


@anyone
@require_safe
def project(request: HttpRequest, project: int) -> HttpResponse:
    """一项工程."""
    page = queries.project_page(project, clock.now())
    return render(request, "resident/leading_project.html", {"page": page, "project": page.one})


@anyone
@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """制度文件."""
    form = WhichDocuments(request.GET or None)
    rows = queries.documents(localdate(clock.now()), **form.which(), before=number_in(request))
    given = {**paged(request, rows, queries.PAGE_SIZE), "form": form}
    return render(request, "resident/leading_documents.html", given)


@anyone
@require_safe
def document(request: HttpRequest, policy: int) -> HttpResponse:
    """一份制度文件, with its whole text and its other versions."""
    one = queries.document_at(policy, localdate(clock.now()))
    given = {"one": one, "versions": queries.document_versions(one.number)}
    return render(request, "resident/leading_document.html", given)


@resident
@once
def mine(request: HttpRequest) -> HttpResponse:
    """我的党员信息: what my branch keeps of me; a pledge of my own."""
    page = queries.member_page(request.actor, queries.mine(request.actor))
    form = Pledging(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.pledge(page.one.pk, **form.cleaned_data, by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已记下。"))
            return redirect("resident-leading-mine")
    return render(request, "resident/leading_mine.html", {"page": page, "form": form})


@resident
@verb
def withdraw(request: HttpRequest) -> HttpResponse:
    """撤回同意."""
    actions.withdraw(by=request.actor, at=clock.now())
    messages.success(request, _("已撤回，支部记的五件事已删除。"))
    return redirect("resident-me")
