"""曝光 at the desk: the boards opened and shut; what is exposed drawn up, pixelated, let out, fixed, answered for."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.honours import access, actions, queries, rules
from sanzhi.honours.actions import NewExposure
from sanzhi.honours.files import BLURRED, ORIGINALS
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.web.desk.forms.exposures import AnsweringTakedown, Clearing, Drawing, Fixing, ProposingBoard
from sanzhi.web.desk.forms.points import Reasoning
from sanzhi.web.desk.showing import show
from sanzhi.web.ui import honours as said
from sanzhi.web.ui import paper
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

from .rewards import filled

DRAW, RELEASE, OPEN, AGREE = "honour.keep", "exposure.release", "exposure.open", "exposure.agree"
NEW = ("area", "category", "place", "problem", "days")


@staff(DRAW, RELEASE)
@require_safe
def exposures(request: HttpRequest) -> HttpResponse:
    """曝光清单 of one's place."""
    at, given = (
        clock.now(),
        paged(request, queries.exposures(request.actor, number_in(request)), queries.PAGE_SIZE),
    )
    given["rows"] = [(one, *said.exposure_words(one, at)) for one in given["rows"]]
    return show(request, "desk/exposures.html", given | {"may_draw": request.actor.may(DRAW)})


@staff(DRAW)
@once
def new_exposure(request: HttpRequest) -> HttpResponse:
    """拟曝光."""
    form = Drawing(posted(request), request.FILES or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        new = {name: form.cleaned_data[name] for name in NEW}
        photo = next(iter(form.photos_kept()), None)
        try:
            one = actions.draw_exposure(NewExposure(photo=photo, **new), by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已拟好。照片整张打了码，请点出问题在哪几格。"))
            return redirect("desk-exposure-blur" if photo else "desk-exposure", one.pk)
    if form.is_bound:
        form.remember_photos()
    note = _("只写地方和问题。写了人的、没有打开曝光的地方，都存不下来。")
    return show(request, "desk/reward_form.html", {"form": form, "title": _("拟曝光"), "note": note})


@staff(DRAW, RELEASE)
@require_safe
def exposure(request: HttpRequest, exposure: int) -> HttpResponse:
    """一条曝光: exactly what goes out, who let it out, who wants it gone."""
    actor, one = request.actor, queries.exposure_by_id(request.actor, exposure)
    asked = queries.takedowns_of(one)
    one.doubted = any(not row.answered_at for row in asked)
    words, tone = said.exposure_words(one, clock.now())
    given = {
        "one": one, "words": words, "tone": tone, "asked": asked, "replies": queries.replies_to(one),
        "release": access.may_release(actor, one), "may_release": actor.may(RELEASE),
        "may_draw": access.may_draw(actor, one.area_id).ok, "answer": access.may_answer(actor, one),
    }  # fmt: skip
    return show(request, "desk/exposure.html", given)


@staff(DRAW, RELEASE)
@require_safe
def exposure_photo(request: HttpRequest, exposure: int) -> HttpResponse:
    """The pixelated photo."""
    one = queries.exposure_by_id(request.actor, exposure)
    if not one.blurred_digest:
        raise Refusal("not_visible", _("没有找到这个文件。"))
    return paper.photo(one.blurred_digest, one.blurred_mime, BLURRED.path_of)


@staff(DRAW)
@require_safe
def exposure_original(request: HttpRequest, exposure: int) -> HttpResponse:
    """The photo as taken, for whoever ticks what stays clear, until it is let out; kept by no browser."""
    one = queries.exposure_by_id(request.actor, exposure)
    if not one.original_digest:
        raise Refusal("not_visible", _("没有找到这个文件。"))
    answer = paper.photo(one.original_digest, one.original_mime, ORIGINALS.path_of)
    answer["Cache-Control"] = "no-store"
    return answer


@staff(DRAW)
@once
def blur(request: HttpRequest, exposure: int) -> HttpResponse:
    """打码: tick where the problem is; nothing ticked, everything stays pixelated. Needs no JavaScript."""
    one, form = queries.exposure_by_id(request.actor, exposure), Clearing(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.clear_cells(one.pk, cells=form.cleaned_data["cells"], by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已打码，放出去的就是这一张。"))
            return redirect("desk-exposure", one.pk)
    ticked = {int(n) for n in request.POST.getlist("cells") if n.isdecimal() and len(n) < len("1000")}
    chosen = ticked or set(one.clear)
    cells = [(n, n // rules.ACROSS + 1, n % rules.ACROSS + 1, n in chosen) for n in range(rules.ACROSS**2)]
    return show(
        request,
        "desk/exposure_blur.html",
        {"one": one, "form": form, "cells": cells, "most": rules.MOST_CLEAR},
    )


@staff(RELEASE)
@verb
def release(request: HttpRequest, exposure: int) -> HttpResponse:
    """放行."""
    one = actions.release(
        queries.exposure_by_id(request.actor, exposure).pk, by=request.actor, at=clock.now()
    )
    told = _("已公布，原图已删。") if one.second_at else _("已放行一次，还要另一个岗位的人放行。")
    messages.success(request, told)
    return redirect("desk-exposure", one.pk)


@staff(DRAW)
@once
def fix(request: HttpRequest, exposure: int) -> HttpResponse:
    """已整改."""
    one, form = queries.exposure_by_id(request.actor, exposure), Fixing(posted(request))

    def do() -> None:
        actions.mark_fixed(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(
        request, form, do, _("已整改"), _("已撤下，记为整改好了。"), ("desk-exposure", one.pk), one.problem
    )


@staff(DRAW, RELEASE)
@once
def end(request: HttpRequest, exposure: int) -> HttpResponse:
    """撤下."""
    one, form = queries.exposure_by_id(request.actor, exposure), Reasoning(posted(request))

    def do() -> None:
        actions.end_exposure(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, do, _("撤下"), _("已撤下。"), ("desk-exposure", one.pk), one.problem)


@staff(RELEASE)
@once
def answer(request: HttpRequest, exposure: int, takedown: int) -> HttpResponse:
    """答复撤下要求."""
    one, form = queries.exposure_by_id(request.actor, exposure), AnsweringTakedown(posted(request))
    asked = next((row for row in queries.takedowns_of(one) if row.pk == takedown), None)
    if asked is None:
        raise Refusal("not_visible", _("没有找到这一条。"))

    def do() -> None:
        actions.answer_takedown(asked.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, do, _("答复"), _("已答复。"), ("desk-exposure", one.pk), asked.reason)


@staff(OPEN, AGREE, DRAW)
@require_safe
def openings(request: HttpRequest) -> HttpResponse:
    """打开、关上: where there is an exposure board, by whose decision and on what ground."""
    actor = request.actor
    given = paged(request, queries.openings(actor, number_in(request)), queries.PAGE_SIZE)
    given["rows"] = [
        (one, access.may_agree_to_open(actor, one), access.may_close(actor, one)) for one in given["rows"]
    ]
    return show(request, "desk/openings.html", given | {"may_open": actor.may(OPEN)})


@staff(OPEN)
@once
def propose(request: HttpRequest) -> HttpResponse:
    """提出打开."""
    form = ProposingBoard(posted(request), actor=request.actor)

    def do() -> None:
        actions.propose_opening(**form.cleaned_data, by=request.actor, at=clock.now())

    return filled(
        request, form, do, _("提出打开曝光"), _("已提出，等另一个岗位的人同意。"), ("desk-openings",)
    )


@staff(AGREE)
@verb
def agree(request: HttpRequest, opening: int) -> HttpResponse:
    """同意打开."""
    found = queries.opening_by_id(request.actor, opening)
    actions.agree_to_opening(found.pk, by=request.actor, at=clock.now())
    messages.success(request, _("已打开。"))
    return redirect("desk-openings")


@staff(OPEN, AGREE)
@once
def shut(request: HttpRequest, opening: int) -> HttpResponse:
    """关上."""
    found, form = queries.opening_by_id(request.actor, opening), Reasoning(posted(request))

    def do() -> None:
        actions.close_opening(found.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, do, _("关上曝光"), _("已关上，正在曝光的都撤下了。"), ("desk-openings",))
