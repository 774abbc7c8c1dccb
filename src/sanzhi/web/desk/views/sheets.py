"""批量导入: upload, look, confirm, and a report of every row."""

from collections import Counter

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from sanzhi.cases import actions, queries
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.web.desk import tables, workbook
from sanzhi.web.desk.forms.sheets import Upload
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.posting import once, verb

IMPORT = "case.import"
SHOWN = 200
STAGES = (_("上传"), _("检查"), _("结果"))
RESULT = (_("行号"), _("事项标题"), _("结果"), _("查询码"), _("说明"))
OUTCOMES = {"taken": _("已导入"), "refused": _("未导入"), "wrong": _("需修改"), "ready": _("可导入")}


@staff(IMPORT)
@once
def sheets(request: HttpRequest) -> HttpResponse:
    """上传: read at once, kept for the preview, nothing imported yet."""
    form = Upload(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            rows = workbook.read(file)
            sheet, known = actions.keep_sheet(rows, name=file.name, by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error("file", refusal.sentence)
        else:
            if known:
                messages.warning(request, _("这份表以前上传过，下面是它的情况；不会重复导入。"))
            return redirect("desk-sheet", sheet.id)
    given = {"form": form, "columns": workbook.COLUMNS, "most": workbook.MOST_ROWS, "steps_labels": STAGES}
    return show(request, "desk/import.html", given, status=422 if request.method == "POST" else 200)


@staff(IMPORT)
@require_safe
def sheet_template(request: HttpRequest) -> HttpResponse:
    """模板: the columns, one example, and the categories there are."""
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
    rows = [example, [], ["可用的类别（导入前请删去以下各行）："], *names]
    return tables.download("template", "xlsx", list(workbook.COLUMNS), rows)


@staff(IMPORT)
@require_safe
def sheet(request: HttpRequest, sheet: int) -> HttpResponse:
    """预览、进度、结果: one page, by how far the sheet has come."""
    kept = queries.sheet_by_id(request.actor, sheet)
    report = queries.sheet_report(request.actor, kept)
    counts = Counter(row.outcome for row in report)
    troubled = [row for row in report if row.outcome in ("wrong", "refused")]
    given = {
        "sheet": kept,
        "counts": {key: counts.get(key, 0) for key in OUTCOMES},
        "troubled": troubled[:SHOWN],
        "more": max(0, len(troubled) - SHOWN),
        "first": [row for row in report if row.outcome in ("ready", "taken")][:20],
        "steps_labels": STAGES,
        "stage": 3 if kept.finished_at else 2,
        "running": 0 < kept.position < kept.rows,
    }
    return show(request, "desk/sheet.html", given)


@staff(IMPORT)
@verb
def run_sheet(request: HttpRequest, sheet: int) -> HttpResponse:
    """导入下一批: a hundred rows at a time; stopped at any moment, it goes on where it was."""
    kept = actions.import_rows(sheet, by=request.actor, at=clock.now())
    if kept.finished_at:
        taken = kept.rows - len(kept.refused)
        messages.success(
            request,
            _("导入完成：%(taken)d 行成为事项，%(refused)d 行没有导入。")
            % {"taken": taken, "refused": len(kept.refused)},
        )
    return redirect("desk-sheet", sheet)


@staff(IMPORT)
@require_safe
def sheet_report(request: HttpRequest, sheet: int) -> HttpResponse:
    """结果表: every row, its outcome and why."""
    report = queries.sheet_report(request.actor, queries.sheet_by_id(request.actor, sheet))
    rows = [[row.line, row.title, str(OUTCOMES[row.outcome]), row.code, row.sentence] for row in report]
    return tables.download(f"import-{sheet}", "xlsx", [str(name) for name in RESULT], rows)
