"""三治擂台赛 at the desk: drafted, announced, called off; and the page on which all of it stands."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.contests import access, actions, queries
from sanzhi.contests.actions import NewContest
from sanzhi.kit import clock
from sanzhi.web.desk.forms import contests as forms
from sanzhi.web.desk.forms.leading import WithReason
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.contests import STATES, shown
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import UiForm, posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

from .rewards import filled

KEEP, JUDGE, APPEAL = "contest.keep", "contest.judge", "contest.appeal"


@staff(KEEP, JUDGE, APPEAL)
@require_safe
def contests(request: HttpRequest) -> HttpResponse:
    """擂台赛."""
    rows, at = (
        paged(request, queries.contests_kept(request.actor, number_in(request)), queries.PAGE_SIZE),
        clock.now(),
    )
    for one in rows["rows"]:
        one.stands = STATES[queries.state_of(one, at)]
    return show(request, "desk/contests.html", {**rows, "keeps": request.actor.may(KEEP)})


@staff(KEEP)
@once
def new(request: HttpRequest) -> HttpResponse:
    """办一场."""
    form = forms.Drafting(posted(request), reach=request.actor.reach)

    def do() -> None:
        actions.draft(NewContest(**form.cleaned_data), by=request.actor, at=clock.now())

    return filled(
        request, form, do, _("办一场擂台赛"), _("已起草，请加指标、分组、评委，再公布。"), ("desk-contests",)
    )


@staff(KEEP)
@once
def edit(request: HttpRequest, contest: int) -> HttpResponse:
    """改草稿."""
    one = queries.contest_for(request.actor, contest)
    now = {"area": one.area_id, "level": one.level, "title": one.title, "about": one.about, "starts_on": one.starts_on, "ends_on": one.ends_on}  # fmt: skip
    form = forms.Drafting(posted(request), reach=request.actor.reach, initial=now)

    def do() -> None:
        actions.redraft(contest, NewContest(**form.cleaned_data), by=request.actor, at=clock.now())

    return filled(request, form, do, _("改草稿"), _("已保存。"), ("desk-contest", contest))


@staff(KEEP, JUDGE, APPEAL)
@require_safe
def contest(request: HttpRequest, contest: int) -> HttpResponse:
    """一场擂台赛: what is to be done now, and what stands."""
    actor, at = request.actor, clock.now()
    one = queries.contest_for(actor, contest)
    judges, appeals = queries.judges_of(one), queries.appeals_of(one)
    sit = {each.person_id for each in judges}
    for each in appeals:
        each.for_me = each.decided_at is None and bool(access.may_decide(actor, one, each, sit))
    waiting = {(each.entrant_id, each.indicator_id) for each in appeals if each.decided_at is None}
    given = shown(one, at, number_in(request, "run"))
    mine = [each for each in given["entrants"] if access.may_appeal(actor, each)]
    given |= {
        "keeps": bool(access.may_keep(actor, one.area_id)), "judges": judges, "appeals": appeals, "waits": bool(waiting),
        "marks": queries.marks_of(actor, one, at) if actor.may(JUDGE) else [], "runs": queries.runs_of(one),
        "mine": [(place, i) for place in mine for i in given["indicators"] if (place.pk, i.pk) not in waiting],
        "to_count": bool(queries.to_count_anew(one)), "lacking": queries.marks_missing(one),
        "lacking_anew": queries.marks_missing(one, queries.marked_anew(one)),
    }  # fmt: skip
    return show(request, "desk/contest.html", given)


def on_contest(
    request: HttpRequest, contest: int, form: UiForm, do: Callable[..., Any], title: str, note: str = ""
) -> HttpResponse:
    """A form of one thing about a contest."""
    one = queries.contest_for(request.actor, contest)

    def act() -> None:
        do(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, act, title, _("已保存。"), ("desk-contest", contest), note or one.title)


@staff(KEEP)
@once
def add_gauge(request: HttpRequest, contest: int) -> HttpResponse:
    """加一项数据指标."""
    one = queries.contest_for(request.actor, contest)
    form = forms.AddingGauge(posted(request), level=one.level)
    return on_contest(request, contest, form, actions.add_gauge, _("加一项数据指标"))


@staff(KEEP)
@once
def add_rubric(request: HttpRequest, contest: int) -> HttpResponse:
    """加一项评委打分."""
    return on_contest(
        request, contest, forms.AddingRubric(posted(request)), actions.add_rubric, _("加一项评委打分")
    )


@staff(KEEP)
@verb
def drop_indicator(request: HttpRequest, contest: int, indicator: int) -> HttpResponse:
    """去掉一项."""
    actions.drop_indicator(contest, indicator, by=request.actor, at=clock.now())
    messages.success(request, _("已去掉。"))
    return redirect("desk-contest", contest)


@staff(KEEP)
@once
def entrants(request: HttpRequest, contest: int) -> HttpResponse:
    """谁参加、分在哪一组."""
    one = queries.contest_for(request.actor, contest)
    bands = {each.area_id: each.band for each in queries.entrants_of(one)}
    form = forms.Entering(posted(request), places=queries.places_in(one), bands=bands)

    def put(pk: int, *, by: Any, at: Any, **said: str) -> None:
        actions.set_entrants(pk, said, by=by, at=at)

    note = _("组别一样的在一起比；空着的不参加。")
    return on_contest(request, contest, form, put, _("谁参加、分在哪一组"), note)


@staff(KEEP)
@once
def judges(request: HttpRequest, contest: int) -> HttpResponse:
    """请评委."""
    one = queries.contest_for(request.actor, contest)
    now = [each.person_id for each in queries.judges_of(one)]
    known = queries.who_may_judge(one, clock.now())
    form = forms.ChoosingJudges(posted(request), judges=known, initial={"chosen": now})
    return on_contest(request, contest, form, actions.set_judges, _("请评委"))


@staff(KEEP)
@verb
def announce(request: HttpRequest, contest: int) -> HttpResponse:
    """公布."""
    actions.announce(contest, by=request.actor, at=clock.now())
    messages.success(request, _("已公布，指标、分组和评委不能再改。"))
    return redirect("desk-contest", contest)


@staff(KEEP)
@once
def call_off(request: HttpRequest, contest: int) -> HttpResponse:
    """取消."""
    return on_contest(request, contest, WithReason(posted(request)), actions.call_off, _("取消这场擂台赛"))
