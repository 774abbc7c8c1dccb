"""党建引领 at the desk: projects with their milestones and figures, who leads, documents, and how far the five coverings reach."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.kit.shares import FEWEST
from sanzhi.leadership import access, actions, queries
from sanzhi.leadership.actions import NewDocument, NewLead, NewProject
from sanzhi.web.desk.forms import leading as forms
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import UiForm, posted
from sanzhi.web.ui.leading import WhichDocuments
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once

from .rewards import filled

KEEP, REPORT = "leadership.keep", "project.report"


@staff(KEEP, REPORT)
@require_safe
def leading(request: HttpRequest) -> HttpResponse:
    """重点工程: what is late or near, what waits to be accepted, and all of them."""
    actor, at = request.actor, clock.now()
    keeps = actor.may(KEEP)
    given = {
        **paged(request, queries.milestones_due(actor, at, number_in(request)), queries.PAGE_SIZE, key=lambda node: node.one.pk),
        "waiting": queries.to_accept(actor), "keeps": keeps,
        "projects": queries.projects(localdate(at), owner=None if keeps else actor.office_id),
    }  # fmt: skip
    return show(request, "desk/leading.html", given)


@staff(KEEP)
@once
def begin(request: HttpRequest) -> HttpResponse:
    """立项."""
    form = forms.BeginningProject(posted(request), actor=request.actor)

    def do() -> None:
        actions.begin_project(NewProject(**form.cleaned_data), by=request.actor, at=clock.now())

    return filled(request, form, do, _("立项"), _("已立项，可以设节点了。"), ("desk-leading",))


@staff(KEEP, REPORT)
@require_safe
def project(request: HttpRequest, project: int) -> HttpResponse:
    """一项工程."""
    page = queries.project_page(project, clock.now())
    given = {
        "page": page, "project": page.one, "keeps": bool(access.may_keep(request.actor, page.one.owner.area_id)),
        "owns": bool(access.may_report(request.actor, page.one.owner_id)), "me": request.actor.person_id,
    }  # fmt: skip
    return show(request, "desk/leading_project.html", given)


def _on_project(
    request: HttpRequest, number: int, form: UiForm, do: Callable[..., Any], title: str
) -> HttpResponse:
    one = queries.project_at(number)

    def act() -> None:
        do(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, act, title, _("已保存。"), ("desk-leading-project", number), one.title)


@staff(KEEP)
@once
def add_milestone(request: HttpRequest, project: int) -> HttpResponse:
    """设节点."""
    form = forms.SettingMilestone(posted(request))
    return _on_project(request, project, form, actions.add_milestone, _("设节点"))


@staff(REPORT)
@once
def read_off(request: HttpRequest, project: int) -> HttpResponse:
    """填读数."""
    return _on_project(request, project, forms.ReadingOff(posted(request)), actions.read_off, _("填读数"))


@staff(KEEP)
@once
def close(request: HttpRequest, project: int) -> HttpResponse:
    """结项."""
    form = forms.OnADay(posted(request), initial={"on": localdate(clock.now())})
    return _on_project(request, project, form, actions.close_project, _("结项"))


def _on_milestone(
    request: HttpRequest, milestone: int, form: UiForm, do: Callable[..., Any], title: str
) -> HttpResponse:
    one = queries.milestone_at(milestone)

    def act() -> None:
        do(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    note = f"{one.title} · {one.due_on}" + (f" · {one.evidence}" if one.evidence else "")
    return filled(
        request, form, act, title, _("已保存。"), ("desk-leading-project", one.project.number), note
    )


@staff(REPORT)
@once
def report(request: HttpRequest, milestone: int) -> HttpResponse:
    """报节点完成."""
    form = forms.ReportingMilestone(posted(request))
    return _on_milestone(request, milestone, form, actions.report, _("报节点完成"))


@staff(KEEP)
@once
def accept(request: HttpRequest, milestone: int) -> HttpResponse:
    """验收."""
    form = forms.AcceptingMilestone(posted(request))
    return _on_milestone(request, milestone, form, actions.accept, _("验收节点"))


@staff(KEEP)
@once
def drop(request: HttpRequest, milestone: int) -> HttpResponse:
    """撤节点."""
    form = forms.WithReason(posted(request))
    return _on_milestone(request, milestone, form, actions.drop_milestone, _("撤节点"))


@staff(KEEP)
@require_safe
def leads(request: HttpRequest) -> HttpResponse:
    """牵头人."""
    form = forms.WhichPlace(request.GET or None, reach=request.actor.reach)
    given = {"rows": queries.leads_of(form.which(), localdate(clock.now())), "form": form}
    return show(request, "desk/leading_leads.html", given)


@staff(KEEP)
@once
def name_lead(request: HttpRequest) -> HttpResponse:
    """登记牵头人."""
    form = forms.NamingLead(posted(request), reach=request.actor.reach)

    def do() -> None:
        actions.name_lead(NewLead(**form.cleaned_data), by=request.actor, at=clock.now())

    return filled(request, form, do, _("登记牵头人"), _("已登记。"), ("desk-leading-leads",))


@staff(KEEP)
@once
def end_lead(request: HttpRequest, lead: int) -> HttpResponse:
    """登记卸任."""
    form = forms.OnADay(posted(request), initial={"on": localdate(clock.now())})

    def do() -> None:
        actions.end_lead(lead, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, do, _("登记卸任"), _("已登记。"), ("desk-leading-leads",))


@staff(KEEP)
@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """制度文件."""
    form = WhichDocuments(request.GET or None)
    rows = queries.documents(localdate(clock.now()), **form.which(), before=number_in(request))
    given = {**paged(request, rows, queries.PAGE_SIZE), "form": form}
    return show(request, "desk/leading_documents.html", given)


@staff(KEEP)
@once
def publish(request: HttpRequest) -> HttpResponse:
    """发布制度文件."""
    form = forms.Publishing(posted(request), reach=request.actor.reach)

    def do() -> None:
        actions.publish(NewDocument(**form.cleaned_data), by=request.actor, at=clock.now())

    return filled(request, form, do, _("发布制度文件"), _("已发布。"), ("desk-leading-documents",))


@staff(KEEP)
@once
def withdraw(request: HttpRequest, policy: int) -> HttpResponse:
    """废止."""
    one = queries.document_at(policy, localdate(clock.now()))
    form = forms.Withdrawing(posted(request), initial={"on": localdate(clock.now())})

    def do() -> None:
        actions.withdraw_document(policy, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, do, _("废止"), _("已废止。"), ("desk-leading-documents",), one.title)


@staff(KEEP, "board.view")
@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """五个全覆盖: counts, and never a name."""
    rows = queries.coverage(request.actor, clock.now())
    given = {"rows": rows, "coverings": queries.COVERINGS, "fewest": FEWEST}
    return show(request, "desk/leading_coverage.html", given)
