"""亮履评 at the desk: who signed, what was seen and put right, rounds of appraisal."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.compacts import actions, queries
from sanzhi.kit import clock
from sanzhi.web.desk.forms import compacts as forms
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import UiForm, posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

from .compacts import KEEP
from .rewards import filled


@staff(KEEP)
@require_safe
def pledges(request: HttpRequest, draft: int) -> HttpResponse:
    """哪几户签了."""
    one = queries.version_here(request.actor, draft)
    rows = queries.pledges_of(request.actor, one, number_in(request))
    given = paged(request, rows, queries.PAGE_SIZE)
    return show(request, "desk/compact_pledges.html", {**given, "version": one, "compact": one.compact, "signed": queries.pledges_counted(one)})  # fmt: skip


@staff(KEEP)
@once
def from_paper(request: HttpRequest, draft: int) -> HttpResponse:
    """登记纸上签的."""
    one, form = queries.version_here(request.actor, draft), forms.EnteringPledge(posted(request))

    def do() -> None:
        actions.pledge_from_paper(draft, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, do, _("登记纸上签的承诺"), _("已登记。"), ("desk-compact-pledges", draft), one.compact.name)  # fmt: skip


def _on_compact(
    request: HttpRequest, compact: Any, form: UiForm, do: Callable[[], Any], title: str, note: str
) -> HttpResponse:
    return filled(request, form, do, title, _("已保存。"), ("desk-compact", compact.pk), note)


@staff(KEEP)
@once
def check(request: HttpRequest, clause: int) -> HttpResponse:
    """登记检查."""
    one, form = queries.clause_here(request.actor, clause), forms.Checking(posted(request))

    def do() -> None:
        actions.check(clause, **form.cleaned_data, by=request.actor, at=clock.now())

    return _on_compact(request, one.version.compact, form, do, _("登记检查"), one.text)


@staff(KEEP)
@once
def put_right(request: HttpRequest, compact_check: int) -> HttpResponse:
    """登记整改."""
    one, form = queries.check_here(request.actor, compact_check), forms.PuttingRight(posted(request))

    def do() -> None:
        actions.put_right(compact_check, **form.cleaned_data, by=request.actor, at=clock.now())

    note = f"{one.place}：{one.seen}"
    return _on_compact(request, one.clause.version.compact, form, do, _("登记整改"), note)


@staff(KEEP)
@once
def appraise(request: HttpRequest, draft: int) -> HttpResponse:
    """开一轮评价."""
    one, form = queries.version_here(request.actor, draft), forms.Appraising(posted(request), initial={"opens_on": clock.today()})  # fmt: skip

    def do() -> None:
        actions.open_appraisal(draft, **form.said(), by=request.actor, at=clock.now())

    note = _("签了承诺的、没签的邻居和评议员每条打一到五分，一人一次；不足十人的不显示，评议员的除外。")
    return _on_compact(request, one.compact, form, do, _("开一轮评价"), note)


@staff(KEEP)
@verb
def close_appraisal(request: HttpRequest, appraisal: int) -> HttpResponse:
    """结束评价."""
    one = actions.close_appraisal(appraisal, by=request.actor, at=clock.now())
    messages.success(request, _("已结束，均分算好了；不到三分的列入了整改。"))
    return redirect("desk-compact", one.version.compact_id)


@staff(KEEP)
@once
def call_off_appraisal(request: HttpRequest, appraisal: int) -> HttpResponse:
    """不评了."""
    one = queries.appraisal_here(request.actor, appraisal)
    form = forms.CallingOff(posted(request))

    def do() -> None:
        actions.call_off_appraisal(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    to = ("desk-compact", one.version.compact_id)
    note = _("还没有人打分的时候可以撤，比如请错了评议员、写错了日子。")
    return filled(request, form, do, _("这一轮不评了"), _("已撤，可以再开一轮。"), to, note)
