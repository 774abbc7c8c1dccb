"""短信与日报: how texts went out, for the system administrator; what wants urging, for the supervisor."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sanzhi.cases import queries as cases
from sanzhi.kit import clock
from sanzhi.people import actions, gateways, queries
from sanzhi.people.queries.reached import PAGE
from sanzhi.reactions.texts import KINDS
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.paging import number_in
from sanzhi.web.ui.posting import verb

KEEP = "settings.texts"
STATES = {
    "failed": gettext_lazy("发送失败"),
    "waiting": gettext_lazy("等待发送"),
    "sent": gettext_lazy("已发出"),
    "skipped": gettext_lazy("不必发送"),
}


@staff(KEEP)
@require_safe
def texts(request: HttpRequest) -> HttpResponse:
    """短信: what waits, what failed and why. Not to whom, and no number."""
    state = request.GET.get("state", "failed")
    state = state if state in STATES else "failed"
    before = number_in(request)
    rows = queries.texts_in(state, before=before or None)
    shown: list[Any] = rows[:PAGE]
    counts = queries.text_counts()
    given = {
        "rows": [(row, *_said(row)) for row in shown],
        "state": state,
        "tabs": [(key, label, counts[key]) for key, label in STATES.items()],
        "older": f"?state={state}&before={shown[-1].id}" if len(rows) > PAGE else "",
        "newer": f"?state={state}" if before else "",
        "gateway": gateways.there_is_one(),
    }
    return show(request, "desk/texts.html", given)


def _said(row: Any) -> tuple[str, str]:
    """What kind of text it is, and its words without the link, which is not for this page's reader."""
    kind = KINDS.get(row.kind)
    return (kind.name, kind.sms.format_map(row.facts)) if kind else (row.kind, "")


@staff(KEEP)
@verb
def retry(request: HttpRequest, text: int) -> HttpResponse:
    """重发: under its old key, so that a text which did go out does not go out again."""
    if actions.retry_text(text, by=request.actor, at=clock.now()):
        messages.success(request, _("已放回发送队列。"))
    else:
        messages.warning(request, _("这条短信不在“发送失败”里，不用重发。"))
    return redirect("desk-texts")


@staff("board.view")
@require_safe
def digest(request: HttpRequest) -> HttpResponse:
    """督办日报: what is late, carded or urged now, by town and office, with the way to each."""
    towns = {town.reach: town.name for town in queries.towns_with_villages()}
    actor, at = request.actor, clock.now()
    rows = [(row, towns.get(row.town, "")) for row in cases.digest(actor, at)]
    given = {"rows": rows, "contests": cases.contests_late(actor, at), "judges": actor.may("case.judge")}
    return show(request, "desk/digest.html", given)


@staff("board.view")
@require_safe
def digest_cases(request: HttpRequest, office: int, town: str) -> HttpResponse:
    """The matters behind one line of it."""
    if office > 2**62:
        raise Http404(office)
    page = cases.digest_cases(request.actor, office, town, clock.now(), after=request.GET.get("after", ""))
    given = {
        "rows": page.rows,
        "older": f"?after={page.older}" if page.older else "",
        "newer": "?" if page.newer else "",
    }
    return show(request, "desk/digest_cases.html", given)
