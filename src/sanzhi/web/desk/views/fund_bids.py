"""评审和项目申报: what a judge has to score, what an organisation asks for and reports."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.groups import actions, queries
from sanzhi.kit import clock
from sanzhi.web.desk.forms.funds import Bidding, Judging, ReportingMilestone
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

from .rewards import filled

JUDGE, LEAD = "fund.judge", "volunteer.lead"


@staff(JUDGE)
@require_safe
def judging(request: HttpRequest) -> HttpResponse:
    """评审: the bids one has to score, or those one has scored."""
    judged = "judged" in request.GET
    rows = queries.to_judge(request.actor, clock.now(), number_in(request, "after"), judged=judged)
    given = paged(request, rows, queries.PAGE_SIZE, name="after", key=lambda row: row.bid.pk)
    return show(request, "desk/fund_judging.html", given | {"judged": judged})


@staff(JUDGE)
@once
def score(request: HttpRequest, bid: int) -> HttpResponse:
    """评分."""
    one, form = queries.bid_to_score(request.actor, bid), Judging(posted(request))

    def do() -> None:
        actions.score_bid(bid, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, do, one.title, _("已评分。"), ("desk-fund-judging",), one.plan)


@staff(JUDGE)
@verb
def tie(request: HttpRequest, bid: int) -> HttpResponse:
    """申明回避."""
    actions.tell_fund_tie(queries.bid_to_score(request.actor, bid).group_id, by=request.actor, at=clock.now())
    messages.success(request, _("已申明，这个组织的申报您不用评。"))
    return redirect("desk-fund-judging")


@staff(LEAD)
@require_safe
def bids(request: HttpRequest) -> HttpResponse:
    """项目申报: what is called for, and the own organisations' bids and milestones."""
    given = paged(request, queries.bids_run(request.actor, number_in(request)), queries.PAGE_SIZE)
    calls = queries.calls_open(clock.now(), number_in(request, "calls"))
    given |= {
        "calls": paged(request, calls, queries.PAGE_SIZE, name="calls"),
        "now": clock.now(),
        "may_bid": queries.may_still_bid(request.actor, calls),
    }
    return show(request, "desk/fund_bids.html", given)


@staff(LEAD)
@once
def bid(request: HttpRequest, calling: int) -> HttpResponse:
    """申报."""
    one = queries.call_open(calling, clock.now())
    form = Bidding(posted(request), groups=queries.run_from(request.actor))

    def do() -> None:
        actions.bid(calling, form.new(), by=request.actor, at=clock.now())

    title, note = _("申报：%(title)s") % {"title": one.title}, one.text
    return filled(request, form, do, title, _("已申报。"), ("desk-fund-bids",), note)


@staff(LEAD)
@verb
def withdraw(request: HttpRequest, bid: int) -> HttpResponse:
    """撤回申报."""
    actions.withdraw_bid(bid, by=request.actor, at=clock.now())
    messages.success(request, _("已撤回。"))
    return redirect("desk-fund-bids")


@staff(LEAD)
@once
def report(request: HttpRequest, milestone: int) -> HttpResponse:
    """报告完成."""
    row, form = queries.milestone_run(request.actor, milestone), ReportingMilestone(posted(request))

    def do() -> None:
        actions.report_milestone(milestone, **form.cleaned_data, by=request.actor, at=clock.now())

    title = _("完成了：%(what)s") % {"what": row.what}
    return filled(request, form, do, title, _("已报告，等验收。"), ("desk-fund-bids",), row.remark)
