"""三步反映: what, where, check. Each step keeps what was typed on the server, so nothing is ever lost."""

import json
from hashlib import sha256
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from sanzhi.cases import actions as cases
from sanzhi.cases import kinds
from sanzhi.cases import queries as cases_queries
from sanzhi.cases.files import Kept
from sanzhi.cases.rules import Filing
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people import queries
from sanzhi.people.queries.positions import Placed, place_at
from sanzhi.web.resident import forms
from sanzhi.web.ui import complained, paper
from sanzhi.web.ui.doors import resident
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.photos import MOST, good_photos
from sanzhi.web.ui.posting import once

DRAFT = "filing"
MATTER = "matter"
PURPOSE = "case_filing"
NOTICE_VERSION = "2026-11"
CONSENT = people.Wording(PURPOSE, ["name", "phone", "matter"], NOTICE_VERSION, "web")
STEPS = [_("说事情"), _("在哪里"), _("看一遍")]
MOST_AN_HOUR = 30  # 本平台约定: filings per person


@resident
@require_http_methods(["GET", "HEAD", "POST"])
def what(request: HttpRequest) -> HttpResponse:
    """第一步: what happened."""
    kind = _kind(request)
    form = forms.MatterForm(posted(request), initial=_draft(request), kind=kind)
    if request.method == "POST" and form.is_valid():
        told = {field: form.cleaned_data[field] for field in ("title", "text")}
        told["category_code"] = form.cleaned_data["category_code"] or "other"
        own = {"kind": kind.code if kind else MATTER, "details": form.answers()}
        _keep(request, told | own)
        return redirect("resident-file-where")
    status = 422 if form.errors else 200
    given = {"form": form, "steps": STEPS, "kind": kind, "kinds": cases_queries.kinds_to_file(request.actor)}
    return render(request, "resident/file_what.html", given, status=status)


def _kind(request: HttpRequest) -> kinds.Kind | None:
    """The county's own kind this filing is under: asked for in the address, else the draft's; None for a plain one."""
    asked = request.GET.get("kind", "") or _draft(request).get("kind", MATTER)
    if asked == MATTER:
        return None
    try:
        return cases_queries.filed_under(request.actor, asked).kind
    except Refusal:
        if "kind" in request.GET:
            raise
        return None  # withdrawn since the draft was begun: what was typed goes on as a plain matter


@resident
@require_http_methods(["GET", "HEAD", "POST"])
def where(request: HttpRequest) -> HttpResponse:
    """第二步: where, with photos. Photos already kept stay, and can be taken out one by one."""
    draft = _draft(request)
    if "title" not in draft:
        return redirect("resident-file")
    form = forms.PlaceForm(posted(request), request.FILES or None, initial=draft)
    placed = None
    if "suggest" in request.POST:
        form, placed = _suggested(request, draft)
    elif request.method == "POST":
        complete = form.is_valid()
        _keep(request, form.cleaned_data | {"photos": _photos(request, draft, form)})
        if "back" in request.POST:
            return redirect("resident-file")
        if complete:
            return redirect("resident-file-check")
    context = {"form": form, "steps": STEPS, "photos": _draft(request).get("photos", [])}
    context["placed"] = placed
    return render(request, "resident/file_where.html", context, status=422 if form.errors else 200)


def _suggested(request: HttpRequest, draft: dict[str, Any]) -> tuple[forms.PlaceForm, Placed | None]:
    """按定位找村: the form again with the village the position lies in; the resident confirms by going on."""
    sent = forms.PlaceForm(request.POST, request.FILES or None, initial=draft)
    sent.is_valid()
    said = {name: value for name, value in sent.cleaned_data.items() if value not in (None, "")}
    _keep(request, {"photos": _photos(request, draft, sent)})
    located = "longitude" in said and "latitude" in said
    placed = place_at((said["longitude"], said["latitude"]), clock.now()) if located else None
    if placed and placed.village:
        said["area_code"] = placed.village.code
    if placed and placed.outside:
        del said["longitude"], said["latitude"]
    return forms.PlaceForm(initial=draft | said), placed


