"""我家的垃圾分类: my bins, each result with its photo, how to do better, and an appeal. Nothing here is ever taken away."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.waste import actions, queries, rules
from sanzhi.waste.files import SHELF
from sanzhi.web.resident.waste_forms import Appealing
from sanzhi.web.ui import paper
from sanzhi.web.ui.doors import resident
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once
from sanzhi.web.ui.waste import TONES


@resident
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """我家的垃圾分类, the newest first."""
    rows = queries.inspections_of_mine(request.actor, number_in(request))
    given = paged(request, rows, queries.PAGE_SIZE)
    given["rows"] = [(one, TONES[one.counted]) for one in given["rows"]]
    weighed = queries.weighings_of_mine(request.actor, number_in(request, "weighed"))
    given["weighed"] = paged(request, weighed, queries.PAGE_SIZE, name="weighed")
    given |= {"household": queries.household_of(request.actor), "bins": queries.my_bins(request.actor)}
    return render(request, "resident/waste.html", given)


@resident
@once
def result(request: HttpRequest, inspection: int) -> HttpResponse:
    """一次检查: what was found, what it counts as, how to do better; one press and a reason to appeal."""
    at, found = clock.now(), queries.inspection_of_mine(request.actor, inspection)
    said = getattr(found, "appeal", None)
    verdict = rules.may_appeal(found.counted, found.synced_at, at, there=said is not None)
    form = Appealing(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.appeal(found.id, reason=form.cleaned_data["reason"], by=request.actor, at=at)
        except Refusal as refusal:
            form.add_error("reason", refusal.sentence)
        else:
            messages.success(request, _("已收到，由另一个人来看，结果会告诉您。"))
            return redirect("resident-waste-result", found.id)
    names = dict(queries.FAULTS)
    given = {
        "inspection": found, "tone": TONES[found.counted], "faults": [names[one] for one in found.faults], "appeal": said,
        "verdict": verdict, "form": form, "poor": found.counted in (*rules.POOR, "B"),
        "photo_until": found.taken_at + rules.PHOTOS_KEPT,
    }  # fmt: skip
    answer = render(
        request, "resident/waste_result.html", given, status=422 if request.method == "POST" else 200
    )
    answer["Cache-Control"] = "no-store"
    return answer


@resident
@require_safe
def photo(request: HttpRequest, inspection: int) -> FileResponse:
    """检查照片, for the household alone."""
    found = queries.inspection_of_mine(request.actor, inspection)
    if not found.photo:
        raise Refusal("not_visible", _("照片已经按期删除，或者没有拍。"))
    return paper.photo(found.photo, found.mime, SHELF.path_of)
