"""奖励金: entered with its resolution, reviewed, split by points, announced."""

from operator import attrgetter

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.rewards import access, actions, pool_rules, queries
from sanzhi.web.desk.forms.settlements import Pooling, Reviewing, Splitting
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

from .rewards import MANAGE, SIGN, filled


@staff(MANAGE, SIGN)
@require_safe
def pools(request: HttpRequest) -> HttpResponse:
    """奖励金."""
    given = paged(request, queries.pools_in(request.actor, number_in(request)), queries.PAGE_SIZE)
    given["rows"] = [(one, queries.passes(one) if one.met_on else None) for one in given["rows"]]
    return show(request, "desk/pools.html", {**given, "may_manage": request.actor.may(MANAGE)})


@staff(MANAGE)
@once
def new_pool(request: HttpRequest) -> HttpResponse:
    """拟奖励金, and put it to the collective's meeting."""
    meetings = queries.meetings_for(request.actor)
    form = Pooling(posted(request), meetings=meetings, initial={"year": clock.today().year})

    def do() -> None:
        actions.enter_pool(form.pool(), by=request.actor, at=clock.now())

    note = _("写好就列进这次会的议题；通知、到会、计票都在会议里，通过没有通过从会议里取，不用填。")
    return filled(request, form, do, _("拟奖励金"), _("已列入会议议题。"), ("desk-pools",), note)


@staff(MANAGE)
@verb
def take_pool_result(request: HttpRequest, pool: int) -> HttpResponse:
    """取表决结果."""
    found = queries.pool_by_id(request.actor, pool)
    actions.take_pool_result(found.id, by=request.actor, at=clock.now())
    messages.success(request, _("已取表决结果。"))
    return redirect("desk-pool", pool)


@staff(MANAGE, SIGN)
@require_safe
def pool(request: HttpRequest, pool: int) -> HttpResponse:
    """一笔奖励金: the resolution and what it comes to, the review, the sheet."""
    actor, found = request.actor, queries.pool_by_id(request.actor, pool)
    after = number_in(request, "after")
    shares = paged(
        request,
        queries.shares_of(found, after=after),
        queries.SHARES,
        name="after",
        key=attrgetter("household_id"),
    )
    labels = queries.labels_of([one.household_id for one in shares["rows"]])
    given = shares | {
        "pool": found,
        "passes": queries.passes(found),
        "basis": pool_rules.BASIS[found.body],
        "review": access.may_review(actor, found.area_id, found.entered_by_id),
        "may_manage": actor.may(MANAGE),
        "shares": [(labels[one.household_id], one.points, one.fen) for one in shares["rows"]],
    }
    return show(request, "desk/pool.html", given)


@staff(MANAGE, SIGN)
@require_safe
def pool_minutes(request: HttpRequest, pool: int) -> FileResponse:
    """会议记录 as it was photographed."""
    found = queries.pool_by_id(request.actor, pool)
    if not found.minutes_digest:
        raise Http404
    content, mime = queries.minutes_of(found)
    answer = FileResponse(content.open("rb"), content_type=mime)
    answer["Cache-Control"] = "private, no-cache"
    return answer


@staff(SIGN)
@once
def review_pool(request: HttpRequest, pool: int) -> HttpResponse:
    """法律审核."""
    found, form = queries.pool_by_id(request.actor, pool), Reviewing(posted(request))

    def do() -> None:
        actions.review_pool(found.id, **form.cleaned_data, by=request.actor, at=clock.now())

    title = _("法律审核：%(name)s") % {"name": found.name}
    return filled(request, form, do, title, _("已审核。"), ("desk-pool", found.id))


@staff(MANAGE)
@once
def split_pool(request: HttpRequest, pool: int) -> HttpResponse:
    """分配: by the balances of every household of the village at a moment."""
    found = queries.pool_by_id(request.actor, pool)
    form = Splitting(posted(request), initial={"points_at": localtime(clock.now())})

    def do() -> None:
        moment = form.cleaned_data["points_at"]
        points = queries.points_of(found.area_id, moment)
        contact = form.cleaned_data["contact"]
        actions.draw_pool(
            found.id, points, points_at=moment, contact=contact, by=request.actor, at=clock.now()
        )

    title = _("分配：%(name)s") % {"name": found.name}
    told = _("已算好分配表，公示稿也拟好了，请别人审签。")
    return filled(request, form, do, title, told, ("desk-pool", found.id))
