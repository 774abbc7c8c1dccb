"""遮挡照片, 去掉遮挡, 看原图."""

from base64 import b64encode
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.cases import access, actions, files, queries, rules
from sanzhi.kit import clock
from sanzhi.web.desk.forms.contact import Purpose
from sanzhi.web.desk.forms.covering import Covering, Uncovering
from sanzhi.web.desk.showing import READ, show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.posting import once


@staff(*READ)
@once
def cover(request: HttpRequest, code: str, photo: int) -> HttpResponse:
    """遮挡照片: cells of a grid over what is shown now; pressing paints them over in a copy."""
    case, found = _found(request, code, photo)
    across = _across(request, found.covering)
    form = Covering(request.POST or None, initial={"across": across})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.cover_photo(
            case.id,
            found.id,
            cells=given["cells"],
            across=given["across"],
            reason=given["reason"],
            by=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("已遮挡。从现在起大家看到的都是遮挡后的照片，原图仍然保存。"))
        return redirect("desk-case", case.public_code)
    page = {"case": case, "photo": found, "form": form, "cells": _cells(request, across, found.covering)}
    return show(request, "desk/cover.html", {**page, "across": across, "grids": rules.ACROSS})


@staff(*READ)
@once
def uncover(request: HttpRequest, code: str, photo: int) -> HttpResponse:
    """去掉遮挡, with a reason."""
    case, found = _found(request, code, photo)
    form = Uncovering(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"].strip()
        actions.uncover_photo(case.id, found.id, reason=reason, by=request.actor, at=clock.now())
        messages.success(request, _("已去掉遮挡。"))
        return redirect("desk-case", case.public_code)
    return show(request, "desk/uncover.html", {"case": case, "photo": found, "form": form})


@staff(*READ)
@once
def whole(request: HttpRequest, code: str, photo: int) -> HttpResponse:
    """看原图: what for, first."""
    case, found = _found(request, code, photo)
    form = Purpose(request.POST or None)
    if request.method == "POST" and form.is_valid():
        purpose = form.cleaned_data["purpose"]
        actions.look_under(case, found, purpose=purpose, by=request.actor, at=clock.now())
        request.session["looked_under"] = found.id
        return redirect("desk-photo-seen", case.public_code, found.id)
    return show(request, "desk/photo_whole.html", {"case": case, "photo": found, "form": form})


@staff(*READ)
@require_safe
def seen(request: HttpRequest, code: str, photo: int) -> HttpResponse:
    """Shown once for each look. The picture stands in the answer itself, which nobody keeps: it has no address."""
    case, found = _found(request, code, photo)
    if request.session.pop("looked_under", None) != found.id:
        return redirect("desk-photo-whole", case.public_code, found.id)
    picture = f"data:{found.mime};base64,{b64encode(files.path_of(found.digest).read_bytes()).decode()}"
    answer = show(request, "desk/photo_whole.html", {"case": case, "photo": found, "picture": picture})
    answer["Cache-Control"] = "no-store"
    return answer


def _found(request: HttpRequest, code: str, photo: int) -> tuple[Any, Any]:
    case = queries.case_by_code(request.actor, code)
    access.may_cover(request.actor, case).or_refuse()
    return case, queries.attachment(request.actor, code, photo)


def _across(request: HttpRequest, covering: dict[str, Any] | None) -> int:
    asked = request.POST.get("across") or request.GET.get("across") or (covering or {}).get("across")
    return next((n for n in rules.ACROSS if str(n) == str(asked)), rules.ACROSS[0])


def _cells(
    request: HttpRequest, across: int, covering: dict[str, Any] | None
) -> list[tuple[int, int, int, bool]]:
    """(number, row, column, whether it is chosen) of every cell, as sent or as it is covered now."""
    chosen = set(request.POST.getlist("cells"))
    if not chosen and covering and covering["across"] == across:
        chosen = {str(cell) for cell in covering["cells"]}
    return [(n, n // across + 1, n % across + 1, str(n) in chosen) for n in range(across * across)]
