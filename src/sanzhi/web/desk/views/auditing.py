"""审计管理员的页面: who did what, who looked at whom, and whether the record is whole. Nothing can be changed here."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sanzhi.journal import queries as journal
from sanzhi.kit import clock
from sanzhi.people import queries as people
from sanzhi.web.desk.forms.audit import KINDS, JournalFilters
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.paging import number_in

AUDIT = "audit.view"
SHOWN = 50


@staff(AUDIT)
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """操作日志: newest first. Words about cases stay out of sight: the audit sees who did what, not whose trouble."""
    form = JournalFilters(request.GET)
    form.full_clean()
    asked = {name: value for name, value in form.cleaned_data.items() if value}
    found = journal.recent(
        before=number_in(request) or None, kind=asked.get("kind", ""), by_id=asked.get("by"), limit=SHOWN + 1
    )
    lines = found[:SHOWN]
    names = people.names_of({line.by_id for line in lines if line.by_id})
    rows = [
        {"line": line, "who": names.get(line.by_id or 0, ""), "kind": KINDS.get(line.kind, line.kind)}
        for line in lines
    ]
    given = {
        "form": form,
        "rows": rows,
        "older": "?" + urlencode({**asked, "before": lines[-1].id}) if len(found) > SHOWN else "",
        "newer": "?" + urlencode(asked) if "before" in request.GET else "",
    }
    return show(request, "desk/audit.html", given)


@staff(AUDIT)
@require_safe
def looks(request: HttpRequest) -> HttpResponse:
    """查阅记录: who opened whose contact data, and what for."""
    found = people.looks_log(before=number_in(request) or None, limit=SHOWN + 1)
    rows = found[:SHOWN]
    older = "?" + urlencode({"before": rows[-1].id}) if len(found) > SHOWN else ""
    return show(
        request,
        "desk/looks.html",
        {"rows": rows, "older": older, "newer": "?" if "before" in request.GET else ""},
    )


@staff(AUDIT)
@require_safe
def proof(request: HttpRequest) -> HttpResponse:
    """完整性: how far the journal is sealed, and which messages wait or were set aside."""
    given = {
        "head": journal.head(),
        "waiting": journal.waiting(),
        "parked": journal.parked(),
        "now": clock.now(),
    }
    return show(request, "desk/proof.html", given)
