"""认定、申诉、抽查、复核. The page of a blind review is drawn without the first grade: it is not in its HTML either."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.waste import access, actions, queries
from sanzhi.waste.files import SHELF
from sanzhi.web.desk.forms.waste import Answering, Drawing, Grading
from sanzhi.web.desk.showing import WASTE, show
from sanzhi.web.ui import paper
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

from .waste import REVIEW


def _shown(found: Any) -> FileResponse:
    if not found.photo:
        raise Refusal("not_visible", _("照片已经按期删除，或者没有拍。"))
    return paper.photo(found.photo, found.mime, SHELF.path_of)


@staff(*WASTE)
@require_safe
def photo(request: HttpRequest, inspection: int) -> FileResponse:
    """检查照片."""
    return _shown(queries.inspection_by_id(request.actor, inspection))


@staff(REVIEW)
@require_safe
def second_photo(request: HttpRequest, conflict: int) -> FileResponse:
    """另一次的照片."""
    return _shown(queries.conflict_by_id(request.actor, conflict))


@staff(REVIEW)
@require_safe
def blind_photo(request: HttpRequest, waste_review: int) -> FileResponse:
    """抽到的照片."""
    return _shown(queries.review_by_id(request.actor, waste_review).inspection)


@staff(REVIEW)
@require_safe
def conflicts(request: HttpRequest) -> HttpResponse:
    """等次不一致的, the oldest first."""
    found = queries.conflicts(request.actor, number_in(request, "after"))
    return show(request, "desk/waste_conflicts.html", paged(request, found, queries.PAGE_SIZE, name="after"))


@staff(REVIEW)
@once
def conflict(request: HttpRequest, conflict: int) -> HttpResponse:
    """认定: both grades side by side."""
    actor, found = request.actor, queries.conflict_by_id(request.actor, conflict)
    form = Grading(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.settle(found.id, form.cleaned_data["grade"], by=actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已认定。"))
            return redirect("desk-waste-conflicts")
    verdict = access.may_decide(actor, found.inspection.area_id, found.by_id, found.inspection.by_id)
    return show(request, "desk/waste_conflict.html", {"conflict": found, "form": form, "verdict": verdict})


@staff(REVIEW)
@require_safe
def appeals(request: HttpRequest) -> HttpResponse:
    """申诉 to answer, the oldest first."""
    found = queries.appeals(request.actor, number_in(request, "after"))
    return show(request, "desk/waste_appeals.html", paged(request, found, queries.PAGE_SIZE, name="after"))


@staff(REVIEW)
@once
def appeal(request: HttpRequest, waste_appeal: int) -> HttpResponse:
    """答复申诉."""
    actor, found = request.actor, queries.appeal_by_id(request.actor, waste_appeal)
    form = Answering(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            given = form.cleaned_data
            actions.answer_appeal(found.id, given["grade"], answer=given["answer"], by=actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已答复，住户会收到消息。"))
            return redirect("desk-waste-appeals")
    hands = (found.inspection.by_id, found.person_id)
    verdict = access.may_decide(actor, found.inspection.area_id, *hands)
    return show(request, "desk/waste_appeal.html", {"appeal": found, "form": form, "verdict": verdict})


@staff(REVIEW)
@once
def samples(request: HttpRequest) -> HttpResponse:
    """抽查: drawn by a lot whose seed stays on record; earlier ones."""
    actor, today = request.actor, clock.today()
    form = Drawing(posted(request), actor=actor, initial={"first": today.replace(day=1), "last": today})
    if request.method == "POST" and form.is_valid():
        try:
            actions.draw_sample(**form.cleaned_data, by=actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已抽好，可以开始复核。"))
            return redirect("desk-waste-review")
    given = paged(request, queries.samples_in(actor, number_in(request)), queries.PAGE_SIZE)
    return show(request, "desk/waste_samples.html", given | {"form": form})


@staff(REVIEW)
@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """复核: the next photo."""
    return _next(request, Grading(None))


def _next(request: HttpRequest, form: Grading) -> HttpResponse:
    found = queries.next_review(request.actor)
    stream = found.inspection.get_stream_display() if found else ""
    return show(request, "desk/waste_review.html", {"review": found, "stream": stream, "form": form})


@staff(REVIEW)
@verb
def reviewed(request: HttpRequest, waste_review: int) -> HttpResponse:
    """复核一张, and on to the next."""
    found, form = queries.review_by_id(request.actor, waste_review), Grading(request.POST)
    if not form.is_valid():
        return _next(request, form)
    actions.review(found.id, form.cleaned_data["grade"], by=request.actor, at=clock.now())
    messages.success(request, _("已复核，下一张。"))
    return redirect("desk-waste-review")
