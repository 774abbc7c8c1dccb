"""垃圾分类: where everything begins; bins, their labels, what becomes of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock, papers
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.waste import actions, queries
from sanzhi.web.desk.forms.waste import Ending, Issuing
from sanzhi.web.desk.showing import WASTE, show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged, row_number
from sanzhi.web.ui.posting import once

INSPECT, MANAGE, REVIEW, HELP = WASTE
SHOWN = 20  # broken lines named on the page


@staff(*WASTE)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """垃圾分类: what waits, and where to go."""
    actor = request.actor
    given: dict[str, Any] = {name: actor.may(one) for name, one in _MAY.items()}
    if actor.may(REVIEW):
        given |= queries.waiting(actor)
    return show(request, "desk/waste.html", given)


_MAY = {"may_inspect": INSPECT, "may_manage": MANAGE, "may_review": REVIEW, "may_help": HELP}


@staff(MANAGE)
@require_safe
def bins(request: HttpRequest) -> HttpResponse:
    """垃圾桶: the newest first, or those of one household."""
    number = request.GET.get("number", "")[:20]
    rows = paged(
        request, queries.bins_in(request.actor, number=number, before=number_in(request)), queries.PAGE_SIZE
    )
    return show(request, "desk/waste_bins.html", {**rows, "number": number})


@staff(MANAGE)
@once
def issue(request: HttpRequest) -> HttpResponse:
    """发桶: all of a list, or with its broken rows left out; else nothing, and every broken row is named."""
    actor = request.actor
    form = Issuing(posted(request), request.FILES or None, actor=actor)
    problems: list[tuple[int, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            area = form.cleaned_data["area"]
            done = actions.issue(area, form.rows(), by=actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            problems = done.problems
            if not problems or form.cleaned_data["skip"]:
                told = {"new": len(done.bins), "there": done.there, "broken": len(problems)}
                messages.success(
                    request,
                    _("发了 %(new)d 只；已经有的 %(there)d 只不再发；跳过有错的 %(broken)d 行。") % told,
                )
                return redirect(f"{reverse('desk-waste-labels')}?area={area}")
            form.add_error(
                None, _("有 %(n)d 行有错，一只也没有发。请改好，或者勾选跳过。") % {"n": len(problems)}
            )
    given = {"form": form, "problems": problems[:SHOWN], "more": max(0, len(problems) - SHOWN)}
    return show(request, "desk/waste_issue.html", given)


@staff(MANAGE)
@once
def bin_page(request: HttpRequest, waste_bin: int) -> HttpResponse:
    """一只桶: whose, since when; lost, broken or taken back, and another in its place."""
    found, form = queries.bin_by_id(request.actor, waste_bin), Ending(posted(request))
    if request.method == "POST" and form.is_valid():
        act = actions.replace_bin if form.cleaned_data["again"] else actions.end_bin
        try:
            now = act(found.id, form.cleaned_data["how"], by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已登记。换的新桶要贴新标签。"))
            return redirect("desk-waste-bin", now.id)
    return show(request, "desk/waste_bin.html", {"bin": found, "form": form})


@staff(MANAGE)
@require_safe
def labels(request: HttpRequest) -> HttpResponse:
    """标签: of a village, one paper after another."""
    actor = request.actor
    chosen = request.GET.get("area", "")
    places = [
        village for town in people.towns_with_villages() for village in town.villages
        if village.code.startswith(actor.reach)
    ]  # fmt: skip
    area = next((one for one in places if one.code == chosen), places[0] if len(places) == 1 else None)
    rows = queries.labels(actor, area.code, after=row_number(request.GET.get("after", ""))) if area else []
    shown = rows[: queries.MOST_LABELS]
    more = f"?area={chosen}&after={shown[-1].id}" if len(rows) > queries.MOST_LABELS and area else ""
    given = {
        "area": area,
        "places": places,
        "count": len(shown),
        "after": request.GET.get("after", ""),
        "more": more,
    }
    return show(request, "desk/waste_labels.html", given)


@staff(MANAGE)
@require_safe
def label_sheet(request: HttpRequest) -> HttpResponse:
    """标签 to print: three abreast on A4, each with its QR code, which any phone's camera opens."""
    after, area = row_number(request.GET.get("after", "")), request.GET.get("area", "")[:12]
    only = [row_number(request.GET["bin"])] if "bin" in request.GET else []
    found = queries.labels(request.actor, area, after=after, only=only)[: queries.MOST_LABELS]
    if not found:
        raise Refusal("not_visible", _("没有要打印的标签。"))
    here = request.build_absolute_uri(reverse("desk-waste-walk"))
    data = {
        "title": _("垃圾桶标签"),
        "labels": [
            {
                "code": one.code, "number": one.household.number, "stream": str(one.get_stream_display()),
                "kind": one.stream, "place": one.area.name, "qr": papers.qr_svg(f"{here}?b={one.code}"),
            }
            for one in found
        ],
    }  # fmt: skip
    answer = HttpResponse(papers.pdf("labels", data), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="labels-{found[0].id}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer
