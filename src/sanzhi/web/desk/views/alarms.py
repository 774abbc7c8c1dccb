"""警情 at the desk: the list, a table brought in, each day counted, one alarm with its versions."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.alarms import actions, queries
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.web.desk.forms.alarms import (
    COLUMNS,
    EXAMPLE,
    AddingParty,
    AlarmFilters,
    AskingJoint,
    ImportingAlarms,
    ReportingDay,
)
from sanzhi.web.desk.showing import show
from sanzhi.web.ui import tables
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import paged, pair_in
from sanzhi.web.ui.posting import once

from .rewards import filled

VIEW, IMPORT = "alarm.view", "alarm.import"
SHOWN = 50
AT_ONCE = 1_000  # 本平台约定: rows that are taken while one waits; more are the worker's
MICRO = 1_000_000


@staff(VIEW)
@require_safe
def alarms(request: HttpRequest) -> HttpResponse:
    """警情."""
    form, pair = AlarmFilters(request.GET), pair_in(request, "before")
    before = (datetime.fromtimestamp(pair[0] / MICRO, UTC), pair[1]) if pair and pair[0] < 10**16 else None
    rows = queries.alarms_in(request.actor, form.filters(), before)
    given = paged(
        request,
        rows,
        queries.PAGE_SIZE,
        key=lambda one: f"{round(one.reported_at.timestamp() * MICRO)}-{one.pk}",
    )
    return show(request, "desk/alarms.html", given | {"form": form, "may_import": request.actor.may(IMPORT)})


@staff(IMPORT)
@once
def import_alarms(request: HttpRequest) -> HttpResponse:
    """导入警情: all of a table, or with its broken rows left out; else nothing, and every broken row is named."""
    form = ImportingAlarms(posted(request), request.FILES or None)
    problems: list[tuple[int, str]] = []
    if request.method == "POST" and form.is_valid():
        skip = form.cleaned_data["skip"]
        try:
            rows = form.rows()
            if len(rows) > AT_ONCE:
                return _in_the_background(request, rows, form.cleaned_data["file"].name)
            done = actions.import_alarms(rows, skip=skip, by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error("file", refusal.sentence)
        else:
            problems = done.problems
            if not problems or skip:
                messages.success(request, _told(done))
                return redirect("desk-alarm-import")
            form.add_error(
                None, _("有 %(n)d 行有错，一条也没有收。请改好，或者勾选跳过。") % {"n": len(problems)}
            )
    given = {"form": form, "problems": problems[:SHOWN], "more": max(0, len(problems) - SHOWN)}
    given |= {"batches": queries.batches_in(request.actor), "sheets": queries.alarm_sheets(request.actor)}
    return show(request, "desk/alarm_import.html", given)


def _in_the_background(request: HttpRequest, rows: Any, name: str) -> HttpResponse:
    kept, known = actions.keep_alarm_sheet(rows, name=name, by=request.actor, at=clock.now())
    if known:
        messages.warning(request, _("这份表以前上传过，下面是它的情况；不会重复导入。"))
    return redirect("desk-alarm-sheet", kept.pk)


def _told(done: Any) -> str:
    told = {"new": done.taken, "changed": done.changed, "known": done.known, "broken": len(done.problems)}
    words = _("收了 %(new)d 条，更正 %(changed)d 条；已经有的 %(known)d 条不再算；跳过有错的 %(broken)d 行。")
    return words % told


@staff(IMPORT)
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """模板: the columns and one example."""
    return tables.download("alarms", "xlsx", list(COLUMNS), [EXAMPLE])


@staff(VIEW)
@once
def days(request: HttpRequest) -> HttpResponse:
    """每日对账: what the police say they handed over against what is here, a month back."""
    form, today = ReportingDay(posted(request)), localdate(request.at)
    if request.method == "POST" and form.is_valid():
        try:
            actions.report_day(*form.said(), by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("报数已记下。"))
            return redirect("desk-alarm-days")
    rows = queries.reconciled(request.actor, today - timedelta(days=30), today)
    given = {"form": form, "rows": rows, "may_import": request.actor.may(IMPORT)}
    return show(request, "desk/alarm_days.html", given)


@staff(VIEW)
@require_safe
def alarm(request: HttpRequest, alarm_no: str) -> HttpResponse:
    """一条警情: what it says, what it said before, and what became of it."""
    one = queries.alarm(request.actor, alarm_no)
    given = {
        "one": one, "versions": queries.versions_of(one), "parties": queries.number_of_parties(one),
        "joint": getattr(one, "joint", None), "may_import": request.actor.may(IMPORT),
    }  # fmt: skip
    return show(request, "desk/alarm.html", given)


@staff(IMPORT)
@once
def ask_joint(request: HttpRequest, alarm_no: str) -> HttpResponse:
    """提请联动."""
    one, form = queries.alarm(request.actor, alarm_no), AskingJoint(posted(request))

    def do() -> None:
        actions.ask_joint(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    to = ("desk-alarm", one.alarm_no)
    return filled(request, form, do, _("提请联动"), _("已提请，等受理员交办。"), to, one.place)


@staff(IMPORT)
@once
def add_party(request: HttpRequest, alarm_no: str) -> HttpResponse:
    """登记当事人."""
    one, form = queries.alarm(request.actor, alarm_no), AddingParty(posted(request))

    def do() -> None:
        actions.add_party(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    to = ("desk-alarm", one.alarm_no)
    return filled(request, form, do, _("登记当事人"), _("已登记，封存。"), to, one.place)
