"""组件库的页面: the gallery, the large-type switch, and the refusals every face shares."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from sanzhi.kit.verdict import Refusal

from . import samples
from .doors import anyone

YEAR = 365 * 24 * 3600


@anyone
@require_safe
def gallery(request: HttpRequest, page: str = "components") -> HttpResponse:
    """组件样张: every component in every state on `?face=`, and sample pages to copy. Reads no database."""
    if page not in samples.PAGES:
        raise Http404(page)
    face = request.GET.get("face", "resident")
    if face not in samples.FACES:
        raise Http404(face)
    return render(request, f"ui/gallery/{page}.html", samples.for_page(page, face))


@anyone
@require_POST
def choose_type(request: HttpRequest) -> HttpResponse:
    """大字开关: remembered by a cookie for a year, back to where the reader was."""
    there = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(there, {request.get_host()}, require_https=request.is_secure())
    answer = HttpResponseRedirect(there if safe else "/")
    size = "large" if request.POST.get("type") == "large" else "usual"
    answer.set_cookie(
        "sanzhi_type", size, max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True
    )
    return answer


def refused(request: HttpRequest, refusal: Refusal, status: int = 409) -> HttpResponse:
    """拒绝页: the refusal's own sentence, and a way forward. `status` is 403, 409 or 429."""
    if status not in (403, 409, 429):
        raise ValueError(f"no refusal page for {status}")
    return render(request, f"{status}.html", {"refusal": refusal}, status=status)
