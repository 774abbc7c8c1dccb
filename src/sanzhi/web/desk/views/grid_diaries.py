"""网格日志 at the desk: one's own of a day, signed; a month of the village, on paper and as a table."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.patrols import actions, queries
from sanzhi.web.desk.forms import grid_visits as forms
from sanzhi.web.desk.showing import show
from sanzhi.web.ui import tables
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.posting import once, verb

from .duty_lists import KEEP, WALK
from .rewards import filled

KINDS = {
    "start": gettext_lazy("开始"), "fine": gettext_lazy("没问题"), "found": gettext_lazy("发现问题"), "done": gettext_lazy("做好了"),
    "visit": gettext_lazy("走访"), "filed": gettext_lazy("登记事项"),
}  # fmt: skip
HEAD = ("日期", "网格员", "时间", "做了什么", "内容")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Http404(text) from error


def _named(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**line, "name": KINDS[line["kind"]]} for line in lines]


@staff(WALK, KEEP)
@require_safe
def diaries(request: HttpRequest) -> HttpResponse:
    """日志: of a month."""
    today, month = clock.today(), request.GET.get("month", "")
    first = _day(f"{month}-01") if month else today.replace(day=1)
    rows = queries.diaries_of(request.actor, first)
    given = {"rows": rows, "first": first, "today": today, "walks": request.actor.may(WALK)}
    given |= {"before": (first.replace(day=1) - date.resolution), "keeps": request.actor.may(KEEP)}
    return show(request, "desk/grid_diaries.html", given)


@staff(WALK, KEEP)
@require_safe
def sheet(request: HttpRequest, month: str) -> HttpResponse:
    """A month as a table."""
    rows = [
        [one.day.isoformat(), one.worker.name, line["at"], str(line["name"]), line["text"]]
        for one in queries.diaries_of(request.actor, _day(f"{month}-01"))
        for line in [*_named(one.lines), {"at": "", "name": _("自己写的"), "text": one.words}]
        if line["text"]
    ]
    return tables.download(f"diary-{month}", "xlsx", HEAD, rows)


@staff(WALK)
@once
def write(request: HttpRequest, day: str) -> HttpResponse:
    """写一天的日志: what was recorded stands there already."""
    when, actor = _day(day), request.actor
    one = queries.diary_of(actor.person_id or 0, when)
    if one and one.signed_at:
        return redirect("desk-grid-diary", one.pk)
    form = forms.WritingDiary(posted(request), initial={"words": one.words if one else ""})
    if request.method == "POST" and form.is_valid():
        actions.write_diary(when, **form.cleaned_data, by=actor, at=clock.now())
        return redirect("desk-grid-diary-day", day)
    lines = _named(queries.lines_of(actor, when))
    return show(
        request, "desk/grid_diary_day.html", {"form": form, "lines": lines, "day": when, "written": one}
    )


@staff(WALK)
@verb
def sign(request: HttpRequest, day: str) -> HttpResponse:
    """签."""
    one = actions.sign_diary(_day(day), by=request.actor, at=clock.now())
    return redirect("desk-grid-diary", one.pk)


@staff(WALK, KEEP)
@require_safe
def diary(request: HttpRequest, diary: int) -> HttpResponse:
    """一天的日志, to print."""
    one = queries.diary_here(request.actor, diary)
    added = list(one.addenda.select_related("by"))
    mine = one.worker_id == request.actor.person_id
    return show(request, "desk/grid_diary.html", {"diary": one, "lines": _named(one.lines), "addenda": added, "mine": mine, "later": _named(queries.arrived_later(one))})  # fmt: skip


@staff(WALK)
@once
def add(request: HttpRequest, diary: int) -> HttpResponse:
    """补记."""
    one, form = queries.diary_here(request.actor, diary), forms.AddingToDiary(posted(request))

    def do() -> None:
        actions.add_to_diary(diary, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(
        request, form, do, _("补记"), _("已补记。"), ("desk-grid-diary", diary), one.day.isoformat()
    )