def _photos(request: HttpRequest, draft: dict[str, Any], form: forms.PlaceForm) -> list[dict[str, Any]]:
    """The draft's photos without those dropped, and every good one just sent; each once, MOST in all."""
    dropped = request.POST.getlist("drop")
    earlier = [photo for photo in draft.get("photos", []) if photo["digest"] not in dropped]
    together = earlier + [vars(kept) for kept in good_photos(form)]
    return list({photo["digest"]: photo for photo in together}.values())[:MOST]


@resident
@require_safe
def draft_photo(request: HttpRequest, digest: str) -> FileResponse:
    """A photo of one's own draft, to look at before sending."""
    for photo in _draft(request).get("photos", []):
        if photo["digest"] == digest:
            return paper.photo(photo["digest"], photo["mime"])
    raise Refusal("not_visible", _("没有找到这个文件。"))


@resident
@once
def check(request: HttpRequest) -> HttpResponse:
    """第三步: read it once more and send. The only step that writes a case, once per key."""
    draft = _draft(request)
    if "area_code" not in draft:
        return redirect("resident-file")
    if request.method == "POST" and request.POST.get("seen") == seal_of(draft):
        try:
            case = _file(request, draft)
        except cases.FilingRefused as refused:
            return _check_page(request, draft, refused)
        del request.session[DRAFT]
        return redirect("resident-filed", code=case.public_code)
    changed = Refusal("draft_changed", _("内容在别的页面改过了，请再看一遍，没问题再提交。"))
    return _check_page(request, draft, changed if request.method == "POST" else None)


def _check_page(request: HttpRequest, draft: dict[str, Any], refused: Refusal | None) -> HttpResponse:
    kind = _kind(request)
    context = {
        "draft": draft,
        "seen": seal_of(draft),
        "steps": STEPS,
        "area": queries.area(draft["area_code"]),
        "category": forms.category_name(draft["category_code"]),
        "against": complained.meant(draft.get("against", "")),
        "hints": cases_queries.hints(request.actor, _filing(draft), clock.now()) if kind is None else [],
        "kind": kind,
        "answers": cases_queries.answered(kind, draft.get("details", {})) if kind else [],
        "consented": queries.has_consented(request.actor.person_id, PURPOSE),
        "notice_version": NOTICE_VERSION,
        "refused": refused,
    }
    return render(request, "resident/file_check.html", context, status=422 if refused else 200)


def seal_of(draft: dict[str, Any]) -> str:
    """What the page showed, in short: a sending from an older page is not taken for a newer draft."""
    return sha256(json.dumps(draft, sort_keys=True).encode()).hexdigest()[:16]


def _file(request: HttpRequest, draft: dict[str, Any]) -> Any:
    at, by = request.at, request.actor
    people.admit(f"file:{by.person_id}", MOST_AN_HOUR, CONSENT, by=by, at=at)
    kept = [Kept(**photo) for photo in draft.get("photos", [])]
    return cases.register(_filing(draft), cases.Origin(by.person_id, "web", kept=kept), by=by, at=at)


def _filing(draft: dict[str, Any]) -> Filing:
    told = (
        "title",
        "text",
        "area_code",
        "category_code",
        "place",
        "latitude",
        "longitude",
        "kind",
        "details",
    )
    against = cases_queries.complained_of(draft.get("against", ""), draft["area_code"])
    return Filing(**{field: draft[field] for field in told if field in draft}, against=against)


def forget_draft(request: HttpRequest) -> None:
    """Whoever joined has no need of it any more."""
    request.session.pop(DRAFT, None)


def _draft(request: HttpRequest) -> dict[str, Any]:
    return request.session.get(DRAFT, {})


def _keep(request: HttpRequest, said: dict[str, Any]) -> None:
    request.session[DRAFT] = _draft(request) | said
