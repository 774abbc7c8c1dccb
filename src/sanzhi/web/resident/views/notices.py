"""公示栏: what is announced, open to the street; objecting and asking, with one's own name."""

from datetime import timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.notices import actions, queries
from sanzhi.people import actions as people
from sanzhi.web.resident.notice_forms import Objecting, WhichNotices
from sanzhi.web.ui import notices as said
from sanzhi.web.ui.doors import anyone, resident
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in
from sanzhi.web.ui.posting import once, verb

COUNTY = "330483"
MOST_AN_HOUR, HOUR = 10, timedelta(hours=1)  # 本平台约定


@anyone
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """公示栏: of a village or of all, the newest first."""
    at = clock.now()
    form = WhichNotices(request.GET or None, at=at)
    asked = form.cleaned_data if form.is_valid() else {}
    before = number_in(request)
    rows = queries.posted(
        asked.get("area") or COUNTY,
        kind=asked.get("kind", ""),
        running_at=at if asked.get("running") else None,
        before=before,
    )
    shown = rows[: queries.PAGE_SIZE]
    kept = {name: value for name, value in request.GET.items() if name != "before" and value}
    given = {
        "form": form,
        "rows": [(one, *said.standing_words(one, at), said.last_day(one)) for one in shown],
        "older": "?" + urlencode({**kept, "before": shown[-1].id}) if len(rows) > len(shown) else "",
        "newer": "?" + urlencode(kept) if before else "",
    }
    return _hidden(render(request, "resident/notices.html", given))


@anyone
@require_safe
def show(request: HttpRequest, notice: int) -> HttpResponse:
    """一份公示: every line while it stands; who they were about only so long."""
    at, found = clock.now(), queries.notice_by_id(None, notice)
    words, tone = said.standing_words(found, at)
    lines = queries.lines_of(found, at)
    given = {
        "notice": found,
        "lines": lines,
        "columns": said.columns(lines),
        "proofs": queries.proofs_of(found),
        "asked": queries.asked_of(found),
        "words": words,
        "tone": tone,
        "last": said.last_day(found),
        "over": queries.is_over(found, at),
    }
    return _hidden(render(request, "resident/notice.html", given))


@anyone
@require_safe
def sheet(request: HttpRequest, notice: int) -> HttpResponse:
    """公示单 to print."""
    found = queries.notice_by_id(None, notice)
    address = request.build_absolute_uri(reverse("resident-notice", args=[found.id]))
    return _hidden(said.sheet(found, clock.now(), address))


@anyone
@require_safe
def proof(request: HttpRequest, notice: int, proof: int) -> FileResponse:
    """A photo of it on the wall, as long as it stands: the names can be read on it. Nobody's browser keeps it."""
    found = queries.notice_by_id(None, notice)
    if queries.is_over(found, clock.now()):
        raise Refusal("not_visible", _("没有找到这个文件。"))
    content, mime = queries.proof_photo(found, proof)
    answer = FileResponse(content.open("rb"), content_type=mime)
    answer["X-Robots-Tag"], answer["Cache-Control"] = "noindex", "no-store"
    return answer


@resident
@once
def object_to(request: HttpRequest, notice: int) -> HttpResponse:
    """提异议 or 询问."""
    at, found = clock.now(), queries.notice_by_id(None, notice)
    over = queries.is_over(found, at)
    form = Objecting(posted(request), lines=queries.lines_of(found, at), over=over)
    if request.method == "POST" and form.is_valid():
        given, by = form.cleaned_data, request.actor
        people.count_attempt(f"object:{by.person_id}", most=MOST_AN_HOUR, within=HOUR, at=at)
        actions.object_to(
            found.id, line=given.get("line"), text=given["text"], sort=given["sort"], by=by, at=at
        )
        messages.success(request, _("已经收到，十五天内答复您，到时在“消息”里看。"))
        return redirect("resident-objections")
    return render(request, "resident/object.html", {"notice": found, "form": form, "over": over})


@resident
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """我提过的: what one objected to and asked, with the answers."""
    at = clock.now()
    rows = queries.objections_of(request.actor.person_id)
    given = {"rows": [(one, queries.may_take_further(one, at).ok) for one in rows]}
    return render(request, "resident/objections.html", given)


@resident
@verb
def take_further(request: HttpRequest, objection: int) -> HttpResponse:
    """请镇（街道）复核."""
    actions.take_further(objection, by=request.actor, at=clock.now())
    messages.success(request, _("已经转给镇（街道），办到哪一步在“我的事”里看。"))
    return redirect("resident-objections")


def _hidden(answer: HttpResponse) -> HttpResponse:
    """Names on a village's wall are for the village: no search engine keeps them."""
    answer["X-Robots-Tag"] = "noindex, noarchive"
    return answer
