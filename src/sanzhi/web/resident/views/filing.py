"""三步反映: what, where, check. Each step keeps what was typed on the server, so nothing is ever lost."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sanzhi.cases import actions as cases
from sanzhi.cases.files import Kept
from sanzhi.cases.rules import Filing
from sanzhi.kit import clock
from sanzhi.people import actions as people
from sanzhi.people import queries
from sanzhi.web.resident import forms
from sanzhi.web.ui.doors import resident
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.photos import MOST
from sanzhi.web.ui.posting import once

DRAFT = "filing"
NOTICE_VERSION = "2026-11"
STEPS = [_("说事情"), _("在哪里"), _("看一遍")]
MOST_AN_HOUR = 30  # 本平台约定: filings per person


@resident
@require_http_methods(["GET", "HEAD", "POST"])
def what(request: HttpRequest) -> HttpResponse:
    """第一步: what happened."""
    form = forms.MatterForm(posted(request), initial=_draft(request))
    if request.method == "POST" and form.is_valid():
        _keep(request, form.cleaned_data | {"category_code": form.cleaned_data["category_code"] or "other"})
        return redirect("resident-file-where")
    status = 422 if form.errors else 200
    return render(request, "resident/file_what.html", {"form": form, "steps": STEPS}, status=status)


@resident
@require_http_methods(["GET", "HEAD", "POST"])
def where(request: HttpRequest) -> HttpResponse:
    """第二步: where, with photos. Photos already kept stay, and can be taken out one by one."""
    draft = _draft(request)
    if "title" not in draft:
        return redirect("resident-file")
    form = forms.PlaceForm(posted(request), request.FILES or None, initial=draft)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        photos = [
            photo for photo in draft.get("photos", []) if photo["digest"] not in request.POST.getlist("drop")
        ]
        photos += [vars(kept) for kept in said.pop("photos")]
        _keep(request, said | {"photos": photos[:MOST]})
        return redirect("resident-file-check")
    context = {"form": form, "steps": STEPS, "photos": draft.get("photos", [])}
    return render(request, "resident/file_where.html", context, status=422 if form.errors else 200)


@resident
@once
def check(request: HttpRequest) -> HttpResponse:
    """第三步: read it once more and send. The only step that writes a case, once per key."""
    draft = _draft(request)
    if "area_code" not in draft:
        return redirect("resident-file")
    context: dict[str, Any] = {"draft": draft, "steps": STEPS, "area": queries.area(draft["area_code"])}
    if request.method == "POST":
        try:
            case = _file(request, draft)
        except cases.FilingRefused as refused:
            return render(request, "resident/file_check.html", context | {"refused": refused}, status=422)
        del request.session[DRAFT]
        return redirect("resident-filed", code=case.public_code)
    return render(request, "resident/file_check.html", context)


def _file(request: HttpRequest, draft: dict[str, Any]) -> Any:
    at, by = clock.now(), request.actor
    people.count_attempt(f"file:{by.person_id}", most=MOST_AN_HOUR, within=timedelta(hours=1), at=at)
    people.give_consent(
        request.user.person,
        "case_filing",
        ["name", "phone", "matter"],
        text_version=NOTICE_VERSION,
        channel="web",
        by=by,
        at=at,
    )
    told = ("title", "text", "area_code", "category_code", "place", "latitude", "longitude")
    filing = Filing(**{field: draft[field] for field in told})
    kept = [Kept(**photo) for photo in draft.get("photos", [])]
    return cases.register(filing, cases.Origin(by.person_id, "web", kept=kept), by=by, at=at)


def _draft(request: HttpRequest) -> dict[str, Any]:
    return request.session.get(DRAFT, {})


def _keep(request: HttpRequest, said: dict[str, Any]) -> None:
    request.session[DRAFT] = _draft(request) | said
