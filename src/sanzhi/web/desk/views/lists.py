"""待办与全部事项."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sanzhi.cases import actions, queries
from sanzhi.cases.flow import every_state, flow_of
from sanzhi.cases.queries import Filters
from sanzhi.journal import queries as journal
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.web.desk.forms.lists import CaseFilters, Export
from sanzhi.web.desk.showing import READ, TO_DO, places_of, show
from sanzhi.web.ui import tables
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.posting import verb

EXPORT_LIVES = timedelta(minutes=10)
HELPING = "helping"


@staff()
@require_safe
def todo(request: HttpRequest) -> HttpResponse:
    """待办: what this desk holds, due first; roles that hold nothing are led to their own first page."""
    actor = request.actor
    if not any(actor.may(one) for one in TO_DO):
        return redirect(places_of(actor)[0].name)
    now = clock.now()
    counts = queries.inbox_counts(actor, now)
    states = queries.states_to_do(actor)
    wanted = request.GET.get("state", "")
    helps = actor.may("case.handle")
    after = request.GET.get("after", "")
    state = wanted if wanted in states or (helps and wanted == HELPING) else ""
    page = (
        queries.helping(actor, after=after)
        if state == HELPING
        else queries.inbox(actor, after=after, state=state)
    )
    tabs = [{"key": "", "label": _("全部"), "count": counts["all"]}]
    tabs += [{"key": key, "label": every_state()[key].desk, "count": counts.get(key, 0)} for key in states]
    if helps:
        tabs.append({"key": HELPING, "label": _("协办"), "count": queries.helping_count(actor)})
    given = {
        "rows": page.rows,
        "tabs": tabs,
        "state": state,
        "late": counts["late"],
        "unread": people.unread_count(actor.person_id),
        "older": "?" + urlencode({"state": state, "after": page.older}) if page.older else "",
        "newer": "?" + urlencode({"state": state}) if page.newer else "",
        "states": every_state(),
        "bulk": queries.bulk_steps(actor),
        "duty": people.on_duty(actor.office_id, now) if actor.office_id else {},
    }
    return show(request, "desk/todo.html", given, count=counts["all"])


@staff()
@verb
def choose_post(request: HttpRequest) -> HttpResponse:
    """换岗位: only among one's own."""
    chosen = request.POST.get("post", "")
    if chosen not in {str(post.id) for post in request.posts}:
        raise Refusal("role_not_yours", _("这不是您的岗位。"))
    request.session["post"] = int(chosen)
    return redirect("desk")


@staff(*READ)
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """全部事项: search and filters in the address."""
    kept = queries.saved_filters(request.actor)
    preferred = queries.preferred_filter(kept)
    if preferred and not request.META["QUERY_STRING"]:
        return redirect("/desk/cases/?" + preferred.asked)
    form = CaseFilters(request.GET)
    filters = form.filters()
    page = queries.find(request.actor, filters, after=request.GET.get("after", ""))
    asked = {name: value for name, value in request.GET.items() if name != "after" and value}
    given = {
        "form": form,
        "soonest": filters.soonest,
        "rows": page.rows,
        "count": queries.count(request.actor, filters),
        "older": "?" + urlencode({**asked, "after": page.older}) if page.older else "",
        "newer": "?" + (urlencode(asked) or "q=") if page.newer else "",
        "states": every_state(),
        "kept": kept,
        "bulk": queries.bulk_steps(request.actor, page.rows),
        "asked": urlencode(asked),
        "export": Export(),
    }
    return show(request, "desk/cases.html", given)


@staff(*READ)
@verb
def export(request: HttpRequest) -> HttpResponse:
    """导出: first the record, then, at its own address, the file."""
    form = Export(request.POST)
    if not form.is_valid():
        return show(request, "desk/export.html", {"form": form})
    filters = CaseFilters(request.GET).filters()
    try:
        entry = actions.note_export(
            filters, reason=form.cleaned_data["reason"], by=request.actor, at=clock.now()
        )
    except Refusal as refusal:
        form.add_error("reason", refusal.sentence)
        return show(request, "desk/export.html", {"form": form})
    return redirect("desk-exported", entry, form.cleaned_data["form"])


@staff(*READ)
@require_safe
def exported(request: HttpRequest, entry: int, form: str) -> HttpResponse:
    """The file of a record made a moment ago by this very person, with what they may see now."""
    record = journal.entry(entry)
    now = clock.now()
    mine = record and record.kind == "case.exported" and record.by_id == request.actor.person_id
    if record is None or record.content is None or not mine or form not in tables.WRITERS:
        raise Refusal("not_visible", _("没有找到这次导出。"))
    if now > record.at + EXPORT_LIVES:
        messages.warning(request, _("导出链接已过期，请重新导出。"))
        return redirect("desk-cases")
    asked = dict(record.content["filters"])
    for name in ("since", "until"):
        if name in asked:
            asked[name] = datetime.fromisoformat(asked[name])
    found = queries.find(request.actor, Filters(**asked), size=actions.MOST_EXPORTED)
    return tables.download(
        f"cases-{entry}", form, [str(name) for name in HEAD], [_cells(request, case) for case in found.rows]
    )


HEAD = [
    gettext_lazy("查询码"),
    gettext_lazy("事项"),
    gettext_lazy("村（社区）"),
    gettext_lazy("地点"),
    gettext_lazy("类别"),
    gettext_lazy("状态"),
    gettext_lazy("收到时间"),
    gettext_lazy("期限"),
    gettext_lazy("亮牌"),
    gettext_lazy("主办单位"),
    gettext_lazy("解决"),
    gettext_lazy("满意度"),
]


def _cells(request: HttpRequest, case: Any) -> list[Any]:
    solved = {None: "", True: _("是"), False: _("否")}[case.solved]
    return [
        case.public_code, case.title, case.area.name, case.place, case.category.name,
        str(flow_of(case.kind, case.kind_version).states[case.state].desk), case.reported_at, case.due_at, case.get_card_display() if case.card else "",
        case.lead.name if case.lead else "", solved, case.satisfied,
    ]  # fmt: skip
