"""网格支部: its own members and the five things of each; nobody else opens these pages."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.leadership import actions, queries
from sanzhi.leadership.actions import NewMember
from sanzhi.web.desk.forms import branches as forms
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import UiForm, posted
from sanzhi.web.ui.leading import Pledging
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

from .rewards import filled

KEEP = "member.keep"
VERBS: dict[str, tuple[type[UiForm], Callable[..., Any], Any]] = {
    "contact": (forms.Covering, actions.cover, _lazy("结对联系户")),
    "plaque": (forms.HangingPlaque, actions.hang_plaque, _lazy("挂牌")),
    "pledge": (Pledging, actions.pledge, _lazy("记承诺")),
    "post": (forms.TakingPost, actions.take_post, _lazy("设岗定责")),
    "service": (forms.NotingService, actions.note_service, _lazy("记志愿服务")),
}


@staff(KEEP)
@require_safe
def branch(request: HttpRequest) -> HttpResponse:
    """我的支部: its members, and who lacks which of the five."""
    lacking = request.GET.get("lacking", "")
    rows = queries.members_of(request.actor, clock.now(), lacking=lacking, after=number_in(request, "after"))
    given = {
        **paged(request, rows, queries.PAGE_SIZE, name="after"), "lacking": lacking, "coverings": queries.COVERINGS,
        "office": queries.branch_of(request.actor),
    }  # fmt: skip
    return show(request, "desk/branch.html", given)


@staff(KEEP)
@once
def add(request: HttpRequest) -> HttpResponse:
    """登记党员."""
    form = forms.AddingMember(posted(request))

    def do() -> None:
        actions.add_member(NewMember(**form.cleaned_data), by=request.actor, at=clock.now())

    return filled(request, form, do, _("登记党员"), _("已登记。"), ("desk-branch",))


@staff(KEEP)
@require_safe
def member(request: HttpRequest, member: int) -> HttpResponse:
    """一名党员."""
    given = {
        "page": queries.member_page(request.actor, member),
        "things": [(thing, one[2]) for thing, one in VERBS.items()],
    }
    return show(request, "desk/branch_member.html", given)


def _on_member(
    request: HttpRequest, member: int, form: UiForm, do: Callable[..., Any], title: str
) -> HttpResponse:
    page = queries.member_page(request.actor, member)

    def act() -> None:
        do(page.one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(
        request, form, act, title, _("已保存。"), ("desk-branch-member", member), page.one.person.name
    )


@staff(KEEP)
@once
def do(request: HttpRequest, member: int, thing: str) -> HttpResponse:
    """五件事里记一件."""
    if thing not in VERBS:
        raise Http404(thing)
    form, act, title = VERBS[thing]
    return _on_member(request, member, form(posted(request)), act, str(title))


@staff(KEEP)
@once
def judge(request: HttpRequest, member: int, pledge: int) -> HttpResponse:
    """兑现没有."""
    form = forms.JudgingPledge(posted(request))

    def act(_member: int, **said: Any) -> None:
        actions.judge_pledge(pledge, **said)

    return _on_member(request, member, form, act, _("承诺兑现了吗"))


@staff(KEEP)
@verb
def end_contact(request: HttpRequest, member: int, contact: int) -> HttpResponse:
    """不再联系."""
    actions.end_contact(contact, by=request.actor, at=clock.now())
    messages.success(request, _("已结束联系。"))
    return redirect("desk-branch-member", member)


@staff(KEEP)
@verb
def end(request: HttpRequest, member: int) -> HttpResponse:
    """转出: what was kept is erased."""
    actions.end_member(member, by=request.actor, at=clock.now())
    messages.success(request, _("已转出，五件事的记录已删除。"))
    return redirect("desk-branch")
