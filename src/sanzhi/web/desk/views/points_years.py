"""年度结账: announced, stood its time, expired."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.points import actions, queries
from sanzhi.web.desk.forms.points import ClosingYear
from sanzhi.web.desk.showing import show
from sanzhi.web.ui import notices
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb


@staff("points.round")
@once
def years(request: HttpRequest) -> HttpResponse:
    """年度: every closed year, how far it is; the next one to close."""
    actor, at = request.actor, clock.now()
    form = ClosingYear(posted(request), reach=actor.reach, last=at.year - 1)
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_year(**form.cleaned_data, by=actor, at=at)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("年度结果已拟成公示稿，请别人审签。"))
            return redirect("desk-points-years")
    given = paged(request, queries.years_of(actor.reach, number_in(request)), queries.PAGE_SIZE)
    stand = queries.all_standing([one.notice_id for one in given["rows"]], at)
    given["rows"] = [
        (one, *notices.standing_words(one.notice, at), stand[one.notice_id]) for one in given["rows"]
    ]
    return show(request, "desk/points_years.html", {"form": form, **given})


@staff("points.round")
@verb
def expire(request: HttpRequest, year: int) -> HttpResponse:
    """年度到期."""
    held = queries.year_by_id(request.actor, year)
    if held is None:
        raise Refusal("not_visible", _("没有找到这一年。"))
    done = actions.expire_year(held.id, by=request.actor, at=clock.now())
    messages.success(request, _("已办，到期 %(count)d 分。") % {"count": done.expired or 0})
    return redirect("desk-points-years")
