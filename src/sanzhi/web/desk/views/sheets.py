"""批量导入: upload, look, confirm, and a report of every row."""

from collections.abc import Sequence
from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from sanzhi.cases import actions, queries
from sanzhi.cases.columns import COLUMNS
from sanzhi.cases.flow import of_county
from sanzhi.cases.kinds import Field
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.web.desk import workbook
from sanzhi.web.desk.forms.sheets import Upload
from sanzhi.web.desk.showing import show
from sanzhi.web.ui import tables
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.paging import number_in
from sanzhi.web.ui.posting import once, verb

IMPORT = "case.import"
SHOWN = 100
STUCK = timedelta(minutes=3)  # then one may press again; two workers at one table do no harm
STAGES = (_("上传"), _("检查"), _("结果"))
RESULT = (_("行号"), _("事项标题"), _("结果"), _("查询码"), _("说明"))
OUTCOMES = {"taken": _("已导入"), "refused": _("未导入"), "wrong": _("需修改"), "ready": _("可导入")}


@staff(IMPORT)
@once
def sheets(request: HttpRequest) -> HttpResponse:
    """上传: read at once, kept for the preview, nothing imported yet."""
    kinds = [one.kind for one in queries.kinds_to_file(request.actor, "sheet")]
    form = Upload(request.POST or None, request.FILES or None, kinds=kinds)
    if request.method == "POST" and form.is_valid():
        file, kind = form.cleaned_data["file"], form.cleaned_data.get("kind") or "matter"
        try:
            rows = workbook.read(file, _asked(request, kind))
            sheet, known = actions.keep_sheet(
                rows, name=file.name, kind=kind, by=request.actor, at=clock.now()
            )
        except Refusal as refusal:
            form.add_error("file", refusal.sentence)
        else:
            if known:
                messages.warning(request, _("这份表以前上传过，下面是它的情况；不会重复导入。"))
            return redirect("desk-sheet", sheet.id)
    before = number_in(request)
    earlier = queries.sheets_of(request.actor, before=before)
    given = {
        "form": form,
        "columns": COLUMNS,
        "kinds": kinds,
        "most": workbook.MOST_ROWS,
        "steps_labels": STAGES,
        "earlier": earlier[: queries.SHEETS_SHOWN],
        "older": f"?before={earlier[queries.SHEETS_SHOWN - 1].id}"
        if len(earlier) > queries.SHEETS_SHOWN
        else "",
        "newer": "?" if before else "",
    }
    return show(request, "desk/import.html", given)


def _asked(request: HttpRequest, kind: str) -> Sequence[Field]:
    """What a kind of the county's own asks besides, when it may be imported. Refusal when it may not."""
    return queries.filed_under(request.actor, kind, "sheet").kind.fields_at() if of_county(kind) else ()


@staff(IMPORT)
@require_safe
def sheet_template(request: HttpRequest) -> HttpResponse:
    """模板: the columns, one example, and the categories there are; of a kind with what that kind asks."""
    kind = request.GET.get("kind", "")[:10] or "matter"
    asked = _asked(request, kind)
    tree = queries.categories_tree()
    example = [
        "张某某",
        "13800000000",
        "村口路灯不亮",
        "村口的路灯坏了三天，晚上看不见路。",
        "乌镇",
        "（村或社区全名）",
        "村口",
        "供电",
        "",
    ]
    names = [[top.name, *sorted(sub.name for sub in top.subs)] for top in tree]
    example += [_example(one) for one in asked]
    rows = [example, [], ["可用的类别（导入前请删去以下各行）："], *names]
    return tables.download("template", "xlsx", [*COLUMNS, *(one.label for one in asked)], rows)


def _example(field: Field) -> str:
    """An answer to show how it is written."""
    written = {"choice": next(iter(field.options), ""), "number": "1", "date": "2026-03-01", "yes_no": "是"}
    return written.get(field.type, field.help)


@staff(IMPORT)
@require_safe
def sheet(request: HttpRequest, sheet: int) -> HttpResponse:
    """预览、进度、结果: one page, by how far the sheet has come. While the worker is at it, it renews itself."""
    kept, at = queries.sheet_by_id(request.actor, sheet), clock.now()
    after = _line(request.GET.get("after", ""))
    found = queries.troubles(kept, after=after, limit=SHOWN + 1)
    wrong = queries.lines_in_trouble(kept)
    running = bool(kept.running_as)
    given = {
        "sheet": kept,
        "kind": queries.kind_name(kept.kind),
        "wrong": wrong,
        "ready": kept.rows - wrong,
        "refused": kept.position - kept.taken,
        "troubles": found[:SHOWN],
        "older": f"?after={found[SHOWN - 1].line}" if len(found) > SHOWN else "",
        "newer": "?" if after else "",
        "first": queries.first_rows(kept) if not running else [],
        "steps_labels": STAGES,
        "stage": 3 if kept.finished_at else 2,
        "running": running,
        "stuck": running and kept.worked_at and at - kept.worked_at > STUCK,
    }
    return show(request, "desk/sheet.html", given)


def _line(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0


@staff(IMPORT)
@require_safe
def sheet_progress(request: HttpRequest, sheet: int) -> HttpResponse:
    """进度: the part of the page that asks again every two seconds; when all is done, the whole page is drawn anew."""
    kept = queries.sheet_by_id(request.actor, sheet)
    answer = render(request, "desk/parts/sheet_progress.html", {"sheet": kept})
    if not kept.running_as:
        answer["HX-Refresh"] = "true"
    return answer


@staff(IMPORT)
@verb
def run_sheet(request: HttpRequest, sheet: int) -> HttpResponse:
    """开始或继续导入: the worker does it; the page may be closed."""
    actions.start_sheet(sheet, by=request.actor, at=clock.now())
    return redirect("desk-sheet", sheet)


@staff(IMPORT)
@verb
def stop_sheet(request: HttpRequest, sheet: int) -> HttpResponse:
    """停止导入."""
    actions.stop_sheet(sheet, by=request.actor, at=clock.now())
    messages.success(request, _("已停止。已经导入的保留，可以随时继续。"))
    return redirect("desk-sheet", sheet)


@staff(IMPORT)
@require_safe
def sheet_report(request: HttpRequest, sheet: int) -> HttpResponse:
    """结果表: every row, its outcome and why."""
    report = queries.sheet_report(queries.sheet_by_id(request.actor, sheet))
    rows = ([row.line, row.title, str(OUTCOMES[row.outcome]), row.code, row.sentence] for row in report)
    return tables.download(f"import-{sheet}", "xlsx", [str(name) for name in RESULT], rows)
