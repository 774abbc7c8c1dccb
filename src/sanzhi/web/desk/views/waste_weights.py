"""称重: a table of readings brought in, what came lately, and what of it goes to points."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.waste import actions, queries
from sanzhi.web.desk.forms.weighings import Weighing
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

from .waste import MANAGE, SHOWN
from .waste_figures import villages_of


@staff(MANAGE)
@once
def weights(request: HttpRequest) -> HttpResponse:
    """称重: all of a table, or with its broken rows left out; else nothing, and every broken row is named."""
    actor, form = request.actor, Weighing(posted(request), request.FILES or None)
    problems: list[tuple[int, str]] = []
    if request.method == "POST" and form.is_valid():
        skip = form.cleaned_data["skip"]
        try:
            done = actions.import_weighings(form.rows(), skip=skip, by=actor, at=clock.now())
        except Refusal as refusal:
            form.add_error("file", refusal.sentence)
        else:
            problems = done.problems
            if not problems or skip:
                told = {"new": done.taken, "known": done.known, "broken": len(problems)}
                messages.success(
                    request,
                    _("收了 %(new)d 条；已经有的 %(known)d 条不再算；跳过有错的 %(broken)d 行。") % told,
                )
                return redirect("desk-waste-weights")
            form.add_error(
                None, _("有 %(n)d 行有错，一条也没有收。请改好，或者勾选跳过。") % {"n": len(problems)}
            )
    given = paged(request, queries.weighings_in(actor, number_in(request)), queries.PAGE_SIZE)
    given |= {"form": form, "problems": problems[:SHOWN], "more": max(0, len(problems) - SHOWN)}
    return show(request, "desk/waste_weights.html", given | {"villages": villages_of(actor)})


@staff(MANAGE)
@verb
def reward_weights(request: HttpRequest) -> HttpResponse:
    """称重交积分, a village at a time."""
    done = actions.hand_over_weighings(request.POST.get("area", "")[:12], by=request.actor, at=clock.now())
    told = {"n": done.claims, "homes": done.households}
    messages.success(request, _("交了 %(n)d 笔，%(homes)d 户；接下来在“积分”里结评、公示。") % told)
    return redirect("desk-waste-weights")
