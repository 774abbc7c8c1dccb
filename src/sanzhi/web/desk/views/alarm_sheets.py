"""警情的后台导入: a large table is looked at first, then taken by the worker, with every broken row named."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.alarms import actions, queries
from sanzhi.kit import clock
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.paging import number_in
from sanzhi.web.ui.posting import verb

IMPORT = "alarm.import"
SHOWN = 100
STUCK = timedelta(minutes=3)  # then one may press again; two workers at one table do no harm


@staff(IMPORT)
@require_safe
def sheet(request: HttpRequest, asheet: int) -> HttpResponse:
    """检查、进度、结果: one page, by how far the table has come. While the worker is at it, it renews itself."""
    kept, at, after = queries.alarm_sheet(request.actor, asheet), clock.now(), number_in(request, "after")
    found = queries.alarm_troubles(kept, after=after, limit=SHOWN + 1)
    given = {
        "sheet": kept, "good": kept.rows - kept.wrong, "troubles": found[:SHOWN],
        "older": f"?after={found[SHOWN - 1].line}" if len(found) > SHOWN else "", "newer": "?" if after else "",
        "stuck": kept.running and kept.worked_at and at - kept.worked_at > STUCK,
    }  # fmt: skip
    return show(request, "desk/alarm_sheet.html", given)


@staff(IMPORT)
@require_safe
def progress(request: HttpRequest, asheet: int) -> HttpResponse:
    """进度: the part of the page that asks again; when all is done, the whole page is drawn anew."""
    kept = queries.alarm_sheet(request.actor, asheet)
    answer = render(request, "desk/parts/alarm_sheet_progress.html", {"sheet": kept})
    if not kept.running:
        answer["HX-Refresh"] = "true"
    return answer


@staff(IMPORT)
@verb
def run(request: HttpRequest, asheet: int, how: str) -> HttpResponse:
    """开始或继续导入: all of it, or with its broken rows left out."""
    actions.start_alarm_sheet(asheet, skip=how == "skip", by=request.actor, at=clock.now())
    return redirect("desk-alarm-sheet", asheet)


@staff(IMPORT)
@verb
def stop(request: HttpRequest, asheet: int) -> HttpResponse:
    """停止导入."""
    actions.stop_alarm_sheet(asheet, by=request.actor, at=clock.now())
    messages.success(request, _("已停止。已经导入的保留，可以随时继续。"))
    return redirect("desk-alarm-sheet", asheet)
